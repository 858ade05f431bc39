"""What is decided about one person: its ground, what undoing brings back, and when a warning counts."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from discussions.models import Comment, Decision, Restriction
from discussions.moderation.deciding import CannotUndo, decide, undo
from discussions.moderation.taking import open_case
from tests.discussions.moderation.conftest import WHY, hide_case
from tests.discussions.moderation.test_measures import LATER, letter_to
from tests.factories import restrict, warn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("outcome", "more"), [("limit", {"interval": timedelta(hours=1)}), ("read_first", {})]
)
def test_what_holds_for_one_person_needs_a_ground_and_a_sentence(
    an: User, mo: User, article: Article, outcome: str, more: dict[str, Any]
) -> None:
    def choose(**words: str) -> Decision:
        whole = {"public_reason": "Je noemde Bas drie keer dom.", "rule_code": "HR-1"}
        return decide(moderator=mo, outcome=outcome, about=an, **more, **{**whole, **words})

    for wrong, field in (
        ({"rule_code": ""}, "rule_code"),
        ({"public_reason": "Daarom."}, "public_reason"),
        ({"public_reason": "Ga in op wat iemand zegt"}, "public_reason"),
    ):
        with pytest.raises(ValidationError) as refusal:
            choose(**wrong)
        assert list(refusal.value.message_dict) == [field]
    line = choose()
    assert (line.rule_code, line.rule_version) == ("HR-1", 1)
    assert "HR-1" in letter_to(an)
    if outcome == "read_first":
        # Against nobody: a rule may be named, with its version, and need not be.
        whole_article = decide(
            moderator=mo, outcome=outcome, about=article, public_reason="Het liep op."
        )
        assert (whole_article.rule_code, whole_article.rule_version) == ("", None)


def test_what_was_replaced_holds_again_when_that_is_undone(an: User, mo: User) -> None:
    def limit(hours: int, **more: Any) -> Restriction:
        return restrict(
            moderator=mo,
            kind="limited",
            reason="Rustig aan.",
            person=an,
            interval=timedelta(hours=hours),
            **more,
        )

    first = limit(1)
    second = limit(4)
    undo(decision=second.decision, moderator=mo, explanation="Vier uur was te streng.")
    assert Restriction.objects.in_force(timezone.now()).get() == first
    assert "Er geldt nog wel iets anders" in letter_to(an)
    third = limit(2)
    with pytest.raises(CannotUndo):
        undo(decision=first.decision, moderator=mo, explanation="Die gold al niet meer.")
    assert Restriction.objects.in_force(timezone.now()).get() == third
    undo(decision=third.decision, moderator=mo, explanation="Toch niet.")
    decide(moderator=mo, outcome="end", about=Restriction.objects.get(pk=first.pk))
    assert "Er geldt nog" not in letter_to(an)
    assert not Restriction.objects.in_force(timezone.now()).exists()
    with pytest.raises(CannotUndo):
        undo(decision=first.decision, moderator=mo, explanation="Die is al beëindigd.")


def test_what_was_replaced_and_is_over_by_now_stays_over(an: User, mo: User) -> None:
    soon = timezone.now() + timedelta(seconds=1)
    hour = timedelta(hours=1)
    restrict(moderator=mo, kind="limited", reason="Kort.", person=an, interval=hour, until=soon)
    second = restrict(moderator=mo, kind="limited", reason="Lang.", person=an, interval=hour)
    with patch("django.utils.timezone.now", return_value=soon + timedelta(seconds=1)):
        undo(decision=second.decision, moderator=mo, explanation="Niet nodig.")
    assert not Restriction.objects.filter(ended_at=None).exists()


def test_a_warning_that_has_not_left_yet_warned_nobody(
    an: User, mo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LETTERS_WAIT", timedelta(seconds=30))
    warn(moderator=mo, person=an)

    def suspend() -> Decision:
        return decide(
            moderator=mo,
            outcome="suspend",
            about=an,
            rule_code="HR-1",
            public_reason="Je ging door na een waarschuwing.",
            until=timezone.now() + LATER,
            gravity="Anderen haken af.",
            intention="Het was boosheid.",
        )

    with pytest.raises(ValidationError, match="Waarschuw eerst"):
        suspend()
    later = timezone.now() + timedelta(seconds=31)
    with patch("discussions.moderation.past.timezone.now", return_value=later):
        assert suspend().outcome == "suspend"


def test_nobody_takes_back_the_warning_they_got(mo: User, mia: User) -> None:
    line = warn(moderator=mo, person=mia)
    with pytest.raises(PermissionDenied):
        undo(decision=line, moderator=mia, explanation="Dat was niet nodig.")
    assert undo(decision=line, moderator=mo, explanation="Ik vergiste me.").outcome == "unwarn"


def test_decide_the_same_after_a_colleague_who_warned_too_succeeds_quietly(
    comment: Comment, mo: User, mia: User
) -> None:
    case = open_case(comment=comment, moderator=mo)
    seen = case.version
    first = hide_case(case, mo)
    assert comment.author is not None
    warn(moderator=mo, person=comment.author, case=case)
    again = decide(
        case=case,
        moderator=mia,
        outcome="hide",
        seen_version=seen,
        rule_code="HR-1",
        explanation=WHY,
    )
    assert again == first
