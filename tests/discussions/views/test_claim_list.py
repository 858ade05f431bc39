"""The list of all claims over HTTP."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from discussions.actions.stances import take_stance
from tests.discussions.texts import make_claim, make_text, relate
from tests.factories import make_person, say
from tests.pages.page import Page, get


def rows(page: Page) -> list[str]:
    return [li.text for one in page.all("ol", class_="listed-claims") for li in one.all("li")]


@pytest.mark.parametrize("query", ["verband=iets", "na=x", "na=1", "na=1-x"])
def test_an_address_that_leads_nowhere_is_not_found(db: None, client: Client, query: str) -> None:
    assert get(client, f"/stellingen/?{query}").status == 404


def test_hides_claims_of_a_draft(db: None, client: Client) -> None:
    draft = make_claim(make_text("concept", published=False), statement="Nog geheim.")
    relate(draft, make_claim(make_text("open"), statement="Al open."))
    page = get(client, "/stellingen/")
    assert len(rows(page)) == 1
    assert "geheim" not in page.html
    assert "in tegenspraak" not in rows(page)[0]


@pytest.mark.parametrize("number", [1, 3])
def test_costs_the_same_whatever_there_is(
    db: None, client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        one = make_claim(make_text(f"een-{index}"), "Een eerste zin.")
        relate(one, make_claim(make_text(f"ander-{index}"), "Een tweede zin."))
        say(under=one)
        take_stance(person=make_person(), claim=one, value="agree")
    get(client, "/stellingen/")  # from now on the state of the page is known
    with django_assert_num_queries(6):
        page = get(client, "/stellingen/")
    assert len(rows(page)) == 2 * number
