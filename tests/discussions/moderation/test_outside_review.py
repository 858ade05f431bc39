"""An outsider answers an appeal, by a link that opens this one case."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import Mail, User
from discussions.models import Comment, Decision, OutsideReview
from discussions.moderation.reappraising import ask_outsider
from tests.discussions.moderation.conftest import hide_case, log_in, reported
from tests.discussions.moderation.test_appeals import BECAUSE, SAYS, answered, appealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(comment: Comment, bas: User, mo: User) -> Decision:
    return hide_case(reported(comment, bas), mo)


def test_an_outsider_sees_this_case_only_and_answers_it_once(
    hidden: Decision, an: User, mo: User
) -> None:
    appeal = appealed(hidden, an)
    invited = log_in(mo).post(
        f"{appeal.get_absolute_url()}buitenstaander/",
        {"name": "Ineke", "address": "ineke@example.org"},
    )
    assert invited.status_code == 302
    mail = Mail.objects.get(kind="outside_review")
    assert mail.address == "ineke@example.org"
    found = re.search(r"http\S+(/beoordelen/\S+/)", mail.body_text)
    assert found
    address, outsider = found.group(1), Client()
    page = outsider.get(address).text
    assert SAYS in page
    assert "Kanarie" in page
    assert "Bas" not in page.replace("dat Bas er niets", ""), "nobody's name but what was written"
    data = {"seen_version": appeal.case.version, "answer": "founded", "explanation": BECAUSE}
    assert outsider.post(address, data).status_code == 200
    line = Decision.objects.get(answers=appeal)
    assert (line.moderator, line.outcome, line.by_the_same) == (None, "restore", False)
    assert Comment.objects.get(pk=hidden.comment_id).status == "published"
    assert outsider.get(address).status_code == 410
    again = outsider.post(address, data)
    assert again.status_code == 410
    assert BECAUSE in again.text, "what was written is not lost"
    assert Decision.objects.filter(answers=appeal).count() == 1


def test_an_outsiders_link_ends(hidden: Decision, an: User, mo: User) -> None:
    appeal = appealed(hidden, an)
    first = ask_outsider(appeal=appeal, moderator=mo, name="Ineke", address="i@example.org")
    second = ask_outsider(appeal=appeal, moderator=mo, name="Joop", address="j@example.org")
    first.refresh_from_db()
    assert first.ended_at is not None
    OutsideReview.objects.filter(pk=second.pk).update(
        asked_at=timezone.now() - timedelta(days=15), until=timezone.now() - timedelta(days=1)
    )
    for review in OutsideReview.objects.all():
        with pytest.raises(PermissionDenied):
            answered(appeal, None, founded=True, review=review)
    with pytest.raises(PermissionDenied):
        answered(appeal, None, founded=True)
    token = signing.Signer(salt="stellingname.review").sign(str(uuid.uuid4())).replace(":", "~")
    assert Client().get(f"/beoordelen/{token}/").status_code == 404


def test_the_log_says_who_decided_somebody_from_outside_or_a_program(
    hidden: Decision, an: User, mo: User
) -> None:
    appeal = appealed(hidden, an)
    review = ask_outsider(appeal=appeal, moderator=mo, name="Ineke", address="i@example.org")
    answered(appeal, None, founded=True, review=review)
    assert Decision.objects.get(answers=appeal).automated_decision == "no"
    log = log_in(mo).get("/moderatie/logboek/").text
    assert log.count("door iemand van buiten") == 1
    assert "door een programma" not in log
