"""A claims file that is not right is refused with one sentence that says where and what."""

import json
from typing import Any

import pytest

from articles.importers.claims_file import BadClaimsFile, read_claims_file
from tests.articles import seeds


def data() -> dict[str, Any]:
    claims = [
        {"id": f"a{n}", "quote": f"Citaat {n}.", "statement": f"Zin {n}.", "tone": "letterlijk"}
        for n in (1, 2)
    ]
    relation = {"from": "a1", "to": "a2", "type": "supports", "rationale": "Daarom."}
    article = {"file": "een.txt", "sha256": "0" * 64, "claims": claims}
    return {"articles": [article], "relations": [relation]}


def refusal(changed: Any) -> str:
    raw = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
    with pytest.raises(BadClaimsFile) as caught:
        read_claims_file(raw, name="claims.json")
    message = str(caught.value)
    assert message.startswith("claims.json")
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_good_file_is_read() -> None:
    file = read_claims_file(json.dumps(data()).encode(), name="claims.json")
    assert [claim.key for claim in file.articles[0].claims] == ["a1", "a2"]
    assert [claim.number for claim in file.articles[0].claims] == [1, 2]
    assert file.articles[0].claims[0].tone == "literal"


def test_mark_of_utf_8_and_a_digest_in_capitals_are_read() -> None:
    changed = data()
    changed["articles"][0]["sha256"] = "ABCDEF12" * 8
    raw = b"\xef\xbb\xbf" + json.dumps(changed).encode()
    assert read_claims_file(raw, name="claims.json").articles[0].sha256 == "abcdef12" * 8


def test_seed_file_holds_39_claims_45_passages_26_relations() -> None:
    file = read_claims_file(seeds.raw("claims.json"), name="claims.json")
    claims = [claim for article in file.articles for claim in article.claims]
    assert len(claims) == 39
    assert sum(len(claim.passages) for claim in claims) == 45
    assert len(file.relations) == 26


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "geldige JSON"),
        (b"{", "regel 1"),
        (b"[]", "'articles'"),
        (b"null", "'articles'"),
        (b'"\xff"', "geen UTF-8"),
        (b"[" * 100_000, "te diep genest"),
        (b'{"articles": ' + b"9" * 5_000 + b"}", "veel te lang"),
    ],
)
def test_file_that_is_no_claims_file_is_refused(raw: bytes, expected: str) -> None:
    assert expected in refusal(raw)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("id", "A1", "geen goede id"),
        ("id", "a0", "geen goede id"),
        ("id", None, "'id' bij een stelling"),
        ("quote", "", "'quote' bij stelling a1"),
        ("quote", 3, "'quote' bij stelling a1"),
        ("quote", "x" * 5_001, "hoogstens 5000"),
        ("statement", " ", "'statement' bij stelling a1"),
        ("statement", "x" * 501, "hoogstens 500"),
        ("statement", "nul\0", "'statement' bij stelling a1"),
        ("statement", "half \ud800", "'statement' bij stelling a1"),
        ("tone", "boos", "onbekende toon 'boos'"),
        ("note", ["x"], "'note' bij stelling a1"),
        ("also_quotes", "los", "'also_quotes' bij stelling a1"),
        ("also_quotes", [" "], "'also_quotes' bij stelling a1"),
        ("also_quotes", ["nul\0"], "'also_quotes' bij stelling a1"),
        ("also_quotes", ["half \ud800"], "'also_quotes' bij stelling a1"),
        ("also_quotes", ["x" * 5_001], "hoogstens 5000"),
        ("passages", [{"start": -1}], "vanaf 0"),
        ("passages", [], "een lijst met 1 plaatsen"),
        ("passages", [{"start": "3"}], "een getal als start"),
        ("passages", [{"start": True}], "een getal als start"),
    ],
)
def test_wrong_value_in_a_claim_is_named(key: str, value: Any, expected: str) -> None:
    changed = data()
    changed["articles"][0]["claims"][0][key] = value
    assert expected in refusal(changed)


@pytest.mark.parametrize("key", ["id", "quote", "statement", "tone"])
def test_missing_key_in_a_claim_is_named(key: str) -> None:
    changed = data()
    del changed["articles"][0]["claims"][1][key]
    assert f"'{key}'" in refusal(changed)


@pytest.mark.parametrize("key", ["file", "sha256", "claims"])
def test_missing_key_in_an_article_is_named(key: str) -> None:
    changed = data()
    del changed["articles"][0][key]
    assert f"'{key}'" in refusal(changed)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"from": "z9"}, "noemt stelling z9, en die staat er niet in; voeg"),
        ({"to": "a1"}, "met zichzelf; noem"),
        ({"type": "bewijst"}, "onbekende soort 'bewijst'"),
        ({"rationale": ""}, "'rationale' bij het verband a1 → a2"),
    ],
)
def test_impossible_relation_is_named(changes: dict[str, str], expected: str) -> None:
    changed = data()
    changed["relations"][0].update(changes)
    assert expected in refusal(changed)


def test_contradiction_in_both_directions_is_refused() -> None:
    changed = data()
    changed["relations"] = [
        {"from": one, "to": other, "type": "contradicts", "rationale": "Botst."}
        for one, other in (("a1", "a2"), ("a2", "a1"))
    ]
    assert "a2 → a1 (contradicts) staat er al in omgekeerde richting" in refusal(changed)


def test_support_in_both_directions_is_allowed() -> None:
    changed = data()
    changed["relations"].append({**changed["relations"][0], "from": "a2", "to": "a1"})
    assert len(read_claims_file(json.dumps(changed).encode(), name="claims.json").relations) == 2


def test_same_relation_twice_is_refused() -> None:
    changed = data()
    changed["relations"] *= 2
    assert "staat er twee keer in; laat" in refusal(changed)


def test_same_claim_twice_is_refused() -> None:
    changed = data()
    changed["articles"][0]["claims"][1]["id"] = "a1"
    assert "eigen id" in refusal(changed)


def test_same_article_twice_is_refused() -> None:
    changed = data()
    changed["articles"] *= 2
    assert "een.txt staat er twee keer in" in refusal(changed)


def test_wrong_digest_is_refused() -> None:
    changed = data()
    changed["articles"][0]["sha256"] = "abc"
    assert "64 hexadecimale tekens" in refusal(changed)
