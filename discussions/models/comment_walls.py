"""What PostgreSQL refuses to do to a comment, whoever asks."""

import pgtrigger

TRIGGERS = [
    # The tables are named with their schema: a temporary table of the same name comes
    # first on the search path, and anybody may make one.
    pgtrigger.Trigger(
        name="status_needs_a_decision",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status"))
        | pgtrigger.Q(old__decision_id__df=pgtrigger.F("new__decision_id")),
        func="""
                    IF NEW.decision_id IS NOT DISTINCT FROM OLD.decision_id OR NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.id = NEW.decision_id
                          AND line.comment_id = NEW.id
                          AND line.from_status = OLD.status
                          AND line.to_status = NEW.status
                          AND NOT EXISTS (
                              SELECT 1 FROM public.discussions_decision AS later
                              WHERE later.comment_id = NEW.id AND later.id > line.id
                          )
                    ) THEN
                        RAISE EXCEPTION 'a status changes only together with a new decision on it'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
    ),
    pgtrigger.Trigger(
        name="comment_starts_undecided",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=~pgtrigger.Q(new__status__in=["published", "held"])
        | pgtrigger.Q(new__decision_id__isnull=False),
        func="""
                    RAISE EXCEPTION 'a comment starts published or held, and undecided'
                        USING ERRCODE = 'check_violation';
                """,
    ),
    # Its row comes after this one: hence checked at commit.
    pgtrigger.Trigger(
        name="holding_names_its_reason",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Q(new__status="held"),
        func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_hold AS hold WHERE hold.comment_id = NEW.id
                    ) THEN
                        RAISE EXCEPTION 'a held comment says why'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
    ),
]
