"""An author asks for several earlier texts at once: each is kept, has a number, and leads the editors to that text."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from articles.models import Article
from discussions.actions.editing import edit_comment
from discussions.models import Case, Comment, Report
from discussions.moderation.correspondence import reference
from discussions.moderation.deciding import decide, undo
from discussions.moderation.reporting import report_illegal
from discussions.moderation.revisions import ask_to_hide
from tests.discussions.moderation.conftest import log_in
from tests.factories import came_along, hide_revision, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(an: User, article: Article) -> Comment:
    """What An wrote three times, an hour after each other."""
    comment = say(an, "In Kerkwijk.", under=article)
    earlier = comment.created_at - settings.EDIT_GRACE - timedelta(seconds=1)
    Comment.objects.filter(pk=comment.pk).update(created_at=earlier)
    for number, body in enumerate(("Bij de Dorpsstraat.", "Ergens."), 1):
        comment = edit_comment(comment=comment, person=an, body=body, revision_number=number)
    for revision in comment.revisions.all():
        moment = timezone.now() - timedelta(hours=10 - revision.number)
        comment.revisions.filter(pk=revision.pk).update(created_at=moment)
    return comment


def ask(comment: Comment, number: int) -> Report:
    revision = comment.revisions.get(number=number)
    assert comment.author is not None
    return ask_to_hide(revision=revision, person=comment.author, explanation=f"Tekst {number}.")


def way(comment: Comment, number: int) -> str:
    return reverse("hide_revision", args=[comment.public_id, number])


def test_a_second_version_is_a_second_request(said: Comment, an: User, mo: User) -> None:
    client = log_in(an)
    for number in (1, 2, 2):
        address = reverse("ask_to_hide_revision", args=[said.public_id, number])
        page = client.post(address, {"explanation": f"Tekst {number}."}, follow=True).text
        assert reference(Report.objects.get(revision__number=number)) in page
    assert list(Report.objects.order_by("pk").values_list("revision__number", "explanation")) == [
        (1, "Tekst 1."),
        (2, "Tekst 2."),
    ]
    case = Case.objects.get()
    desk = log_in(mo)
    here = reverse("open_case_here", args=[case.public_id])
    for shown in (
        desk.get(case.get_absolute_url()).text,
        desk.post(here, headers={"HX-Request": "true"}).text,
    ):
        for number in (1, 2):
            assert shown.count(way(said, number)) == 1
            written = timezone.localtime(said.revisions.get(number=number).created_at)
            assert f"de versie van {date_format(written, 'j F Y, H:i')}" in shown
    hide_revision(
        revision=said.revisions.get(number=1),
        moderator=mo,
        rule_code="HR-3",
        reason="Hierin staat waar zij woont.",
    )
    left = desk.get(case.get_absolute_url()).text
    assert way(said, 1) not in left
    assert way(said, 2) in left


def test_who_reports_without_an_account_is_not_the_author_of_what_came_along(
    article: Article, mo: User
) -> None:
    said = came_along("Karin", "Bas is een prutser.", under=article)
    address = f"{settings.PUBLIC_URL}{said.get_absolute_url()}"
    report = report_illegal(explanation="Dit mag niet.", addresses=[address])
    assert report.revision is not None, "else this test proves nothing"
    page = log_in(mo).get(Case.objects.get().get_absolute_url()).text
    assert "Dit mag niet." in page
    assert "vraagt je" not in page


def test_each_request_moves_to_the_case_that_was_opened_meanwhile(
    letters_wait: Callable[[int], None], said: Comment, an: User, mo: User
) -> None:
    letters_wait(30)
    first = ask(said, 1)
    case = Case.objects.get(pk=first.case_id)
    line = decide(
        case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Het mag."
    )
    second = ask(said, 2)
    assert second.case_id != case.pk
    undo(decision=line, moderator=mo)
    assert set(Report.objects.filter(case=second.case_id)) == {first, second}
