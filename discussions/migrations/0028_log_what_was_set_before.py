"""What was set, moved and hidden before `decide` did all of it gets its line in the log, with the time of then."""

from django.db import migrations

# The walls around the log are for the application; this is its owner, once. Keys are checked at once, because a
# table with checks that wait cannot be altered. Somebody could be suspended then without a rule: that stays so, and
# only new lines need a ground.
_BEFORE = """
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE discussions_decision DISABLE TRIGGER USER;
    ALTER TABLE discussions_hiddenrevision DISABLE TRIGGER USER;
    ALTER TABLE discussions_decision DROP CONSTRAINT decision_against_has_a_ground;
"""
_AFTER = """
    ALTER TABLE discussions_hiddenrevision ENABLE TRIGGER USER;
    ALTER TABLE discussions_decision ENABLE TRIGGER USER;
    ALTER TABLE discussions_decision ADD CONSTRAINT decision_against_has_a_ground CHECK (
        outcome NOT IN ('hide', 'refuse', 'hide_text', 'warn', 'suspend')
        OR (rule_code <> '' AND rule_version IS NOT NULL AND law_code = '')
        OR (law_code <> '' AND rule_code = '')
    ) NOT VALID;
"""
_OLD_LINES = """
    UPDATE discussions_decision SET
        public_id = gen_random_uuid(),
        act = gen_random_uuid(),
        source = CASE WHEN after_report THEN 'report' ELSE 'voluntary' END;
"""
_LINE = """
    INSERT INTO discussions_decision (
        public_id, act, comment_id, revision_id, thread_id, person_id, moderator_id, outcome, from_status, to_status,
        rule_code, rule_version, law_code, source, after_report, automated_detection, automated_decision, until,
        unannounced, by_the_same, created_at
    )
"""
_RESTRICTIONS = f"""
    DO $$
    DECLARE row RECORD; line BIGINT;
    BEGIN
        FOR row IN SELECT * FROM discussions_restriction ORDER BY id LOOP
            {_LINE}
            VALUES (
                gen_random_uuid(), gen_random_uuid(), NULL, NULL, row.thread_id, row.person_id, row.set_by_id,
                CASE row.kind WHEN 'closed' THEN 'close' WHEN 'limited' THEN 'limit' WHEN 'suspended' THEN 'suspend'
                    WHEN 'held' THEN 'read_first' ELSE row.kind END,
                '', '', row.rule_code, CASE WHEN row.rule_code = '' THEN NULL ELSE 1 END,
                '', 'voluntary', FALSE, FALSE, 'no', row.until, FALSE, FALSE, row.starts_at
            )
            RETURNING id INTO line;
            INSERT INTO discussions_decisiontext (
                decision_id, explanation, public_reason, answer, facts, quoted_body
            ) VALUES (line, row.reason, row.reason, '', '', '');
            UPDATE discussions_restriction SET decision_id = line WHERE id = row.id;
            IF row.ended_at IS NOT NULL THEN
                {_LINE}
                VALUES (
                    gen_random_uuid(), gen_random_uuid(), NULL, NULL, row.thread_id, row.person_id, row.ended_by_id,
                    'end', '', '', '', NULL, '', 'voluntary', FALSE, FALSE, 'no', NULL, FALSE, FALSE, row.ended_at
                )
                RETURNING id INTO line;
                INSERT INTO discussions_decisiontext (
                    decision_id, explanation, public_reason, answer, facts, quoted_body
                ) VALUES (line, '', '', '', '', '');
                UPDATE discussions_restriction SET ended_decision_id = line WHERE id = row.id;
            END IF;
        END LOOP;
    END $$;
"""
_MOVES = f"""
    DO $$
    DECLARE row RECORD; line BIGINT;
    BEGIN
        FOR row IN
            SELECT move.*, said.status, (
                SELECT max(id) FROM discussions_commentrevision WHERE comment_id = said.id
            ) AS revision_id
            FROM discussions_move AS move JOIN discussions_comment AS said ON said.id = move.comment_id
            ORDER BY move.id
        LOOP
            {_LINE}
            VALUES (
                gen_random_uuid(), gen_random_uuid(), row.comment_id, row.revision_id, NULL, NULL, row.moved_by_id,
                'move', row.status, row.status, '', NULL, '', 'voluntary', FALSE, FALSE, 'no', NULL, FALSE, FALSE,
                row.moved_at
            )
            RETURNING id INTO line;
            INSERT INTO discussions_decisiontext (
                decision_id, explanation, public_reason, answer, facts, quoted_body
            ) VALUES (line, row.reason, row.reason, '', '', '');
            UPDATE discussions_move SET decision_id = line WHERE id = row.id;
        END LOOP;
    END $$;
"""
_HIDDEN = f"""
    DO $$
    DECLARE row RECORD; line BIGINT;
    BEGIN
        FOR row IN
            SELECT hidden.*, said.status, said.id AS comment_id, earlier.body
            FROM discussions_hiddenrevision AS hidden
            JOIN discussions_commentrevision AS earlier ON earlier.id = hidden.revision_id
            JOIN discussions_comment AS said ON said.id = earlier.comment_id
            ORDER BY hidden.hidden_at
        LOOP
            {_LINE}
            VALUES (
                gen_random_uuid(), gen_random_uuid(), row.comment_id, row.revision_id, NULL, NULL, row.moderator_id,
                'hide_text', row.status, row.status, row.rule_code, row.rule_version, '', 'voluntary', FALSE, FALSE,
                'no', NULL, FALSE, FALSE, row.hidden_at
            )
            RETURNING id INTO line;
            INSERT INTO discussions_decisiontext (
                decision_id, explanation, public_reason, answer, facts, quoted_body
            ) VALUES (line, row.reason, row.reason, '', '', row.body);
            UPDATE discussions_hiddenrevision SET decision_id = line WHERE revision_id = row.revision_id;
        END LOOP;
    END $$;
"""


class Migration(migrations.Migration):
    dependencies = [('discussions', '0027_decide_everything')]

    operations = [
        migrations.RunSQL(
            [_BEFORE, _OLD_LINES, _RESTRICTIONS, _MOVES, _HIDDEN, _AFTER], migrations.RunSQL.noop
        )
    ]
