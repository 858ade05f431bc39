import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Mail, User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment, Decision, Notification, Thread
from discussions.moderation.correspondence import letter_for
from discussions.moderation.deciding import StaleCase, decide, undo
from discussions.moderation.letters import REST_ON_SITE
from discussions.moderation.policy import find_rule
from discussions.moderation.reporting import report_comment
from discussions.moderation.taking import open_case
from tests.discussions.moderation.conftest import WHY, WORDS, reported
from tests.discussions.moderation.conftest import hide_case as hide
from tests.factories import make_person, say

pytestmark = pytest.mark.django_db


def test_hide_changes_status_counts_and_case_together(
    comment: Comment, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    before = Thread.objects.get(pk=comment.thread_id)
    decision = hide(case, mo, answer="Goed dat je het meldde.")
    comment.refresh_from_db()
    case.refresh_from_db()
    after = Thread.objects.get(pk=comment.thread_id)
    assert (comment.status, comment.decision) == ("hidden", decision)
    assert comment.body == WORDS
    assert (after.comment_count, after.revision) == (before.comment_count - 1, before.revision + 1)
    assert case.closed_at is not None
    assert case.leased_by is None
    assert (decision.from_status, decision.to_status) == ("published", "hidden")
    assert (decision.rule_code, decision.rule_version, decision.after_report) == ("HR-1", 1, True)
    assert decision.revision == comment.revisions.get()
    assert decision.text.explanation == WHY
    assert decision.text.quoted_body == WORDS


def test_hide_without_a_public_reason_uses_the_sentence_of_the_rule(
    comment: Comment, mo: User
) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo)
    rule = find_rule("HR-1")
    assert rule is not None
    assert decision.text.public_reason == rule.tombstone
    assert not decision.after_report


def test_hide_keeps_a_public_reason_of_ones_own(comment: Comment, mo: User) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo, public_reason="Op de man.")
    assert decision.text.public_reason == "Op de man."


def test_hide_tells_author_and_everyone_who_reported(comment: Comment, an: User, mo: User) -> None:
    people = [make_person(f"Melder {number}") for number in range(3)]
    decision = hide(reported(comment, *people), mo, answer="Goed dat je het meldde.")
    author = Mail.objects.get(key=f"decision-{decision.pk}-author")
    assert author.address == an.email
    assert WHY[:40] in author.body_text
    assert "Kanarie" in author.body_text
    for person in people:
        answer = Mail.objects.get(key=f"decision-{decision.pk}-reporter-{person.pk}")
        assert answer.address == person.email
        assert "Goed dat je het meldde." in answer.body_text
        assert "Kanarie" not in answer.body_text
        assert person.display_name not in author.body_text
    told = Notification.objects.values_list("person", "kind").order_by("id")
    assert list(told) == [
        (an.pk, "decision_on_yours"),
        *((person.pk, "answer_to_report") for person in people),
    ]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"rule_code": ""}, "rule_code"),
        ({"rule_code": "HR-99"}, "rule_code"),
        ({"explanation": ""}, "explanation"),
        ({"explanation": "  "}, "explanation"),
        ({"explanation": "HR-1"}, "explanation"),
    ],
)
def test_hide_without_ground_or_own_words_is_refused(
    comment: Comment, mo: User, words: dict[str, str], field: str
) -> None:
    case = open_case(comment=comment, moderator=mo)
    with pytest.raises(ValidationError) as refusal:
        hide(case, mo, **words)
    assert list(refusal.value.message_dict) == [field]
    assert not Decision.objects.exists()


def test_hide_in_the_words_of_the_rule_is_refused(comment: Comment, mo: User) -> None:
    rule = find_rule("HR-1")
    assert rule is not None
    with pytest.raises(ValidationError) as refusal:
        hide(open_case(comment=comment, moderator=mo), mo, explanation=rule.text)
    assert list(refusal.value.message_dict) == ["explanation"]
    assert not Decision.objects.exists()


def test_keep_answers_who_reported_and_leaves_the_author_in_peace(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    with pytest.raises(ValidationError):
        decide(case=case, moderator=mo, outcome="keep", seen_version=case.version)
    decision = decide(
        case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Dit mag."
    )
    comment.refresh_from_db()
    assert (comment.status, comment.decision) == ("published", None)
    assert (
        Mail.objects.exclude(kind="report_received").get().key
        == f"decision-{decision.pk}-reporter-{bas.pk}"
    )
    assert not Notification.objects.filter(person=an).exists()


def test_restore_of_a_published_comment_is_refused(comment: Comment, mo: User) -> None:
    case = open_case(comment=comment, moderator=mo)
    with pytest.raises(ValidationError):
        decide(
            case=case, moderator=mo, outcome="restore", seen_version=case.version, explanation=WHY
        )


@pytest.mark.parametrize("outcome", ["keep", "hide"])
def test_decide_about_own_comment_is_refused(comment: Comment, an: User, outcome: str) -> None:
    case = reported(comment, make_person("Kim"))
    an.roles = ["moderator"]
    an.save()
    with pytest.raises(ValidationError):
        decide(
            case=case,
            moderator=an,
            outcome=outcome,
            seen_version=case.version,
            rule_code="HR-1",
            explanation=WHY,
            answer="Dit mag.",
        )


def test_decide_by_a_member_is_refused(comment: Comment, bas: User, mo: User) -> None:
    case = open_case(comment=comment, moderator=mo)
    with pytest.raises(PermissionDenied):
        hide(case, bas)


def test_decide_the_same_after_a_colleague_succeeds_quietly(
    comment: Comment, mo: User, mia: User
) -> None:
    case = open_case(comment=comment, moderator=mo)
    seen = case.version
    first = hide(case, mo)
    again = decide(
        case=case,
        moderator=mia,
        outcome="hide",
        seen_version=seen,
        rule_code="HR-1",
        explanation=WHY,
    )
    assert again == first
    assert Decision.objects.count() == 1
    assert Mail.objects.count() == 1


def test_hide_by_another_rule_after_a_colleague_is_stale(
    comment: Comment, mo: User, mia: User
) -> None:
    case = open_case(comment=comment, moderator=mo)
    seen = case.version
    first = hide(case, mo)
    with pytest.raises(StaleCase) as stale:
        decide(
            case=case,
            moderator=mia,
            outcome="hide",
            seen_version=seen,
            rule_code="HR-2",
            explanation=WHY,
        )
    assert stale.value.decision == first


def test_restore_after_a_colleague_restored_succeeds_quietly(
    comment: Comment, mo: User, mia: User
) -> None:
    hide(open_case(comment=comment, moderator=mo), mo)
    case = open_case(comment=comment, moderator=mo)
    seen = case.version
    first, again = (
        decide(
            case=case,
            moderator=moderator,
            outcome="restore",
            seen_version=seen,
            rule_code=rule_code,
            explanation=WHY,
        )
        for moderator, rule_code in ((mo, ""), (mia, "HR-2"))
    )
    assert again == first


def test_no_decision_rewrites_the_words_of_another(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    with CaptureQueriesContext(connection) as queries:
        first = hide(case, mo, answer="Gezien.")
        undo(decision=first, moderator=mo, explanation="Ik las het verkeerd.")
        again = open_case(comment=comment, moderator=mo)
        decide(case=again, moderator=mo, outcome="keep", seen_version=again.version)
    written = [
        query["sql"].split(" ", 1)[0]
        for query in queries
        if "discussions_decisiontext" in query["sql"] and not query["sql"].startswith("SELECT")
    ]
    assert written == ["INSERT"] * 3


def test_long_comment_is_quoted_short_in_the_mail_and_whole_on_the_site(
    an: User, article: Article, mo: User
) -> None:
    body = "x\n" * 4999 + "x"
    comment = say(an, body, under=article)
    decision = hide(open_case(comment=comment, moderator=mo), mo)
    mail = Mail.objects.get(key=f"decision-{decision.pk}-author").body_text
    for part in (WHY, REST_ON_SITE, "Het gaat om huisregel HR-1", "naar de rechter"):
        assert part in mail, part
    assert mail.endswith("De redactie van Stellingname\n")
    message = Notification.objects.get(person=an)
    quotes = [part.text for part in letter_for(message).parts if part.kind == "quote"]
    assert quotes == [body]


def test_decide_otherwise_after_a_colleague_is_stale(comment: Comment, mo: User, mia: User) -> None:
    case = open_case(comment=comment, moderator=mo)
    seen = case.version
    first = hide(case, mo)
    with pytest.raises(StaleCase) as stale:
        decide(case=case, moderator=mia, outcome="keep", seen_version=seen)
    assert stale.value.decision == first


def test_decide_after_a_new_report_is_stale(comment: Comment, bas: User, mo: User) -> None:
    case = open_case(comment=comment, moderator=mo)
    report_comment(comment=comment, reporter=bas, rule_code="HR-1")
    with pytest.raises(StaleCase) as stale:
        decide(case=case, moderator=mo, outcome="keep", seen_version=case.version)
    assert stale.value.decision is None


@pytest.mark.parametrize("outcome", ["keep", "hide"])
def test_decide_about_what_was_withdrawn_judges_its_last_text(
    comment: Comment, an: User, bas: User, mo: User, outcome: str
) -> None:
    case = reported(comment, bas)
    withdraw_comment(comment=comment, person=an)
    count = Thread.objects.get(pk=comment.thread_id).comment_count
    decision = decide(
        case=case,
        moderator=mo,
        outcome=outcome,
        seen_version=case.version,
        rule_code="HR-1",
        explanation=WHY,
        answer="Gezien.",
    )
    assert decision.text.quoted_body == WORDS
    assert Thread.objects.get(pk=comment.thread_id).comment_count == count


def test_who_left_is_not_mailed_and_who_was_suspended_is(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    an.is_active = False
    an.save()
    User.objects.filter(pk=bas.pk).update(anonymised_at=case.opened_at)
    decision = hide(case, mo, answer="Gezien.")
    assert (
        Mail.objects.exclude(kind="report_received").get().key == f"decision-{decision.pk}-author"
    )
