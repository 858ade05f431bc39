"""What an editor corrects stays corrected, and what is withdrawn can be put back."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.actions.correct_facts import Facts, correct_facts
from articles.actions.passages import confirm_passage
from articles.models import Article, Feed, Source, Withdrawal
from articles.models.source import Rights
from tests.articles import seeds
from tests.articles.actions.test_import_article import PONT, import_seed
from tests.articles.texts import PAGE, import_text
from tests.discussions.views.test_passages import passage_of, revised
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def els(client: Client) -> User:
    editor = make_person("Els", "editor")
    client.force_login(editor)
    return editor


def facts_page(article: Article) -> str:
    return reverse("article_facts", args=[article.slug])


def filled(client: Client, article: Article, **fields: str) -> dict[str, str]:
    form = client.get(facts_page(article)).context["form"]
    values = {field.name: field.value() or "" for field in form}
    return {**values, **fields}


def test_facts_show_what_the_text_proves(client: Client, els: User) -> None:
    article = import_seed(PONT).article
    html = client.get(facts_page(article)).content.decode()
    assert "De tekst zegt: PONT Zorg&amp;Sociaal" in html
    assert f'href="{reverse("article_record", args=[article.slug])}#regel-5"' in html


def test_correction_outlives_the_next_version(client: Client, els: User) -> None:
    article = import_seed(PONT).article
    response = client.post(
        facts_page(article),
        filled(
            client,
            article,
            author_name="Kees Voorbeeld",
            published_on="2017-09-01",
            topics="Jeugd, wonen, jeugd",
            source_url="https://example.org/a",
        ),
    )
    assert response.status_code == 302
    article.refresh_from_db()
    assert article.corrected == ["author_name", "published_on"]
    raw = (
        seeds.raw(PONT) + b"\n\nEen slotzin die er later bij kwam, over samen werken in de wijk.\n"
    )
    from articles.actions.import_article import import_article
    from articles.importers.plain_text import import_plain_text

    draft = import_plain_text(raw, name=PONT)
    version = import_article(draft=draft, raw=raw, import_key=PONT)
    article.refresh_from_db()
    assert version.number == 2
    assert article.author_name == "Kees Voorbeeld"
    assert article.published_on == date(2017, 9, 1)
    assert article.source_url == "https://example.org/a"
    assert article.source == Source.objects.get(name="PONT Zorg&Sociaal")
    assert sorted(article.topics.values_list("name", flat=True)) == ["Jeugd", "wonen"]
    assert "Jij zei iets anders; de tekst zegt:" in client.get(facts_page(article)).content.decode()


def test_saying_again_what_the_text_says_follows_the_text(client: Client, els: User) -> None:
    article = import_seed(PONT).article
    client.post(facts_page(article), filled(client, article, published_on="2017-09-01"))
    client.post(facts_page(article), filled(client, article, published_on="2017-08-29"))
    article.refresh_from_db()
    assert article.corrected == []


def test_saving_without_a_change_corrects_nothing(client: Client, els: User) -> None:
    for name in (PONT, "004_3fcfaf861ac83d8a.txt"):
        article = import_seed(name).article
        before = Article.objects.filter(pk=article.pk).values().get()
        client.post(facts_page(article), filled(client, article))
        assert Article.objects.filter(pk=article.pk).values().get() == before


def test_second_of_two_editors_sees_both_and_nothing_is_lost(client: Client, els: User) -> None:
    article = import_text().article
    first = filled(client, article, author_name="Kees Voorbeeld", topics="wonen")
    second = filled(client, article, author_name="Karin Voorbeeld", category="Opinie")
    client.post(facts_page(article), first)
    response = client.post(facts_page(article), second)
    assert response.status_code == 409
    form = response.context["form"]
    assert form["author_name"].value() == "Karin Voorbeeld"
    assert "Kees Voorbeeld" in form.errors["author_name"][0]
    assert set(form.errors) == {"author_name", "category", "topics"}
    article.refresh_from_db()
    assert (article.author_name, article.category) == ("Kees Voorbeeld", "")
    # Once both were seen, saving again is a choice.
    again = {field.name: field.value() or "" for field in form}
    assert client.post(facts_page(article), again).status_code == 302
    article.refresh_from_db()
    assert (article.author_name, article.category) == ("Karin Voorbeeld", "Opinie")


def test_page_without_its_mark_overrules_nobody(client: Client, els: User) -> None:
    article = import_text().article
    typed = filled(client, article, author_name="Kees Voorbeeld", seen="")
    assert client.post(facts_page(article), typed).status_code == 409
    article.refresh_from_db()
    assert article.author_name == ""


def test_new_source_has_unknown_rights(els: User) -> None:
    article = correct_facts(article=import_text().article, facts=Facts(source_name="Wijkblad"))
    assert article.source is not None
    assert article.source.rights == Rights.UNKNOWN


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published_on", "gisteren"),
        ("source_url", "x"),
        ("series_part", "3"),
        ("topics", "a,b,c,d,e,f,g,h,i"),
    ],
)
def test_mistake_in_the_facts_keeps_all_of_them(
    client: Client, els: User, field: str, value: str
) -> None:
    article = import_text().article
    typed = filled(client, article, author_name="Kees Voorbeeld", **{field: value})
    response = client.post(facts_page(article), typed)
    assert response.status_code == 422
    assert response.context["form"]["author_name"].value() == "Kees Voorbeeld"
    article.refresh_from_db()
    assert article.author_name == ""


def test_draft_is_published_once(client: Client, els: User) -> None:
    article = make_article(status="draft")
    url = reverse("publish_article", args=[article.slug])
    assert client.post(url)["Location"] == article.get_absolute_url()
    article.refresh_from_db()
    opened = article.opened_at
    assert (article.status, opened is None) == ("published", False)
    assert "al open" in client.post(url, follow=True).content.decode()
    article.refresh_from_db()
    assert article.opened_at == opened


def test_draft_with_unseen_changes_is_not_published(client: Client, els: User) -> None:
    article = revised()
    Article.objects.update(status="draft", opened_at=None)
    url = reverse("publish_article", args=[article.slug])
    assert client.post(url)["Location"] == reverse("passages", args=[article.slug])
    article.refresh_from_db()
    assert article.status == "draft"
    changed = passage_of(article, 2)
    confirm_passage(passage=changed, seen=changed.decision, editor=els)
    client.post(url)
    article.refresh_from_db()
    assert article.status == "published"


def test_withdrawn_with_a_reason_and_put_back(client: Client, els: User) -> None:
    article = import_text().article
    url = reverse("withdraw_article", args=[article.slug])
    assert client.post(url, {"reason": "  "}).status_code == 422
    client.post(url, {"reason": "De schrijver vroeg erom."})
    article.refresh_from_db()
    assert article.status == "withdrawn"
    answer = Client().get(article.get_absolute_url())
    assert answer.status_code == 410
    assert "De schrijver vroeg erom." in answer.content.decode()
    assert PAGE[60:90] not in answer.content.decode()
    client.post(url, {"reason": "Nog eens."})
    assert Withdrawal.objects.count() == 1
    client.post(reverse("restore_article", args=[article.slug]))
    article.refresh_from_db()
    assert article.status == "published"
    row = Withdrawal.objects.get()
    assert (row.by, row.ended_by, row.ended_at is None) == (els, els, False)
    assert "De schrijver vroeg erom." in client.get(url).content.decode()


def test_draft_cannot_be_withdrawn(client: Client, els: User) -> None:
    article = make_article(status="draft")
    client.post(reverse("withdraw_article", args=[article.slug]), {"reason": "Weg."})
    article.refresh_from_db()
    assert article.status == "draft"


def test_desk_says_what_asks_for_an_editor(client: Client, els: User) -> None:
    from tests.factories import make_intake

    assert client.get("/redactie/").context["needs"] == []
    make_article(status="draft")
    make_intake()
    source = Source.objects.create(name="Bron", slug="bron")
    Feed.objects.create(
        source=source, url="https://example.org/f", failure="Stuk.", failed_at="2026-01-01T00:00Z"
    )
    needs = client.get("/redactie/").context["needs"]
    assert [(need.sentence, need.is_pressing) for need in needs] == [
        ("Eén bron kon niet worden opgehaald", True),
        ("Eén tekst wacht om bekeken te worden", False),
        ("Eén concept is niet gepubliceerd", False),
    ]
    drafts = client.get("/redactie/", {"toon": "concepten"}).context["rows"]
    assert [row.status for row in drafts] == ["draft"]
    assert client.get("/redactie/", {"toon": "ingetrokken"}).context["rows"] == ()
    assert client.get("/redactie/", {"toon": "alles"}).status_code == 404
