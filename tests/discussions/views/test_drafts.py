"""Drafts through the site: by a button, by the module in the page, in the form again, in a list."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.models import Article
from discussions.actions.drafts import save_draft
from discussions.models import Comment, Draft
from tests.discussions.views.writing import answer_to, form, submission_in, under
from tests.factories import hide, make_article, make_claim, make_person, say
from tests.pages.page import Page, get

pytestmark = pytest.mark.django_db
TEXT = "Wat ik zeg & <vind>,\nnog een regel"


def keep(person: User, body: str = TEXT, sequence: int = 1, **place: Any) -> Draft:
    return save_draft(
        person=person, body=body, sequence=sequence, submission_id=uuid.uuid4(), **place
    )


def written(page: Page) -> str:
    """What stands in the form, sign by sign; the line end after the tag is not part of it."""
    return "".join(map(str, page.one("textarea", name="body").children)).removeprefix("\n")


def ask(client: Client, address: str, body: str, sequence: int, **more: str) -> Any:
    """As static/js/drafts.js does."""
    data = form(body, concept="1", concept_nr=str(sequence), **more)
    return client.post(address, data, headers={"Accept": "application/json"})


def test_a_button_keeps_it_and_the_form_begins_with_it(member: Client, article: Article) -> None:
    answer = member.post(under(article), form(TEXT, concept="1", concept_nr="0"))
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"{article.get_absolute_url()}#reageren",
    )
    assert not Comment.objects.filter(thread__article=article).exists()
    page = get(member, article.get_absolute_url())
    assert written(page) == TEXT
    assert page.one("input", name="concept_nr")["value"] == "1"
    when = f"{timezone.localtime(Draft.objects.get().saved_at):%H:%M}"
    assert f"Je concept van {when} staat klaar." in page.text
    assert page.one("a", href=reverse("discard_draft", args=[Draft.objects.get().public_id]))


def test_what_was_chosen_comes_back_with_it(member: Client, article: Article) -> None:
    chosen = {"kind": "question", "interest": "Ik <werk> er", "shown_to": "members"}
    extras = {**chosen, "function": "arts", "organisation": ""}
    member.post(under(article), form(TEXT, concept="1", concept_nr="0", **extras))
    page = get(member, article.get_absolute_url())
    picked = [
        part["value"] for part in page.all("input", type="radio") if "checked" in part.attributes
    ]
    assert picked == ["question", "members"]
    assert page.one("input", name="interest")["value"] == "Ik <werk> er"
    assert page.one("input", name="function")["value"] == "arts"
    assert "open" in page.one("details", class_="extras").attributes
    listed = get(member, reverse("drafts")).text
    for words in ("een vraag", "arts", "belang: Ik <werk> er", "zichtbaar voor: "):
        assert words in listed
    old = ask(member, under(article), "Van het oude venster", 0)
    assert old.json()["extras"] == extras
    html = member.post(under(article), form("Oud", concept="1", concept_nr="0")).content.decode()
    assert "<span>een vraag</span>" in html


def test_under_a_claim_and_as_an_answer(member: Client, article: Article) -> None:
    claim, comment = make_claim(article), say(under=article)
    claim_form = reverse("claim_comments", args=[article.slug, claim.number])
    for address in (claim_form, answer_to(comment)):
        answer = member.post(address, form(TEXT, concept="1"))
        assert answer.status_code == 303
        page = get(member, answer["Location"].partition("#")[0])
        assert written(page) == TEXT
    assert Draft.objects.count() == 2


def test_an_old_window_gets_both_texts_and_may_choose(member: Client, article: Article) -> None:
    member.post(under(article), form("Van het nieuwe venster", concept="1", concept_nr="0"))
    old = form("Van het oude venster", concept="1", concept_nr="0")
    response = member.post(under(article), old)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Van het oude venster</textarea>" in html
    assert "Van het nieuwe venster</textarea>" in html
    assert Draft.objects.get().body == "Van het nieuwe venster"
    chosen = {**old, "concept_nr": "1", "vervangt": "1"}
    assert 'name="vervangt"' in html
    assert 'name="concept_nr" value="1"' in html
    assert member.post(under(article), chosen).status_code == 303
    assert "Van het nieuwe venster" in get(member, reverse("drafts")).text, (
        "what was replaced can still be read"
    )


def test_the_page_hears_what_became_of_its_text(member: Client, article: Article) -> None:
    first = ask(member, under(article), "Eén", 0)
    assert (first.status_code, first.json()["sequence"]) == (200, 1)
    assert first.json()["discard"] == reverse("discard_draft", args=[Draft.objects.get().public_id])
    assert ask(member, under(article), "Twee", 1).json()["sequence"] == 2
    newer = ask(member, under(article), "Van elders", 0)
    assert newer.status_code == 409
    assert (newer.json()["body"], newer.json()["sequence"]) == ("Twee", 2)
    again = ask(member, under(article), "Twee", 1)
    assert (again.status_code, again.json()["sequence"]) == (200, 2)
    gone = ask(Client(), under(article), "Uitgelogd", 2)
    assert (gone.status_code, gone.json()) == (403, {"reason": "logged_out"})


@pytest.mark.parametrize("words", ["mail an@voorbeeld.example", "bel 06-00123456"])
def test_what_deserves_a_second_look_is_not_kept(
    member: Client, article: Article, words: str
) -> None:
    asked = ask(member, under(article), words, 0)
    assert (asked.status_code, asked.json()) == (422, {"reason": "second_look"})
    pressed = member.post(under(article), form(words, concept="1"))
    assert pressed.status_code == 422
    assert f"{words}</textarea>" in pressed.content.decode()
    assert f"<q>{words.split()[1]}</q>" in pressed.content.decode()
    # Also by who placed such a text knowingly before: a draft is another matter.
    assert ask(member, under(article), words, 0, toch="1").status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize("number", ["", "-1", "x", "1e9", "9" * 400, "²"])
def test_a_number_that_is_none(member: Client, article: Article, number: str) -> None:
    assert ask(member, under(article), "Wat", 0).status_code == 200
    answer = member.post(under(article), form("Iets", concept="1", concept_nr=number))
    assert answer.status_code == 409


def test_placing_ends_the_draft(member: Client, article: Article) -> None:
    data = form("Heel")
    ask(member, under(article), "Half", 0, submission_id=data["submission_id"])
    assert member.post(under(article), data).status_code == 303
    assert not Draft.objects.exists()
    late = ask(member, under(article), "Hee", 1, submission_id=data["submission_id"])
    assert (late.status_code, late.json()) == (422, {"reason": "placed"})
    page = get(member, article.get_absolute_url())
    assert written(page) == ""


def test_a_form_asks_whether_it_was_placed(member: Client, an: User, article: Article) -> None:
    placed = say(an, under=article)
    others = say(under=article)
    for submission, outcome in (
        (placed.submission_id, True),
        (others.submission_id, False),
        (uuid.uuid4(), False),
    ):
        answer = member.get(reverse("draft_placed", args=[submission]))
        assert answer.json() == {"placed": outcome}


def test_throwing_away_asks_first(member: Client, an: User, article: Article) -> None:
    address = reverse("discard_draft", args=[keep(an, article=article).public_id])
    assert "Dit concept weggooien?" in member.get(address).content.decode()
    assert Draft.objects.exists()
    assert member.post(address).status_code == 302
    assert not Draft.objects.exists()
    assert member.post(address).status_code == 404


def test_the_list_shows_ones_own_newest_first(member: Client, an: User, article: Article) -> None:
    claim = make_claim(article, "Zorg hoort in de wijk.")
    comment = say(make_person("Karin"), under=article)
    keep(an, "Onder het artikel", article=article)
    keep(an, "Bij de stelling", claim=claim)
    keep(an, "Als antwoord", parent=comment)
    keep(make_person("Bas"), "Van Bas", article=article)
    page = get(member, reverse("drafts"))
    assert "Van Bas" not in page.text
    found = [page.text.index(body) for body in ("Als antwoord", "Bij de stelling", "Onder het")]
    assert found == sorted(found)
    for address in (
        answer_to(comment),
        f"{claim.get_absolute_url()}#reageren",
        f"{article.get_absolute_url()}#reageren",
    ):
        assert page.all("a", href=address)


def test_a_draft_outlives_its_place(member: Client, an: User, article: Article) -> None:
    keep(an, "Waar niets meer is", article=article)
    comment = say(under=article)
    keep(an, "Op wat verborgen werd", parent=comment)
    hide(comment)
    Article.objects.filter(pk=article.pk).update(status="draft")
    page = get(member, reverse("drafts"))
    assert "Waar niets meer is" in page.text
    assert "Op wat verborgen werd" in page.text
    assert "Zorg in de wijk" not in page.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long(
    member: Client,
    an: User,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        article = make_article()
        keep(an, article=article)
        keep(an, claim=make_claim(article))
        keep(an, parent=say(under=article))
    with django_assert_num_queries(6):
        member.get(reverse("drafts"))


def test_the_list_goes_on(member: Client, an: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("discussions.reading.drafts.DRAFTS_PER_PAGE", 2)
    for number in range(3):
        keep(an, f"Concept {number}", article=make_article())
    page = get(member, reverse("drafts"))
    assert "Concept 0" not in page.text
    (link,) = [link for link in page.all("a") if "?na=" in link["href"]]
    assert "Concept 0" in get(member, link["href"]).text
    assert member.get(reverse("drafts") + "?na=x").status_code == 404


def test_the_form_has_a_number_of_its_own(member: Client, an: User, article: Article) -> None:
    """Else two windows that begin with the same draft could not both be placed."""
    draft = keep(an, article=article)
    html = member.get(article.get_absolute_url()).content.decode()
    assert submission_in(html) != str(draft.submission_id)
