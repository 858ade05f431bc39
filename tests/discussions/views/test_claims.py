"""The page of a claim over HTTP."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models.claim import Tone
from articles.models.relation import RelationType
from discussions.actions.stances import take_stance
from tests.discussions.texts import make_claim, make_text, relate
from tests.factories import make_person, say
from tests.pages.page import Page, get

LABELS = {
    RelationType.CONTRADICTS: ("Spreekt tegen", "Wordt tegengesproken door"),
    RelationType.SUPPORTS: ("Ondersteunt", "Wordt ondersteund door"),
    RelationType.NUANCES: ("Nuanceert", "Wordt genuanceerd door"),
}


def group(page: Page, label: str) -> list[str]:
    """The relations under a heading, as text."""
    for section in page.all("section", class_="part"):
        if [h2.text for h2 in section.all("h2")] == [label]:
            return [one.text for one in section.all("div") if one["class"] == "relation"]
    return []


@pytest.mark.parametrize("path", ["bestaat-niet-1", "een-2", "een-0"])
def test_an_address_that_leads_nowhere_is_not_found(db: None, client: Client, path: str) -> None:
    make_claim(make_text("een"))
    assert get(client, f"/stellingen/{path}/").status == 404


def test_a_relation_to_a_draft_is_hidden(db: None, client: Client) -> None:
    claim = make_claim(make_text("open"))
    relate(claim, make_claim(make_text("concept", published=False), statement="Nog geheim."))
    assert "geheim" not in get(client, claim.get_absolute_url()).html


def test_a_rationale_without_keys_is_shown_as_it_is(db: None, client: Client) -> None:
    one = make_claim(make_text("een"), key="de")
    other = make_claim(make_text("twee"), key="het")
    relation = relate(one, other)
    relation.rationale = "In de wijk is het anders."
    relation.save()
    assert "In de wijk is het anders." in get(client, one.get_absolute_url()).text


@pytest.mark.parametrize("number", [1, 3])
def test_costs_the_same_however_many_relations(
    db: None, client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_text("een", paragraphs=["Een zin.", "Twee zin.", "Drie zin."])
    claim = make_claim(article, *[f"{word} zin." for word in ("Een", "Twee", "Drie")[:number]])
    for index in range(number):
        other = make_claim(make_text(f"ander-{index}"), "Een eerste zin.", tone=Tone.IRONIC)
        relate(claim, other, RelationType.SUPPORTS)
        make_claim(article)
        take_stance(person=make_person(), claim=claim, value="agree")
        say(under=claim)
    with django_assert_num_queries(15):
        page = get(client, claim.get_absolute_url())
    assert len(group(page, "Ondersteunt")) == number
    assert len(page.all("blockquote")) == number
