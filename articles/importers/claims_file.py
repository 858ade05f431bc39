"""A claims file (JSON) → claims with their quotes, and relations between them, checked whole.

The file names its articles by file and SHA-256, so that claims never land in another text than the
one they were read from. Keys we do not know are passed over: they are notes for people.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TONES = {"letterlijk": "literal", "ironisch": "ironic", "retorische vraag": "rhetorical"}
RELATION_TYPES = ("supports", "contradicts", "nuances")

_KEY = re.compile(r"[a-z]+(\d{1,4})")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_STATEMENT_LENGTH = 500
_NOTE_LENGTH = 1_000
_QUOTE_LENGTH = 5_000


class BadClaimsFile(ValueError):
    """Its message is one Dutch sentence for the screen: which file and claim, and what is wrong."""


@dataclass(frozen=True)
class QuotedPassage:
    """The words of a passage as they stand in the source, and where: `source_start` counts code
    points in the source text, and settles which place is meant when the words stand there twice."""

    quote: str
    source_start: int | None = None


@dataclass(frozen=True)
class ClaimDraft:
    """`key` ("a3") is unique in the file; its number is the claim's place in the article."""

    key: str
    number: int
    statement: str
    tone: str
    note: str
    passages: tuple[QuotedPassage, ...]


@dataclass(frozen=True)
class ArticleClaims:
    """The claims of one article, which is known by its file name and the SHA-256 of its bytes."""

    file_name: str
    sha256: str
    claims: tuple[ClaimDraft, ...]


@dataclass(frozen=True)
class RelationDraft:
    from_key: str
    type: str
    to_key: str
    rationale: str


@dataclass(frozen=True)
class ClaimsFile:
    """A whole claims file; `name` is how messages call it."""

    name: str
    articles: tuple[ArticleClaims, ...]
    relations: tuple[RelationDraft, ...]


def read_claims_file(raw: bytes, *, name: str) -> ClaimsFile:
    """Raise `BadClaimsFile` at the first thing that is not as it must be."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadClaimsFile(
            f"{name} is geen UTF-8 (byte {error.start}): sla het bestand opnieuw op als UTF-8."
        ) from error
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadClaimsFile(
            f"{name} is geen geldige JSON: kijk naar regel {error.lineno}, teken {error.colno}."
        ) from error
    except ValueError as error:
        raise BadClaimsFile(
            f"{name} bevat een getal dat veel te lang is; controleer de starts bij passages."
        ) from error
    except RecursionError as error:
        raise BadClaimsFile(f"{name} is geen geldig bestand: het is te diep genest.") from error
    reader = _Reader(name)
    articles = tuple(
        reader.article(entry) for entry in reader.list_of_objects(data, "articles", "het bestand")
    )
    relations = tuple(
        reader.relation(entry) for entry in reader.list_of_objects(data, "relations", "het bestand")
    )
    file = ClaimsFile(name, articles, relations)
    _refuse_doubles(file)
    _refuse_impossible_relations(file)
    return file


@dataclass(frozen=True)
class _Reader:
    """Takes values out of parsed JSON and says exactly which one is wrong."""

    name: str

    def article(self, entry: Mapping[str, Any]) -> ArticleClaims:
        file_name = self.text(entry, "file", "een artikel", longest=200)
        sha256 = self.text(entry, "sha256", file_name, longest=64).lower()
        if not _SHA256.fullmatch(sha256):
            raise BadClaimsFile(
                f"{self.name}: sha256 van {file_name} moet uit 64 hexadecimale tekens bestaan."
            )
        claims = self.list_of_objects(entry, "claims", file_name)
        return ArticleClaims(file_name, sha256, tuple(map(self.claim, claims)))

    def claim(self, entry: Mapping[str, Any]) -> ClaimDraft:
        key = self.text(entry, "id", "een stelling", longest=40)
        match = _KEY.fullmatch(key)
        if not match or int(match[1]) == 0:
            raise BadClaimsFile(
                f"{self.name}: {key!r} is geen goede id; gebruik kleine letters en een volgnummer "
                "vanaf 1, bijvoorbeeld a1."
            )
        where = f"stelling {key}"
        tone = self.text(entry, "tone", where, longest=40)
        if tone not in TONES:
            raise BadClaimsFile(
                f"{self.name}: {where} heeft de onbekende toon {tone!r}; kies uit: "
                f"{', '.join(TONES)}."
            )
        return ClaimDraft(
            key=key,
            number=int(match[1]),
            statement=self.text(entry, "statement", where, longest=_STATEMENT_LENGTH),
            tone=TONES[tone],
            note=self.optional_text(entry, "note", where, longest=_NOTE_LENGTH),
            passages=self.passages(entry, where),
        )

    def passages(self, entry: Mapping[str, Any], where: str) -> tuple[QuotedPassage, ...]:
        """The first quote and then the others, each with its start where the file gives one."""
        others = entry.get("also_quotes", [])
        if not isinstance(others, list) or not all(isinstance(quote, str) for quote in others):
            raise self.wrong("also_quotes", where, "een lijst met citaten")
        quotes = [self.text(entry, "quote", where, longest=_QUOTE_LENGTH), *others]
        if not all(quote.strip() and _is_storable(quote) for quote in quotes):
            raise self.wrong("also_quotes", where, "een lijst met citaten in gewone tekst")
        if any(len(quote) > _QUOTE_LENGTH for quote in quotes):
            expected = f"een lijst met citaten van hoogstens {_QUOTE_LENGTH} tekens"
            raise self.wrong("also_quotes", where, expected)
        places = entry.get("passages")
        if places is None:
            return tuple(QuotedPassage(quote) for quote in quotes)
        if not isinstance(places, list) or len(places) != len(quotes):
            raise self.wrong("passages", where, f"een lijst met {len(quotes)} plaatsen")
        return tuple(
            QuotedPassage(quote, self.source_start(place, where))
            for quote, place in zip(quotes, places, strict=True)
        )

    def source_start(self, place: Any, where: str) -> int | None:
        start = place.get("start") if isinstance(place, dict) else place
        if start is None:
            return None
        if isinstance(start, bool) or not isinstance(start, int) or start < 0:
            raise self.wrong(
                "passages", where, "een lijst met plaatsen, elk met een getal als start, vanaf 0"
            )
        return start

    def relation(self, entry: Mapping[str, Any]) -> RelationDraft:
        ends = [self.text(entry, end, "een verband", longest=40) for end in ("from", "to")]
        where = f"het verband {ends[0]} → {ends[1]}"
        type_ = self.text(entry, "type", where, longest=40)
        if type_ not in RELATION_TYPES:
            raise BadClaimsFile(
                f"{self.name}: {where} heeft de onbekende soort {type_!r}; kies uit: "
                f"{', '.join(RELATION_TYPES)}."
            )
        rationale = self.text(entry, "rationale", where, longest=_NOTE_LENGTH)
        return RelationDraft(ends[0], type_, ends[1], rationale)

    def list_of_objects(self, data: Any, key: str, where: str) -> list[dict[str, Any]]:
        found = data.get(key) if isinstance(data, dict) else None
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            raise self.wrong(key, where, "een lijst")
        return found

    def text(self, entry: Mapping[str, Any], key: str, where: str, *, longest: int) -> str:
        found = self.optional_text(entry, key, where, longest=longest)
        if not found.strip():
            raise self.wrong(key, where, "een tekst die niet leeg is")
        return found

    def optional_text(self, entry: Mapping[str, Any], key: str, where: str, *, longest: int) -> str:
        found = entry.get(key)
        if found is None:
            return ""
        if not isinstance(found, str) or not _is_storable(found):
            raise self.wrong(key, where, "een gewone tekst")
        if len(found) > longest:
            raise self.wrong(key, where, f"een tekst van hoogstens {longest} tekens")
        return found

    def wrong(self, key: str, where: str, expected: str) -> BadClaimsFile:
        return BadClaimsFile(f"{self.name}: {key!r} bij {where} ontbreekt of is niet {expected}.")


def _is_storable(text: str) -> bool:
    """PostgreSQL stores no NUL, and half a surrogate pair is no character."""
    return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text)


def _refuse_doubles(file: ClaimsFile) -> None:
    names = [article.file_name for article in file.articles]
    for name in names:
        if names.count(name) > 1:
            raise BadClaimsFile(
                f"{file.name}: het artikel {name} staat er twee keer in; zet alle stellingen ervan bij "
                "elkaar."
            )
    keys: set[str] = set()
    for article in file.articles:
        numbers: set[int] = set()
        for claim in article.claims:
            if claim.key in keys or claim.number in numbers:
                raise BadClaimsFile(
                    f"{file.name}: stelling {claim.key} van {article.file_name} heeft een id of "
                    "volgnummer dat al gebruikt is; geef elke stelling een eigen id."
                )
            keys.add(claim.key)
            numbers.add(claim.number)


def _refuse_impossible_relations(file: ClaimsFile) -> None:
    known = {claim.key for article in file.articles for claim in article.claims}
    seen: set[tuple[str, str, str]] = set()
    for relation in file.relations:
        where = f"{file.name}: het verband {relation.from_key} → {relation.to_key}"
        for key in (relation.from_key, relation.to_key):
            if key not in known:
                raise BadClaimsFile(
                    f"{where} noemt stelling {key}, en die staat er niet in; voeg die stelling toe of "
                    "haal het verband weg."
                )
        if relation.from_key == relation.to_key:
            raise BadClaimsFile(
                f"{where} verbindt een stelling met zichzelf; noem bij to een andere stelling of haal "
                "het verband weg."
            )
        there = (relation.from_key, relation.type, relation.to_key)
        back = (relation.to_key, relation.type, relation.from_key)
        if there in seen:
            raise BadClaimsFile(
                f"{where} ({relation.type}) staat er twee keer in; laat één van de twee weg."
            )
        # Contradiction reads both ways: the other direction is the same statement once more.
        if relation.type == "contradicts" and back in seen:
            raise BadClaimsFile(
                f"{where} (contradicts) staat er al in omgekeerde richting; laat één van de twee weg."
            )
        seen.add(there)
