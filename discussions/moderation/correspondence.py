"""Which letter belongs to a decision. The same rows always give the same letter.

So the letter in the inbox is the letter that was mailed, and nothing needs to be kept twice: once
the words of a decision are wiped, its letter says so.
"""

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from articles.models import Article
from discussions.models import Comment, Decision, Notification, Report, Thread
from discussions.models.notification import NotificationKind
from discussions.moderation.letters import Facts, Letter, letter_to_author, letter_to_reporter
from discussions.moderation.policy import find_rule

# What a letter needs of a comment, and of a decision, fetched along with it.
COMMENT_ROWS = (
    "author",
    "imported_author",
    "hold",
    "thread__article__current_version",
    "thread__claim__article",
    "thread__claim__current_wording",
)
LETTER_ROWS = ("text", "case", *(f"comment__{row}" for row in COMMENT_ROWS))


def author_letter(decision: Decision) -> Letter:
    """The statement of reasons for the author of the comment, as far as it was not wiped."""
    return letter_to_author(
        _facts(decision),
        name=decision.comment.author_name,
        quoted=decision.text.quoted_body,
    )


def reporter_letter(decision: Decision, report: Report) -> Letter:
    """The answer to one of the people who reported the comment."""
    return letter_to_reporter(
        _facts(decision),
        name=report.reporter.display_name,
        reference=reference(report),
        reported_on=_in_words(report.created_at),
        answer=decision.text.answer,
    )


def letter_for(message: Notification) -> Letter:
    """The letter behind a message in somebody's inbox. Costs a query for a reporter's letter."""
    assert message.decision is not None, "only a decision has a letter"
    if message.kind == NotificationKind.DECISION_ON_YOURS:
        return author_letter(message.decision)
    (report,) = (
        report
        for report in answered_reports(message.decision)
        if report.reporter_id == message.person_id
    )
    return reporter_letter(message.decision, report)


def answered_reports(decision: Decision) -> list[Report]:
    """The reports that this decision answers, one of each person, oldest first. One query.

    Those of its own case; and when it changes the status, also those of cases about this comment
    that were decided before, because the answer of then is no longer true. Who reported in more
    cases hears by the report in this case, or else by their latest. The same for a saved decision
    at any later time; for a draft, as if it were saved now.
    """
    answers = Q(case=decision.case_id)
    if decision.to_status != decision.from_status:
        before = Decision.objects.filter(comment=decision.comment_id)
        if decision.pk:
            before = before.filter(pk__lt=decision.pk)
        answers |= Q(case__in=before.values("case"))
    chosen: dict[int, Report] = {}
    for report in Report.objects.filter(answers).select_related("reporter").order_by("id"):
        held = chosen.get(report.reporter_id)
        if held is None or held.case_id != decision.case_id:
            chosen[report.reporter_id] = report
    return sorted(chosen.values(), key=lambda report: report.pk)


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


def _facts(decision: Decision) -> Facts:
    comment = decision.comment
    hold = getattr(comment, "hold", None)
    return Facts(
        outcome=decision.outcome,
        status=decision.to_status,
        rule=find_rule(decision.rule_code, decision.rule_version) if decision.rule_code else None,
        explanation=decision.text.explanation,
        after_report=decision.after_report,
        undoes=decision.reverses_id is not None,
        written_on=_in_words(hold.held_at if hold else comment.created_at),
        decided_on=_in_words(decision.created_at),
        where=place_name(comment.thread),
        url=comment_url(comment),
        contact=contact_address(),
        withdrawn=comment.withdrawn_at is not None and comment.withdrawn_at < decision.created_at,
        held_for=hold.reason if hold else "",
    )


def _in_words(moment: datetime) -> str:
    """Letters are Dutch, whatever language the page around them speaks."""
    with translation.override("nl"):
        return date_format(timezone.localtime(moment), "j F Y, H:i")
