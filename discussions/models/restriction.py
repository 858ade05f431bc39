"""What slows or stops writing for a while, in one discussion or for one person; and whose reports are not handled."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class RestrictionKind(models.TextChoices):
    """The first two are of a discussion and the same for everyone in it (the first of the whole site too), the next two
    of one person; HELD holds for a discussion, for an article with all its claims, for a person, or for the
    whole site. UNHEARD is of a person and not about writing: what they report is not handled (regulation 2022/2065,
    article 23(2))."""

    CLOSED = "closed", _("closed")
    SLOW = "slow", _("slow mode")
    LIMITED = "limited", _("limited")
    SUSPENDED = "suspended", _("suspended")
    HELD = "held", _("read first by the editors")
    UNHEARD = "unheard", _("reports not handled")


OF_THREAD = (RestrictionKind.CLOSED, RestrictionKind.SLOW, RestrictionKind.HELD)
ON_WRITING_OF_PERSON = (RestrictionKind.LIMITED, RestrictionKind.SUSPENDED, RestrictionKind.HELD)
OF_PERSON = (*ON_WRITING_OF_PERSON, RestrictionKind.UNHEARD)
OF_ARTICLE = (RestrictionKind.HELD,)
OF_SITE = (RestrictionKind.CLOSED, RestrictionKind.HELD)
EVERYWHERE = models.Q(thread__isnull=True, article__isnull=True, person__isnull=True)
WITH_INTERVAL = (RestrictionKind.SLOW, RestrictionKind.LIMITED)


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def visible_to(self, user: "User | AnonymousUser") -> "RestrictionQuerySet":
        """As rows, with who set them, they are for moderators, each within their scope. What they say is told to
        everyone it concerns."""
        from discussions.models.scope import restrictions_in_scope  # comments know of decisions

        if not getattr(user, "is_moderator", False):
            return self.none()
        return self.filter(restrictions_in_scope(user))  # type: ignore[arg-type]

    def in_force(self, now: datetime) -> "RestrictionQuerySet":
        """Begun, not ended by anybody, and not over by itself."""
        return self.not_over(now).filter(starts_at__lte=now)

    def not_over(self, now: datetime) -> "RestrictionQuerySet":
        """In force, or announced: it begins later."""
        return self.filter(
            models.Q(until__isnull=True) | models.Q(until__gt=now), ended_at__isnull=True
        )


class Restriction(models.Model):
    """Nobody (closed, suspended), not so often (slow, limited) or not without the editors reading it first (held)
    writes from `starts_at` to `until`, or until somebody ends it; or what somebody reports is not handled so long
    (unheard). With `article` it holds under that article and in the
    discussions of all its claims; without thread, article and person it holds everywhere.
    `reason` is read by everyone it concerns; `rule_code` is the house rule or the law behind it, if one is.
    `decision` set it, `ended_decision` ended it, where somebody did.

    `interval` is the time between two comments of one person: in this discussion, or of this person anywhere.
    Rows stay: they are the history.
    """

    thread = models.ForeignKey(
        "discussions.Thread", on_delete=models.CASCADE, null=True, related_name="restrictions"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="restrictions"
    )
    person = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, null=True, related_name="restrictions"
    )
    decision = models.OneToOneField(
        "discussions.Decision", on_delete=models.PROTECT, related_name="restriction"
    )
    kind = models.CharField(max_length=12, choices=RestrictionKind)
    interval = models.DurationField(null=True)
    reason = models.CharField(max_length=300)
    rule_code = models.CharField(max_length=12, blank=True, default="")
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_decision = models.ForeignKey(
        "discussions.Decision", on_delete=models.PROTECT, null=True, related_name="ended"
    )

    objects: ClassVar = RestrictionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    thread__isnull=False,
                    article__isnull=True,
                    person__isnull=True,
                    kind__in=OF_THREAD,
                )
                | models.Q(
                    thread__isnull=True,
                    article__isnull=False,
                    person__isnull=True,
                    kind__in=OF_ARTICLE,
                )
                | models.Q(
                    thread__isnull=True,
                    article__isnull=True,
                    person__isnull=False,
                    kind__in=OF_PERSON,
                )
                | models.Q(
                    thread__isnull=True,
                    article__isnull=True,
                    person__isnull=True,
                    kind__in=OF_SITE,
                ),
                name="restriction_of_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(interval__isnull=False, kind__in=WITH_INTERVAL)
                | (models.Q(interval__isnull=True) & ~models.Q(kind__in=WITH_INTERVAL)),
                name="restriction_interval_fits",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="restriction_gives_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("starts_at")),
                name="restriction_ends_later",
            ),
            # For a reasonable period, says article 23(2).
            models.CheckConstraint(
                condition=~models.Q(kind=RestrictionKind.UNHEARD) | models.Q(until__isnull=False),
                name="restriction_unheard_has_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ended_at__isnull=True, ended_by__isnull=True, ended_decision__isnull=True
                )
                | models.Q(
                    ended_at__isnull=False, ended_by__isnull=False, ended_decision__isnull=False
                ),
                name="restriction_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["thread", "kind"],
                condition=models.Q(ended_at__isnull=True, thread__isnull=False),
                name="restriction_once_per_thread",
            ),
            models.UniqueConstraint(
                fields=["article", "kind"],
                condition=models.Q(ended_at__isnull=True, article__isnull=False),
                name="restriction_once_per_article",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(ended_at__isnull=True, person__isnull=False),
                name="restriction_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(
                    ended_at__isnull=True,
                    thread__isnull=True,
                    article__isnull=True,
                    person__isnull=True,
                ),
                name="restriction_once_for_the_site",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="restriction_is_what_was_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.id = NEW.decision_id
                          AND line.thread_id IS NOT DISTINCT FROM NEW.thread_id
                          AND line.person_id IS NOT DISTINCT FROM NEW.person_id
                          AND line.article_id IS NOT DISTINCT FROM NEW.article_id
                          AND line.comment_id IS NULL
                          AND line.until IS NOT DISTINCT FROM NEW.until
                          AND CASE NEW.kind
                              WHEN 'closed' THEN 'close' WHEN 'limited' THEN 'limit'
                              WHEN 'suspended' THEN 'suspend' WHEN 'held' THEN 'read_first'
                              WHEN 'unheard' THEN 'no_notices'
                              ELSE NEW.kind END = CASE line.outcome
                              WHEN 'shorten' THEN (
                                  SELECT first.outcome FROM public.discussions_appeal AS appeal
                                  JOIN public.discussions_decision AS first
                                      ON first.id = appeal.decision_id
                                  WHERE appeal.id = line.answers_id
                              ) ELSE line.outcome END
                    ) THEN
                        RAISE EXCEPTION 'what slows or stops writing is what was decided'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="restriction_ends_as_was_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF TG_OP = 'UPDATE' AND NEW.decision_id <> OLD.decision_id THEN
                        RAISE EXCEPTION 'what slows or stops writing stays with its decision'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    -- It ends by its end, by being shortened, or by what takes its place.
                    IF NEW.ended_decision_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.id = NEW.ended_decision_id AND line.id > NEW.decision_id
                          AND line.thread_id IS NOT DISTINCT FROM NEW.thread_id
                          AND line.person_id IS NOT DISTINCT FROM NEW.person_id
                          AND line.article_id IS NOT DISTINCT FROM NEW.article_id
                          AND line.comment_id IS NULL
                          AND line.outcome IN ('end', 'shorten', CASE NEW.kind
                              WHEN 'closed' THEN 'close' WHEN 'limited' THEN 'limit'
                              WHEN 'suspended' THEN 'suspend' WHEN 'held' THEN 'read_first'
                              WHEN 'unheard' THEN 'no_notices'
                              ELSE NEW.kind END)
                    ) THEN
                        RAISE EXCEPTION 'what slows or stops writing ends by what was decided'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    -- It holds again when what took its place was undone.
                    IF TG_OP = 'UPDATE' AND OLD.ended_decision_id IS NOT NULL
                        AND NEW.ended_decision_id IS DISTINCT FROM OLD.ended_decision_id
                        AND NOT EXISTS (
                            SELECT 1 FROM public.discussions_decision AS line
                            WHERE line.reverses_id = OLD.ended_decision_id
                        )
                    THEN
                        RAISE EXCEPTION 'what ended holds again by what was decided'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thread_id or self.article_id or self.person_id or 'everywhere'}"

    @property
    def is_announced(self) -> bool:
        """It begins later."""
        return self.starts_at > timezone.now()
