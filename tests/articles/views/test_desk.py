"""The editor's desk: for editors, and for nobody else."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.models import Article
from articles.reading.desk import PAGE_SIZE
from tests.articles.texts import PAGE, import_text, mark
from tests.factories import make_person

pytestmark = pytest.mark.django_db

DETAILS = ("Kees Voorbeeld", "06 12 34 56 78", "kees@example.org")
WITH_DETAILS = "{}\n\nZoekt u iemand? Neem contact op met {}, bel {} of mail naar {}.".format(
    PAGE, *DETAILS
)
QUOTE = "Bewoners merken daar tot nu toe weinig van"
WITHOUT_QUOTE = PAGE.replace(QUOTE, "Ook vroeg de raad er nooit naar")


@pytest.fixture
def editor(db: None) -> User:
    return make_person("Ed", "editor")


def desk() -> str:
    return reverse("editor_desk")


def record(article: Article) -> str:
    return reverse("article_record", args=[article.slug])


def test_visitor_is_asked_to_log_in(client: Client) -> None:
    article = import_text().article
    for url in (desk(), record(article)):
        response = client.get(url)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("roles", [(), ("moderator",), ("operator",)])
def test_others_than_editors_find_nothing(client: Client, roles: tuple[str, ...]) -> None:
    article = import_text(WITH_DETAILS).article
    client.force_login(make_person("Bas", *roles))
    for url in (desk(), record(article)):
        response = client.get(url)
        assert response.status_code == 404
        assert not any(detail in response.content.decode() for detail in DETAILS)


def test_desk_lists_articles_with_what_waits(client: Client, editor: User) -> None:
    mark(import_text(), QUOTE)
    import_text(WITHOUT_QUOTE)
    import_text(key="concept.txt", status="draft")
    client.force_login(editor)
    rows = client.get(desk()).context["rows"]
    assert [
        (r.title, r.status, r.version_count, r.claim_count, r.doubtful_count) for r in rows
    ] == [
        ("Samen werken in de wijk", "draft", 1, 0, 0),
        ("Samen werken in de wijk", "published", 2, 1, 1),
    ]


def test_desk_without_articles_says_so(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert f'href="{reverse("bring_in")}"' in client.get(desk()).content.decode()


@pytest.mark.parametrize("articles", [1, 3])
def test_desk_asks_the_same_number_of_questions_whatever_its_length(
    client: Client,
    editor: User,
    articles: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(articles):
        mark(import_text(key=f"{number}.txt"), QUOTE)
    client.force_login(editor)
    client.get(desk())
    # session, person, messages, six counts of what waits, articles, versions, claims, doubtful
    with django_assert_num_queries(13):
        client.get(desk())


@pytest.mark.parametrize("claims", [1, 3])
def test_record_asks_the_same_number_of_questions_whatever_its_length(
    client: Client,
    editor: User,
    claims: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    version = import_text()
    for _ in range(claims):
        mark(version, QUOTE)
    client.force_login(editor)
    client.get(record(version.article))
    with django_assert_num_queries(6):  # session, person, messages, article, versions, passages
        client.get(record(version.article))


def test_desk_is_paged_by_key(client: Client, editor: User) -> None:
    for number in range(PAGE_SIZE + 3):
        import_text(key=f"{number}.txt")
    client.force_login(editor)
    first = client.get(desk())
    second = client.get(first.context["next_url"])
    slugs = [row.url for page in (first, second) for row in page.context["rows"]]
    assert len(first.context["rows"]) == PAGE_SIZE
    assert len(slugs) == len(set(slugs)) == PAGE_SIZE + 3
    assert second.context["next_url"] == ""


@pytest.mark.parametrize("cursor", ["abc", "-1", "²", "9" * 40, "9" * 5_000, "1 OR 1=1", "\0"])
def test_strange_cursor_is_no_error(client: Client, editor: User, cursor: str) -> None:
    import_text()
    client.force_login(editor)
    assert client.get(desk(), {"na": cursor}).status_code == 200


def test_record_shows_every_line_struck_through_or_not(client: Client, editor: User) -> None:
    version = import_text(WITH_DETAILS)
    client.force_login(editor)
    html = client.get(record(version.article)).content.decode()
    struck = "".join(re.findall(r"<del>(.*?)</del>", html))
    assert all(detail in struck for detail in DETAILS)
    assert "Bewoners merken" not in struck
    for line in WITH_DETAILS.split("\n"):
        assert line in re.sub(r"</?del>", "", html)
    assert version.raw_sha256 in html


@pytest.mark.usefixtures("seeded")
def test_record_strikes_a_fragment_inside_a_line(client: Client, editor: User) -> None:
    client.force_login(editor)
    html = client.get(record(Article.objects.get(series_part=8))).content.decode()
    assert "binnengemeentelijke samenwerking." in html
    assert "<del>[Klik voor vergroting]</del>" in html.replace("<del> [", "<del>[")


@pytest.mark.usefixtures("seeded")
def test_record_shows_facts_with_the_lines_that_prove_them(client: Client, editor: User) -> None:
    client.force_login(editor)
    article = Article.objects.get(source__name="PONT Zorg&Sociaal")
    html = client.get(record(article)).content.decode()
    assert "PONT Zorg&amp;Sociaal" in html
    assert 'href="#regel-5"' in html
    assert 'id="regel-5"' in html
    assert 'href="#regel-13"' in html
    assert "De teller &quot;0&quot; op regel 7" in html


def test_record_shows_the_old_words_of_a_doubtful_passage(client: Client, editor: User) -> None:
    mark(import_text(), QUOTE)
    version = import_text(WITHOUT_QUOTE)
    client.force_login(editor)
    response = client.get(record(version.article))
    (passage,) = response.context["record"].passages
    assert passage.is_doubtful
    assert passage.exact == QUOTE
    assert f"<b>{QUOTE}</b>, zo blijkt" in response.content.decode()


def test_record_of_an_earlier_version_stays_open(client: Client, editor: User) -> None:
    article = import_text().article
    import_text(PAGE.replace("tot nu toe weinig", "bijna niets"))
    client.force_login(editor)
    assert "bijna niets" in client.get(record(article)).content.decode()
    assert "tot nu toe weinig" in client.get(record(article), {"versie": "1"}).content.decode()


@pytest.mark.parametrize("number", ["3", "0", "x", "²", "9" * 40, "9" * 5_000])
def test_record_of_a_version_that_is_not_there_is_not_found(
    client: Client, editor: User, number: str
) -> None:
    article = import_text().article
    client.force_login(editor)
    assert client.get(record(article), {"versie": number}).status_code == 404


def test_desk_pages_may_not_be_found_or_posted_to(client: Client, editor: User) -> None:
    article = import_text().article
    client.force_login(editor)
    for url in (desk(), record(article)):
        assert "noindex" in client.get(url).content.decode()
        assert client.post(url).status_code == 405
