"""What somebody hears whose comment was moved: a statement of reasons, unless it was taken back at once."""

from datetime import timedelta

import pytest
from django.conf import settings

from accounts.jobs import deliver_mail
from accounts.models import Mail, User
from articles.models import Article, Claim
from discussions.models import Move, Notification
from discussions.moderation.appeals import file_appeal
from discussions.moderation.deciding import undo
from discussions.moderation.reappraising import answer_appeal, ask_outsider
from discussions.notifications import unread_count
from tests.factories import make_claim, make_person, move_branch, say

pytestmark = pytest.mark.django_db

WHY = "Dit gaat over stelling 1."


@pytest.fixture
def claim(article: Article) -> Claim:
    return make_claim(article)


def test_the_letter_is_a_whole_statement_of_reasons(
    mo: User, mia: User, article: Article, claim: Claim
) -> None:
    bas = make_person("Bas")
    moved = say(bas, "Mijn woorden.", under=article)
    first = move_branch(comment=moved, moderator=mo, reason=WHY, claim=claim).decision
    letter = Mail.objects.get(person=bas).body_text
    for field in (
        "verplaatst naar een andere discussie",  # the measure
        "overal waar Stellingname te lezen is",  # its territorial scope
        "zonder einddatum",  # its duration
        "> Mijn woorden.",  # which text
        WHY,  # the facts
        "niet op een melding",  # notice or own initiative
        "Geen computerprogramma heeft",  # automated means
        "Je brak geen huisregel.",  # the ground
        "/herbeoordeling/",  # redress: the editors, a dispute body, the court
        "geschilleninstantie",
        "naar de rechter",
    ):
        assert field in letter, field
    undo(decision=first, moderator=mia, explanation="Het hoorde toch hier.")
    back = Mail.objects.filter(person=bas).latest("pk")
    assert back.subject == "Je reactie staat weer waar ze stond"
    assert "Het hoorde toch hier." in back.body_text
    for untrue in ("We hebben je reactie, met", "rechter", "Je brak geen"):
        assert untrue not in back.body_text, untrue


def test_undone_at_once_nobody_hears_that_it_was_moved(
    mo: User, article: Article, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LETTERS_WAIT", timedelta(seconds=30))
    bas = make_person("Bas")
    moved = say(bas, under=article)
    line = move_branch(comment=moved, moderator=mo, reason=WHY, claim=claim).decision
    assert unread_count(bas) == 0
    undo(decision=line, moderator=mo)
    assert not Notification.objects.filter(person=bas).exists()
    (mail,) = Mail.objects.filter(person=bas)
    deliver_mail(mail_id=mail.pk)
    mail.refresh_from_db()
    assert (mail.sent_at, mail.not_sent_because) == (None, "undone")


def test_an_outsider_puts_it_back_after_an_appeal(mo: User, article: Article, claim: Claim) -> None:
    bas = make_person("Bas")
    moved = say(bas, under=article)
    line = move_branch(comment=moved, moderator=mo, reason=WHY, claim=claim).decision
    appeal = file_appeal(decision=line, person=bas, body="Het gaat over het artikel.")
    review = ask_outsider(appeal=appeal, moderator=mo, name="Ineke", address="i@example.org")
    appeal.case.refresh_from_db()
    answer_appeal(
        appeal=appeal,
        moderator=None,
        founded=True,
        seen_version=appeal.case.version,
        explanation="Het gaat over het hele artikel. " * 20,
        review=review,
    )
    moved.refresh_from_db()
    assert moved.thread.article == article
    back = Move.objects.latest("pk")
    assert (back.decision.moderator, back.decision.answers) == (None, appeal)
    assert len(back.reason) <= 300
    assert (
        "Het gaat over het hele artikel." in Mail.objects.filter(person=bas).latest("pk").body_text
    )
