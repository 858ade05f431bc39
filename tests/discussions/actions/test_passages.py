"""A passage may go while nobody reacted."""

import pytest

from articles.models import Claim, Passage
from discussions.actions.comments import withdraw_comment
from discussions.actions.passages import PassageIsKept, remove_passage
from discussions.actions.stances import take_stance, withdraw_stance
from discussions.models import Comment, StanceValue
from tests.articles.texts import CLOSING, MIDDLE, import_text, mark
from tests.factories import make_person, say


def two_places() -> tuple[Claim, Passage]:
    claim = mark(import_text(), MIDDLE, CLOSING)
    return claim, Passage.objects.get(claim=claim, ordinal=2)


def test_a_place_marked_by_mistake_goes(db: None) -> None:
    _claim, passage = two_places()
    els = make_person("Els", "editor")
    for _twice in range(2):
        remove_passage(passage=passage, editor=els)
    passage.refresh_from_db()
    assert passage.removed_by == els
    version = passage.version
    assert [p.ordinal for p in Passage.objects.in_version(version)] == [1]
    assert [p.ordinal for p in Passage.objects.drawn().filter(version=version)] == [1]


def test_the_last_place_stays(db: None) -> None:
    claim, passage = two_places()
    els = make_person("Els", "editor")
    remove_passage(passage=passage, editor=els)
    with pytest.raises(PassageIsKept) as kept:
        remove_passage(passage=Passage.objects.get(claim=claim, ordinal=1), editor=els)
    assert kept.value.reason == "last"


def comment(claim: Claim) -> None:
    withdraw_comment(
        comment=(said := say(under=claim)), person=Comment.objects.get(pk=said.pk).author
    )


def stance(claim: Claim) -> None:
    take_stance(person=make_person("Bas"), claim=claim, value=StanceValue.AGREE)


@pytest.mark.parametrize("react", [comment, stance])
def test_it_stays_once_somebody_reacted(db: None, react: object) -> None:
    claim, passage = two_places()
    react(claim)  # type: ignore[operator]
    with pytest.raises(PassageIsKept) as kept:
        remove_passage(passage=passage, editor=make_person("Els", "editor"))
    assert kept.value.reason == "reactions"
    passage.refresh_from_db()
    assert passage.removed_at is None


def test_a_stance_that_was_taken_back_does_not_keep_it(db: None) -> None:
    claim, passage = two_places()
    bas = make_person("Bas")
    take_stance(person=bas, claim=claim, value=StanceValue.AGREE)
    withdraw_stance(person=bas, claim=claim)
    remove_passage(passage=passage, editor=make_person("Els", "editor"))
