"""A simulated year as rows. Past lines of the log cannot be written by the application: the owner of the tables does,
with the walls of the log down for as long as that takes.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from accounts.models import User
from discussions.actions.copy_rows import copy_rows
from discussions.models import Appeal, Case, Comment, CommentRevision, Report
from tests.conftest import OWNER
from tests.factories import make_article, say
from tests.simulated_disputes import store_disputes
from tests.simulated_events import Asked
from tests.simulated_year import MEMBERS, SimulatedYear


def store(year: SimulatedYear) -> None:
    """Everything as rows. The walls of the log are down while its past is written."""
    people = [
        User(email=f"lid{at}@example.org", display_name=f"Jorrit Quist{chr(97 + at % 26)}")
        for at in range(MEMBERS)
    ]
    User.objects.bulk_create(people)
    moderators = [
        User(
            email=f"redactie{at}@example.org",
            display_name=f"Redactie {at}",
            roles=["moderator"],
        )
        for at in range(2)
    ]
    User.objects.bulk_create(moderators)
    article = make_article()
    thread = say(people[0], under=article).thread
    _store_comments(year, thread.pk, people)
    _store_cases(year, people)
    _store_reports(year, people)
    _store_lines(year, thread.pk, article.pk, people, moderators)
    store_disputes(year.disputes, year.lines, moderators[0])


def _store_comments(year: SimulatedYear, thread: int, people: list[User]) -> None:
    keys = [uuid.UUID(int=year.chance.getrandbits(128), version=4) for _ in year.written]
    copy_rows(
        Comment,
        [
            "public_id",
            "thread_id",
            "author_id",
            "body",
            "body_html",
            "renderer_version",
            "submission_id",
            "created_at",
        ],
        (
            (key, thread, people[each.author].pk, "Tekst.", "<p>Tekst.</p>", 1, key, each.at)
            for key, each in zip(keys, year.written, strict=True)
        ),
    )
    numbers = dict(Comment.objects.values_list("public_id", "pk"))
    for key, each in zip(keys, year.written, strict=True):
        each.number = numbers[key]
    copy_rows(
        CommentRevision,
        ["comment_id", "number", "body", "created_at"],
        ((each.number, 1, "Tekst.", each.at) for each in year.written),
    )


def _store_cases(year: SimulatedYear, people: list[User]) -> None:
    rows = [
        Case(
            public_id=each.public_id,
            comment_id=None if each.comment is None else year.written[each.comment].number,
            person=None if each.person is None else people[each.person],
            kind=each.kind,
            opened_at=each.at,
            due_at=each.at,
            closed_at=each.closed_at,
        )
        for each in year.cases
    ]
    for each, row in zip(year.cases, Case.objects.bulk_create(rows), strict=True):
        each.number = row.pk


def _store_reports(year: SimulatedYear, people: list[User]) -> None:
    Report.objects.bulk_create(
        Report(
            case_id=year.cases[each.case].number,
            kind=each.kind,
            reporter=None if each.reporter is None else people[each.reporter],
            rule_code=each.code if each.kind == "rule" else "",
            law_code=each.code if each.kind == "illegal" else "",
            explanation="Dit mag niet." if each.kind == "illegal" else "",
            addresses=["https://voorbeeld.example.org/"] if each.kind == "illegal" else [],
            created_at=each.at,
        )
        for each in year.told
    )


def _store_lines(
    year: SimulatedYear, thread: int, article: int, people: list[User], moderators: list[User]
) -> None:
    revisions = dict(CommentRevision.objects.values_list("comment_id", "pk"))
    reports = list(Report.objects.order_by("pk").values_list("pk", flat=True))
    statuses = {
        "hide": ("published", "hidden"),
        "restore": ("hidden", "published"),
        "release": ("held", "published"),
        "hold": ("held", "held"),
        "refuse": ("held", "refused"),
    }
    with _walls_down() as owner:
        for place, line in enumerate(year.lines):
            if line.answers is not None:
                asked = year.asked[line.answers]
                assert asked.line < place
                _store_appeal(year, asked, people, reports)
            comment = year.cases[line.case].comment if line.case is not None else None
            row = None if comment is None else year.written[comment].number
            before, after = statuses.get(line.outcome, ("published",) * 2 if row else ("", ""))
            values = {
                "public_id": line.public_id,
                "act": line.public_id,
                "case_id": None if line.case is None else year.cases[line.case].number,
                "comment_id": row,
                "revision_id": None if row is None else revisions[row],
                "article_id": article if line.about == "article" else None,
                "thread_id": thread if line.about == "thread" else None,
                "person_id": None if line.person is None else people[line.person].pk,
                "moderator_id": None if line.moderator is None else moderators[line.moderator].pk,
                "outcome": line.outcome,
                "from_status": before,
                "to_status": after,
                "rule_code": line.rule,
                "rule_version": 1 if line.rule else None,
                "law_code": line.law,
                "label_code": "LB-1" if line.outcome in ("label", "unlabel") else "",
                "source": line.source,
                "automated_detection": line.detected,
                "automated_decision": line.automated,
                "until": line.until,
                "unannounced": line.unannounced,
                "reverses_id": None if line.reverses is None else year.lines[line.reverses].number,
                "answers_id": None if line.answers is None else year.asked[line.answers].number,
                "by_the_same": line.by_the_same,
                "unread": line.unread,
                "created_at": line.at,
            }
            line.number = _insert(owner, "discussions_decision", values)
            words = {
                "decision_id": line.number,
                "explanation": "Zie de regel.",
                "public_reason": "",
                "answer": "",
                "facts": line.facts,
                "quoted_body": "",
            }
            _insert(owner, "discussions_decisiontext", words)
            owner.commit()
    for asked in year.asked:
        if not asked.number:
            _store_appeal(year, asked, people, reports)


def _store_appeal(
    year: SimulatedYear, asked: Asked, people: list[User], reports: list[int]
) -> None:
    case = year.cases[asked.case]
    author = case.person if case.comment is None else year.written[case.comment].author
    assert author is not None
    asked.number = Appeal.objects.create(
        decision_id=year.lines[asked.line].number,
        case_id=case.number,
        person=None if asked.report is not None else people[author],
        report_id=None if asked.report is None else reports[asked.report],
        body="Kijk nog eens.",
        filed_at=asked.at,
    ).pk


@contextmanager
def _walls_down() -> Iterator[psycopg.Connection]:
    where = connection.settings_dict
    with psycopg.connect(
        dbname=where["NAME"],
        host=where["HOST"],
        port=where["PORT"] or None,
        user=OWNER["USER"],
        password=OWNER["PASSWORD"],
    ) as owner:
        owner.execute("ALTER TABLE discussions_decision DISABLE TRIGGER USER")
        owner.commit()
        try:
            yield owner
        finally:
            owner.rollback()
            owner.execute("ALTER TABLE discussions_decision ENABLE TRIGGER USER")
            owner.execute(f'ALTER TABLE discussions_decision DISABLE TRIGGER "{_emptying(owner)}"')
            owner.commit()


def _emptying(owner: psycopg.Connection) -> str:
    """The trigger that tests keep off, so that tables can be emptied between them (see tests/conftest.py)."""
    row = owner.execute(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'discussions_decision'::regclass"
        " AND tgname LIKE '%log_is_never_emptied%'"
    ).fetchone()
    assert row is not None
    return str(row[0])


def _insert(owner: psycopg.Connection, table: str, values: dict[str, Any]) -> int:
    names = ", ".join(values)
    places = ", ".join(["%s"] * len(values))
    row = owner.execute(
        f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING id",  # noqa: S608  names of ours
        list(values.values()),
    ).fetchone()
    assert row is not None
    return int(row[0])
