"""The check list: what an editor sees and decides, and that nobody is overruled unseen."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions.passages import (
    DecidedMeanwhile,
    NothingToUndo,
    confirm_passage,
    give_up_passage,
    place_passage,
    undo_decision,
)
from articles.models import Article, Passage
from articles.models.passage import PassageState
from tests.articles.actions.test_carry_passages import REWRITTEN, SENTENCE
from tests.articles.texts import PAGE, import_text, mark
from tests.factories import make_person
from tests.pages.page import get

pytestmark = pytest.mark.django_db
QUESTION = "Pas daarna komt de vraag wie welk deel van het werk doet en wie het betaalt."


def revised() -> Article:
    """Claim 1 doubtful, claim 2 changed, claim 3 lost, claim 4 unchanged."""
    before = import_text()
    opening = "Dat gaat vaak goed, maar het kost wel elke week opnieuw overleg."
    for quote in (SENTENCE, QUESTION, "Wie samen wil werken, moet beginnen met luisteren", opening):
        mark(before, quote)
    text = PAGE.replace(SENTENCE, REWRITTEN).replace(
        "welk deel van het werk", "een deel van het werk"
    )
    text = text.replace("Wie samen wil werken, moet beginnen met luisteren", "Hoor")
    return import_text(text).article


def passage_of(article: Article, number: int) -> Passage:
    return Passage.objects.current().get(
        claim__article=article, claim__number=number, version__number=2
    )


def editor() -> Client:
    client = Client()
    client.force_login(make_person("Els", "editor"))
    return client


def list_url(article: Article) -> str:
    return reverse("passages", args=[article.slug])


def send(client: Client, article: Article, passage: Passage, action: str, **fields: object) -> int:
    address = reverse("passage", args=[article.slug, passage.pk])
    data = {"actie": action, "gezien": passage.decision, "versie": passage.version_id, **fields}
    return client.post(address, data).status_code


def test_the_list_counts_states_and_shows_what_did_not_stay() -> None:
    article = revised()
    page = get(editor(), list_url(article))
    assert page.status == 200
    counts = page.one("dl", class_="counts").text
    assert "ongewijzigd: 1" in counts.lower()
    rows = page.all("section", class_="check-row")
    assert [row["id"] for row in rows] == ["passage-1-1", "passage-3-1", "passage-2-1"]
    assert SENTENCE in rows[0].text
    assert "toegevoegd:" in rows[2].text
    assert "0 standpunten" in rows[0].text


def test_queries_do_not_grow_with_the_passages() -> None:
    client = editor()
    one = import_text(key="een.txt")
    mark(one, SENTENCE)
    counts = []
    articles = [import_text(PAGE.replace(SENTENCE, ""), key="een.txt").article, revised()]
    for article in articles:
        with CaptureQueriesContext(connection) as captured:
            client.get(list_url(article))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_confirming_a_proposed_place_draws_it_and_undoing_takes_it_back() -> None:
    article, client = revised(), editor()
    doubtful = passage_of(article, 1)
    assert send(client, article, doubtful, "bevestig") == 303
    placed = passage_of(article, 1)
    assert placed.pk != doubtful.pk
    assert placed.state == PassageState.CHANGED
    assert placed.checked_by is not None
    assert placed.candidates == doubtful.candidates, "what else came into question stays known"
    assert article.versions.get(number=2).canonical_text[placed.start : placed.end] == placed.exact
    doubtful.refresh_from_db()
    assert doubtful.replaced_by == placed
    assert send(client, article, placed, "ongedaan") == 303
    again = passage_of(article, 1)
    assert (again.pk, again.state) == (doubtful.pk, PassageState.DOUBTFUL)
    placed.refresh_from_db()
    assert placed.undone_by == placed.created_by
    assert send(client, article, again, "bevestig") == 303


def test_undoing_goes_back_one_decision_at_a_time() -> None:
    article, els = revised(), make_person("Els", "editor")
    text = article.versions.get(number=2).canonical_text
    places = []
    for words in ("Dat gaat vaak goed", "De gemeente betaalt het overleg"):
        passage = passage_of(article, 1)
        start = text.index(words)
        place = (start, start + len(words))
        place_passage(passage=passage, seen=passage.decision, place=place, editor=els)
        places.append(place)
    assert passage_of(article, 1).place == places[1]
    for expected in (places[0], None):
        passage = passage_of(article, 1)
        undo_decision(passage=passage, seen=passage.decision, editor=els)
        assert passage_of(article, 1).place == expected


def test_what_is_given_up_keeps_the_words_it_once_had() -> None:
    article = revised()
    changed = passage_of(article, 2)
    assert changed.exact != QUESTION
    give_up_passage(passage=changed, seen=changed.decision, editor=make_person("Els", "editor"))
    lost = passage_of(article, 2)
    assert (lost.state, lost.place, lost.exact) == (PassageState.ORPHAN, None, QUESTION)


def test_a_changed_place_is_confirmed_where_it_is() -> None:
    article, client = revised(), editor()
    changed = passage_of(article, 2)
    assert send(client, article, changed, "bevestig") == 303
    confirmed = passage_of(article, 2)
    assert confirmed.pk == changed.pk
    assert confirmed.checked_at is not None
    assert send(client, article, confirmed, "ongedaan") == 303
    assert passage_of(article, 2).checked_at is None


def test_who_confirmed_and_who_undid_it_stays_known() -> None:
    article = revised()
    els, kim = make_person("Els", "editor"), make_person("Kim", "editor")
    changed = passage_of(article, 2)
    confirm_passage(passage=changed, seen=changed.decision, editor=els)
    changed.refresh_from_db()
    again = undo_decision(passage=changed, seen=changed.decision, editor=kim)
    changed.refresh_from_db()
    assert (changed.checked_by, changed.undone_by, changed.replaced_by) == (els, kim, again)
    assert passage_of(article, 2) == again
    assert (again.place, again.state, again.checked_at) == (changed.place, changed.state, None)
    page = get(editor(), list_url(article))
    row = page.one("section", id="passage-2-1")
    assert "door Els besloten, door Kim ongedaan gemaakt" in row.text
    # Confirmed and undone once more: the first confirmation does not come back.
    confirm_passage(passage=again, seen=again.decision, editor=kim)
    again.refresh_from_db()
    last = undo_decision(passage=again, seen=again.decision, editor=els)
    assert (last.checked_at, passage_of(article, 2)) == (None, last)
    with pytest.raises(NothingToUndo):
        undo_decision(passage=last, seen=last.decision, editor=els)


def test_selected_words_become_the_place_in_canonical_form() -> None:
    article, client = revised(), editor()
    lost = passage_of(article, 3)
    words = "naar de mensen\n om wie  het gaat."
    assert send(client, article, lost, "wijs", citaat=words, begin=0) == 303
    assert passage_of(article, 3).exact == "naar de mensen om wie het gaat."


def test_ticked_sentences_become_the_place() -> None:
    article, client = revised(), editor()
    lost, text = passage_of(article, 3), article.versions.get(number=2).canonical_text
    starts = [text.index("Hoor naar"), text.index("Pas daarna")]
    assert send(client, article, lost, "wijs", zin=starts) == 303
    placed = passage_of(article, 3)
    assert placed.exact.startswith("Hoor naar")
    assert placed.exact.endswith("betaalt.")


@pytest.mark.parametrize(
    "fields", [{}, {"citaat": "staat er niet"}, {"zin": [1]}, {"zin": ["0", "26"]}]
)
def test_what_is_no_place_is_refused_and_nothing_is_written(fields: dict[str, object]) -> None:
    article, client = revised(), editor()
    assert send(client, article, passage_of(article, 3), "wijs", **fields) == 422
    assert passage_of(article, 3).state == PassageState.ORPHAN


def test_giving_up_asks_no_more_and_can_be_undone() -> None:
    article, client = revised(), editor()
    assert send(client, article, passage_of(article, 1), "kwijt") == 303
    lost = passage_of(article, 1)
    assert lost.state == PassageState.ORPHAN
    assert lost.exact == SENTENCE
    assert Passage.objects.to_check().filter(claim__number=1).count() == 0
    assert send(client, article, lost, "ongedaan") == 303
    assert passage_of(article, 1).state == PassageState.DOUBTFUL


def test_the_second_editor_is_told_and_overrules_nobody() -> None:
    article = revised()
    first, second = editor(), editor()
    seen = passage_of(article, 1)
    assert send(first, article, seen, "bevestig") == 303
    kept = passage_of(article, 1)
    assert send(second, article, seen, "kwijt") == 409
    assert passage_of(article, 1) == kept
    changed = passage_of(article, 2)
    assert send(first, article, changed, "bevestig") == 303
    assert send(second, article, changed, "wijs", citaat="Hoor") == 409
    assert passage_of(article, 2).state == PassageState.CHANGED


def test_a_decision_about_a_former_version_comes_too_late() -> None:
    article = revised()
    old, els = passage_of(article, 1), make_person("Els", "editor")
    import_text(PAGE)
    for verb in (confirm_passage, give_up_passage, undo_decision):
        with pytest.raises(DecidedMeanwhile):
            verb(passage=old, seen=old.decision, editor=els)
    with pytest.raises(DecidedMeanwhile):
        place_passage(passage=old, seen=old.decision, place=(0, 5), editor=els)


def test_the_page_of_one_passage_shows_old_and_new() -> None:
    article = revised()
    doubtful = passage_of(article, 1)
    page = get(editor(), reverse("passage", args=[article.slug, doubtful.pk]))
    assert page.status == 200
    assert SENTENCE in page.text
    old = page.one("section", **{"aria-labelledby": "oud"}).text
    paragraph = next(part for part in PAGE.split("\n\n") if SENTENCE in part)
    assert paragraph in old
    assert REWRITTEN in page.text
    assert len(page.all("input", name="zin")) > 5
    buttons = page.all("button", value="kandidaat-0")
    assert len(buttons) == 1


def test_readers_see_the_old_words_while_the_place_is_checked() -> None:
    article = revised()
    claim = article.claims.get(number=1)
    page = get(Client(), claim.get_absolute_url())
    assert "kijkt na waar deze stelling nu staat" in page.text
    assert SENTENCE in page.text
    text = get(Client(), article.get_absolute_url())
    assert [m["data-stellingen"] for m in text.all("mark")] == ["4", "2"]
