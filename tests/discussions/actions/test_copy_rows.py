"""Rows that are streamed in keep every promise that others keep."""

import uuid

import pytest
from django.db import IntegrityError
from django.utils import timezone

from discussions.actions.copy_rows import copy_rows
from discussions.models import Comment, CommentRevision
from tests.factories import make_person, say

pytestmark = pytest.mark.django_db


def test_defaults_and_numbers_come_by_themselves() -> None:
    comment = say(make_person())
    now = timezone.now()
    rows = [(comment.pk, number, f"Tekst\t{number}\n\\N", now) for number in (2, 3)]
    copy_rows(CommentRevision, ("comment_id", "number", "body", "created_at"), rows)
    assert list(comment.revisions.order_by("pk").values_list("number", "body"))[1:] == [
        (2, "Tekst\t2\n\\N"),
        (3, "Tekst\t3\n\\N"),
    ]


def test_what_each_row_needs_of_its_own_must_be_given() -> None:
    with pytest.raises(ValueError, match="public_id, created_at"):
        copy_rows(Comment, ("thread_id", "submission_id"), [])


def test_constraints_hold() -> None:
    comment = say(make_person())
    row = (uuid.uuid4(), uuid.uuid4(), timezone.now(), comment.thread_id, "Hoi", "<p>Hoi</p>", 1)
    names = ("public_id", "submission_id", "created_at", "thread_id", "body", "body_html")
    with pytest.raises(IntegrityError, match="comment_by_somebody"):
        copy_rows(Comment, (*names, "renderer_version"), [row])
