"""Marking claims: numbers that are never given out twice, wordings that stay, proposals."""

import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from articles.actions.claims import (
    ClaimExists,
    NotProposed,
    PassageExists,
    TextChanged,
    WordingChanged,
    accept_claim,
    add_claim,
    add_passage,
    propose_claim,
    return_claim,
    reword_claim,
)
from articles.models import ArticleVersion, Claim, Passage, Wording
from articles.models.claim import ClaimStatus, Tone
from tests.articles.texts import CLOSING, MIDDLE, PAGE, current, import_text
from tests.factories import make_person


def place_of(version: ArticleVersion, words: str) -> tuple[int, int]:
    start = version.canonical_text.index(words)
    return start, start + len(words)


def add(version: ArticleVersion, words: str = MIDDLE, statement: str = "", **fields: Any) -> Claim:
    fields.setdefault("editor", make_person("Els", "editor"))
    return add_claim(
        version=version,
        places=[place_of(version, words)],
        statement=statement or f"Dit staat er: {words[:30]}",
        **fields,
    )


def test_a_claim_is_numbered_worded_and_placed(db: None) -> None:
    version = import_text()
    els = make_person("Els", "editor")
    first = add(version, MIDDLE, "Overleg levert weinig op.", tone=Tone.IRONIC, note="Lees na.")
    second = add(version, CLOSING, editor=els)
    assert (first.number, second.number, first.status) == (1, 2, ClaimStatus.ACCEPTED)
    wording = first.current_wording
    assert wording is not None
    assert (wording.statement, wording.tone, wording.note, wording.number) == (
        "Overleg levert weinig op.",
        Tone.IRONIC,
        "Lees na.",
        1,
    )
    passage = Passage.objects.get(claim=second)
    assert (passage.exact, passage.ordinal, passage.state) == (CLOSING, 1, "unchanged")
    assert version.canonical_text[passage.start : passage.end] == CLOSING
    assert passage.prefix.endswith("drie wijken.\n\n")
    assert passage.created_by == els


def test_a_title_can_be_a_place(db: None) -> None:
    version = import_text()
    assert Passage.objects.get(claim=add(version, version.title)).start == 0


def test_the_same_form_twice_marks_one_claim(db: None) -> None:
    version = import_text()
    claim = add(version, statement="Overleg levert weinig op.")
    with pytest.raises(ClaimExists) as found:
        add(version, statement="overleg levert weinig op.")
    assert found.value.claim == claim
    assert Claim.objects.count() == 1


def test_places_in_a_former_text_are_refused(db: None) -> None:
    version = import_text()
    import_text(PAGE + "\n\nEr is iets bij gekomen dat er eerst niet stond, namelijk deze zin.")
    claim = add(current(version.article.__class__.objects.get()))
    with pytest.raises(TextChanged):
        add(version, CLOSING)
    with pytest.raises(TextChanged):
        add_passage(claim=claim, version=version, place=(0, 5), editor=make_person("Els", "editor"))
    assert (Claim.objects.count(), Passage.objects.count()) == (1, 1)


def test_a_place_that_cannot_be_described_leaves_nothing(db: None) -> None:
    version = import_text()
    for places in ([], [(0, 0)], [(0, 5), (5, 999_999)]):
        with pytest.raises(ValueError, match=r"."):
            add_claim(
                version=version,
                places=places,
                statement="Iets.",
                editor=make_person("Els", "editor"),
            )
    assert (Claim.objects.count(), Wording.objects.count()) == (0, 0)


def test_a_claim_gets_further_passages_with_ordinals_of_their_own(db: None) -> None:
    version = import_text()
    els = make_person("Els", "editor")
    claim = add(version)
    second = add_passage(claim=claim, version=version, place=place_of(version, CLOSING), editor=els)
    with pytest.raises(PassageExists):
        add_passage(claim=claim, version=version, place=place_of(version, CLOSING), editor=els)
    assert second.ordinal == 2
    second.removed_at = claim.created_at
    second.save()
    again = add_passage(claim=claim, version=version, place=place_of(version, CLOSING), editor=els)
    assert again.ordinal == 3, "an ordinal is part of an address and is never given out again"


def test_rewording_adds_a_wording_and_leaves_the_former(db: None) -> None:
    claim = add(import_text(), statement="Eerst zo.")
    els = make_person("Els", "editor")
    wording = reword_claim(claim=claim, seen=1, statement="Nu zo.", editor=els, tone=Tone.LITERAL)
    assert wording.number == 2
    same = reword_claim(claim=claim, seen=1, statement="Nu zo.", editor=els, tone=Tone.LITERAL)
    assert same == wording, "the same form twice is one rewording"
    with pytest.raises(WordingChanged) as conflict:
        reword_claim(claim=claim, seen=1, statement="Of zo.", editor=els, tone=Tone.LITERAL)
    assert conflict.value.current == wording
    assert list(claim.wordings.order_by("number").values_list("statement", flat=True)) == [
        "Eerst zo.",
        "Nu zo.",
    ]


def test_rewording_into_another_claim_is_refused(db: None) -> None:
    version = import_text()
    add(version, CLOSING, "Luisteren komt eerst.")
    claim = add(version)
    with pytest.raises(ClaimExists):
        reword_claim(
            claim=claim,
            seen=1,
            statement="Luisteren komt eerst.",
            editor=make_person("Els", "editor"),
            tone=Tone.LITERAL,
        )


def test_a_proposal_is_accepted_once_and_for_ever(db: None) -> None:
    version, els = import_text(), make_person("Els", "editor")
    claim = propose_claim(
        version=version, places=[place_of(version, MIDDLE)], statement="Misschien.", editor=els
    )
    assert claim.status == ClaimStatus.PROPOSED
    accepted = accept_claim(claim=claim, editor=els)
    assert (accepted.status, accepted.judged_by) == (ClaimStatus.ACCEPTED, els)
    for judge in (
        lambda: accept_claim(claim=claim, editor=els),
        lambda: return_claim(claim=claim, editor=els, reason="Toch niet."),
    ):
        with pytest.raises(NotProposed):
            judge()
    for status in ("proposed", "returned"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(status=status, return_reason="x")


def test_what_is_sent_back_has_a_reason_and_returns_reworded(db: None) -> None:
    version, els = import_text(), make_person("Els", "editor")
    claim = propose_claim(
        version=version, places=[place_of(version, MIDDLE)], statement="Misschien.", editor=els
    )
    with pytest.raises(ValueError, match="why"):
        return_claim(claim=claim, editor=els, reason="")
    returned = return_claim(claim=claim, editor=els, reason="Dit zijn er twee.")
    assert (returned.status, returned.return_reason) == ("returned", "Dit zijn er twee.")
    reword_claim(claim=claim, seen=1, statement="Een van de twee.", editor=els, tone=Tone.LITERAL)
    claim.refresh_from_db()
    assert (claim.status, claim.return_reason, claim.judged_at) == ("proposed", "", None)
    # What was sent back does not keep others from saying it.
    other = propose_claim(
        version=version, places=[place_of(version, MIDDLE)], statement="Iets anders.", editor=els
    )
    return_claim(claim=other, editor=els, reason="Niet in de tekst.")
    assert add(version, statement="Iets anders.").number == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "returned"},
        {"status": "proposed", "return_reason": "Zomaar."},
        {"status": "gevonden"},
        {"number": 8},
    ],
)
def test_postgresql_refuses_wrong_states(db: None, wrong: dict[str, Any]) -> None:
    version, els = import_text(), make_person("Els", "editor")
    claim = propose_claim(
        version=version, places=[place_of(version, MIDDLE)], statement="Misschien.", editor=els
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_editors_at_once_get_numbers_of_their_own() -> None:
    version = import_text()
    editors = [make_person(f"Els {n}", "editor") for n in range(6)]
    ready = threading.Barrier(len(editors))
    numbers: list[int] = []

    def mark(n: int) -> None:
        ready.wait()
        numbers.append(add(version, statement=f"Stelling {n}.", editor=editors[n]).number)
        connection.close()

    threads = [threading.Thread(target=mark, args=[n]) for n in range(len(editors))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
