"""Claims from a file: what is not here yet is added, or nothing at all."""

import json
from typing import Any

import pytest

from articles.actions.import_claims import ImportedClaims, import_claims
from articles.importers.claims_file import BadClaimsFile, read_claims_file
from articles.models import Article, ArticleVersion, Claim, Passage, Relation, Wording
from tests.articles.texts import CLOSING, PAGE, import_text

pytestmark = pytest.mark.django_db

QUOTES = ("Bewoners merken daar tot nu toe weinig van", "het kost wel elke week opnieuw overleg")
TWICE = "Pas daarna komt de vraag"


def claims_data(version: ArticleVersion, **changes: Any) -> dict[str, Any]:
    """Two claims of one article, the first with two passages, and one relation."""
    claims: list[dict[str, Any]] = [
        {"id": "w1", "quote": QUOTES[0], "also_quotes": [QUOTES[1]]},
        {
            "id": "w2",
            "quote": CLOSING.split(". ")[0],
            "tone": "ironisch",
            "note": "Met een knipoog.",
        },
    ]
    for claim in claims:
        claim.setdefault("tone", "letterlijk")
        claim["statement"] = f"Wat {claim['id']} zegt."
    claims[0].update(changes)
    relation = {"from": "w1", "to": "w2", "type": "contradicts", "rationale": "Het botst."}
    article = {"file": version.file_name, "sha256": version.raw_sha256, "claims": claims}
    return {"articles": [article], "relations": [relation]}


def bring_in(data: dict[str, Any], *versions: ArticleVersion) -> ImportedClaims:
    return import_claims(
        file=read_claims_file(json.dumps(data).encode(), name="claims.json"),
        versions={version.file_name: version for version in versions},
    )


def wording(claim: Claim) -> Wording:
    assert claim.current_wording is not None
    return claim.current_wording


def test_import_makes_claims_with_wording_and_passages() -> None:
    version = import_text()
    assert bring_in(claims_data(version), version) == ImportedClaims(2, 3, 1)
    first, second = Claim.objects.order_by("number")
    assert (first.number, first.import_key) == (1, "w1")
    assert wording(first).statement == "Wat w1 zegt."
    assert [(p.ordinal, p.exact) for p in first.passages.order_by("ordinal")] == [
        (1, QUOTES[0]),
        (2, QUOTES[1]),
    ]
    assert (wording(second).tone, wording(second).note) == (
        "ironic",
        "Met een knipoog.",
    )
    relation = Relation.objects.get()
    assert (relation.from_claim, relation.to_claim, relation.rationale) == (
        first,
        second,
        "Het botst.",
    )


def test_import_twice_adds_nothing_and_overwrites_nothing() -> None:
    version = import_text()
    bring_in(claims_data(version), version)
    claim = Claim.objects.get(import_key="w1")
    claim.current_wording = Wording.objects.create(claim=claim, number=2, statement="Herschreven.")
    claim.save()
    assert bring_in(claims_data(version), version) == ImportedClaims(0, 0, 0)
    claim.refresh_from_db()
    assert wording(claim).statement == "Herschreven."


def test_import_keeps_a_contradiction_that_is_here_the_other_way_round() -> None:
    version = import_text()
    bring_in(claims_data(version), version)
    data = claims_data(version)
    relation = data["relations"][0]
    relation["from"], relation["to"] = relation["to"], relation["from"]
    assert bring_in(data, version).relations == 0
    assert Relation.objects.count() == 1


def test_import_gives_a_doubtful_passage_its_new_place() -> None:
    first = import_text()
    bring_in(claims_data(first), first)
    new = "De mensen zien daar bijna niets van"
    second = import_text(PAGE.replace("Bewoners merken daar tot nu toe weinig van", new))
    doubtful = second.passages.doubtful().get()
    data = claims_data(second, quote=new)
    assert bring_in(data, second) == ImportedClaims(0, 1, 0)
    doubtful.refresh_from_db()
    assert doubtful.state == "unchanged"
    assert second.canonical_text[doubtful.start : doubtful.end].endswith("bijna niets van")
    assert doubtful.carried_from == first.passages.get(claim=doubtful.claim, ordinal=1)


def test_claims_for_a_text_the_article_has_moved_past_are_counted() -> None:
    first = import_text()
    import_text(f"{PAGE}\n\nHet gesprek gaat door, in elke wijk op een eigen manier.")
    first.article.refresh_from_db()
    assert bring_in(claims_data(first), first) == ImportedClaims(2, 3, 1, outdated=2)


def test_quote_that_is_not_there_names_file_and_claim() -> None:
    version = import_text()
    with pytest.raises(
        BadClaimsFile, match=r"claims\.json, stelling w1.*niet in de tekst van wijk"
    ):
        bring_in(claims_data(version, quote="Dit staat er niet."), version)
    assert not Claim.objects.exists()


def test_quote_that_is_there_twice_needs_its_place() -> None:
    version = import_text(f"{PAGE}\n\n{TWICE} opnieuw, want het gesprek is nooit helemaal klaar.")
    with pytest.raises(BadClaimsFile, match=r"stelling w1.*2 keer"):
        bring_in(claims_data(version, quote=TWICE), version)
    source = bytes(version.raw).decode()
    places = [{"start": source.rindex(TWICE)}, {"start": source.index(QUOTES[1])}]
    bring_in(claims_data(version, quote=TWICE, passages=places), version)
    passage = Passage.objects.get(claim__import_key="w1", ordinal=1)
    assert passage.start == version.canonical_text.rindex(TWICE)


def test_claims_of_another_text_are_refused() -> None:
    version = import_text()
    data = claims_data(version)
    data["articles"][0]["sha256"] = "0" * 64
    with pytest.raises(BadClaimsFile, match=r"andere tekst van wijk\.txt"):
        bring_in(data, version)


def test_claims_of_an_article_that_is_not_here_are_refused() -> None:
    version = import_text()
    with pytest.raises(BadClaimsFile, match=r"noemt wijk\.txt, maar dat bestand is er niet"):
        bring_in(claims_data(version))


def test_number_of_a_claim_made_here_is_not_taken_over() -> None:
    version = import_text()
    Claim.objects.create(article=version.article, number=2)
    with pytest.raises(BadClaimsFile, match=r"stelling w2: nummer 2"):
        bring_in(claims_data(version), version)
    assert list(Claim.objects.values_list("number", flat=True)) == [2]


def test_claims_land_in_their_own_article_among_others() -> None:
    version, other = import_text(), import_text(key="ander.txt")
    bring_in(claims_data(version), version, other)
    assert not Article.objects.get(import_key="ander.txt").claims.exists()
