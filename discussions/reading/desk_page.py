"""The queue with its choices, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles.models import Article, Series
from discussions.models import CaseKind, Decision, DeskChoice, SavedFilter
from discussions.models.scope import articles_in_scope, series_in_scope
from discussions.moderation.deciding import can_undo
from discussions.moderation.desk import CaseList
from discussions.moderation.desk_filters import (
    COLLEAGUES,
    FREE,
    LATER,
    MINE,
    NOW,
    DeskFilter,
)
from discussions.moderation.further import FURTHER_KINDS
from discussions.moderation.legal_grounds import LEGAL_GROUNDS
from discussions.moderation.policy import HOUSE_RULES

LANES = {NOW: gettext_lazy("Needed now"), LATER: gettext_lazy("Can wait until tomorrow")}


@dataclass(frozen=True)
class Select:
    """One choice of the form above the queue."""

    name: str
    label: str
    options: Sequence[tuple[str, "str | Promise", bool]]


@dataclass(frozen=True)
class SavedView:
    """A view by name; `is_here`: it is shown now."""

    pk: int
    name: str
    url: str
    is_here: bool


def lane_tabs(cases: CaseList, wanted: DeskFilter, *, handled: bool) -> list[dict[str, object]]:
    """*Everything that waits*, its two lanes with their counts, and what was handled."""
    address = reverse("moderation_queue")

    def tab(lane: str, label: "str | Promise", count: int) -> dict[str, object]:
        query = wanted.but(wanneer=lane).query
        return {
            "label": label,
            "url": f"{address}?{query}" if query else address,
            "count": count,
            "current": not handled and wanted.wanneer == lane,
        }

    return [
        tab("", _("Waiting"), cases.waiting_count),
        tab(NOW, LANES[NOW], cases.now_count),
        tab(LATER, LANES[LATER], cases.later_count),
        {
            "label": _("Handled"),
            "url": f"{address}?{urlencode({'toon': 'afgehandeld'})}",
            "count": None,
            "current": handled,
        },
    ]


def selects(person: User, wanted: DeskFilter) -> list[Select]:
    """Kind, rule or law, article, series, and who has it in hand; every article and series of this moderator. Two
    queries, that cost the same whatever waits."""
    kinds = [*CaseKind.choices, *((kind.name, kind.label) for kind in FURTHER_KINDS)]
    rules = [(rule.code, rule.name) for rule in HOUSE_RULES]
    laws = [(ground.code, ground.label) for ground in LEGAL_GROUNDS]
    found = Article.objects.filter(articles_in_scope(person), current_version__isnull=False)
    titles = found.order_by("current_version__title", "pk")
    articles = titles.values_list("slug", "current_version__title")
    mine = Series.objects.filter(series_in_scope(person))
    series = mine.order_by("title", "pk").values_list("slug", "title")
    hands = [(MINE, _("me")), (COLLEAGUES, _("a colleague")), (FREE, _("nobody"))]
    return [
        _select("soort", _("Kind"), kinds, wanted.soort),
        _select("regel", _("Rule or law"), [*rules, *laws], wanted.regel),
        _select("artikel", _("Article"), list(articles), wanted.artikel),
        _select("reeks", _("Series"), list(series), wanted.reeks),
        _select("van", _("In hand of"), hands, wanted.van),
    ]


def saved_views(person: User, wanted: DeskFilter) -> list[SavedView]:
    """One's own, by name. One query."""
    address = reverse("moderation_queue")
    return [
        SavedView(view.pk, view.name, f"{address}?{view.query}", view.query == wanted.query)
        for view in SavedFilter.objects.filter(person=person).order_by("name")
    ]


def desk_choice(person: User) -> DeskChoice:
    """What this moderator chose, or how the desk is for who chose nothing. One query."""
    return DeskChoice.objects.filter(person=person).first() or DeskChoice(person=person)


def _select(
    name: str, label: str, options: Sequence[tuple[str, "str | Promise"]], chosen: str
) -> Select:
    every = [("", _("everything")), *options]
    if chosen and chosen not in dict(options):
        every.append((chosen, chosen))
    return Select(name, label, [(value, shown, value == chosen) for value, shown in every])


def just_decided(person: User) -> Decision | None:
    """The newest decision of this moderator, as long as nobody has read of it and it can be taken back, with all that
    was decided in one go with it. One query."""
    last: Decision | None = (
        Decision.objects.visible_to(person)
        .filter(moderator=person)
        .select_related("comment__author", "comment__imported_author", "reversed_by", "reverses")
        .newest_first()
        .first()
    )
    if last is None or _was_undoing(last) or not can_undo(last):
        return None
    return last if timezone.now() < last.created_at + settings.LETTERS_WAIT else None


def _was_undoing(line: Decision) -> bool:
    """Whether it only undid a decision. What puts a comment back in a case of its own was decided there."""
    first = line.reverses
    return first is not None and line.case_id in (None, first.case_id)
