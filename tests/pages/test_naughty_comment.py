"""Naughty strings as a comment: placed, shown, kept as a draft and edited, what was typed comes back."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from discussions import markup
from discussions.models import Comment, Draft
from discussions.second_look import look
from tests.factories import make_article, make_person
from tests.pages.forms import page_of, send, writing_form, written
from tests.pages.page import Page

pytestmark = pytest.mark.django_db

NAUGHTY: list[str] = json.loads(
    (Path(__file__).parents[1] / "data/naughty-strings/blns.json").read_text(encoding="utf-8")
)
TOGETHER = 12  # strings in one text, each in a line of its own
TEXTS = [
    "\n".join(f"Wat ik zeg: {words}." for words in NAUGHTY[start : start + TOGETHER])
    for start in range(0, len(NAUGHTY), TOGETHER)
]


def text_on(page: Page) -> str:
    return written(writing_form(page).one("textarea", name="body"))


def as_documented(text: str) -> str:
    """A placed comment: one kind of line end, Unicode NFC, nothing that is not seen. See `markup.normalise`."""
    return markup.normalise(text)


def test_what_was_typed_comes_back(settings: Any) -> None:
    settings.COMMENTS_PER_HOUR = 10_000
    an, article = make_person("An"), make_article()
    member = Client()
    member.force_login(an)
    address = article.get_absolute_url()
    kept = placed = 0
    for text in TEXTS:
        form = writing_form(page_of(member.get(address)))
        answer = send(member, form, body=text, concept="1", concept_nr="0")
        if look(text) or look(markup.normalise(text)):
            assert (answer.status_code, text_on(page_of(answer))) == (422, text)
        else:
            assert answer.status_code == 303
            form = writing_form(page_of(member.get(address)))
            assert written(form.one("textarea", name="body")) == text, "sign by sign"
            kept += 1
        posted = send(member, form, body=text, toch="1")
        if posted.status_code == 422:
            assert text_on(page_of(posted)) == text
            Draft.objects.all().delete()
            continue
        assert posted.status_code == 303
        comment = Comment.objects.latest("pk")
        assert comment.body == as_documented(text)
        shown = page_of(member.get(reverse("comment", args=[comment.public_id])))
        assert shown.status == 200
        assert not shown.all("script", src="")
        edit = page_of(member.get(reverse("edit_comment", args=[comment.public_id])))
        assert text_on(edit) == comment.body
        assert not Draft.objects.exists()
        placed += 1
    assert kept > 10
    assert placed > 25
