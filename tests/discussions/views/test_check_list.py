"""How an editor comes to the check list, and how a decision brings them to the next passage."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, ArticleVersion, Passage
from articles.models.passage import PassageState
from tests.articles.actions.test_carry_passages import REWRITTEN, SENTENCE
from tests.articles.texts import CLOSING, PAGE, import_text, mark
from tests.discussions.views.test_passages import editor, list_url, passage_of, revised
from tests.factories import make_intake
from tests.pages.page import Element, Page, get

pytestmark = pytest.mark.django_db
LEFT_OUT = "Dat gaat vaak goed, maar het kost wel elke week opnieuw overleg."


def rows(page: Page) -> list[Element]:
    return page.all("section", class_="check-row")


def focused(page: Page) -> str:
    """The words that take the focus; "" when nothing does."""
    return " ".join(found.text for found in page.all("p") if "data-focus" in found.attributes)


def address_of(article: Article, passage: Passage) -> str:
    return reverse("passage", args=[article.slug, passage.pk])


def publish(client: Client, article: Article, text: str) -> str:
    """Bring `text` in as the next version, as an editor does it on its preview; where that leads."""
    intake = make_intake(text, article=article)
    seen = client.get(intake.get_absolute_url()).context["preview"].seen
    answer = client.post(
        reverse("intake_decide", args=[intake.public_id]),
        {"doe": "publiceren", "seen": seen, "saw_changes": "on"},
    )
    assert answer.status_code == 302
    return answer["Location"]


def test_publishing_a_version_with_passages_in_doubt_leads_to_the_check_list() -> None:
    first, client = import_text(), editor()
    for quote in (SENTENCE, LEFT_OUT, CLOSING):
        mark(first, quote)
    text = PAGE.replace(SENTENCE, REWRITTEN).replace(LEFT_OUT, "")
    leads_to = publish(client, first.article, text)
    assert ArticleVersion.objects.filter(article=first.article).count() == 2
    assert leads_to == list_url(first.article)
    page = get(client, leads_to)
    states = {row["id"]: row.one("span", class_="strong").text for row in rows(page)[:2]}
    assert states == {"passage-1-1": "controle nodig", "passage-2-1": "kwijt"}
    assert "2 passages wachten op jou." in page.text
    assert "Wijs hun plek aan." in page.text


def test_publishing_a_version_in_which_all_is_sure_opens_the_article() -> None:
    first, client = import_text(), editor()
    mark(first, CLOSING)
    text = PAGE.replace(LEFT_OUT, "Dat kost overleg.")
    assert publish(client, first.article, text) == first.article.get_absolute_url()


def test_a_decision_leads_to_what_waits_next_and_names_the_way_back() -> None:
    article, client = revised(), editor()
    doubtful = passage_of(article, 1)
    address = reverse("passage", args=[article.slug, doubtful.pk])
    fields = {"actie": "bevestig", "gezien": doubtful.decision}
    answer = client.post(address, fields)
    assert answer["Location"] == f"{list_url(article)}?besloten=1"
    page = get(client, answer["Location"])
    assert "Eén passage wacht op jou." in focused(page)
    assert rows(page)[0]["id"] == "passage-3-1"
    assert page.one("a", href="#passage-1-1").text == "Bekijk het of maak het ongedaan"
    placed = passage_of(article, 1)
    undo = {"actie": "ongedaan", "gezien": placed.decision}
    page = get(client, client.post(address_of(article, placed), undo)["Location"])
    assert page.one("a", href="#passage-1-1").text == "Bekijk het"
    again = passage_of(article, 1)
    client.post(address_of(article, again), {"actie": "bevestig", "gezien": again.decision})
    lost = passage_of(article, 3)
    client.post(
        reverse("passage", args=[article.slug, lost.pk]),
        {"actie": "kwijt", "gezien": lost.decision},
    )
    page = get(client, f"{list_url(article)}?besloten=1")
    assert focused(page) == "Er wacht geen passage meer op jou."
    assert focused(get(client, list_url(article))) == ""


def test_one_word_says_that_a_passage_is_lost() -> None:
    """The state, the count, the button and what is said after it."""
    article, client = revised(), editor()
    page = get(client, list_url(article))
    assert "kwijt: 1" in page.one("dl", class_="counts").text
    buttons = [button.text for button in page.all("button", value="kwijt")]
    assert [words.partition(" bij")[0] for words in buttons] == [
        "Noteer als kwijt",
        "Klopt: kwijt",
        "Noteer als kwijt",
    ]
    lost = passage_of(article, 3)
    address = reverse("passage", args=[article.slug, lost.pk])
    answer = client.post(address, {"actie": "kwijt", "gezien": lost.decision})
    html = get(client, answer["Location"]).html
    assert "Genoteerd als kwijt." in html
    assert "wees" not in html


def test_what_only_moved_is_folded_until_somebody_decides() -> None:
    first, client = import_text(), editor()
    mark(first, CLOSING)
    article = import_text(PAGE.replace(LEFT_OUT, "")).article
    moved = Passage.objects.current().get(version=article.current_version)
    assert moved.state == PassageState.MOVED
    page = get(client, list_url(article))
    folded = page.one("details", class_="more")
    assert "dezelfde woorden" in folded.one("summary").text
    assert [row["id"] for row in folded.all("section", class_="check-row")] == ["passage-1-1"]
    assert "van 100" not in folded.text
    address = reverse("passage", args=[article.slug, moved.pk])
    client.post(address, {"actie": "bevestig", "gezien": moved.decision})
    page = get(client, list_url(article))
    assert not page.all("details", class_="more")
    assert [row["id"] for row in rows(page)] == ["passage-1-1"]


def test_words_beside_a_passage_begin_and_end_whole() -> None:
    long = (
        "Daarvoor staat een lange zin die in het midden wordt afgebroken omdat hij langer is dan "
    )
    long += "wat er naast een passage past en die toch niet met een half woord mag beginnen. "
    text = PAGE.replace(SENTENCE, long + SENTENCE)
    mark(import_text(text), SENTENCE)
    article = import_text(text.replace(SENTENCE, REWRITTEN)).article
    page = get(editor(), list_url(article))
    for around in page.all("span", class_="around"):
        words = around.text.strip()
        if words.startswith("…"):
            first = words.removeprefix("…").split()[0]
            assert f" {first} " in text.replace("\n", " ")
    assert any(around.text.startswith("… ") for around in page.all("span", class_="around"))
