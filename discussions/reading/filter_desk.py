"""The filters as moderators set them: what each does, who said so, and what it would say of a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from discussions.filtering import effects, listed_words
from discussions.filters import FILTERS, Facts, Filter, Match
from discussions.filters.links import STOOD_ENOUGH
from discussions.models import FilterEffect, FilterSetting, ListedWord
from discussions.permissions import Reader

EARLIER_SHOWN = 20


@dataclass(frozen=True)
class FilterRow:
    """`setting` is None as long as nobody set it."""

    filter: Filter
    effect: FilterEffect
    limit: int
    setting: FilterSetting | None
    url: str

    @property
    def is_on(self) -> bool:
        return self.effect != FilterEffect.OFF


@dataclass(frozen=True)
class Outcome:
    """What a filter says of a text. `decides`: it is the first of those that ask for a second look, or of those
    that hold."""

    row: FilterRow
    match: Match
    words: Sequence[str]
    decides: bool


def load_filters(viewer: Reader) -> list[FilterRow]:
    """In the order in which they are asked. Two queries."""
    now = effects()
    newest = FilterSetting.objects.visible_to(viewer).in_force().select_related("set_by")
    settings = {setting.code: setting for setting in newest}
    return [
        FilterRow(
            each, *now[each.code], settings.get(each.code), reverse("filter", args=[each.code])
        )
        for each in FILTERS
    ]


def earlier_settings(viewer: Reader, code: str) -> list[FilterSetting]:
    """How it was set, the newest first. One query."""
    rows = FilterSetting.objects.visible_to(viewer).filter(code=code).select_related("set_by")
    return list(rows.order_by("-id")[:EARLIER_SHOWN])


def load_words(viewer: Reader) -> list[ListedWord]:
    """The word list, in the order of the alphabet. One query."""
    rows = ListedWord.objects.visible_to(viewer).in_force().select_related("added_by")
    return list(rows.order_by("key"))


def try_text(rows: Sequence[FilterRow], text: str, *, earlier: str, is_new: bool) -> list[Outcome]:
    """What each filter says of `text`, in their order, also those that are off. One query."""
    facts = Facts(
        earlier=[earlier] if earlier else (),
        ages=[timedelta(days=1)] if earlier else (),
        stood=0 if is_new else STOOD_ENOUGH,
        words=listed_words(),
    )
    found = [(row, row.filter.match(text, facts, row.limit)) for row in rows]
    matches = [(row, match) for row, match in found if match is not None]
    counts = [
        next((row for row, _match in matches if row.effect == effect), None)
        for effect in (FilterEffect.WARN, FilterEffect.HOLD)
    ]
    return [Outcome(row, match, match.words(text), row in counts) for row, match in matches]
