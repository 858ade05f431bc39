"""What waits for an editor, counted: each with the page where it is dealt with."""

from dataclasses import dataclass

from django.db.models import Count, F, Min, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from articles.models import Article, Claim, Feed, Intake, Passage
from articles.models.article import ArticleStatus
from articles.models.intake import IntakeStatus

INTAKES_PAGE = 30
_OPEN = (IntakeStatus.WAITING, IntakeStatus.RUNNING, IntakeStatus.FAILED)


@dataclass(frozen=True)
class Need:
    """One sentence with its number in it. `is_pressing`: something went wrong or is not shown to readers."""

    sentence: str
    url: str
    is_pressing: bool = False


@dataclass(frozen=True)
class IntakePage:
    rows: tuple[Intake, ...]
    next_cursor: str


def load_needs() -> list[Need]:
    """Only what exists, what is broken first; six queries, however much waits."""
    intakes = Intake.objects.order_by()
    failed = intakes.failed().count()
    waiting = intakes.waiting().count()
    feeds = Feed.objects.exclude(failure="").count()
    lost = (
        Passage.objects.to_check()
        .filter(version=F("version__article__current_version"))
        .aggregate(n=Count("pk"), first=Min("version__article__slug"))
    )
    doubtful = lost["n"]
    proposed = Claim.objects.proposed().count()
    drafts = Article.objects.filter(status=ArticleStatus.DRAFT).count()
    needs = [
        (
            failed,
            ngettext("One import failed", "%(n)s imports failed", failed),
            reverse("intakes"),
            True,
        ),
        (
            feeds,
            ngettext(
                "One source could not be fetched", "%(n)s sources could not be fetched", feeds
            ),
            reverse("sources"),
            True,
        ),
        (
            doubtful,
            ngettext(
                "One passage has lost its certain place",
                "%(n)s passages have lost their certain place",
                doubtful,
            ),
            reverse("passages", args=[lost["first"]]) if doubtful else "",
            True,
        ),
        (
            waiting,
            ngettext(
                "One text waits to be looked over", "%(n)s texts wait to be looked over", waiting
            ),
            reverse("intakes"),
            False,
        ),
        (
            proposed,
            ngettext("One claim is proposed", "%(n)s claims are proposed", proposed),
            reverse("proposed_claims"),
            False,
        ),
        (
            drafts,
            ngettext("One draft is not published", "%(n)s drafts are not published", drafts),
            f"{reverse('editor_desk')}?toon=concepten#artikelen",
            False,
        ),
    ]
    return [
        Need(sentence % {"n": number}, url, is_pressing)
        for number, sentence, url, is_pressing in needs
        if number
    ]


def load_intakes(intakes: "QuerySet[Intake]", *, after: int | None, handled: bool) -> IntakePage:
    """Thirty that wait, run or failed, newest first; or with `handled` those that are behind us."""
    found = intakes.select_related("created_by", "article__current_version").defer(
        "raw",
        "attachments",
        "article__current_version__raw",
        "article__current_version__lines",
        "article__current_version__blocks",
        "article__current_version__canonical_text",
        "article__current_version__metadata",
    )
    found = found.exclude(status__in=_OPEN) if handled else found.filter(status__in=_OPEN)
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = list(found.order_by("-pk")[: INTAKES_PAGE + 1])
    page = rows[:INTAKES_PAGE]
    return IntakePage(tuple(page), str(page[-1].pk) if len(rows) > INTAKES_PAGE else "")
