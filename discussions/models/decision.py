"""Decisions.

`Decision` is the append-only log. It holds ids, codes and times only; everything written by or
about a person stands in `DecisionText`, which can be wiped. The application's database role may
insert decisions and read them, nothing else: see `config/roles.py`.
"""

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone

from discussions.models.case import Case
from discussions.models.decision_walls import SUBJECTS, TRIGGERS, about, one_of
from discussions.models.outcome import (
    AFTER_REPORT,
    BESIDE_STATUS,
    GROUNDED,
    GROUNDED_OF_PERSON,
    ON_LABELS,
    ON_PERSON,
    ON_STATUS,
    Automation,
    Outcome,
    Source,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: "User | AnonymousUser") -> "DecisionQuerySet":
        """The log is for moderators, each within their scope; others learn what concerns them from their letters."""
        from discussions.models.scope import measures_in_scope  # comments know of decisions

        if not getattr(user, "is_moderator", False):
            return self.none()
        return self.filter(measures_in_scope(user))  # type: ignore[arg-type]

    def that_were_told(self) -> "DecisionQuerySet":
        """Without what was taken back before anybody read of it, and without the lines that took it back."""
        return self.exclude(models.Q(unread=True) | models.Q(reversed_by__unread=True))

    def newest_first(self) -> "DecisionQuerySet":
        """By number, a sequence, never by the clock."""
        return self.order_by("-id")


class Decision(models.Model):
    """One line of the append-only log: who decided what, about what, on which ground.

    About a comment (then `revision` is the text that was judged), a discussion, a person, a claim, an article, or
    with none of these about the whole site. `moderator` is empty when a program decided, or an outside reviewer by
    the link of `answers` (a warning goes by a line beside that, in the same act). The ground is a house rule or a law.
    `label_code` is the label that was put or taken off, `until` when it ends by itself. `act` is the same for all that
    was decided in one go. `unannounced`: no statement of reasons, because it was deceptive commercial content in large
    numbers (regulation 2022/2065, article 17(2)). `reverses` is the decision that this one undoes: nothing is unsaid
    once it was said; `unread`: before anybody read of it, so that neither is counted or published. `answers` is the
    appeal that it answers; `by_the_same`: whoever took the decision appealed against answered it too, because there was
    nobody else.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    act = models.UUIDField(default=uuid.uuid4, db_index=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="decisions")
    comment = models.ForeignKey(
        "discussions.Comment", on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    revision = models.ForeignKey(
        "discussions.CommentRevision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    thread = models.ForeignKey(
        "discussions.Thread", on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    person = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="decisions_about"
    )
    claim = models.ForeignKey(
        "articles.Claim", on_delete=models.PROTECT, null=True, related_name="+"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, related_name="+"
    )
    moderator = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="decisions_taken"
    )
    outcome = models.CharField(max_length=12, choices=Outcome)
    from_status = models.CharField(max_length=12, blank=True, default="")
    to_status = models.CharField(max_length=12, blank=True, default="")
    rule_code = models.CharField(max_length=12, blank=True, default="")
    rule_version = models.PositiveSmallIntegerField(null=True)
    law_code = models.CharField(max_length=12, blank=True, default="")
    label_code = models.CharField(max_length=12, blank=True, default="", db_default="")
    source = models.CharField(max_length=16, choices=Source)
    automated_detection = models.BooleanField(default=False)
    automated_decision = models.CharField(max_length=6, choices=Automation, default=Automation.NO)
    until = models.DateTimeField(null=True)
    unannounced = models.BooleanField(default=False)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by"
    )
    unread = models.BooleanField(default=False)
    answers = models.OneToOneField(
        "discussions.Appeal", on_delete=models.PROTECT, null=True, related_name="answer"
    )
    by_the_same = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = DecisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of(
                    models.Q(about("comment"), revision__isnull=False),
                    models.Q(
                        one_of(*(about(name) for name in SUBJECTS[1:]), about()),
                        revision__isnull=True,
                    ),
                ),
                name="decision_about_one_thing",
            ),
            models.CheckConstraint(
                condition=one_of(
                    models.Q(
                        about("comment"),
                        outcome__in=[*ON_STATUS, *BESIDE_STATUS, "reopen", "uphold", "lapse"],
                    ),
                    models.Q(about("thread"), outcome__in=["close", "slow", "read_first", "end"]),
                    models.Q(
                        about("person"),
                        outcome__in=[
                            *ON_PERSON,
                            "read_first",
                            "end",
                            "keep",
                            "reopen",
                            "uphold",
                            "shorten",
                            "lapse",
                        ],
                    ),
                    models.Q(about("claim"), outcome__in=["keep", "reopen", "uphold", "lapse"]),
                    models.Q(
                        about("article"),
                        outcome__in=[
                            "keep",
                            "withdraw",
                            "reopen",
                            "uphold",
                            "lapse",
                            "close",
                            "read_first",
                            "end",
                        ],
                    ),
                    models.Q(
                        about(),
                        outcome__in=[
                            "close",
                            "read_first",
                            "end",
                            "keep",
                            "reopen",
                            "uphold",
                            "lapse",
                        ],
                    ),
                ),
                name="decision_outcome_fits_subject",
            ),
            models.CheckConstraint(
                condition=(
                    ~models.Q(outcome__in=GROUNDED)
                    & ~models.Q(outcome=GROUNDED_OF_PERSON, person__isnull=False)
                )
                | models.Q(~models.Q(rule_code=""), rule_version__isnull=False, law_code="")
                | models.Q(~models.Q(law_code=""), rule_code=""),
                name="decision_against_has_a_ground",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="hide", from_status="published", to_status="hidden")
                | models.Q(outcome="restore", from_status="hidden", to_status="published")
                | models.Q(
                    outcome="release", from_status__in=["held", "refused"], to_status="published"
                )
                | models.Q(outcome="refuse", from_status="held", to_status="refused")
                | models.Q(outcome="hold", from_status__in=["held", "refused"], to_status="held")
                # Only what was let through a moment ago, by a decision that is undone by this one, waits again.
                | models.Q(
                    outcome="hold",
                    from_status="published",
                    to_status="held",
                    reverses__isnull=False,
                )
                | models.Q(
                    ~models.Q(outcome__in=["hide", "restore", "release", "refuse", "hold"]),
                    from_status=models.F("to_status"),
                ),
                name="decision_outcome_fits_status",
            ),
            models.CheckConstraint(
                condition=models.Q(moderator__isnull=False)
                | models.Q(automated_decision="fully", automated_detection=True)
                | models.Q(answers__isnull=False)
                | models.Q(outcome="unwarn", reverses__isnull=False),
                name="decision_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("created_at")),
                name="decision_ends_later",
            ),
            models.CheckConstraint(
                condition=models.Q(~models.Q(label_code=""), outcome__in=ON_LABELS)
                | models.Q(~models.Q(outcome__in=ON_LABELS), label_code=""),
                name="decision_names_its_label",
            ),
            models.CheckConstraint(
                condition=models.Q(by_the_same=False) | models.Q(answers__isnull=False),
                name="decision_by_the_same_answers",
            ),
            models.CheckConstraint(
                condition=models.Q(unread=False) | models.Q(reverses__isnull=False),
                name="decision_unread_reverses",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="shorten")
                | models.Q(answers__isnull=False, until__isnull=False),
                name="decision_shortens_until",
            ),
        ]
        triggers: ClassVar = TRIGGERS
        indexes: ClassVar = [models.Index(fields=["-id"], name="decision_newest")]

    def __str__(self) -> str:
        return f"decision {self.pk}"

    @property
    def after_report(self) -> bool:
        """Whether somebody's report made the editors look."""
        return self.source in AFTER_REPORT
