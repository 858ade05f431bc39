"""How a comment reads whose author is a name that came with an import."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from discussions.models import Comment
from tests.factories import came_along, make_article, make_person, say

pytestmark = pytest.mark.django_db

UNCONFIRMED = "overgenomen reactie, naam niet bevestigd"


def test_reader_sees_the_name_and_that_nobody_confirmed_it() -> None:
    article = make_article()
    say(make_person("An"), under=article)
    comment = came_along("Karin", under=article)
    for address in (article.get_absolute_url(), comment.get_absolute_url()):
        page = Client().get(address).text
        assert page.count(UNCONFIRMED) == 1
        assert "Karin" in page


def test_member_may_answer_and_report_it_but_not_withdraw_it() -> None:
    comment = came_along()
    client = Client()
    client.force_login(make_person("Bas"))
    node = client.get(comment.get_absolute_url()).context["page"].node
    assert node.reply_url
    assert node.report_url
    assert not node.withdraw_url
    answer = say(make_person("An"), under=comment)
    page = client.get(answer.get_absolute_url()).text
    assert "Karin" in page


def test_database_wants_to_know_who_said_it() -> None:
    comment, ours = came_along(), say()
    for fields in (
        {"imported_author": None},
        {"author": make_person("Bas")},
        {"import_key": ""},
    ):
        with pytest.raises(IntegrityError, match="comment_by_somebody"), transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(**fields)
    with pytest.raises(IntegrityError, match="comment_by_somebody"), transaction.atomic():
        Comment.objects.filter(pk=ours.pk).update(author=None)
    Comment.objects.filter(pk=comment.pk).update(
        body="", body_html="", withdrawn_at=timezone.now(), imported_author=None
    )


def test_one_key_is_one_comment_in_a_thread() -> None:
    article = make_article()
    first, second = came_along(under=article), came_along(under=article)
    with pytest.raises(IntegrityError, match="comment_imported_once"), transaction.atomic():
        Comment.objects.filter(pk=second.pk).update(import_key=first.import_key)
