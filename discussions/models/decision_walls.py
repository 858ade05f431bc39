"""What PostgreSQL refuses to do to the log of decisions, whoever asks."""

from functools import reduce
from operator import or_

import pgtrigger
from django.db import models

SUBJECTS = ("comment", "thread", "person", "claim", "article")


def about(*names: str) -> models.Q:
    """Exactly the named keys are set."""
    return models.Q(**{f"{name}__isnull": name not in names for name in SUBJECTS})


def one_of(*choices: models.Q) -> models.Q:
    """At least one of these holds."""
    return reduce(or_, choices)


TRIGGERS = [
    # The second wall; the first is that the application's role holds no such privilege.
    pgtrigger.Protect(name="log_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
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
        condition=pgtrigger.Q(
            new__outcome__in=[
                "hide",
                "refuse",
                "hide_text",
                "warn",
                "limit",
                "suspend",
                "no_notices",
                "label",
                "move",
                "shorten",
            ]
        ),
        func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_decisiontext AS words
                        WHERE words.decision_id = NEW.id AND btrim(words.explanation) <> ''
                    ) THEN
                        RAISE EXCEPTION 'a measure against somebody needs an explanation'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
    ),
    # An appeal has one answer. What else an outsider takes back with it is a line beside that, in the same act.
    pgtrigger.Trigger(
        name="warning_goes_with_an_answer",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Q(
            new__outcome="unwarn", new__moderator_id__isnull=True, new__answers_id__isnull=True
        ),
        func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.act = NEW.act AND line.answers_id IS NOT NULL
                          AND line.moderator_id IS NULL
                    ) THEN
                        RAISE EXCEPTION 'a warning is taken back by somebody'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
    ),
    # Somebody else looks again, unless it is said openly that there was nobody else.
    pgtrigger.Trigger(
        name="appeal_goes_to_somebody_else",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Q(new__answers_id__isnull=False, new__by_the_same=False),
        func="""
                    IF EXISTS (
                        SELECT 1 FROM public.discussions_appeal AS appeal
                        JOIN public.discussions_decision AS first ON first.id = appeal.decision_id
                        WHERE appeal.id = NEW.answers_id AND first.moderator_id = NEW.moderator_id
                    ) THEN
                        RAISE EXCEPTION 'whoever decided does not answer the appeal'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
    ),
]

WORD_TRIGGERS = [
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
                        OR NEW.facts NOT IN ('', OLD.facts)
                        OR NEW.quoted_body NOT IN ('', OLD.quoted_body)
                    THEN
                        RAISE EXCEPTION 'the words of a decision are kept as they were, or wiped'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
    )
]
