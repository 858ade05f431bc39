"""What was hidden comes back as it was."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import Mail, User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.models import Case, Comment, Decision, Notification, Thread
from discussions.moderation.correspondence import letter_for
from discussions.moderation.deciding import CannotUndo, StaleCase, decide, undo
from discussions.moderation.past import what_came_before
from discussions.moderation.taking import open_case
from discussions.reading.desk_page import just_decided
from discussions.reading.moderation_figures import load_moderation_figures
from tests.discussions.moderation.conftest import WHY, log_in, reported
from tests.discussions.moderation.conftest import hide_case as hide
from tests.factories import make_person, restrict, say

pytestmark = pytest.mark.django_db


def everything(comment: Comment) -> dict[str, object]:
    """All that must come back: the row, the count of its thread, the order of the thread."""
    row = {
        name: value
        for name, value in Comment.objects.filter(pk=comment.pk).values().get().items()
        if name != "decision_id"
    }
    return {
        "row": row,
        "bytes": bytes(str(row["body"]), "utf-8"),
        "count": Thread.objects.get(pk=comment.thread_id).comment_count,
        "order": list(
            Comment.objects.in_thread(comment.thread_id).oldest_first().values_list("pk")
        ),
        "revisions": list(comment.revisions.values_list("number", "body")),
    }


def restore(comment: Comment, moderator: User) -> Decision:
    """Put back on the editors' own initiative, in a case of its own."""
    case = open_case(comment=comment, moderator=moderator)
    return decide(
        case=case,
        moderator=moderator,
        outcome="restore",
        seen_version=case.version,
        explanation=WHY,
    )


def told(person: User, decision: Decision) -> str:
    """The one letter somebody got about this decision: in the inbox what was mailed."""
    letter = letter_for(Notification.objects.get(person=person, decision=decision)).body
    mail = Mail.objects.get(person=person, key__startswith=f"decision-{decision.pk}-")
    assert mail.body_text == letter
    return letter


def test_restore_by_a_second_case_gives_everything_back(comment: Comment, mo: User) -> None:
    before = everything(comment)
    hide(open_case(comment=comment, moderator=mo), mo)
    case = open_case(comment=comment, moderator=mo)
    with pytest.raises(ValidationError):
        decide(case=case, moderator=mo, outcome="restore", seen_version=case.version)
    decide(case=case, moderator=mo, outcome="restore", seen_version=case.version, explanation=WHY)
    assert everything(comment) == before


def test_undo_gives_everything_back_byte_for_byte(comment: Comment, bas: User, mo: User) -> None:
    say(bas, "Een antwoord.", under=comment)
    comment.refresh_from_db()
    before = everything(comment)
    decision = hide(reported(comment, bas), mo, answer="Gezien.")
    assert everything(comment) != before
    reversal = undo(decision=decision, moderator=mo, explanation="Ik las het verkeerd.")
    assert everything(comment) == before
    assert (reversal.outcome, reversal.reverses) == ("restore", decision)
    keys = set(Mail.objects.values_list("key", flat=True))
    assert {f"decision-{reversal.pk}-author", f"decision-{reversal.pk}-reporter-{bas.pk}"} <= keys


def test_undo_of_a_restore_hides_again_for_the_same_rule(comment: Comment, mo: User) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo, public_reason="Op de man.")
    restored = undo(decision=decision, moderator=mo, explanation="Ik las het verkeerd.")
    again = undo(
        decision=restored, moderator=mo, explanation="Toch niet, het scheldwoord staat er."
    )
    comment.refresh_from_db()
    assert (comment.status, comment.decision) == ("hidden", again)
    assert (again.outcome, again.rule_code, again.reverses) == ("hide", "HR-1", restored)
    assert again.text.public_reason == "Op de man."


def test_undo_of_an_own_initiative_restore_is_still_after_the_report(
    comment: Comment, an: User, bas: User, mo: User, mia: User
) -> None:
    hide(reported(comment, bas), mo, answer="Gezien.")
    restored = restore(comment, mia)
    again = undo(decision=restored, moderator=mo, explanation="Het scheldwoord staat er toch.")
    assert again.after_report
    letter = letter_for(Notification.objects.get(person=an, decision=again)).body
    assert "na een melding" in letter
    assert "geen melding" not in letter
    assert (restored.after_report, again.rule_code) == (False, "HR-1")


def test_everyone_whose_answer_changes_is_told(comment: Comment, bas: User, mo: User) -> None:
    kim = make_person("Kim")
    hide(reported(comment, bas), mo, answer="Gezien.")
    restored = restore(comment, mo)
    assert "teruggezet" in told(bas, restored)
    waiting = reported(comment, kim)
    again = undo(decision=restored, moderator=mo, explanation="Het scheldwoord staat er toch.")
    assert "opnieuw verborgen" in told(bas, again)
    assert f"M-{bas.reports.get().pk}" in told(bas, again)
    assert not Notification.objects.filter(person=kim).exists()  # that case is still waiting
    kept = decide(
        case=waiting,
        moderator=mo,
        outcome="keep",
        seen_version=Case.objects.get(pk=waiting.pk).version,
        answer="Al weg.",
    )
    assert "al verborgen" in told(kim, kept)
    assert not Notification.objects.filter(person=bas, decision=kept).exists()


def test_who_reported_twice_hears_once_and_reads_the_same_letter_later(
    comment: Comment, bas: User, mo: User
) -> None:
    first = hide(reported(comment, bas), mo, answer="Gezien.")
    restored = undo(decision=first, moderator=mo, explanation="Ik las het verkeerd.")
    second = hide(reported(comment, bas), mo, answer="Nu wel.")
    own = restore(comment, mo)
    earlier, later = bas.reports.order_by("pk")
    for decision, report in (
        (first, earlier),
        (restored, earlier),
        (second, later),
        (own, later),
    ):
        assert f"M-{report.pk}" in told(bas, decision)


def test_restore_of_what_was_withdrawn_does_not_say_it_is_back(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    decision = hide(reported(comment, bas), mo, answer="Gezien.")
    before = told(bas, decision)
    withdraw_comment(comment=comment, person=an)
    reversal = undo(decision=decision, moderator=mo, explanation="Ik las het verkeerd.")
    mail = Mail.objects.get(key=f"decision-{reversal.pk}-author")
    assert mail.subject == "Onze maatregel tegen je reactie geldt niet meer"
    assert "staat er weer" not in mail.body_text
    assert "teruggezet" not in told(bas, reversal)
    # The letter of before the withdrawal stays what was mailed.
    assert told(bas, decision) == before


def test_undo_twice_is_once(comment: Comment, mo: User, mia: User) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo)
    first = undo(decision=decision, moderator=mo, explanation="Ik las het verkeerd.")
    assert undo(decision=decision, moderator=mia, explanation="Ik ook, zie ik.") == first
    assert Decision.objects.count() == 2


def test_undo_of_what_does_not_hold_is_refused(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    kept = decide(
        case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Dit mag."
    )
    with pytest.raises(CannotUndo):
        undo(decision=kept, moderator=mo, explanation="Ik las het verkeerd.")


def test_undo_without_a_reason_or_about_own_comment_is_refused(
    comment: Comment, an: User, mo: User
) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo)
    with pytest.raises(ValidationError):
        undo(decision=decision, moderator=mo, explanation=" ")
    an.roles = ["moderator"]
    an.save()
    with pytest.raises(ValidationError):
        undo(decision=decision, moderator=an, explanation="Dit was helemaal niet erg.")


def test_undo_makes_another_open_case_stale(comment: Comment, mo: User, mia: User) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo)
    other = open_case(comment=comment, moderator=mia)
    undo(decision=decision, moderator=mo, explanation="Ik las het verkeerd.")
    with pytest.raises(StaleCase):
        decide(
            case=other,
            moderator=mia,
            outcome="restore",
            seen_version=other.version,
            explanation=WHY,
        )


def test_what_a_case_puts_back_goes_back_on_what_hid_it(
    comment: Comment, an: User, mo: User
) -> None:
    hidden = hide(open_case(comment=comment, moderator=mo), mo)
    assert what_came_before(an).against == 1
    restored = restore(comment, mo)
    assert restored.reverses == hidden
    assert what_came_before(an).against == 0
    figures = load_moderation_figures(4)
    assert (figures.undone, [row.undone for row in figures.rules]) == (1, [1])
    assert "We hebben onze maatregel teruggedraaid." in told(an, restored)
    assert undo(decision=hidden, moderator=mo, explanation="Ik las het verkeerd.") == restored
    again = undo(decision=restored, moderator=mo, explanation="Het scheldwoord staat er toch.")
    comment.refresh_from_db()
    assert (comment.status, comment.decision, again.reverses) == ("hidden", again, restored)
    assert what_came_before(an).against == 1


def test_what_is_left_hidden_goes_back_on_nothing(comment: Comment, an: User, mo: User) -> None:
    hide(open_case(comment=comment, moderator=mo), mo)
    case = open_case(comment=comment, moderator=mo)
    kept = decide(case=case, moderator=mo, outcome="keep", seen_version=case.version)
    assert kept.reverses is None
    assert what_came_before(an).against == 1


def test_what_a_case_lets_through_goes_back_on_what_refused_it(
    article: Article, an: User, mo: User
) -> None:
    restrict(moderator=mo, thread=say(mo, under=article).thread, kind="held", reason="Fel.")
    held = say(an, "Kanarie.", under=article)
    case = Case.objects.get(comment=held)
    refused = decide(
        case=case,
        moderator=mo,
        outcome="refuse",
        seen_version=case.version,
        rule_code="HR-1",
        explanation=WHY,
    )
    case = Case.objects.create(comment=held)
    through = decide(
        case=case, moderator=mo, outcome="release", seen_version=case.version, explanation=WHY
    )
    assert through.reverses == refused
    assert what_came_before(an).against == 0
    assert "alsnog doorgelaten" in told(an, through)


def test_what_a_case_puts_back_can_still_be_taken_back_at_once(
    letters_wait: Callable[[int], None], comment: Comment, an: User, mo: User
) -> None:
    hidden = hide(open_case(comment=comment, moderator=mo), mo)
    letters_wait(30)
    restored = restore(comment, mo)
    assert just_decided(mo) == restored
    back = log_in(mo).post(reverse("moderation_take_back", args=[restored.pk]))
    assert back.headers["Location"] == restored.case.get_absolute_url()
    again = Decision.objects.get(reverses=restored)
    assert (again.outcome, again.unread, again.rule_code) == ("hide", True, hidden.rule_code)
    assert just_decided(mo) is None, "nor is taking back taken back"
    assert what_came_before(an).against == 1
