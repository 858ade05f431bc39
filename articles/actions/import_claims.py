"""Bring claims in from a claims file: statements, their places in the text, how they relate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from articles.actions.index import index_claim
from articles.actions.lock import hold_import_lock
from articles.actions.place_quote import placed_passage
from articles.importers.claims_file import (
    ArticleClaims,
    BadClaimsFile,
    ClaimDraft,
    ClaimsFile,
    RelationDraft,
)
from articles.models import ArticleVersion, Claim, Passage, Relation, Wording
from articles.models.claim import Tone
from articles.models.passage import DRAWN_STATES
from articles.models.relation import RelationType


@dataclass(frozen=True)
class ImportedClaims:
    """How much was new; `outdated` counts the new claims of a text that is no longer the current one."""

    claims: int
    passages: int
    relations: int
    outdated: int = 0


@transaction.atomic
def import_claims(
    *,
    file: ClaimsFile,
    versions: Mapping[str, ArticleVersion],
    created_by: User | None = None,
) -> ImportedClaims:
    """Add the claims, passages and relations of `file` that are not here yet.

    `versions` gives for each file name in `file` the version that was made from those bytes. The
    number in a claim's key becomes its permanent number. What is here already is left as it
    stands, since editors may have reworded it or taken it back; only a passage that waits to be checked takes its
    place from the file. Raises `BadClaimsFile`, and writes nothing, when a quote is not found or
    not found in one place, or when the claims were read from other bytes.
    """
    hold_import_lock()
    claims = _known_claims(versions)
    passages = {
        (passage.claim_id, passage.version_id, passage.ordinal): passage
        for passage in Passage.objects.current().filter(version__in=list(versions.values()))
    }
    by_key: dict[str, Claim] = {}
    new_claims = new_passages = outdated = 0
    for entry in file.articles:
        version = _version_of(file, entry, versions)
        for draft in entry.claims:
            where = f"{file.name}, stelling {draft.key}"
            claim = claims.get((version.article_id, draft.key))
            if claim is None:
                claim = _add_claim(version, draft, created_by, where)
                new_claims += 1
                outdated += version.pk != version.article.current_version_id
            by_key[draft.key] = claim
            for ordinal, quoted in enumerate(draft.passages, start=1):
                known = passages.get((claim.pk, version.pk, ordinal))
                if known is not None and (known.state in DRAWN_STATES or known.removed_at):
                    continue
                placed = placed_passage(version, claim, ordinal, quoted, where=where)
                if known is not None:
                    placed.pk, placed.created_at = known.pk, known.created_at
                    placed.carried_from_id = known.carried_from_id
                placed.save()
                new_passages += 1
    new_relations = _add_relations(file.relations, by_key, created_by)
    return ImportedClaims(new_claims, new_passages, new_relations, outdated)


def _known_claims(versions: Mapping[str, ArticleVersion]) -> dict[tuple[int, str], Claim]:
    articles = {version.article_id for version in versions.values()}
    imported = Claim.objects.filter(article__in=articles).exclude(import_key="")
    return {(claim.article_id, claim.import_key): claim for claim in imported}


def _version_of(
    file: ClaimsFile, entry: ArticleClaims, versions: Mapping[str, ArticleVersion]
) -> ArticleVersion:
    version = versions.get(entry.file_name)
    if version is None:
        raise BadClaimsFile(
            f"{file.name} noemt {entry.file_name}, maar dat bestand is er niet; zet het erbij of "
            "haal het artikel uit de lijst."
        )
    if version.raw_sha256 != entry.sha256:
        raise BadClaimsFile(
            f"{file.name} is gemaakt bij een andere tekst van {entry.file_name} (de SHA-256 "
            "verschilt); zet die tekst terug of werk de stellingen en de SHA-256 bij."
        )
    return version


def _add_claim(
    version: ArticleVersion, draft: ClaimDraft, created_by: User | None, where: str
) -> Claim:
    if Claim.objects.filter(article_id=version.article_id, number=draft.number).exists():
        raise BadClaimsFile(
            f"{where}: nummer {draft.number} is bij dit artikel al van een andere stelling; kies "
            "een ander volgnummer."
        )
    claim = Claim.objects.create(
        article_id=version.article_id, number=draft.number, import_key=draft.key
    )
    claim.current_wording = Wording.objects.create(
        claim=claim,
        statement=draft.statement,
        tone=Tone(draft.tone),
        note=draft.note,
        created_by=created_by,
    )
    claim.save(update_fields=["current_wording"])
    index_claim(claim)
    return claim


def _add_relations(
    drafts: Sequence[RelationDraft], by_key: Mapping[str, Claim], created_by: User | None
) -> int:
    """How many were new. A contradiction that is here the other way round is the same one."""
    known = set(
        Relation.objects.filter(from_claim__in=list(by_key.values())).values_list(
            "from_claim_id", "type", "to_claim_id"
        )
    )
    added = 0
    for draft in drafts:
        one, other = by_key[draft.from_key], by_key[draft.to_key]
        there, back = (one.pk, draft.type, other.pk), (other.pk, draft.type, one.pk)
        if there in known or (draft.type == RelationType.CONTRADICTS and back in known):
            continue
        Relation.objects.create(
            from_claim=one,
            to_claim=other,
            type=RelationType(draft.type),
            rationale=draft.rationale,
            created_by=created_by,
        )
        added += 1
    return added
