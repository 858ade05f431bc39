"""Passages: where in a version a claim stands, and how sure we are of it."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.anchoring.quote import Quote

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from articles.models.article import ArticleVersion


class PassageState(models.TextChoices):
    """How sure we are of the place. Only the first three are ever drawn."""

    UNCHANGED = "unchanged", _("unchanged")
    MOVED = "moved", _("moved")
    CHANGED = "changed", _("changed")
    DOUBTFUL = "doubtful", _("to be checked")
    ORPHAN = "orphan", _("lost")


DRAWN_STATES = (PassageState.UNCHANGED, PassageState.MOVED, PassageState.CHANGED)


class PassageQuerySet(models.QuerySet["Passage"]):
    def drawn(self) -> "PassageQuerySet":
        """Only what is certain and current: a doubtful place is never shown as if it were known."""
        return self.current().filter(state__in=DRAWN_STATES)

    def doubtful(self) -> "PassageQuerySet":
        return self.current().filter(state__in=(PassageState.DOUBTFUL, PassageState.ORPHAN))

    def to_check(self) -> "PassageQuerySet":
        """What waits for an editor: doubtful or lost, and nobody has decided yet."""
        return self.doubtful().filter(checked_at__isnull=True)

    def current(self) -> "PassageQuerySet":
        """Without those an editor took away or put another place for: they stay as history."""
        return self.filter(replaced_by__isnull=True, removed_at__isnull=True)

    def not_undone(self) -> "PassageQuerySet":
        """Without decisions that were taken back: those are history, not what stood before."""
        return self.exclude(undone_by__isnull=False, checked_at__isnull=False)

    def in_version(self, version: "ArticleVersion") -> "PassageQuerySet":
        """The current ones of that version."""
        return self.current().filter(version=version)

    def editable_by(self, user: "User | AnonymousUser") -> "PassageQuerySet":
        """What an editor decides about, history included; nothing for anybody else."""
        return self if getattr(user, "is_editor", False) else self.none()

    def in_order(self) -> "PassageQuerySet":
        """By the number of their claim, and then as the claim lists them."""
        return self.order_by("claim__number", "ordinal")


class Passage(models.Model):
    """A place in one version where a claim stands.

    `start` and `end` count code points in that version's canonical text, end exclusive; both are
    empty when the place is not known. `exact`, `prefix` and `suffix` are canonical text: how the
    passage is found again. `carried_from` is the passage of the former version.

    `score` (0 to 1) is how well the place fits, for one that was looked for by likeness. `candidates`
    lists the places that came into question: {"start", "end", "score"}. `checked_at` and
    `checked_by`: an editor looked and decided. Another place in the same version is another row:
    the former one then has `replaced_by` and stays as history; when that is undone it is the new one that is
    replaced, by the former, and `undone_by` says who did. A confirmation that is undone stays too, replaced
    by a row without one. So does one with `removed_at`: it was
    marked by mistake, and nobody had reacted yet; its ordinal is never given out again.
    """

    claim = models.ForeignKey("articles.Claim", on_delete=models.CASCADE, related_name="passages")
    version = models.ForeignKey(
        "articles.ArticleVersion", on_delete=models.CASCADE, related_name="passages"
    )
    ordinal = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(max_length=5_000)
    prefix = models.CharField(max_length=120, blank=True, default="")
    suffix = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=12, choices=PassageState, default=PassageState.UNCHANGED)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="carried_to"
    )
    score = models.FloatField(null=True)
    candidates = models.JSONField(default=list)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="replaces"
    )
    undone_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar = PassageQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim", "version", "ordinal"],
                name="passage_numbered_once",
                condition=models.Q(replaced_by__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__gte=0, score__lte=1),
                name="passage_score_is_a_share",
            ),
            # A CHECK that compares with NULL is not false, so every case is spelled out.
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True)
                | models.Q(start__isnull=False, end__isnull=False, end__gt=models.F("start")),
                name="passage_is_a_whole_place",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[state.value for state in DRAWN_STATES])
                | models.Q(start__isnull=False, end__isnull=False),
                name="passage_drawn_has_a_place",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["version", "start"],
                name="passage_drawn_in_version",
                condition=models.Q(start__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}/{self.ordinal} {self.state}"

    @property
    def decision(self) -> str:
        """Which decision stands on it: changes with each, so that nobody overrules one unseen."""
        return f"{self.pk}-{self.checked_at.isoformat() if self.checked_at else ''}"

    @property
    def place(self) -> tuple[int, int] | None:
        """[start, end) in its version; None when it is not known."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    @property
    def quote(self) -> Quote:
        return Quote(self.exact, self.prefix, self.suffix)
