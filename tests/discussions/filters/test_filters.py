"""Each filter by itself, and their order."""

import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.filters import CODES, FILTERS, Facts, find_filter, first_match, key_of
from discussions.filters.length import length
from discussions.filters.links import links
from discussions.filters.personal import personal
from discussions.filters.repeat import repeat
from discussions.filters.speed import speed
from discussions.filters.tokens import tokens
from discussions.filters.wordlist import wordlist
from discussions.moderation.policy import find_rule

KNOWN = Facts(stood=3)
LONG = "De gemeente betaalt dit al jaren en niemand weet waar het geld blijft."


def listed(*words: str) -> Facts:
    return Facts(stood=3, words=words)


def hits(text: str, *words: str) -> list[str]:
    found = wordlist(text, listed(*words), 0)
    return found.words(text) if found else []


def test_codes_are_permanent() -> None:
    assert CODES == ("F-1", "F-2", "F-3", "F-4", "F-5", "F-6")
    assert all(find_rule(each.rule_code) for each in FILTERS)
    assert find_filter("F-9") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zwendel!", "zwendel"),
        ("wat een ZWENDEL.", "zwendel"),
        ("het is zwéndel", "zwendel"),
        ("het is zwendel", "Zwéndel"),
        ("zwen\u200bdel", "zwendel"),
        ("zwe\u0301ndel", "zwendel"),
        ("\uff5awendel", "zwendel"),
        ("koop  nu\nhier", "koop nu"),
        ("koop-nu", "koop nu"),
    ],
)
def test_a_listed_word_is_found_however_it_is_written(text: str, words: str) -> None:
    assert hits(text, words)


@pytest.mark.parametrize("text", ["zwendelaar", "onzwendel", "koop het nu", "nu koop", "zwen del"])
def test_only_whole_words_in_their_order(text: str) -> None:
    assert not hits(text, "zwendel", "koop nu")


def test_the_sentence_names_the_words_and_the_stretches_are_those_of_the_text() -> None:
    text = "Zwéndel, en nog eens zwendel: koop nu."
    found = wordlist(text, listed("zwendel", "koop nu"), 0)
    assert found is not None
    assert found.reason == "In je tekst staan woorden van de woordenlijst: ‘zwendel’, ‘koop nu’."
    assert found.words(text) == ["Zwéndel", "zwendel", "koop nu"]


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert key_of(text[token.start : token.end]) == (token.key,)


def test_no_list_makes_it_slow() -> None:
    words = [f"woord{number} " * (number % 9 + 1) for number in range(3_000)]
    text = "woord1 " * 1_400
    began = time.process_time()
    wordlist(text, listed(*words), 0)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bel 06-12345678", "telefoonnummer"),
        ("Mail jan.jansen@voorbeeld.nl", "e-mailadres"),
        ("Het nummer is 111222333", "burgerservicenummer"),
        ("Zij woont op Dorpsstraat 12", "adres"),
    ],
)
def test_details_of_a_person(text: str, kind: str) -> None:
    found = personal(text, KNOWN, 0)
    assert found is not None
    assert kind in found.reason
    assert found.spans


@pytest.mark.parametrize(
    "text", ["Een attack: jij bent een idioot.", "Mail info@gemeente.nl", "123456789 euro"]
)
def test_what_is_no_detail_of_a_person(text: str) -> None:
    assert personal(text, KNOWN, 0) is None


def test_any_link_of_somebody_new_and_many_of_anybody() -> None:
    one = "Zie https://voorbeeld.example.org/a."
    assert links(one, Facts(stood=0), 5)
    assert links(one, Facts(stood=2), 5)
    assert links(one, KNOWN, 5) is None
    assert links(one * 6, KNOWN, 5)
    assert links("Geen link.", Facts(stood=0), 5) is None


@pytest.mark.parametrize(
    "text",
    [LONG, LONG.upper(), LONG.replace(",", " ,"), LONG + " Echt.", "Ja! " + LONG],
)
def test_the_same_text_or_nearly_so(text: str) -> None:
    assert repeat(text, Facts(earlier=["Iets anders.", LONG]), 80)


@pytest.mark.parametrize(
    "text", ["Daar ben ik het mee eens", "De gemeente betaalt dit pas sinds een jaar, en goed ook."]
)
def test_another_text_or_a_short_one_is_no_repeat(text: str) -> None:
    assert repeat(text, Facts(earlier=[LONG, text if len(text) < 30 else ""]), 80) is None


def test_length_and_speed() -> None:
    assert length("a" * 501, KNOWN, 500)
    assert length("a" * 500, KNOWN, 500) is None
    often = Facts(ages=[timedelta(minutes=minutes) for minutes in (1, 5, 9, 11)])
    assert speed("a", often, 3)
    assert speed("a", often, 4) is None


def test_the_first_one_that_is_on_wins() -> None:
    text = "Zwendel: bel 06-12345678, https://voorbeeld.example.org"
    facts = Facts(words=["zwendel"])
    all_on = {each.code: each.limit for each in FILTERS}

    def code(limits: dict[str, int]) -> str:
        found = first_match(text, facts, limits)
        return found.code if found else ""

    assert code(all_on) == "F-1"
    assert code({key: all_on[key] for key in ("F-3", "F-2")}) == "F-2"
    assert code({"F-3": 5}) == "F-3"
    assert code({}) == ""
