"""Marking claims over HTTP, as it works without JavaScript, and what readers never see of it."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.actions.claims import propose_claim, return_claim
from articles.models import Article, Claim, Passage, Relation
from tests.articles.texts import CLOSING, MIDDLE, OPENING, PAGE, current, import_text, mark
from tests.discussions.views.marking import address, form, start_of
from tests.factories import make_person
from tests.pages.page import get

FIRST, SECOND = MIDDLE.split(". ")[0] + ".", MIDDLE.split(". ")[1]


def test_ticked_sentences_become_one_passage_and_the_next_one_has_the_focus(
    client: Client, els: User
) -> None:
    article = import_text().article
    starts = [start_of(article, FIRST), start_of(article, SECOND)]
    answer = client.post(address(article), form(article, zin=starts))
    assert answer.status_code == 303
    claim = Claim.objects.get()
    assert (claim.number, claim.status) == (1, "accepted")
    assert Passage.objects.get().exact == MIDDLE
    page = get(client, answer["Location"])
    focused = [box for box in page.all("input", name="zin") if "data-focus" in box.attributes]
    assert [box["value"] for box in focused] == [str(start_of(article, CLOSING))]
    assert "Stelling 1 staat erbij." in page.text
    assert page.one("textarea").text.strip() == ""


def test_selected_words_are_found_near_where_they_were_selected(client: Client, els: User) -> None:
    text = (
        PAGE
        + "\n\nEr staat 🧑\u200d🤝\u200d🧑 hier.\n\n"
        + "Dit kan niemand\u00a0alleen doen. Echt: dit kan niemand alleen doen."
    )
    article = import_text(text).article
    canonical = current(article).canonical_text
    last = canonical.rindex("niemand")
    first = canonical.index("niemand\u00a0alleen doen")
    for words, near, start in (
        ("niemand alleen doen", last, last),
        (" niemand alleen\ndoen ", first - 2, first),
    ):
        client.post(
            address(article),
            form(article, citaat=words, begin=near, statement=f"Samen moet het, {near}."),
        )
        assert Passage.objects.latest("pk").start == start
    assert Passage.objects.first().exact == "niemand alleen doen"
    assert Passage.objects.latest("pk").exact == "niemand\u00a0alleen doen"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"citaat": "Dit staat er niet."}, "Deze woorden staan zo niet in de tekst."),
        ({}, "Kies waar het staat"),
        ({"zin": ["3"]}, "Deze woorden staan zo niet in de tekst."),
        ({"citaat": FIRST, "statement": ""}, "Schrijf de stelling in één zin."),
        ({"citaat": FIRST, "tone": "boos"}, "Kies hoe de tekst het zegt."),
    ],
)
def test_a_mistake_loses_nothing(client: Client, els: User, wrong: Any, said: str) -> None:
    article = import_text().article
    answer = client.post(address(article), form(article, note="Kijk naar de context.", **wrong))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert "Kijk naar de context." in html
    assert not Claim.objects.exists()
    if wrong.get("statement") is None:
        assert "Overleg levert bewoners weinig op." in html


def test_a_text_that_was_renewed_meanwhile_is_told_and_loses_nothing(
    client: Client, els: User
) -> None:
    article = import_text().article
    old = form(article, zin=[start_of(article, CLOSING)])
    selected = form(article, citaat=CLOSING, begin=start_of(article, CLOSING))
    import_text("\n\n".join([PAGE.split("\n\n")[0], OPENING, OPENING[::-1], MIDDLE, CLOSING]))
    answer = client.post(address(article), old)
    assert answer.status_code == 409
    assert "Overleg levert bewoners weinig op." in answer.content.decode()
    assert not Claim.objects.exists()
    # Selected words are looked for in the text as it is now.
    assert client.post(address(article), selected).status_code == 303
    assert Passage.objects.get().version == Article.objects.get().current_version


def test_a_colleagues_claim_is_told_and_the_same_one_refused(client: Client, els: User) -> None:
    article = import_text().article
    mark(current(article), MIDDLE)
    answer = client.post(address(article), form(article, citaat=CLOSING))
    page = get(client, answer["Location"])
    assert "Intussen zette een collega hier bij: stelling 1." in page.text
    again = client.post(address(article), form(article, citaat=CLOSING))
    assert again.status_code == 409
    assert "Dit artikel heeft deze stelling al: stelling 2." in again.content.decode()


def test_title_can_be_marked_and_choosing_keeps_what_was_typed(client: Client, els: User) -> None:
    article = import_text().article
    page = client.post(address(article), form(article, zin=["0"], actie="kies")).content.decode()
    assert "Overleg levert bewoners weinig op.</textarea>" in page
    assert "data-focus" in page.split("<textarea")[1].split(">")[0]
    assert not Claim.objects.exists()
    client.post(address(article), form(article, zin=["0"]))
    assert Passage.objects.get().exact == current(article).title


def test_a_further_passage_for_a_claim(client: Client, els: User) -> None:
    article = import_text().article
    claim = mark(current(article), MIDDLE)
    page = get(client, f"{address(article)}?bij=1")
    assert not page.all("textarea")
    answer = client.post(address(article), {**form(article), "bij": 1, "citaat": CLOSING})
    assert answer["Location"] == f"{address(article)}1/"
    assert [p.exact for p in Passage.objects.filter(claim=claim).order_by("ordinal")] == [
        MIDDLE,
        CLOSING,
    ]
    again = client.post(address(article), {**form(article), "bij": 1, "citaat": CLOSING})
    assert again.status_code == 409


@pytest.mark.parametrize("status", ["proposed", "returned"])
def test_readers_and_pages_to_read_know_nothing_of_it(
    client: Client, els: User, status: str
) -> None:
    article = import_text().article
    seen = mark(current(article), MIDDLE)
    other = mark(
        current(import_text(PAGE.replace("in de wijk", "in de stad"), key="stad.txt").article),
        CLOSING,
    )
    version = current(article)
    start = version.canonical_text.index(CLOSING)
    secret = propose_claim(
        version=version,
        places=[(start, start + len(CLOSING))],
        statement="Geheim voorstel over luisteren.",
        editor=els,
    )
    Relation.objects.create(
        from_claim=secret, to_claim=other, type="contradicts", rationale="Een geheime reden."
    )
    if status == "returned":
        return_claim(claim=secret, editor=els, reason="Nog niet.")
    pages = ["/", article.get_absolute_url(), "/stellingen/", "/stellingen/?verband=tegenspraak"]
    pages += [seen.get_absolute_url(), other.get_absolute_url(), other.article.get_absolute_url()]
    for person in (None, make_person("An"), make_person("Mo", "moderator"), els):
        reader = Client()
        if person:
            reader.force_login(person)
        for url in pages:
            html = reader.get(url).content.decode()
            assert "geheim" not in html.lower(), (person, url)
            assert "passage-2-" not in html
        assert reader.get(f"/stellingen/{article.slug}-2/").status_code == 404
        assert reader.get(f"/stellingen/{article.slug}-2/reacties/").status_code == 404
        assert "1 stelling<" in reader.get("/").content.decode()
        assert "2 stellingen" not in reader.get("/").content.decode()
    person = make_person("An")
    client.force_login(person)
    for action in ("reacties", "standpunt"):
        sent = client.post(f"/stellingen/{article.slug}-2/{action}/", {"value": "agree"})
        assert sent.status_code == 404


def test_an_article_without_claims_reads_well(client: Client, db: None) -> None:
    article = import_text().article
    page = get(client, article.get_absolute_url())
    assert not page.all("mark")
    assert "Stellingen in dit artikel" not in page.text
    assert not page.all("ol", class_="claims")
    assert "0 stellingen" not in get(client, "/").text


@pytest.mark.parametrize("number", [1, 3])
def test_pages_of_the_desk_cost_the_same_whatever_there_is(
    client: Client, els: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = import_text().article
    other = import_text(PAGE.replace("in de wijk", "in de stad"), key="stad.txt").article
    for index in range(number):
        claim = mark(current(article), *[MIDDLE, CLOSING, OPENING][:number])
        far = mark(current(other), CLOSING)
        Relation.objects.create(from_claim=claim, to_claim=far, type="nuances", rationale="Zo.")
        Claim.objects.create(article=other, number=100 + index, status="proposed").wordings.create(
            statement=f"Voorstel {index}.", created_by=els
        )
    for proposal in Claim.objects.proposed():
        proposal.current_wording = proposal.wordings.get()
        proposal.save()
    with django_assert_num_queries(6):
        get(client, address(article))
    with django_assert_num_queries(10):
        get(client, f"{address(article)}1/?zoek=stelling")
    with django_assert_num_queries(4):
        page = get(client, "/redactie/voorstellen/")
    assert len(page.all("li", class_="case")) == number
