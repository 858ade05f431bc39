"""Former versions and what changed: for who may read the article, and for nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Reading
from articles.models.article import ArticleStatus
from discussions.actions.stances import take_stance
from discussions.models import StanceValue
from tests.articles.actions.test_carry_passages import EXTRA, SENTENCE
from tests.articles.texts import PAGE, import_text, mark
from tests.factories import make_person
from tests.pages.page import get

pytestmark = pytest.mark.django_db
NEW = PAGE.replace("tot nu toe weinig", "bijna niets")


def two_versions() -> Article:
    mark(import_text(), SENTENCE)
    return import_text(f"{NEW}\n\n{EXTRA}", change_note="Een cijfer verbeterd.").article


def test_the_list_tells_what_each_version_changed() -> None:
    article = two_versions()
    page = get(Client(), reverse("versions", args=[article.slug]))
    rows = page.one("ol", class_="versions").all("li")
    assert len(rows) == 2
    assert "Een cijfer verbeterd." in rows[0].text
    assert "4 woorden weggehaald" in rows[0].text
    assert (reverse("difference", args=[article.slug, 1, 2])) in [url for url, _ in page.links()]


def test_the_difference_says_and_draws_what_went_and_came() -> None:
    article = two_versions()
    page = get(Client(), reverse("difference", args=[article.slug, 1, 2]))
    difference = page.one("div", class_="difference")
    assert difference.all("del")[0].text == "weggehaald: tot nu toe weinig einde weggehaald"
    assert difference.all("ins")[0].text == "toegevoegd: bijna niets einde toegevoegd"
    assert EXTRA in difference.all("ins")[-1].text
    assert len(difference.all("details")) == 2
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_the_list_and_the_difference_count_alike() -> None:
    article = two_versions()
    rows = get(Client(), reverse("versions", args=[article.slug])).one("ol", class_="versions")
    page = get(Client(), reverse("difference", args=[article.slug, 1, 2]))
    drawn = page.one("div", class_="difference")
    words = {
        name: sum(len(part.text.split()) for part in drawn.all(name))
        - 3 * len(drawn.all(name))  # each is said to be one, before and after
        for name in ("ins", "del")
    }
    for text in (rows.all("li")[0].text, page.one("p", class_="key").text):
        assert f"{words['ins']} woorden toegevoegd" in text
        assert f"{words['del']} woorden weggehaald" in text


@pytest.mark.parametrize(("older", "newer"), [(2, 1), (1, 1), (1, 3), (0, 2), (1, 10**30)])
def test_versions_that_are_not_there_are_not_found(older: int, newer: int) -> None:
    article = two_versions()
    address = f"{article.get_absolute_url()}versies/{older}/{newer}/"
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("status", [ArticleStatus.DRAFT, ArticleStatus.WITHDRAWN])
def test_drafts_and_withdrawn_articles_are_for_editors(status: ArticleStatus) -> None:
    article = two_versions()
    Article.objects.filter(pk=article.pk).update(status=status)
    els = Client()
    els.force_login(make_person("Els", "editor"))
    for address in (
        reverse("versions", args=[article.slug]),
        reverse("difference", args=[article.slug, 1, 2]),
    ):
        answer = Client().get(address)
        assert answer.status_code in (404, 410)
        assert "bijna niets" not in answer.content.decode()
        assert els.get(address).status_code == 200


def test_what_was_replaced_before_the_article_opened_stays_with_the_editors() -> None:
    article = two_versions()
    Article.objects.filter(pk=article.pk).update(opened_at=timezone.now())
    third = import_text(PAGE)
    assert third.number == 3
    page = get(Client(), reverse("versions", args=[article.slug]))
    assert len(page.one("ol", class_="versions").all("li")) == 2
    assert Client().get(reverse("difference", args=[article.slug, 1, 2])).status_code == 404
    assert Client().get(reverse("difference", args=[article.slug, 2, 3])).status_code == 200


def test_members_are_told_that_it_changed_since_they_read_it() -> None:
    first = import_text()
    article, bas = first.article, make_person("Bas")
    client = Client()
    client.force_login(bas)
    told = "Dit artikel is gewijzigd sinds je het las."
    assert told not in get(client, article.get_absolute_url()).text
    import_text(NEW)
    Reading.objects.update(seen_at=timezone.now() - timedelta(days=2))
    page = get(client, article.get_absolute_url())
    assert told in page.text
    assert reverse("difference", args=[article.slug, 1, 2]) in [url for url, _ in page.links()]
    assert told not in get(Client(), article.get_absolute_url()).text


def test_a_stance_on_former_words_is_labelled_with_what_changed() -> None:
    version = import_text()
    claim, bas = mark(version, SENTENCE), make_person("Bas")
    take_stance(person=bas, claim=claim, value=StanceValue.AGREE)
    client = Client()
    client.force_login(bas)
    assert "Gegeven op versie" not in get(client, claim.get_absolute_url()).text
    import_text(NEW)
    page = get(client, claim.get_absolute_url())
    assert "Gegeven op versie 1." in page.text
    assert "bijna niets" in page.one("div", class_="given-on").all("ins")[0].text
    take_stance(person=bas, claim=claim, value=StanceValue.AGREE)
    assert "Gegeven op versie" not in get(client, claim.get_absolute_url()).text
