"""What somebody else did between a measure and its undoing, or between a letter and its reading."""

import uuid
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from accounts.models import Mail, User
from articles.actions.publish import restore_article, withdraw_article
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.actions.counts import wrong_counts
from discussions.models import Case, Comment, Decision, Notification, Report
from discussions.moderation.appeals import file_appeal
from discussions.moderation.deciding import CannotUndo, decide, undo
from discussions.moderation.filters import list_word, set_filter
from discussions.moderation.placing import place_comment
from discussions.moderation.reappraising import answer_appeal, still_holds
from discussions.moderation.reporting import report_illegal
from discussions.moderation.spam import is_same_advertising
from discussions.notifications import mark_all_read, unread_count
from discussions.reading.law_figures import count_year
from tests.discussions.moderation.conftest import hide_case, keep_case, log_in, reported
from tests.factories import make_claim, make_person, move_branch, restrict, say

pytestmark = pytest.mark.django_db

Wait = Callable[[int], None]


def notice(article: Article, **who: object) -> Report:
    return report_illegal(
        explanation="Het noemt iemand met naam en adres.",
        addresses=[f"http://127.0.0.1:8000{article.get_absolute_url()}"],
        **who,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("outcome", ["release", "refuse"])
def test_author_withdraws_what_was_let_through_and_taken_back(
    letters_wait: Wait, article: Article, an: User, mo: User, outcome: str
) -> None:
    letters_wait(30)
    root = say(under=article)
    restrict(moderator=mo, thread=root.thread, kind="held", reason="Het werd fel.")
    held = say(an, under=root)
    case = Case.objects.get(comment=held)
    against = {"rule_code": "HR-1", "explanation": "Je noemt Bas hier een prutser."}
    line = decide(
        case=case,
        moderator=mo,
        outcome=outcome,
        seen_version=case.version,
        **(against if outcome == "refuse" else {}),  # type: ignore[arg-type]
    )
    undo(decision=line, moderator=mo)
    withdraw_comment(comment=Comment.every.get(pk=held.pk), person=an)
    assert Comment.every.get(pk=held.pk).gone_at is not None
    case.refresh_from_db()
    assert case.closed_at is not None
    assert list(wrong_counts()) == []


def test_letters_say_what_they_answered_when_the_reports_go_on_elsewhere(
    article: Article, bas: User, mo: User, mia: User
) -> None:
    kim, lot = make_person("Kim"), make_person("Lot")
    for person in (bas, kim):
        notice(article, reporter=person)
    case = Case.objects.get()
    first = keep_case(case, mo)
    appeal = file_appeal(decision=first, report=case.reports.get(reporter=bas), body="Kijk nog.")
    notice(article, reporter=lot)
    other = Case.objects.get(kind="report", closed_at=None)
    answer_appeal(
        appeal=appeal,
        moderator=mia,
        founded=True,
        seen_version=appeal.case.version,
        explanation="Hier moet nog eens naar gekeken worden.",
    )
    assert {report.reporter for report in other.reports.all()} == {bas, kim, lot}
    second = keep_case(other, mo)
    for person in (bas, kim, lot):
        told = Notification.objects.filter(person=person).order_by("pk")
        kept = [each.decision for each in told if each.decision in (first, second)]
        assert kept == ([second] if person == lot else [first, second])
        for message in told:
            page = log_in(person).get(reverse("message", args=[message.pk]))
            assert page.status_code == 200
            assert ("We hebben gekeken. Dit mag er staan." in page.text) is (
                message.decision in (first, second)
            )
    handled = count_year(first.created_at.year).handled
    assert len(handled) == 3
    assert {each.case for each in handled} == {f"zaak {other.public_id}"}


def test_two_moves_on_of_the_same_reports_are_found_too(
    letters_wait: Wait, article: Article, bas: User, mo: User
) -> None:
    letters_wait(30)
    notice(article, reporter=bas)
    lines = []
    for name in ("Kim", "Lot"):
        line = keep_case(Case.objects.get(closed_at=None), mo)
        lines.append(line)
        notice(article, reporter=make_person(name))
        undo(decision=line, moderator=mo)
    last = Case.objects.get(closed_at=None)
    assert last.reports.count() == 3
    assert set(Case.objects.exclude(pk=last.pk).values_list("continued_in", flat=True)) == {last.pk}


def test_the_same_form_in_two_cases_is_one_report_when_they_become_one(
    letters_wait: Wait, article: Article, mo: User
) -> None:
    letters_wait(30)
    form = uuid.uuid4()
    notice(article, submission=form)
    line = keep_case(Case.objects.get(), mo)
    notice(article, submission=form)
    undo(decision=line, moderator=mo)
    assert Case.objects.get(closed_at=None).reports.count() == 1


def test_a_branch_comes_back_though_what_it_answered_is_gone(article: Article, mo: User) -> None:
    claim, above = make_claim(article), say(make_person("Bas"), under=article)
    answer = say(under=above)
    move = move_branch(
        comment=answer, moderator=mo, reason="Dit gaat over de stelling.", claim=claim
    )
    withdraw_comment(comment=Comment.objects.get(pk=above.pk), person=above.author)
    assert Comment.every.get(pk=above.pk).gone_at is not None
    undo(decision=move.decision, moderator=mo, explanation="Dit hoort toch bij het artikel.")
    answer.refresh_from_db()
    assert (answer.parent, answer.depth, answer.thread.article) == (None, 0, article)
    assert answer.body_html in log_in(mo).get(article.get_absolute_url()).text
    assert list(wrong_counts()) == []


def test_an_article_stays_off_that_was_taken_off_for_something_else_since(
    article: Article, bas: User, mo: User
) -> None:
    notice(article, reporter=bas)
    case = Case.objects.get()
    line = decide(
        case=case,
        moderator=mo,
        outcome="withdraw",
        seen_version=case.version,
        law_code="LAW-3",
        public_reason="In dit artikel stonden gegevens van iemand.",
        answer="Je hebt gelijk.",
    )
    assert still_holds(line)
    els = make_person("Els", "editor")
    restore_article(article=article, editor=els)
    assert not still_holds(line)
    withdraw_article(article=article, editor=els, reason="De schrijver wil het terug.")
    assert not still_holds(line)
    with pytest.raises(CannotUndo):
        undo(decision=line, moderator=mo, explanation="Het kan toch blijven.")
    article.refresh_from_db()
    assert article.status == "withdrawn"


def test_all_read_leaves_the_letter_that_is_still_to_come(
    letters_wait: Wait, comment: Comment, an: User, mo: User
) -> None:
    letters_wait(30)
    hide_case(Case.objects.create(comment=comment), mo)
    mark_all_read(person=an)
    assert Notification.objects.filter(person=an, read_at=None).count() == 1
    Notification.objects.update(created_at="2026-01-01T12:00:00Z")
    assert unread_count(an) == 1


def test_its_author_is_led_to_the_letter_once_it_is_there(
    letters_wait: Wait, comment: Comment, an: User, mo: User
) -> None:
    letters_wait(30)
    hide_case(Case.objects.create(comment=comment), mo)
    message = Notification.objects.get(person=an, kind="decision_on_yours")
    address = reverse("message", args=[message.pk])
    assert address not in log_in(an).get(comment.get_absolute_url()).text
    Notification.objects.update(created_at="2026-01-01T12:00:00Z")
    assert address in log_in(an).get(comment.get_absolute_url()).text


def test_taking_back_an_undoing_brings_no_answered_case_back(
    letters_wait: Wait, comment: Comment, bas: User, mo: User
) -> None:
    letters_wait(30)
    case = reported(comment, bas)
    line = hide_case(case, mo)
    Mail.objects.update(sent_at="2026-01-01T12:00:00Z")
    back = undo(decision=line, moderator=mo, explanation="Bij nader inzien mag het.")
    undo(decision=back, moderator=mo)
    case.refresh_from_db()
    assert case.closed_at is not None
    assert Comment.objects.get(pk=comment.pk).status == "hidden"


def test_who_withdraws_what_waits_still_gets_an_answer_to_the_appeal(
    article: Article, an: User, mo: User
) -> None:
    list_word(moderator=mo, words="zwendel", note="Reclame voor zwendel.")
    set_filter(moderator=mo, code="F-2", effect="hold", reason="Een golf reclame.")
    held = place_comment(
        author=an, body="Dit is zwendel.", article=article, submission_id=uuid.uuid4()
    )
    line = Decision.objects.get(comment=held, outcome="hold")
    appeal = file_appeal(decision=line, person=an, body="Dit was heel gewoon gezegd.")
    withdraw_comment(comment=Comment.every.get(pk=held.pk), person=an)
    appeal.case.refresh_from_db()
    assert appeal.case.closed_at is None
    answer = answer_appeal(
        appeal=appeal,
        moderator=mo,
        founded=True,
        seen_version=appeal.case.version,
        explanation="Je had gelijk, maar je hebt het zelf al weggehaald.",
    )
    assert answer.outcome == "lapse"


def test_texts_without_words_are_not_the_same_advertising() -> None:
    assert not is_same_advertising("👍", "!!!")
    assert not is_same_advertising("👍", "👍")
    assert is_same_advertising("Koop nu", "Koop nu!")


@pytest.mark.parametrize(
    ("words", "name", "kept"),
    [("", "Zo\0ver", ["Zover"]), ("😀" * 80, "Lang", [])],
)
def test_odd_names_and_long_choices_are_no_error(
    mo: User, words: str, name: str, kept: list[str]
) -> None:
    client = log_in(mo)
    query = {"soort": "held", **({"artikel": words} if words else {})}
    answer = client.post(f"{reverse('keep_filter')}?{urlencode(query)}", {"name": name})
    assert answer.status_code == 302
    assert [saved.name for saved in client.get("/moderatie/").context["saved"]] == kept


def test_member_page_names_the_ground_in_law(comment: Comment, an: User, mo: User) -> None:
    report_illegal(
        explanation="Dit is een bedreiging.",
        addresses=[f"http://127.0.0.1:8000{comment.get_absolute_url()}"],
        law_code="LAW-3",
        email="ria@example.org",
    )
    page = log_in(mo).get(reverse("member", args=[an.public_id])).text
    assert "LAW-3: Dit is een bedreiging." in page
