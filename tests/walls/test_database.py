"""What PostgreSQL refuses the application's own role, whatever the code would do."""

from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from discussions.models import Comment, Decision, DecisionText
from discussions.moderation.deciding import undo
from tests.factories import hide, make_article, make_person, say

pytestmark = pytest.mark.django_db


def execute(statement: str, *arguments: Any) -> None:
    """Run a statement and everything that waits for the commit, then undo it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def test_tests_run_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.DATABASES["default"]["USER"],)
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
        )
        assert cursor.fetchone() == (0,)


def test_status_without_a_decision_is_refused() -> None:
    comment = say()
    with pytest.raises(IntegrityError, match="together with a new decision"):
        execute("UPDATE discussions_comment SET status = 'hidden' WHERE id = %s", comment.pk)


def test_status_with_an_old_decision_is_refused() -> None:
    comment, mo = say(), make_person("Mo", "moderator")
    hidden = hide(comment, mo)
    undo(decision=hidden, moderator=mo, explanation="Bij nader inzien kon dit blijven.")
    with pytest.raises(IntegrityError, match="together with a new decision"):
        execute(
            "UPDATE discussions_comment SET status = 'hidden', decision_id = %s WHERE id = %s",
            hidden.pk,
            comment.pk,
        )


@pytest.mark.parametrize("whose", ["none", "another"])
def test_decision_of_a_comment_cannot_be_exchanged(whose: str) -> None:
    comment, other = say(), say()
    hide(comment)
    wrong = None if whose == "none" else hide(other).pk
    with pytest.raises(IntegrityError, match="together with a new decision"):
        execute("UPDATE discussions_comment SET decision_id = %s WHERE id = %s", wrong, comment.pk)


def test_triggers_cannot_be_told_to_look_away() -> None:
    comment = say()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%%'")
        names = ",".join(name for (name,) in cursor.fetchall())
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + names + "}"])
    with pytest.raises(IntegrityError, match="together with a new decision"):
        execute("UPDATE discussions_comment SET status = 'hidden' WHERE id = %s", comment.pk)


def test_no_temporary_table_can_take_the_place_of_the_log() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        execute("CREATE TEMP TABLE discussions_decision (id bigint)")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE discussions_decision DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE discussions_decision",
        "DELETE FROM discussions_decisiontext",
        "DELETE FROM discussions_commentrevision",
        "TRUNCATE discussions_comment CASCADE",
        "UPDATE django_migrations SET name = 'x'",
    ],
)
def test_application_cannot_take_down_the_walls(statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        execute(statement)


@pytest.mark.parametrize("column", ["explanation", "public_reason", "answer", "quoted_body"])
def test_words_of_a_decision_are_kept_or_wiped(column: str) -> None:
    words = DecisionText.objects.get(decision=hide(say()))
    with connection.cursor() as cursor:  # as at the commit of that decision
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    change = f"UPDATE discussions_decisiontext SET {column} = %s, wiped_at = now() WHERE id = %s"  # noqa: S608
    with pytest.raises(IntegrityError, match="kept as they were, or wiped"):
        execute(change, "Iets anders.", words.pk)
    with pytest.raises(IntegrityError, match="kept as they were, or wiped"):
        execute("UPDATE discussions_decisiontext SET answer = '' WHERE id = %s", words.pk)
    execute(change, "", words.pk)


def test_a_judged_text_cannot_be_replaced() -> None:
    revision = hide(say()).revision
    with pytest.raises(IntegrityError, match="kept as it was, or emptied"):
        execute("UPDATE discussions_commentrevision SET body = 'x' WHERE id = %s", revision.pk)


def line_like(decision: Decision, **changes: Any) -> Decision:
    """A copy of a line of the log, to be added to it."""
    fields = {
        field.attname: getattr(decision, field.attname)
        for field in Decision._meta.concrete_fields
        if field.name not in ("id", "public_id", "created_at", "reverses")
    }
    return Decision(**{**fields, "outcome": "keep", "to_status": decision.from_status, **changes})


def test_the_log_numbers_and_dates_its_own_lines() -> None:
    decision = hide(say())
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        line_like(decision, id=999_999_999).save(force_insert=True)
    with pytest.raises(IntegrityError, match="when it is taken"), transaction.atomic():
        line_like(decision, created_at="1999-01-01T00:00Z").save()
    line_like(decision).save()


def test_a_decision_judges_a_revision_of_its_own_comment() -> None:
    decision, other = hide(say()), say()
    with connection.cursor() as cursor:  # checked at once instead of at the commit
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="revision_of_its_comment"), transaction.atomic():
        line_like(decision, revision_id=other.revisions.get().pk).save()


@pytest.mark.parametrize("fields", [{"status": "hidden"}, {"decision": True}])
def test_a_comment_starts_published_and_undecided(fields: dict[str, Any]) -> None:
    first = say(under=make_article())
    values: dict[str, Any] = {
        field.attname: getattr(first, field.attname)
        for field in Comment._meta.concrete_fields
        if field.name not in ("id", "public_id", "submission_id")
    }
    values |= {"submission_id": first.public_id}
    if "decision" in fields:
        fields = {"decision_id": hide(say()).pk}
    with pytest.raises(DatabaseError, match="starts published"), transaction.atomic():
        Comment.objects.create(**{**values, **fields})
