"""One member as moderators meet them, and what they write down."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.models import Case, MemberNote
from discussions.moderation.notes import write_note
from discussions.moderation.past import what_came_before
from discussions.moderation.reporting import report_comment
from tests.factories import hide, make_person, restrict, say

pytestmark = pytest.mark.django_db

NOTE = "Gebeld: er speelt thuis veel."


def page(person: User) -> str:
    return reverse("member", args=[person.public_id])


def test_all_about_one_member(desk: Client, mo: User, an: User, article: Article) -> None:
    first = say(an, "Eerste.", under=article)
    report_comment(comment=first, reporter=make_person(), rule_code="HR-1", explanation="Te fel.")
    hide(say(an, "Tweede.", under=article), mo)
    restrict(moderator=mo, person=an, kind="held", reason="Even meelezen.")
    other = make_person("Kees")
    report_comment(
        comment=say(other, under=article), reporter=an, rule_code="HR-2", explanation="Van Kees."
    )
    write_note(moderator=mo, person=an, text=NOTE)
    html = desk.get(page(an)).content.decode()
    for words in ("Te fel.", "Even meelezen.", NOTE, "één melding over deze persoon"):
        assert words in html, words
    assert "Van Kees." not in html
    before = what_came_before(an)
    assert (before.written, before.against, before.warnings) == (2, 1, 0)
    case = Case.objects.get(comment=first)
    assert page(an) in desk.get(case.get_absolute_url()).content.decode()


def test_notes_are_for_moderators_and_not_about_oneself(desk: Client, mo: User, an: User) -> None:
    assert desk.post(page(an), {"text": "  "}).status_code == 422
    assert desk.post(page(an), {"text": NOTE}).status_code == 302
    note = MemberNote.objects.get()
    assert list(MemberNote.objects.visible_to(mo)) == [note]
    assert not MemberNote.objects.visible_to(an)
    about_mo = write_note(moderator=make_person("Mia", "moderator"), person=mo, text="Druk.")
    assert about_mo not in MemberNote.objects.visible_to(mo)
    assert desk.get(page(mo)).status_code == 404
    assert desk.post(reverse("wipe_note", args=[about_mo.pk])).status_code == 404


def test_a_wiped_note_is_gone(desk: Client, mo: User, an: User) -> None:
    note = write_note(moderator=mo, person=an, text=NOTE)
    assert desk.post(reverse("wipe_note", args=[note.pk])).status_code == 302
    note.refresh_from_db()
    assert note.text == ""
    assert note.wiped_at is not None
    assert NOTE not in desk.get(page(an)).content.decode()


def test_as_many_queries_whatever_there_is(
    desk: Client, mo: User, an: User, article: Article
) -> None:
    counts: list[Any] = []
    for _turn in range(3):
        hide(say(an, under=article), mo)
        report_comment(
            comment=say(an, under=article), reporter=make_person(), rule_code="HR-1", explanation=""
        )
        write_note(moderator=mo, person=an, text=NOTE)
        with CaptureQueriesContext(connection) as asked:
            desk.get(page(an))
        counts.append(len(asked))
    assert counts[0] == counts[2]
