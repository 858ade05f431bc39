"""Somebody finds the comments they wrote elsewhere, and takes them over or leaves them."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import create_person
from accounts.models import Mail, User
from articles.models import Article
from discussions.actions.claim_imported import forget_expired_keys
from discussions.actions.import_comments import import_comments
from discussions.email_key import email_key
from discussions.jobs import forget_keys
from discussions.models import Comment, ImportedAuthor, Participation
from discussions.reading.imported import load_my_imported
from tests.discussions.actions.test_import_comments import ORIGIN, bring, of_wordpress
from tests.exports import post, reaction, wxr
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db
PAGE = "/mijn/overgenomen-reacties/"


@pytest.fixture
def article() -> Article:
    article = make_article()
    bring(
        article,
        reaction(1, address="Karin@Example.org", name="Karin"),
        reaction(2, 1, address="karin@example.org", name="K. de Boer"),
        reaction(3, address="piet@example.org", name="Piet"),
        reaction(4, address="", name="Niemand"),
    )
    return article


@pytest.fixture
def karin() -> User:
    return create_person(
        email="karin@example.org", display_name="Karin de Boer", password="x-y-z-9"
    )


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_address_is_nowhere_in_the_database(article: Article) -> None:
    with connection.cursor() as cursor:
        for table in ("importedauthor", "comment", "commentrevision"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM discussions_{table} t")  # noqa: S608
            held = cursor.fetchone()[0].lower()
            assert "karin@" not in held
            assert "203.0.113" not in held


def test_key_is_keyed_and_knows_no_case(settings: object) -> None:
    made = email_key(" Karin@Example.ORG ")
    assert made == email_key("karin@example.org")
    assert len(made) == 64
    settings.SECRET_KEY = "another" * 8  # type: ignore[attr-defined]
    assert email_key("karin@example.org") != made
    assert email_key("geen adres") == ""


def test_taking_them_over(article: Article, karin: User) -> None:
    client = client_of(karin)
    page = client.get(PAGE).text
    assert "2 reacties" in page
    assert "Karin" in page
    assert "Piet" not in page
    assert PAGE in client.get(reverse("profile")).text
    done = client.post(PAGE, {"claim": "1"}, follow=True).text
    assert "2 reacties staan nu onder jouw naam" in done
    mine = Comment.objects.filter(author=karin)
    assert {each.import_key for each in mine} == {"wordpress:1", "wordpress:2"}
    assert Participation.objects.get(person=karin).thread.article == article
    claimed = ImportedAuthor.objects.filter(claimed_by=karin)
    assert {(each.name, each.email_key) for each in claimed} == {("", "")}
    shown = Client().get(article.get_absolute_url()).text
    assert "Karin de Boer" in shown
    assert shown.count("naam niet bevestigd") == 2
    assert (
        client.get(Comment.objects.get(import_key="wordpress:1").get_absolute_url())
        .context["page"]
        .node.withdraw_url
    )
    # Once is enough, and the same file changes nothing.
    client.post(PAGE, {"claim": "1"})
    bring(article, reaction(1, address="karin@example.org"))
    assert Comment.objects.filter(author=karin).count() == 2
    assert Comment.objects.count() == 4
    assert not Mail.objects.filter(kind__startswith="import").exists()


def test_leaving_them(article: Article, karin: User) -> None:
    client = client_of(karin)
    done = client.post(PAGE, {"leave": "1"}, follow=True).text
    assert "Geen reacties van elders" in done
    assert not Comment.objects.filter(author=karin).exists()
    assert not ImportedAuthor.objects.filter(email_key=email_key("karin@example.org")).exists()
    assert ImportedAuthor.objects.filter(name="Karin").exists()


def test_address_that_is_not_verified_finds_nothing(article: Article, karin: User) -> None:
    EmailAddress.objects.filter(user=karin).update(verified=False)
    client = client_of(karin)
    page = client.get(PAGE).text
    assert "Karin" not in page.replace(karin.display_name, "")
    assert "Bevestig eerst je e-mailadres" in page
    client.post(PAGE, {"claim": "1"})
    assert not Comment.objects.filter(author=karin).exists()


def test_somebody_else_gets_nothing(article: Article) -> None:
    client = client_of(create_person(email="bas@example.org", display_name="Bas", password="x-y-9"))
    client.post(PAGE, {"claim": "1"})
    assert not Comment.objects.filter(author__isnull=False).exists()


def test_keys_go_after_a_year_and_not_before(article: Article, karin: User) -> None:
    assert forget_expired_keys() == 0
    authors = ImportedAuthor.objects.filter(name="Piet")
    authors.update(email_key_expires_at=timezone.now())
    forget_keys(timestamp=0)
    forget_keys(timestamp=0)
    assert authors.get().email_key == ""
    assert ImportedAuthor.objects.exclude(email_key="").count() == 2
    soon = timezone.now() + timedelta(days=364)
    assert all(each.email_key_expires_at > soon for each in ImportedAuthor.objects.exclude(email_key=""))  # fmt: skip


def test_expired_key_finds_nothing_even_before_the_night(article: Article, karin: User) -> None:
    ImportedAuthor.objects.exclude(email_key="").update(email_key_expires_at=timezone.now())
    assert load_my_imported(karin).comment_count == 0


def test_more_names_cost_no_more_queries(karin: User) -> None:
    costs = []
    for number in (1, 3):
        comments = of_wordpress(wxr(post(1, *(reaction(n, name=f"Naam {n}") for n in range(number)))))  # fmt: skip
        import_comments(article=make_article(), comments=comments, origin=ORIGIN, keeps_lines=True)
        client = client_of(karin)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_visitor_is_led_to_the_log_in() -> None:
    assert Client().get(PAGE)["Location"].startswith(reverse("account_login"))
    assert make_person().pk
