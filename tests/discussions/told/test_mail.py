"""What is mailed, to whom, and what stands in it."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail as outbox_of
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.actions import mute_person
from accounts.models import User
from articles.actions.follow import follow
from articles.models import Article
from discussions.actions.mail_choices import choose, stop_mail
from discussions.actions.outbox import forget_old_news, forget_person, gather
from discussions.models import Comment, Mention, NewsMail, Notification, Pace
from discussions.notifications import mark_all_read
from tests.discussions.told.conftest import Tell, log_in
from tests.factories import hide, make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db
Send = Callable[[], int]


def reasons(person: User) -> list[str]:
    rows = NewsMail.objects.filter(person=person).order_by("pk")
    return [row.not_sent_because or ("sent" if row.sent_at else "waiting") for row in rows]


def test_an_answer_is_mailed_after_a_while_and_once(
    an: User, answered: Comment, send: Send
) -> None:
    from discussions.sending import send_due

    assert send_due() == 0  # who is reading is not mailed
    assert send() == 1
    assert send() == 0
    (sent,) = outbox_of.outbox
    assert sent.to == [an.email]
    assert sent.subject == "Bas heeft je geantwoord: Zorg in de wijk"
    assert answered.get_absolute_url() in sent.body
    assert reasons(an) == ["sent"]


def test_what_joined_meanwhile_is_in_the_same_mail(
    an: User, bas: User, article: Article, tell: Tell, send: Send
) -> None:
    root = say(an, under=article)
    for name in ("Bas", "Kees", "Mia", "Noor"):
        tell(say(make_person(name), under=root))
    send()
    (sent,) = outbox_of.outbox
    assert sent.subject.startswith("Bas, Kees en 2 anderen hebben je geantwoord")
    assert reasons(an) == ["sent", *["joined_earlier"] * 3]


def test_text_and_page_say_the_same_and_hold_nothing_that_reports_back(
    an: User, bas: User, tell: Tell, send: Send
) -> None:
    User.objects.filter(pk=bas.pk).update(display_name="Bas <b>& co</b>")
    tell(say(bas, under=say(an, under=make_article("Zorg & <i>wijk</i>"))))
    send()
    (sent,) = outbox_of.outbox
    (page, kind) = sent.alternatives[0]
    assert kind == "text/html"
    words = unescape(re.sub(r"<[^>]+>", " ", page.split("</h1>")[1])).split()
    assert words == sent.body.split()
    assert "Zorg & <i>wijk</i>" in sent.body
    assert "<img" not in page
    assert "<i>" not in page
    links = re.findall(r'href="([^"]+)"', page)
    assert links
    assert all(link.startswith("http://127.0.0.1:8000/") and "?" not in link for link in links)


def test_a_mail_holds_no_address_and_no_words_of_others(
    an: User, bas: User, article: Article, tell: Tell, send: Send
) -> None:
    tell(say(bas, "Mail mij op bas.prive@example.org.", under=say(an, under=article)))
    send()
    (sent,) = outbox_of.outbox
    whole = sent.message().as_string() + sent.body
    assert bas.email not in whole
    assert "bas.prive" not in whole
    assert "@example.org" not in whole.replace(an.email, "")


def test_it_speaks_the_language_of_its_reader(an: User, answered: Comment, send: Send) -> None:
    User.objects.filter(pk=an.pk).update(language="en")
    send()
    (sent,) = outbox_of.outbox
    assert sent.subject == "Bas has answered you: Zorg in de wijk"
    assert sent.extra_headers["Content-Language"] == "en"


def closed(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def left(person: User) -> None:
    User.objects.filter(pk=person.pk).update(anonymised_at=timezone.now())


def read(person: User) -> None:
    mark_all_read(person=person)


def gone(person: User) -> None:
    hide(Comment.objects.get(notifications__person=person))


def muting(person: User) -> None:
    author = Comment.objects.get(notifications__person=person).author
    assert author is not None
    mute_person(person=person, muted=author)


def never(person: User) -> None:
    stop_mail(person=person, what="answer")


def later(person: User) -> None:
    choose(person=person, paces={"answer": Pace.WEEKLY})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (closed, "closed"),
        (left, "left"),
        (read, "read"),
        (gone, "gone"),
        (muting, "muted"),
        (never, "chose_never"),
        (later, "chose_later"),
    ],
)
def test_it_is_judged_once_more_when_it_goes(
    change: Callable[[User], None], reason: str, an: User, answered: Comment, send: Send
) -> None:
    change(an)
    send()
    assert outbox_of.outbox == []
    assert reasons(an) == [reason]


def test_who_chose_a_summary_meanwhile_gets_it_in_the_summary(
    an: User, answered: Comment, send: Send
) -> None:
    later(an)
    send()
    gather(pace=Pace.WEEKLY)
    send()
    assert len(outbox_of.outbox) == 1
    assert reasons(an) == ["chose_later", "sent"]


def test_nobody_gets_more_than_the_cap_in_a_day(
    an: User, bas: User, tell: Tell, send: Send, settings: Settings
) -> None:
    settings.NEWS_MAIL_DAILY_CAP = 2
    for _number in range(3):
        tell(say(bas, under=say(an)))
    send()
    assert len(outbox_of.outbox) == 2
    assert sorted(reasons(an)) == ["daily_cap", "sent", "sent"]
    NewsMail.objects.update(sent_at=timezone.now() - timedelta(hours=25), not_sent_because="")
    tell(say(bas, under=say(an)))
    send()
    assert len(outbox_of.outbox) == 3


def test_a_digest_merges_each_discussion_and_comes_once_a_day(
    an: User, bas: User, article: Article, tell: Tell, send: Send
) -> None:
    claim = make_claim(article, "Wijken kunnen dit.")
    follow(person=an, subject=article)
    follow(person=an, subject=claim)
    for name in ("Bas", "Kees", "Mia"):
        tell(say(make_person(name), under=article))
    tell(say(bas, under=claim))
    gather(pace=Pace.WEEKLY)
    assert not NewsMail.objects.exists()
    for _turn in range(2):
        gather(pace=Pace.DAILY)
        send()
    (sent,) = outbox_of.outbox
    assert sent.subject == "2 berichten van Stellingname"
    assert "Bas, Kees en Mia hebben gereageerd:\nZorg in de wijk\n" in sent.body
    assert "Bas heeft gereageerd:\nWijken kunnen dit.\n" in sent.body
    assert reasons(an) == ["sent"]


def test_a_digest_leaves_out_what_was_read_or_hidden(
    an: User, bas: User, article: Article, tell: Tell, send: Send
) -> None:
    other = make_article("Elders")
    hidden_at = make_article("Nergens")
    for subject in (article, other, hidden_at):
        follow(person=an, subject=subject)
    tell(say(bas, under=article))
    tell(say(bas, under=other))
    hidden = tell(say(bas, under=hidden_at))
    gather(pace=Pace.DAILY)
    log_in(an).get(other.get_absolute_url())
    hide(hidden)
    send()
    (sent,) = outbox_of.outbox
    assert "Zorg in de wijk" in sent.subject
    assert "Elders" not in sent.body
    assert "Nergens" not in sent.body


def test_a_digest_of_nothing_but_read_news_is_not_sent_and_says_so(
    an: User, bas: User, article: Article, tell: Tell, send: Send
) -> None:
    follow(person=an, subject=article)
    tell(say(bas, under=article))
    mark_all_read(person=an)
    gather(pace=Pace.DAILY)
    send()
    assert outbox_of.outbox == []
    assert reasons(an) == ["read"]


def test_many_people_are_gathered_in_chunks(
    an: User, article: Article, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discussions.actions.outbox.CHUNK", 2)
    for _number in range(5):
        follow(person=make_person("Kees"), subject=article)
    tell(say(an, under=article))
    gather(pace=Pace.DAILY)
    assert NewsMail.objects.waiting().count() == 5
    assert not Notification.objects.filter(mail=None).exists()


def test_the_page_says_why_there_was_no_mail(
    an: User, bas: User, article: Article, tell: Tell, send: Send
) -> None:
    root = say(an, under=article)
    tell(say(bas, under=root))
    tell(say(bas, under=root))
    stop_mail(person=an, what="mention")
    tell(say(bas, "En @An?", under=article))
    follow(person=an, subject=article)
    tell(say(bas, under=article))
    client = log_in(an)
    text = client.get(reverse("why_no_mail")).text
    assert "Gaat over een paar minuten weg" in text
    assert "er wachtte al een ongelezen bericht" in text
    assert "je koos ervoor hierover nooit mail te krijgen" in text
    assert "Komt in je overzicht van de dag" in text
    send()
    assert "Gemaild op" in client.get(reverse("why_no_mail")).text
    assert log_in(bas).get(reverse("why_no_mail")).text.count("Zorg in de wijk") == 0


def test_old_news_is_forgotten_and_decisions_are_not(
    an: User, answered: Comment, settings: Settings
) -> None:
    hide(Comment.objects.get(pk=answered.parent_id))
    Notification.objects.update(created_at=timezone.now() - settings.NEWS_KEPT)
    NewsMail.objects.update(created_at=timezone.now() - timedelta(days=31))
    forget_old_news()
    assert list(Notification.objects.values_list("kind", flat=True)) == ["decision_on_yours"]
    assert not NewsMail.objects.exists()


def test_leaving_takes_along_all_that_was_there_for_telling(
    an: User, bas: User, answered: Comment, article: Article, tell: Tell
) -> None:
    follow(person=an, subject=article)
    stop_mail(person=an, what="daily")
    tell(say(bas, "Dag @An.", under=article))
    hide(Comment.objects.get(pk=answered.parent_id))
    forget_person(person=an)
    assert not Mention.objects.exists()
    assert not NewsMail.objects.exists()
    assert not an.follows.exists()
    assert not hasattr(User.objects.get(pk=an.pk), "mail_choice")
    kinds = Notification.objects.filter(person=an).values_list("kind", flat=True)
    assert list(kinds) == ["decision_on_yours"]
