"""Which letter belongs to a decision. The same rows always give the same letter.

So the letter in the inbox is the letter that was mailed, and nothing needs to be kept twice: once
the words of a decision are wiped, its letter says so.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from articles.models import Article
from discussions.models import (
    Appeal,
    Automation,
    Comment,
    Decision,
    Notification,
    Outcome,
    Report,
    Restriction,
    RestrictionKind,
    Thread,
)
from discussions.models.appeal import OPEN_FOR
from discussions.models.notification import NotificationKind
from discussions.moderation.answered import answered_reports
from discussions.moderation.appeal_links import appeal_token
from discussions.moderation.grounds import ground_of
from discussions.moderation.held_back import cannot_write
from discussions.moderation.label_kinds import find_label
from discussions.moderation.legal_grounds import LegalGround
from discussions.moderation.letters import Facts, Letter
from discussions.moderation.letters_author import letter_to_author, subject_for_author
from discussions.moderation.letters_measures import (
    ANSWER_TO_APPEAL,
    MEASURES,
    MOVED_BACK,
    SUBJECTS,
    letter_about_measure,
    letter_to_appellant,
)
from discussions.moderation.letters_reporter import SUBJECT as ANSWER_TO_REPORT
from discussions.moderation.letters_reporter import letter_to_reporter
from discussions.moderation.policy import HouseRule

# What a letter needs of a comment, and of a decision, fetched along with it.
COMMENT_ROWS = (
    "author",
    "imported_author",
    "hold",
    "thread__article__current_version",
    "thread__claim__article",
    "thread__claim__current_wording",
)
LETTER_ROWS = (
    *("text", "case", "person", "restriction", "answers__person", "answers__report"),
    *(f"comment__{row}" for row in COMMENT_ROWS),
)


def author_letter(decision: Decision) -> Letter:
    """The letter to whom it concerns: the statement of reasons, as far as it was not wiped, or good news."""
    concerned = decision.comment.author_name if decision.comment else ""
    if decision.person is not None:
        concerned = decision.person.display_name
    write = letter_about_measure if decision.outcome in MEASURES else letter_to_author
    return write(
        _facts(decision, person=_concerned(decision)),
        name=concerned,
        quoted=decision.text.quoted_body,
    )


def reporter_letter(decision: Decision, report: Report) -> Letter:
    """The answer to one of the people who reported."""
    return letter_to_reporter(
        _facts(decision, report=report),
        name=report.who,
        reference=reference(report),
        reported_on=moment_in_words(report.created_at),
        answer=decision.text.answer,
        address=report.addresses[0] if report.addresses else "",
    )


def appellant_letter(decision: Decision, appeal: Appeal) -> Letter:
    """The answer to who asked for a reappraisal: about their own words, or themselves, with the text it is about."""
    name = appeal.person.display_name if appeal.person is not None else ""
    facts = replace(_facts(decision), answers_appeal=True)
    if appeal.report is None and decision.outcome in (Outcome.UPHOLD, Outcome.LAPSE):
        return letter_about_measure(facts, name=name, quoted=decision.text.quoted_body)
    given = appeal.report.addresses if appeal.report is not None else ()
    return letter_to_appellant(
        facts,
        name=name,
        asked_on=moment_in_words(appeal.filed_at),
        address=given[0] if given else "",
    )


def letter_for(message: Notification) -> Letter:
    """The letter behind a message in somebody's inbox. Costs a query for a reporter's letter."""
    decision = message.decision
    assert decision is not None, "only a decision has a letter"
    if message.kind == NotificationKind.DECISION_ON_YOURS:
        return author_letter(decision)
    if message.kind == NotificationKind.ANSWER_TO_APPEAL:
        assert decision.answers is not None
        return appellant_letter(decision, decision.answers)
    (report,) = (
        report for report in answered_reports(decision) if report.reporter_id == message.person_id
    )
    return reporter_letter(decision, report)


def subject_of_letter(kind: str, outcome: str, *, withdrawn: bool, undoes: bool) -> str:
    """What such a letter is called, without composing it; an answer to a report without its number."""
    if kind == NotificationKind.ANSWER_TO_REPORT:
        return ANSWER_TO_REPORT
    if kind == NotificationKind.ANSWER_TO_APPEAL:
        return ANSWER_TO_APPEAL
    if outcome == Outcome.MOVE and undoes:
        return MOVED_BACK
    if outcome in MEASURES:
        return SUBJECTS[outcome]
    return subject_for_author(outcome, withdrawn=withdrawn)


def reference(report: Report) -> str:
    """The number a reporter can quote."""
    return f"M-{report.pk}"


def place_name(thread: Thread) -> str:
    """The title of the article, or the claim, that the discussion is about."""
    if thread.claim is not None:
        return str(thread.claim.current_wording)
    return title_of(article_of(thread))


def article_of(thread: Thread) -> Article:
    """The article a discussion belongs to, by way of its claim or directly."""
    article = thread.claim.article if thread.claim else thread.article
    assert article is not None, "the database holds one of the two"
    return article


def title_of(article: Article) -> str:
    """Its title today. A draft may have no text yet; then its address names it."""
    return article.current_version.title if article.current_version else article.slug


def contact_address() -> str:
    """Where people write: the editors' mail address, or else the page that tells how."""
    return settings.CONTACT_EMAIL or f"{settings.PUBLIC_URL}{reverse('house_rules')}#contact"


def comment_url(comment: Comment) -> str:
    return f"{settings.PUBLIC_URL}{reverse('comment', args=[comment.public_id])}"


def _concerned(decision: Decision) -> int | None:
    """Who it is about."""
    about: int | None = decision.person_id
    if about is None and decision.comment is not None:
        about = decision.comment.author_id
    return about


def _had_asked(decision: Decision, person: int | None, report: Report | None) -> bool:
    """Whether this answers what they asked themselves: for others it is the first they hear, and they can still ask."""
    appeal = decision.answers
    if appeal is None:
        return False
    if report is not None:
        return bool(appeal.report_id == report.pk)
    return appeal.report_id is None and appeal.person_id == person


def _answer_beside(decision: Decision) -> Decision:
    """The answer to an appeal with which a warning was taken back: that says who looked again. Else the decision
    itself. A query for the end of a warning."""
    if decision.outcome != Outcome.UNWARN or decision.answers is not None:
        return decision
    answers = Decision.objects.filter(act=decision.act, answers__isnull=False)
    return answers.select_related("answers").first() or decision


def _facts(decision: Decision, *, person: int | None = None, report: Report | None = None) -> Facts:
    comment = decision.comment
    hold = getattr(comment, "hold", None)
    restriction = getattr(decision, "restriction", None)
    label = find_label(decision.label_code)
    ground = ground_of(decision)
    answer = _answer_beside(decision)
    return Facts(
        about_reports=_is_about_reports(decision),
        outcome=decision.outcome,
        status=decision.to_status,
        rule=ground if isinstance(ground, HouseRule) else None,
        law=ground if isinstance(ground, LegalGround) else None,
        explanation=decision.text.explanation,
        after_report=decision.after_report,
        source=decision.source,
        undoes=decision.reverses_id is not None,
        written_on=moment_in_words(hold.held_at if hold else comment.created_at) if comment else "",
        decided_on=moment_in_words(decision.created_at),
        where=place_name(comment.thread) if comment else "",
        url=comment_url(comment) if comment else "",
        contact=contact_address(),
        withdrawn=was_withdrawn(comment.withdrawn_at if comment else None, decision.created_at),
        held_for=hold.reason if hold else "",
        until=moment_in_words(decision.until) if decision.until else "",
        cannot_write=cannot_write(decision, person),
        interval=_interval(restriction.interval) if restriction and restriction.interval else "",
        appeal_url=appeal_url(decision, person=person, report=report),
        appeal_until=_day(decision.created_at + OPEN_FOR),
        answers_appeal=_had_asked(answer, person, report),
        by_the_same=answer.by_the_same,
        label=label.name if label else "",
        beside=decision.text.public_reason if label else "",
        is_automatic=decision.automated_decision == Automation.FULLY,
    )


def _is_about_reports(decision: Decision) -> bool:
    """Whether this is, ends or answers a measure about what somebody reports, and not about what they write. A query
    for what ended."""
    if decision.outcome == Outcome.END:
        ended = Restriction.objects.filter(ended_decision=decision)
        return bool(ended.filter(kind=RestrictionKind.UNHEARD).exists())
    return bool(decision.outcome == Outcome.NO_NOTICES)


def appeal_url(
    decision: Decision, *, person: int | None = None, report: Report | None = None
) -> str:
    """Where this person, or who made this report, asks for a reappraisal, without logging in. "" for a draft."""
    if decision.pk is None or (person is None and report is None):
        return ""
    token = appeal_token(decision, person=person, report=report)
    return f"{settings.PUBLIC_URL}{reverse('appeal_by_link', args=[token])}"


def was_withdrawn(withdrawn_at: datetime | None, decided_at: datetime) -> bool:
    """Whether the author had taken the comment back before the decision."""
    return withdrawn_at is not None and withdrawn_at < decided_at


def _interval(interval: timedelta) -> str:
    minutes = int(interval.total_seconds() // 60)
    if minutes % 60 == 0:
        return f"{minutes // 60} uur"
    return "1 minuut" if minutes == 1 else f"{minutes} minuten"


def _day(moment: datetime) -> str:
    with translation.override("nl"):
        return date_format(timezone.localtime(moment), "j F Y")


def moment_in_words(moment: datetime) -> str:
    """Letters are Dutch, whatever language the page around them speaks."""
    with translation.override("nl"):
        return date_format(timezone.localtime(moment), "j F Y, H:i")
