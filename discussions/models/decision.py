"""Decisions.

`Decision` is the append-only log. It holds ids, codes and times only; everything written by or
about a person stands in `DecisionText`, which can be wiped. The application's database role may
insert decisions and read them, nothing else: see `config/roles.py`.
"""

from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.case import Case

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class Outcome(models.TextChoices):
    """What a moderator decided."""

    KEEP = "keep", _("left alone")
    HIDE = "hide", _("hidden")
    RESTORE = "restore", _("restored")
    RELEASE = "release", _("let through")
    REFUSE = "refuse", _("not let through")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: "User | AnonymousUser") -> "DecisionQuerySet":
        """The whole log is for moderators; others learn what concerns them from their letters."""
        return self if getattr(user, "is_moderator", False) else self.none()

    def newest_first(self) -> "DecisionQuerySet":
        """By number, a sequence, never by the clock."""
        return self.order_by("-id")


class Decision(models.Model):
    """One line of the append-only log: who decided what, on which revision, by which rule.

    `reverses` is the decision that this one undoes: nothing is unsaid once it was said.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    comment = models.ForeignKey(
        "discussions.Comment", on_delete=models.PROTECT, related_name="decisions"
    )
    revision = models.ForeignKey(
        "discussions.CommentRevision", on_delete=models.PROTECT, related_name="+"
    )
    moderator = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="decisions_taken"
    )
    outcome = models.CharField(max_length=12, choices=Outcome)
    from_status = models.CharField(max_length=12)
    to_status = models.CharField(max_length=12)
    rule_code = models.CharField(max_length=12, blank=True, default="")
    rule_version = models.PositiveSmallIntegerField(null=True)
    after_report = models.BooleanField()
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = DecisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(outcome__in=["hide", "refuse"])
                | (~models.Q(rule_code="") & models.Q(rule_version__isnull=False)),
                name="decision_to_hide_names_a_rule",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="keep", from_status=models.F("to_status"))
                | models.Q(outcome="hide", from_status="published", to_status="hidden")
                | models.Q(outcome="restore", from_status="hidden", to_status="published")
                | models.Q(
                    outcome="release", from_status__in=["held", "refused"], to_status="published"
                )
                | models.Q(outcome="refuse", from_status="held", to_status="refused"),
                name="decision_outcome_fits_status",
            ),
        ]
        triggers: ClassVar = [
            # The second wall; the first is that the application's role holds no such privilege.
            pgtrigger.Protect(
                name="log_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            pgtrigger.Trigger(
                name="log_is_never_emptied",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'the log of decisions is append-only';",
            ),
            pgtrigger.Trigger(
                name="log_is_written_now",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF abs(extract(epoch FROM NEW.created_at - clock_timestamp())) > 600 THEN
                        RAISE EXCEPTION 'a decision is logged when it is taken'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # A row of its own, so that the words can be wiped: hence checked at commit.
            pgtrigger.Trigger(
                name="hiding_is_explained",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__outcome__in=["hide", "refuse"]),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_decisiontext AS words
                        WHERE words.decision_id = NEW.id AND btrim(words.explanation) <> ''
                    ) THEN
                        RAISE EXCEPTION 'hiding needs an explanation, and refusing too'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-id"], name="decision_newest")]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class DecisionText(models.Model):
    """What was written with a decision. Kept apart from the log so that it can be wiped.

    `explanation` is the moderator's own sentence to the author, `public_reason` what stands on
    the tombstone, `answer` what the reporters read, `quoted_body` the text that was judged.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="text")
    explanation = models.TextField(max_length=3_000, blank=True, default="")
    public_reason = models.CharField(max_length=300, blank=True, default="")
    answer = models.TextField(max_length=3_000, blank=True, default="")
    quoted_body = models.TextField(max_length=10_000, blank=True, default="")
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="words_are_kept_or_wiped",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF NEW.id <> OLD.id OR NEW.decision_id <> OLD.decision_id
                        OR NEW.wiped_at IS NULL
                        OR NEW.explanation NOT IN ('', OLD.explanation)
                        OR NEW.public_reason NOT IN ('', OLD.public_reason)
                        OR NEW.answer NOT IN ('', OLD.answer)
                        OR NEW.quoted_body NOT IN ('', OLD.quoted_body)
                    THEN
                        RAISE EXCEPTION 'the words of a decision are kept as they were, or wiped'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"text of decision {self.decision_id}"
