"""Personal data does not get out, and ordinary sentences do."""

import pytest

from discussions.law.names import Names
from discussions.law.personal_data import find_personal_data
from tests.discussions.law.seeded import KINDS, ORDINARY, PEOPLE, seeded_cases

NAMES = Names(PEOPLE)


def test_none_of_a_thousand_seeded_cases_leaks() -> None:
    cases = seeded_cases(seed=20261128, each=200)
    assert len(cases) == 1_000
    leaks = [case for case in cases if not _covers(*case)]
    assert leaks == []


def _covers(kind: str, hidden: str, sentence: str) -> bool:
    """Something of its kind is found in it. A handle behind a word ("naar @bas.v") may pass for an e-mail address."""
    start = sentence.index(hidden)
    kinds = {kind, "email"} if kind == "profile" else {kind}
    return any(
        finding.kind in kinds and finding.start < start + len(hidden) and finding.end > start
        for finding in find_personal_data(sentence, NAMES)
    )


def test_each_kind_is_tried_in_each_way_it_is_written() -> None:
    for kind in KINDS:
        written = {
            hidden for each, hidden, _ in seeded_cases(seed=20261128, each=200) if each == kind
        }
        assert len(written) >= 30


@pytest.mark.parametrize("sentence", ORDINARY)
def test_an_ordinary_sentence_passes(sentence: str) -> None:
    assert find_personal_data(sentence, NAMES) == []


def test_where_it_stands_is_said_in_the_text_as_it_was_given() -> None:
    text = "Mail\u200b aan\u00a0bas@voorbeeld.example.org of bel 06\u2011 12 34 56 78, of vraag Zoë\u00a0Kuipers."
    found = find_personal_data(text, NAMES)
    assert [finding.kind for finding in found] == ["email", "phone", "name"]
    assert [text[finding.start : finding.end] for finding in found] == [f.text for f in found]
    assert found[0].text == "bas@voorbeeld.example.org"
    assert found[2].text == "Zoë\u00a0Kuipers"


def test_a_part_of_a_name_counts_where_it_is_no_ordinary_word() -> None:
    def names_in(text: str) -> list[str]:
        return [f.text for f in find_personal_data(text, NAMES) if f.kind == "name"]

    assert names_in("Dat zei Vermeulen ook.") == ["Vermeulen"]
    assert names_in("dat zei vermeulen ook") == ["vermeulen"]
    assert names_in("Hoekstra's reactie") == ["Hoekstra's"]
    assert names_in("Een grote groep is niet groot genoeg.") == []
    assert names_in("Dat schreef Wil.") == ["Wil"]
    assert names_in("Wil je dat?") == []
    assert names_in("Wil Jansen schreef dat.") == ["Wil Jansen"]
    assert names_in("door groot te denken") == ["door groot"]


def test_an_account_of_the_editors_is_nobody() -> None:
    offices = Names(["De redactie", "Redactie Wijkblad", "Beheerder"])
    assert (
        find_personal_data("De redactie en de beheerder keken mee. Redactie bleef weg.", offices)
        == []
    )
    assert len(find_personal_data("Het Wijkblad schreef dat.", offices)) == 1


def test_without_names_only_numbers_and_addresses_are_found() -> None:
    assert find_personal_data("Dat zei Bas Vermeulen.", Names([])) == []
    assert find_personal_data("", NAMES) == []


def test_a_number_that_fails_the_eleven_test_is_a_number_of_anything_else() -> None:
    assert find_personal_data("Zaak 123456789 is gesloten.", NAMES) == []
    (found,) = find_personal_data("Nummer 111222333 stond erbij.", NAMES)
    assert found.kind == "citizen_number"


def test_what_a_second_look_knows_is_stopped_too() -> None:
    kinds = {
        finding.kind
        for finding in find_personal_data(
            "Zij woont op Dorpsstraat 12, 1234 AB, rekening NL91ABNA0417164300, "
            "geboren op 3-4-1975.",
            NAMES,
        )
    }
    assert kinds == {"address", "iban", "birth_date"}
