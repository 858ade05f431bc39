"""What the filters do: their settings, which stay as history, and the word list."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.filters import CODES

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class FilterEffect(models.TextChoices):
    """What happens with a text that a filter matches."""

    OFF = "off", _("nothing: this filter is off")
    WARN = "warn", _("a second look before the comment is placed; the writer decides")
    HOLD = "hold", _("the editors read the comment before others see it")


class FilterSettingQuerySet(models.QuerySet["FilterSetting"]):
    def visible_to(self, user: "User | AnonymousUser") -> "FilterSettingQuerySet":
        """Who set what is for moderators; what is switched on is told to everyone by the house rules."""
        return self if getattr(user, "is_moderator", False) else self.none()

    def in_force(self) -> "FilterSettingQuerySet":
        """The newest of each filter."""
        return self.order_by("code", "-id").distinct("code")


class FilterSetting(models.Model):
    """From `set_at` on the filter `code` has this effect, until a newer row says otherwise: rows stay.

    `limit` is the number that goes with the filter, 0 where it has none.
    """

    code = models.CharField(max_length=12)
    effect = models.CharField(max_length=12, choices=FilterEffect)
    limit = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = FilterSettingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(code__in=CODES), name="filter_setting_of_a_known_filter"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="filter_setting_gives_a_reason"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["code", "-id"], name="filter_setting_newest")]

    def __str__(self) -> str:
        return f"{self.code} {self.effect}"


class ListedWordQuerySet(models.QuerySet["ListedWord"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ListedWordQuerySet":
        """The list is for moderators."""
        return self if getattr(user, "is_moderator", False) else self.none()

    def in_force(self) -> "ListedWordQuerySet":
        return self.filter(removed_at__isnull=True)


class ListedWord(models.Model):
    """A word or phrase of the word list: as typed, and as it is compared (`key`: folded, one space between words).
    `note` says why it is there. Rows stay: they are the history."""

    words = models.CharField(max_length=100)
    key = models.CharField(max_length=2_000)
    note = models.CharField(max_length=300)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    objects: ClassVar = ListedWordQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(key="") & ~models.Q(note=""), name="listed_word_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True, removed_by__isnull=True)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
                name="listed_word_removed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(removed_at__isnull=True),
                name="listed_word_once",
            ),
        ]

    def __str__(self) -> str:
        return self.words
