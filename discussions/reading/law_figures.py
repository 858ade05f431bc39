"""Counting a year in the database: eight statements, however much happened in it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from discussions.days import midnight
from discussions.law.counted import Asked, Disputed, Handled, Reported, Taken, Undone, Year
from discussions.law.wording import MEASURES
from discussions.moderation.legal_grounds import LEGAL_GROUNDS
from discussions.moderation.policy import HOUSE_RULES
from discussions.reading.counted_rows import TOLD, counted_rows

# A decision is traced to its case; without one to itself.
_NUMBER = "coalesce('zaak ' || cases.public_id::text, 'maatregel ' || line.public_id::text)"

# Putting back what was moved goes by the same name, and restricts nobody.
_OUTCOME = "CASE WHEN line.outcome = 'move' AND line.reverses_id IS NOT NULL THEN 'move_back' ELSE line.outcome END"
_TAKEN = f"""
    SELECT {_OUTCOME},
           CASE WHEN line.comment_id IS NOT NULL THEN 'comment'
                WHEN line.thread_id IS NOT NULL THEN 'thread'
                WHEN line.person_id IS NOT NULL THEN 'person'
                WHEN line.claim_id IS NOT NULL THEN 'claim'
                WHEN line.article_id IS NOT NULL THEN 'article'
                ELSE 'site' END,
           line.rule_code, line.law_code, line.source, line.automated_detection,
           line.automated_decision, line.unannounced, count(*), array_agg({_NUMBER} ORDER BY line.id)
    FROM discussions_decision AS line
    LEFT JOIN discussions_case AS cases ON cases.id = line.case_id
    WHERE line.created_at >= %(start)s AND line.created_at < %(end)s AND {TOLD}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
"""  # noqa: S608

_REPORTED = """
    SELECT report.kind,
           CASE report.kind WHEN 'rule' THEN report.rule_code ELSE report.law_code END,
           count(*), array_agg('zaak ' || cases.public_id::text ORDER BY report.id)
    FROM discussions_report AS report
    JOIN discussions_case AS cases ON cases.id = report.case_id
    WHERE report.created_at >= %(start)s AND report.created_at < %(end)s
    GROUP BY 1, 2
    ORDER BY 1, 2
"""

# The first decision in the case after the report came in.
_HANDLED = f"""
    SELECT report.kind, extract(epoch FROM first.created_at - report.created_at)::float,
           CASE WHEN NOT (first.outcome = ANY(%(measures)s) OR first.outcome = 'withdraw')
                     OR (first.outcome = 'move' AND first.reverses_id IS NOT NULL) THEN ''
                WHEN first.law_code <> '' THEN 'law' ELSE 'terms' END,
           first.automated_decision = 'fully', 'zaak ' || cases.public_id::text
    FROM discussions_report AS report
    JOIN discussions_case AS cases ON cases.id = report.case_id
    JOIN LATERAL (
        SELECT line.* FROM discussions_decision AS line
        WHERE (line.case_id = report.case_id OR line.case_id IN (
                SELECT id FROM discussions_case AS earlier WHERE earlier.continued_in_id = report.case_id))
          AND line.created_at >= report.created_at AND {TOLD}
        ORDER BY line.id LIMIT 1
    ) AS first ON first.created_at < %(end)s
    WHERE report.created_at >= %(start)s AND report.created_at < %(end)s
    ORDER BY report.id
"""  # noqa: S608

_ASKED = """
    SELECT CASE WHEN appeal.report_id IS NULL THEN 'author' ELSE 'reporter' END,
           CASE WHEN answer.id IS NULL THEN ''
                WHEN answer.outcome = 'uphold' THEN 'upheld'
                WHEN answer.outcome = 'shorten' THEN 'partly'
                WHEN answer.outcome = 'lapse' THEN 'lapsed' ELSE 'reversed' END,
           coalesce(extract(epoch FROM answer.created_at - appeal.filed_at), 0)::float,
           coalesce(answer.by_the_same, false),
           appeal.filed_at >= %(start)s, 'zaak ' || cases.public_id::text
    FROM discussions_appeal AS appeal
    JOIN discussions_case AS cases ON cases.id = appeal.case_id
    LEFT JOIN discussions_decision AS answer
        ON answer.answers_id = appeal.id AND answer.created_at < %(end)s
    WHERE appeal.filed_at < %(end)s
      AND (appeal.filed_at >= %(start)s OR answer.created_at >= %(start)s)
    ORDER BY appeal.id
"""

# Measures that were undone; and those by which a filter held what the editors then let through, which nobody needs to
# reverse. That is where a program was wrong.
_UNDONE = f"""
    WITH later AS (
        SELECT line.* FROM discussions_decision AS line
        WHERE line.created_at >= %(start)s AND line.created_at < %(end)s AND {TOLD}
    )
    SELECT line.automated_decision <> 'no', {_NUMBER}
    FROM later
    JOIN discussions_decision AS line ON (line.id = later.reverses_id AND line.outcome <> 'hold')
        OR (later.outcome = 'release' AND line.comment_id = later.comment_id AND line.outcome = 'hold'
            AND line.automated_decision <> 'no')
    LEFT JOIN discussions_case AS cases ON cases.id = line.case_id
    WHERE {_OUTCOME} = ANY(%(measures)s) AND (line.comment_id IS NOT NULL OR line.person_id IS NOT NULL)
    ORDER BY later.id, line.id
"""  # noqa: S608

# What came in or ended; what came of it counts however much later it was carried out.
_DISPUTES = """
    SELECT dispute.came_in >= %(first)s,
           CASE WHEN dispute.ended >= %(first)s AND dispute.ended < %(after)s THEN dispute.outcome ELSE '' END,
           coalesce(dispute.ended - dispute.came_in, 0), dispute.implemented IS NOT NULL,
           'geschil ' || dispute.public_id::text
    FROM discussions_dispute AS dispute
    WHERE dispute.came_in < %(after)s
      AND (dispute.came_in >= %(first)s OR dispute.ended >= %(first)s AND dispute.ended < %(after)s)
    ORDER BY dispute.id
"""

# What the site keeps anyway: words, stances, appreciations, reports.
_TRACES = """
    SELECT author_id AS person_id, created_at FROM discussions_comment WHERE author_id IS NOT NULL
    UNION ALL
    SELECT person_id, created_at FROM discussions_stancechange
    UNION ALL
    SELECT person_id, created_at FROM discussions_appreciation
    UNION ALL
    SELECT reporter_id, created_at FROM discussions_report WHERE reporter_id IS NOT NULL
"""
_WROTE = f"""
    SELECT to_char(trace.created_at AT TIME ZONE %(zone)s, 'YYYY-MM'), count(DISTINCT trace.person_id)
    FROM ({_TRACES}) AS trace
    WHERE trace.created_at >= %(start)s AND trace.created_at < %(end)s
    GROUP BY 1
"""  # noqa: S608
_SEEN = f"""
    SELECT count(DISTINCT person_id) FROM (
        SELECT person_id FROM ({_TRACES}) AS trace WHERE trace.created_at >= %(start)s
        UNION ALL
        SELECT person_id FROM discussions_participation WHERE read_until >= %(start)s
        UNION ALL
        SELECT id FROM accounts_user WHERE last_login >= %(start)s
    ) AS seen
"""  # noqa: S608
_KEPT = """
    SELECT to_char(month, 'YYYY-MM'), members FROM discussions_activemonth
    WHERE month >= %(first)s AND month < %(after)s
"""


def count_year(year: int, by_hand: dict[str, int | None] | None = None) -> Year:
    """Everything that happened from the first to the last moment of a year, in the time of this site."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    period = {
        "start": midnight(first),
        "end": midnight(after),
        "first": first,
        "after": after,
        "zone": settings.TIME_ZONE,
        "measures": list(MEASURES),
    }

    def rows(statement: str) -> list[tuple[Any, ...]]:
        return counted_rows(statement, period)

    months = dict(rows(_WROTE))
    for month, members in rows(_KEPT):
        months[month] = max(members, months.get(month, 0))
    return Year(
        taken=[Taken(*row) for row in rows(_TAKEN)],
        reported=[Reported(*row) for row in rows(_REPORTED)],
        handled=[Handled(*row) for row in rows(_HANDLED)],
        asked=[Asked(*row) for row in rows(_ASKED)],
        undone=[Undone(*row) for row in rows(_UNDONE)],
        disputes=[Disputed(*row) for row in rows(_DISPUTES)],
        months=months,
        by_hand=by_hand or {},
        rules={rule.code: rule.name for rule in HOUSE_RULES},
        laws={ground.code: ground.label for ground in LEGAL_GROUNDS},
    )


def count_members_of_this_month() -> tuple[date, int]:
    """The first day of this month, and how many members used the site since then."""
    first = timezone.localdate().replace(day=1)
    ((members,),) = counted_rows(_SEEN, {"start": midnight(first)})
    return first, members
