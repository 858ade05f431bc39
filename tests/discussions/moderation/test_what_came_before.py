"""What a moderator reads on the screen of a case about its author: all that was decided, and the notes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from discussions.models import Comment, Decision
from discussions.moderation.appeals import file_appeal
from discussions.moderation.notes import write_note
from discussions.moderation.past import decided_about
from tests.discussions.moderation.conftest import hide_case, log_in, reported
from tests.factories import make_person, restrict, say, warn

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(an: User, article: Article) -> Comment:
    """What An said besides."""
    return say(an, "Jij ook niet.", under=article)


@pytest.fixture
def measures(an: User, mo: User, comment: Comment, other: Comment) -> list[str]:
    """What was decided about An and not about her words."""
    said = "Je ging daarna zo door tegen Bas."
    restrict(moderator=mo, kind="limited", reason=said, person=an, interval=timedelta(hours=1))
    until = timezone.now() + timedelta(days=3)
    # After a warning.
    restrict(moderator=mo, kind="suspended", reason=said, person=an, until=until)
    warn(moderator=mo, person=make_person("Kees"))
    return ["suspend", "warn", "limit"]


def test_a_case_shows_what_was_decided_about_the_person_too(
    measures: list[str], comment: Comment, other: Comment, bas: User, mo: User
) -> None:
    hide_case(reported(other, bas), mo)
    case = reported(comment, bas)
    file = log_in(mo).get(case.get_absolute_url()).context["file"]
    assert [line.outcome for line in file.earlier] == ["hide", *measures]
    assert file.earlier_count == 4


def test_an_appeal_does_too(
    measures: list[str], comment: Comment, an: User, bas: User, mo: User, mia: User
) -> None:
    hidden = hide_case(reported(comment, bas), mo)
    asked = file_appeal(decision=hidden, person=an, body="Ik noemde niemand.")
    file = log_in(mia).get(asked.get_absolute_url()).context["file"]
    assert [line.outcome for line in file.earlier] == measures
    limit = Decision.objects.get(outcome="limit")
    asked = file_appeal(decision=limit, person=an, body="Dat is te lang.")
    file = log_in(mia).get(asked.get_absolute_url()).context["file"]
    assert [line.outcome for line in file.earlier] == ["hide", "suspend", "warn"]


def test_the_newest_notes_stand_in_the_case_but_never_about_oneself(
    comment: Comment, an: User, bas: User, mo: User, mia: User, article: Article
) -> None:
    for number in range(5):
        write_note(moderator=mia, person=an, text=f"Belde ons op, keer {number}.")
    write_note(moderator=mia, person=mo, text="Reageert fel op An.")
    page = log_in(mo).get(reported(comment, bas).get_absolute_url())
    assert [note.text for note in page.context["file"].notes] == [
        f"Belde ons op, keer {number}." for number in (4, 3, 2)
    ]
    assert "Belde ons op, keer 4." in page.text
    assert reverse("member", args=[an.public_id]) in page.text, "the rest stands there"
    own = reported(say(mo, "Dat zie ik anders.", under=article), bas)
    page = log_in(mo).get(own.get_absolute_url())
    assert list(page.context["file"].notes) == []
    assert "Reageert fel" not in page.text
    assert "Reageert fel" in log_in(mia).get(own.get_absolute_url()).text


def test_it_is_two_lists_by_a_key_each_and_no_or(measures: list[str], an: User) -> None:
    """Which plan PostgreSQL takes for a handful of rows says nothing; joined by *or* neither key can be followed."""
    lines = decided_about(Decision.objects.newest_first(), an.pk)
    assert [line.outcome for line in lines] == measures
    statement = str(lines.query)
    assert " UNION " in statement
    assert " OR " not in statement
