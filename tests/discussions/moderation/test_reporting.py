import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from discussions.actions.comments import withdraw_comment
from discussions.models import Case, Comment, Report
from discussions.moderation.deciding import decide
from discussions.moderation.reporting import report_comment
from discussions.moderation.taking import open_case, take_case
from tests.factories import hide, make_person

pytestmark = pytest.mark.django_db


def test_report_opens_one_case_for_everybody(comment: Comment) -> None:
    for number in range(50):
        report_comment(comment=comment, reporter=make_person(f"R{number}"), rule_code="HR-1")
    case = Case.objects.get()
    assert case.comment == comment
    assert case.reports.count() == 50


def test_report_remembers_what_was_read(comment: Comment, bas: User) -> None:
    report = report_comment(
        comment=comment, reporter=bas, rule_code="HR-3", explanation="  Dit is mijn buurvrouw. "
    )
    assert (report.rule_code, report.explanation) == ("HR-3", "Dit is mijn buurvrouw.")
    assert report.revision == comment.revisions.get()


def test_report_twice_is_once_and_the_first_words_stay(comment: Comment, bas: User) -> None:
    first = report_comment(comment=comment, reporter=bas, rule_code="HR-1", explanation="Eerst.")
    version = Case.objects.get().version
    again = report_comment(comment=comment, reporter=bas, rule_code="HR-2", explanation="Later.")
    assert again == first
    assert (again.rule_code, again.explanation) == ("HR-1", "Eerst.")
    assert Case.objects.get().version == version


def test_report_makes_the_case_stale_for_who_had_it_open(comment: Comment, bas: User) -> None:
    report_comment(comment=comment, reporter=make_person("Kim"), rule_code="HR-1")
    before = Case.objects.get().version
    report_comment(comment=comment, reporter=bas, rule_code="HR-1")
    assert Case.objects.get().version == before + 1


def test_report_after_a_decision_opens_a_new_case(comment: Comment, bas: User, mo: User) -> None:
    report = report_comment(comment=comment, reporter=bas, rule_code="HR-1")
    report.case.refresh_from_db()
    decide(
        case=report.case,
        moderator=mo,
        outcome="keep",
        seen_version=report.case.version,
        answer="Dit mag.",
    )
    again = report_comment(comment=comment, reporter=bas, rule_code="HR-1")
    assert again.case != report.case
    assert Report.objects.count() == 2


def test_report_of_own_comment_is_refused(comment: Comment, an: User) -> None:
    with pytest.raises(ValidationError):
        report_comment(comment=comment, reporter=an, rule_code="HR-1")
    assert not Case.objects.exists()


def test_report_without_a_known_rule_is_refused(comment: Comment, bas: User) -> None:
    with pytest.raises(ValidationError):
        report_comment(comment=comment, reporter=bas, rule_code="HR-99")


def test_report_of_what_cannot_be_read_is_as_if_it_were_not_there(
    comment: Comment, an: User, bas: User
) -> None:
    hide(comment)
    with pytest.raises(Comment.DoesNotExist):
        report_comment(comment=comment, reporter=bas, rule_code="HR-1")
    other = Comment.objects.exclude(pk=comment.pk).get()
    withdraw_comment(comment=other, person=other.author)
    with pytest.raises(Comment.DoesNotExist):
        report_comment(comment=other, reporter=bas, rule_code="HR-1")
    assert not Report.objects.exists()


def test_open_case_uses_the_case_that_is_open(comment: Comment, bas: User, mo: User) -> None:
    report = report_comment(comment=comment, reporter=bas, rule_code="HR-1")
    opened = open_case(comment=comment, moderator=mo)
    assert opened == report.case
    assert opened.leased_by == mo


def test_open_case_about_own_comment_is_refused(comment: Comment, an: User) -> None:
    an.roles = ["moderator"]
    an.save()
    with pytest.raises(ValidationError):
        open_case(comment=comment, moderator=an)


def test_open_case_of_a_withdrawn_comment_finds_nothing(
    comment: Comment, an: User, mo: User
) -> None:
    withdraw_comment(comment=comment, person=an)
    with pytest.raises(Comment.DoesNotExist):
        open_case(comment=comment, moderator=mo)


def test_take_case_leaves_a_colleagues_lease_until_it_runs_out(
    comment: Comment, mo: User, mia: User
) -> None:
    case = open_case(comment=comment, moderator=mo)
    version = case.version
    assert take_case(case=case, moderator=mia).leased_by == mo
    Case.objects.update(leased_until=case.opened_at)
    taken = take_case(case=case, moderator=mia)
    assert taken.leased_by == mia
    assert taken.version == version


def test_take_case_of_a_closed_case_changes_nothing(comment: Comment, mo: User, mia: User) -> None:
    case = open_case(comment=comment, moderator=mo)
    decide(case=case, moderator=mo, outcome="keep", seen_version=case.version)
    assert take_case(case=case, moderator=mia).leased_by is None
