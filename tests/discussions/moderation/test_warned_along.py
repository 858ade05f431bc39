"""Whoever was warned in the same go as their comment was decided about, is warned no more when that is undone."""

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Mail, User
from discussions.models import Comment, Decision, MemberWarning
from discussions.moderation.bulk import decide_and_warn
from discussions.moderation.deciding import undo
from discussions.moderation.log import log_row
from discussions.moderation.past import what_came_before
from discussions.moderation.reappraising import answer_appeal, ask_outsider
from tests.discussions.moderation.conftest import WHY, log_in, reported
from tests.discussions.moderation.racing import Crowd, check_everything, said
from tests.discussions.moderation.test_appeals import BECAUSE, answered, appealed
from tests.factories import make_person, say, warn

pytestmark = pytest.mark.django_db


def hide_and_warn(comment: Comment, moderator: User, *reporters: User, **more: Any) -> Decision:
    case = reported(comment, *reporters)
    chosen = {"outcome": "hide", "rule_code": "HR-1", "explanation": WHY, "answer": "Dank.", **more}
    return decide_and_warn(case=case, moderator=moderator, seen_version=case.version, **chosen)


def is_as_before(comment: Comment, an: User) -> None:
    """Nothing is held against An any more."""
    assert Comment.objects.get(pk=comment.pk).status == "published"
    assert not MemberWarning.objects.filter(taken_back_at=None).exists()
    an.refresh_from_db()
    assert an.must_read_since is None
    before = what_came_before(an)
    assert (before.against, before.warnings) == (0, 0)


def letters(person: User, line: Decision) -> list[str]:
    mails = Mail.objects.filter(person=person, key__startswith=f"decision-{line.pk}-")
    return list(mails.values_list("body_text", flat=True))


def test_the_case_undoes_the_warning_too(comment: Comment, an: User, bas: User, mo: User) -> None:
    hidden = hide_and_warn(comment, mo, bas)
    client, address = log_in(mo), f"/moderatie/maatregelen/{hidden.pk}/terugdraaien/"
    assert "De waarschuwing die de schrijver" in client.get(address).text
    assert client.post(address, {"explanation": BECAUSE}).status_code == 302
    is_as_before(comment, an)
    back, unwarned = Decision.objects.filter(reverses__isnull=False).order_by("pk")
    assert (back.outcome, unwarned.outcome) == ("restore", "unwarn")
    assert (back.act, back.moderator) == (unwarned.act, unwarned.moderator)
    assert unwarned.reverses is not None
    assert unwarned.reverses.act == hidden.act
    (said_back,), (said_unwarned,) = letters(an, back), letters(an, unwarned)
    assert "Je reactie staat er weer" in said_back
    assert "Ze telt niet meer mee." in said_unwarned
    assert BECAUSE in said_unwarned
    again = client.get(f"/moderatie/maatregelen/{back.pk}/terugdraaien/").text
    assert "blijft ingetrokken" in again, "hiding again warns nobody"


def test_a_label_with_a_warning_too(comment: Comment, an: User, bas: User, mo: User) -> None:
    line = hide_and_warn(
        comment, mo, bas, outcome="label", rule_code="", label_code="LB-1", public_reason=WHY
    )
    assert line.outcome == "label"
    undo(decision=line, moderator=mo, explanation=BECAUSE)
    is_as_before(comment, an)


def test_a_founded_appeal_takes_the_warning_back(
    comment: Comment, an: User, bas: User, mo: User, mia: User
) -> None:
    hidden = hide_and_warn(comment, mo, bas)
    line = answered(appealed(hidden, an), mia, founded=True)
    is_as_before(comment, an)
    unwarned = Decision.objects.get(outcome="unwarn")
    assert (unwarned.moderator, unwarned.answers, unwarned.act) == (mia, None, line.act)
    (said_so,) = letters(an, unwarned)
    assert "Iemand anders dan wie de maatregel nam" in said_so


def test_who_looked_again_alone_says_so_of_the_warning_too(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    hidden = hide_and_warn(comment, mo, bas)
    assert answered(appealed(hidden, an), mo, founded=True).by_the_same
    (said_so,) = letters(an, Decision.objects.get(outcome="unwarn"))
    assert "dezelfde beoordelaar" in said_so


def test_an_outsider_takes_the_warning_back(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    appeal = appealed(hide_and_warn(comment, mo, bas), an)
    review = ask_outsider(appeal=appeal, moderator=mo, name="Ineke", address="i@example.org")
    line = answer_appeal(
        appeal=appeal,
        moderator=None,
        founded=True,
        seen_version=appeal.case.version,
        explanation=BECAUSE,
        review=review,
    )
    is_as_before(comment, an)
    unwarned = Decision.objects.get(outcome="unwarn")
    assert (unwarned.moderator, unwarned.act) == (None, line.act)
    assert log_row(unwarned).moderator == log_row(line).moderator == "iemand van buiten de redactie"
    log = log_in(mo).get("/moderatie/logboek/").text
    assert "door een programma" not in log


def test_postgresql_lets_nobody_take_a_warning_back(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    hide_and_warn(comment, mo, bas)
    warned = Decision.objects.get(outcome="warn")
    with pytest.raises(IntegrityError, match="by somebody"), transaction.atomic():
        Decision.objects.create(outcome="unwarn", person=an, reverses=warned, source="voluntary")


def test_undoing_the_warning_leaves_the_comment_hidden(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    hide_and_warn(comment, mo, bas)
    undo(decision=Decision.objects.get(outcome="warn"), moderator=mo, explanation=BECAUSE)
    assert Comment.objects.get(pk=comment.pk).status == "hidden"
    assert what_came_before(an).against == 1


def test_a_warning_of_another_time_stays(comment: Comment, an: User, bas: User, mo: User) -> None:
    before = warn(moderator=mo, person=an)
    hidden = hide_and_warn(comment, mo, bas)
    undo(decision=hidden, moderator=mo, explanation=BECAUSE)
    assert MemberWarning.objects.get(taken_back_at=None).decision == before


@pytest.mark.django_db(transaction=True)
def test_undoing_meets_its_author_who_is_warned_again(few: Crowd, mo: User, mia: User) -> None:
    """Nobody waits for somebody who waits for them: people are locked before discussions."""
    bas = make_person("Bas")
    for number, comment in enumerate(said(20)):
        line = hide_and_warn(comment, mo, bas)
        author = comment.author
        assert author is not None
        first, second, third = few.at_once(
            partial(undo, decision=line, moderator=mo, explanation=BECAUSE),
            partial(undo, decision=line, moderator=mia, explanation=BECAUSE),
            partial(hide_and_warn, say(author, "Meer.", under=comment.thread.article), mo, bas),
            number=number,
        )
        assert first == second == Decision.objects.get(reverses=line)
        assert isinstance(third, Decision), third
    check_everything()
