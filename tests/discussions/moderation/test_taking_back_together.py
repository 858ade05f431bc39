"""Taking back what was decided in one go, in time and too late: what is undone, what is left, and what is said."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.jobs import deliver_mail
from accounts.models import Mail, User
from articles.models import Article
from discussions.models import Case, Comment, Decision
from discussions.moderation.bulk import decide_together
from discussions.moderation.deciding import undo, undo_act
from tests.discussions.moderation.conftest import WHY, hide_case, log_in
from tests.factories import make_person, say

pytestmark = pytest.mark.django_db
BECAUSE = "Dit was te snel."
NOBODY = "Niemand krijgt een brief."
EVERYBODY = "Iedereen die het aangaat, krijgt een brief."


def together(article: Article, mo: User, *authors: User) -> list[Decision]:
    """What these people wrote, hidden in one go."""
    cases = [Case.objects.create(comment=say(author, under=article)) for author in authors]
    came = decide_together(
        chosen=[(case, 1) for case in cases],
        moderator=mo,
        against=True,
        rule_code="HR-1",
        explanation=WHY,
    )
    assert came.left == []
    return list(came.done)


def back(line: Decision) -> str:
    return reverse("moderation_take_back", args=[line.pk])


def hidden() -> int:
    return Comment.objects.filter(status="hidden").count()


def test_too_late_for_one_it_asks_why_of_all(
    letters_wait: Callable[[int], None], article: Article, an: User, bas: User, mo: User
) -> None:
    letters_wait(30)
    lines = together(article, mo, an, bas, make_person("Kim"))
    deliver_mail(mail_id=Mail.objects.get(person=an).pk)
    client, address = log_in(mo), reverse("moderation_undo_act", args=[lines[0].act])
    answer = client.post(back(lines[-1]))
    assert answer.headers["Location"] == address
    assert hidden() == 3
    assert "Er gelden nog 3 maatregelen." in client.get(address).text
    client.post(address, {"explanation": BECAUSE})
    assert hidden() == 0
    assert BECAUSE in Mail.objects.filter(person=an).latest("pk").body_text
    assert set(Mail.objects.filter(person=bas).values_list("not_sent_because", flat=True)) == {
        "undone"
    }


def test_too_late_for_one_alone_it_asks_why_of_that(
    letters_wait: Callable[[int], None], article: Article, an: User, bas: User, mo: User
) -> None:
    letters_wait(30)
    first, second = together(article, mo, an, bas)
    undo(decision=first, moderator=mo)
    deliver_mail(mail_id=Mail.objects.get(person=bas).pk)
    answer = log_in(mo).post(back(second))
    assert answer.headers["Location"] == reverse("moderation_undo", args=[second.pk])


def test_what_is_ones_own_is_left_and_the_others_are_undone(
    article: Article, an: User, mo: User, mia: User
) -> None:
    own, other = together(article, mo, mia, an)
    done, left = undo_act(act=own.act, moderator=mia, explanation=BECAUSE)
    assert ([line.reverses for line in done], left) == ([other], [own])
    assert Comment.objects.get(pk=own.comment_id).status == "hidden"
    page = log_in(mia).post(
        reverse("moderation_undo_act", args=[own.act]), {"explanation": BECAUSE}, follow=True
    )
    assert "Eén maatregel kon niet meer teruggedraaid worden." in page.text
    assert hidden() == 1


def test_it_says_whether_anybody_gets_a_letter(
    letters_wait: Callable[[int], None], article: Article, an: User, mo: User
) -> None:
    client = log_in(mo)
    for wait, said, not_said in ((30, NOBODY, EVERYBODY), (0, EVERYBODY, NOBODY)):
        letters_wait(wait)
        line = hide_case(Case.objects.create(comment=say(an, under=article)), mo)
        address = reverse("moderation_undo", args=[line.pk])
        page = client.post(address, {"explanation": BECAUSE}, follow=True).text
        assert said in page
        assert not_said not in page


def test_what_could_not_be_taken_back_in_time_is_named(
    letters_wait: Callable[[int], None], article: Article, an: User, bas: User, mo: User
) -> None:
    letters_wait(30)
    first, second = together(article, mo, an, bas)
    # Whoever decided it became its author meanwhile: they claimed what came with an import.
    Comment.objects.filter(pk=first.comment_id).update(author=mo)
    page = log_in(mo).post(back(second), follow=True).text
    assert NOBODY in page
    assert "Eén maatregel kon niet meer teruggedraaid worden." in page
    assert hidden() == 1
