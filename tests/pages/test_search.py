"""Looking for something, over HTTP."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.actions.index import index_article, index_claim
from articles.models import Article, Claim, Topic
from articles.models.source import Display
from discussions.actions.comments import withdraw_comment
from discussions.moderation.deciding import undo
from tests.factories import hide, make_article, make_claim, make_person, make_source, say
from tests.pages.page import Page, get

NAUGHTY = json.loads((Path(__file__).parents[1] / "data/naughty-strings/blns.json").read_text())

pytestmark = pytest.mark.django_db


def article(title: str = "Zorg in de wijk", text: str = "", **fields: object) -> Article:
    made = make_article(title, text, **fields)
    index_article(made)
    return made


def claim(under: Article, statement: str, **fields: object) -> Claim:
    made = make_claim(under, statement, **fields)
    index_claim(made)
    return made


def look(client: Client, words: str, **chosen: str) -> Page:
    return get(client, "/zoeken/?" + urlencode({"q": words, **chosen}))


def hits(page: Page) -> list[str]:
    return [hit.text for hit in page.all("article", class_="hit")]


def marked(page: Page) -> list[str]:
    return [mark.text for mark in page.one("main").all("mark")]


def test_finds_all_three_kinds_with_the_hit_in_its_sentence(client: Client) -> None:
    about = article("Wonen", "Niets hierover. De gemeente bouwt huizen voor ouderen. En meer.")
    claim(about, "Een huis is een recht.")
    said = say(make_person("Bas"), "Mijn eerste zin. Wie bouwt die huizen?", under=about)
    page = look(client, "huis")
    assert len(hits(page)) == 3
    assert sorted(marked(page)) == ["huis", "huizen", "huizen"]
    assert "De gemeente bouwt huizen voor ouderen." in page.text
    assert "Niets hierover" not in page.text
    assert "Mijn eerste zin" not in page.text
    assert said.get_absolute_url() in [link for link, _words in page.links()]
    assert page.one("input", id="zoekwoorden")["value"] == "huis"
    assert page.one("h2", id="gevonden").text == "3 resultaten"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("twee gezinnen", "gezin"),
        ("een brief", "brieven"),
        ("grote steden", "stad"),
        ("één kind", "kinderen"),
        ("onze raadsleden", "raadslid"),
        ("de jeugdzorgwerker komt, want een werker helpt", "jeugdzorg"),
        ("Wij zijn het er niet mee eens.", '"niet mee eens"'),
        ("Wij zijn het er niet mee eens.", "niet mee eens"),
        ("de van het", "de van"),
    ],
)
def test_finds_other_forms(client: Client, written: str, typed: str) -> None:
    say(body=written)
    say(body="Iets heel anders.")
    assert len(hits(look(client, typed))) == 1


def test_words_to_leave_out_phrases_and_either(client: Client) -> None:
    under = article()
    for body in ("rode kool", "kool rode wijn", "groene kool"):
        say(body=body, under=under)
    assert len(hits(look(client, "kool"))) == 3
    assert len(hits(look(client, "kool -wijn"))) == 2
    assert len(hits(look(client, '"rode kool"'))) == 1
    assert len(hits(look(client, "groene of wijn"))) == 2
    assert "Zo zoek je" in look(client, "-kool").text


def test_filters_carry_their_numbers_and_keep_the_words(client: Client) -> None:
    one = article(
        "Kool", "Over kool.", source=make_source("Het wijkblad"), published_on="2017-08-29"
    )
    other = article("Soep", "Soep van kool.", published_on="2019-01-01")
    one.topics.add(Topic.objects.create(name="Eten", slug="eten"))
    say(body="Kool is gezond.", under=one)
    page = look(client, "kool")
    names = {words: link for link, words in page.links()}
    assert {"Alles 3", "Artikelen 2", "Stellingen 0", "Reacties 1"} <= set(names)
    assert {"Het wijkblad 2", "Bron onbekend 1", "2019 1", "2017 1"} <= set(names)
    assert len(hits(get(client, names["Het wijkblad 2"]))) == 2
    assert other.get_absolute_url() in get(client, names["Bron onbekend 1"]).html
    assert len(hits(get(client, names["2017 1"]))) == 1
    assert len(hits(look(client, "kool", thema="eten"))) == 2
    assert len(hits(look(client, "kool", soort="reacties"))) == 1


@pytest.mark.parametrize(
    "wrong", ["soort=x", "jaar=x", "op=x", "na=x", "na=1_2_x_3", "jaar=99999999"]
)
def test_an_address_that_leads_nowhere_is_not_found(client: Client, wrong: str) -> None:
    assert get(client, f"/zoeken/?q=kool&{wrong}").status == 404


def test_pages_by_key_show_every_hit_once(client: Client) -> None:
    under = article("Soep")
    person = make_person()
    for number in range(45):
        say(person, f"Kool nummer x{number}.", under=under)
    for order in ("", "datum"):
        seen: list[str] = []
        url = "/zoeken/?" + urlencode({"q": "kool", "op": order})
        while url:
            page = get(client, url)
            seen += [hit.one("h3").text for hit in page.all("article", class_="hit")]
            url = page.next_url
        assert sorted(seen) == sorted(f"Kool nummer x{number}." for number in range(45))
    assert seen == [f"Kool nummer x{number}." for number in reversed(range(45))]


def test_a_slip_is_helped_at_once_and_by_one_press(client: Client) -> None:
    say(body="De jeugdzorg kost geld.")
    page = look(client, "jeudgzorg")
    assert "Niets gevonden voor ‘jeudgzorg’" in page.text
    assert "Bedoelde je jeugdzorg?" in page.text
    assert len(hits(page)) == 1
    (link,) = [link for link, words in page.links() if words == "jeugdzorg"]
    assert "Bedoelde je" not in get(client, link).text
    assert page.one("input", id="zoekwoorden")["value"] == "jeudgzorg"


def test_what_may_not_be_seen_is_in_no_hit_number_or_proposal(client: Client) -> None:
    mo = make_person("Mo", "moderator")
    shown = article("Gewoon", "Niets bijzonders.", source=make_source("Open"))
    draft = article("Concept", "Een kwikstaart vliegt.", status="draft")
    withdrawn = article("Weg", "Nog een kwikstaart.")
    claim(withdrawn, "Een kwikstaart op een dak.")
    say(body="Kwikstaart onder een teruggetrokken tekst.", under=withdrawn)
    Article.objects.filter(pk=withdrawn.pk).update(status="withdrawn")
    proposed = claim(shown, "Een kwikstaart is een vogel.", status="proposed")
    hidden = say(body="Die kwikstaart is een prutser.", under=shown)
    decision = hide(hidden, mo)
    an = make_person("An")
    gone = say(an, "Ik zag een kwikstaart.", under=shown)
    withdraw_comment(comment=gone, person=an)
    assert draft.pk
    assert proposed.pk
    for person in (None, make_person("Bas"), make_person("Els", "editor"), mo):
        reader = Client()
        if person:
            reader.force_login(person)
        for words in ("kwikstaart", "kwikstaert", "staart", "kwikstaarten"):
            page = look(reader, words)
            assert hits(page) == []
            assert "Bedoelde je" not in page.text
            assert page.all("nav", class_="filters")[0].text.startswith("Alles 0Artikelen 0")
            assert page.text.count("kwikstaart") <= 1
    undo(decision=decision, moderator=mo, explanation="Het ging over een vogel.")
    assert len(hits(look(client, "kwikstaart"))) == 1


def test_of_a_closed_text_only_the_excerpt_is_found(client: Client) -> None:
    source = make_source("Dicht")
    source.display = Display.MEMBERS
    source.save()
    closed = article("Open kop", "Eerste zin. " + "Woord. " * 30 + "De kwikstaart.", source=source)
    assert len(hits(look(client, "kop"))) == 1
    for words in (
        "kwikstaart",
        "kwikstaert",
        '"de kwikstaart"',
        "kop kwikstaart",
        "kop -zebra kwikstaart",
    ):
        page = look(client, words)
        assert hits(page) == []
        assert "Bedoelde je" not in page.text
    client.force_login(make_person("Bas"))
    assert len(hits(look(client, "kwikstaart"))) == 1
    source.display = Display.EXCERPT
    source.save()
    assert hits(look(client, "kwikstaart")) == []
    client.force_login(make_person("Els", "editor"))
    assert "kwikstaart" in marked(look(client, "kwikstaart"))
    assert closed.get_absolute_url() in look(client, "kwikstaart").html


def test_a_word_to_leave_out_tells_nothing_of_a_closed_text(client: Client) -> None:
    source = make_source("Dicht")
    source.display = Display.MEMBERS
    source.save()
    article("Open kop", "Eerste zin. " + "Woord. " * 30 + "De kwikstaart.", source=source)
    assert len(hits(look(client, "kop -kwikstaart"))) == len(hits(look(client, "kop -zebra"))) == 1


def test_the_same_number_of_queries_for_one_hit_and_three(client: Client) -> None:
    under = article("Soep")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            look(client, "kool")
        return len(captured)

    say(body="Kool.", under=under)
    claim(under, "Kool is groen.")
    article("Kool", "Kool.")
    first = queries()
    for number in range(3):
        say(body=f"Kool {number}.", under=under)
        claim(under, f"Kool is groen {number}.")
        article("Kool", f"Kool {number}.")
    assert queries() == first
    assert first <= 11


@pytest.mark.parametrize("start", range(0, 520, 40))
def test_any_input_is_a_query(client: Client, start: int) -> None:
    say(body="Kool.")
    for words in NAUGHTY[start : start + 40]:
        page = look(client, words)
        assert page.status == 200
        assert "<script" not in page.one("main").text or words in page.text


@pytest.mark.parametrize(
    "words", ["\0", "' & | ! <-> :*", "a\0b", "x" * 5_000, '"' * 9, "(" * 300, "-" * 40, "\\"]
)
def test_syntax_of_the_database_is_no_syntax(client: Client, words: str) -> None:
    say(body="Kool.")
    assert look(client, words).status == 200


def test_markup_in_a_text_is_shown_as_written(client: Client) -> None:
    say(body="Kool <script>alert(1)</script> & <b>soep</b>.")
    page = look(client, "kool soep")
    assert "<script>alert" not in page.html
    assert "<script>alert(1)</script>" in page.text


def test_every_page_has_the_field(client: Client) -> None:
    page = get(client, "/huisregels/")
    form = page.one("form", class_="find")
    assert form["action"] == "/zoeken/"
    assert form.one("label").text == "Zoeken"
