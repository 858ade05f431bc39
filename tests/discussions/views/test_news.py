"""New since the last visit: on the article, the claim and in lists, and never more than one may see."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.models import Article, Claim, Reading
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment, Participation
from tests.discussions.texts import make_claim, make_text
from tests.factories import hide, make_person, say
from tests.pages.page import Page, get


def a_day_passes() -> None:
    """Everything so far happened a day earlier than it did."""
    day = timedelta(days=1)
    for reading in Reading.objects.all():
        reading.seen_at -= day
        reading.save()
    for mark in Participation.objects.exclude(read_until=None):
        mark.read_until -= day
        mark.save()
    for comment in Comment.objects.all():
        Comment.objects.filter(pk=comment.pk).update(created_at=comment.created_at - day)


@pytest.fixture
def bas(client: Client, db: None) -> User:
    bas = make_person("Bas")
    client.force_login(bas)
    return bas


def told(page: Page) -> list[str]:
    return [found.text for found in page.all(class_="new") if "sinds" in found.text]


def marked(page: Page) -> list[str]:
    return [
        found["id"]
        for found in page.all("article", class_="comment")
        if "new" in found["class"].split()
    ]


def texts() -> tuple[Article, Claim]:
    article = make_text("een")
    return article, make_claim(article, "Een eerste zin.")


def test_the_first_visit_calls_nothing_new(client: Client, bas: User) -> None:
    article, claim = texts()
    say(under=article)
    say(under=claim)
    for address in ("/", article.get_absolute_url(), claim.get_absolute_url(), "/stellingen/", "/"):
        page = get(client, address)
        assert (told(page), marked(page)) == ([], [])


def test_what_came_since_is_told_everywhere_and_stays_during_the_visit(
    client: Client, bas: User
) -> None:
    article, claim = texts()
    an = make_person("An")
    say(an, under=article)
    get(client, article.get_absolute_url())
    get(client, claim.get_absolute_url())
    a_day_passes()
    fresh = say(an, under=article)
    say(an, under=fresh)
    say(bas, under=article)
    say(an, under=claim)
    assert told(get(client, "/")) == ["3 nieuw sinds je vorige bezoek"]
    assert told(get(client, "/stellingen/")) == ["1 nieuw sinds je vorige bezoek"]
    for _reload in range(2):
        page = get(client, article.get_absolute_url())
        # The claims are listed twice, beside the text and above it.
        assert set(told(page)[:-1]) == {"1 nieuw sinds je vorige bezoek"}
        assert told(page)[-1] == "2 nieuw sinds je vorige bezoek"
        assert len(marked(page)) == 2
        assert f"reactie-{fresh.public_id}" in marked(page)
    assert told(get(client, "/")) == ["1 nieuw sinds je vorige bezoek"], "the claim's is left"
    for _reload in range(2):
        assert told(get(client, claim.get_absolute_url())) == ["1 nieuw sinds je vorige bezoek"]
    assert told(get(client, "/")) == []


def test_only_what_this_member_may_see_is_counted(client: Client, bas: User) -> None:
    article, claim = texts()
    an = make_person("An")
    get(client, article.get_absolute_url())
    a_day_passes()
    hide(say(an, under=article))
    withdraw_comment(comment=(gone := say(an, under=claim)), person=an)
    say(bas, under=claim)
    say(an, under=make_text("elders"))
    assert gone.pk
    assert told(get(client, "/")) == []
    page = get(client, article.get_absolute_url())
    assert (told(page), marked(page)) == ([], [])
    say(an, under=claim)
    Article.objects.filter(pk=article.pk).update(status="withdrawn")
    assert told(get(client, "/")) == []


def test_visitors_and_pages_fetched_ahead_leave_nothing(client: Client, bas: User) -> None:
    article, claim = texts()
    say(under=article)
    addresses = (article.get_absolute_url(), claim.get_absolute_url())
    Participation.objects.all().delete()
    for address in addresses:
        Client().get(address)
        client.get(address, headers={"Sec-Purpose": "prefetch;prerender"})
        client.head(address)
    assert not Reading.objects.exists()
    assert not Participation.objects.exists()
    get(client, addresses[0])
    assert Reading.objects.get().person == bas
    assert Participation.objects.get().person == bas


def test_reading_gives_nobody_a_number(client: Client, bas: User) -> None:
    article, _claim = texts()
    an = make_person("An")
    say(an, under=article)
    get(client, article.get_absolute_url())
    get(client, article.get_absolute_url())
    mine = Participation.objects.get(person=bas)
    assert (mine.pseudonym_number, mine.read_until is None) == (None, False)
    say(make_person("Kees"), under=article)
    say(bas, under=article)
    numbers = Participation.objects.order_by("pseudonym_number").values_list(
        "person__display_name", "pseudonym_number"
    )
    assert list(numbers) == [("An", 1), ("Kees", 2), ("Bas", 3)]


@pytest.mark.parametrize("number", [1, 3])
def test_counts_cost_the_same_however_much_is_new(
    client: Client, bas: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    articles = [make_text(f"tekst-{index}") for index in range(number)]
    claims = [make_claim(article, "Een eerste zin.") for article in articles for _ in range(number)]
    for article in articles:
        say(under=article)
        get(client, article.get_absolute_url())
    a_day_passes()
    for subject in [*articles, *claims]:
        say(under=subject)
    with django_assert_num_queries(17):
        page = get(client, "/")
    assert len(told(page)) == number
    with django_assert_num_queries(26):
        get(client, articles[0].get_absolute_url())
