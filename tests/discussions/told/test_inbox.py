"""News as messages: merged, marked read by reading, and never about what one may not read."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from articles.actions.follow import follow
from articles.actions.publish import withdraw_article
from articles.models import Article, Series
from discussions.actions.comments import withdraw_comment
from discussions.actions.telling import tell_about_article
from discussions.models import Comment, Notification
from discussions.notifications import unread_count
from discussions.reading.told import load_inbox, together
from tests.discussions.told.conftest import Tell, log_in
from tests.factories import hide, make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db


def titles(person: User) -> list[tuple[str, str]]:
    page = load_inbox(person, None)
    return [(message.title, message.place) for message in page.messages]


def test_answers_in_one_discussion_are_one_message(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    root = say(an, under=article)
    for name in ("Bas", "Kees", "Mia", "Noor", "Bas"):
        person = bas if name == "Bas" else make_person(name)
        tell(say(person, under=root))
    assert titles(an) == [("Bas, Kees en 2 anderen hebben je geantwoord", "Zorg in de wijk")]
    assert unread_count(an) == 1
    assert "Bas, Kees en 2 anderen hebben je geantwoord" in log_in(an).get(reverse("inbox")).text


def test_other_discussions_and_other_kinds_are_other_messages(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    claim = make_claim(article, "Wijken kunnen dit.")
    tell(say(bas, under=say(an, under=article)))
    tell(say(bas, under=say(an, under=claim)))
    tell(say(bas, "En @An dan?", under=claim))
    assert titles(an) == [
        ("Bas noemt jou", "Wijken kunnen dit."),
        ("Bas heeft je geantwoord", "Wijken kunnen dit."),
        ("Bas heeft je geantwoord", "Zorg in de wijk"),
    ]
    assert unread_count(an) == 3


def test_after_reading_the_next_one_is_a_new_message(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    root = say(an, under=article)
    first = tell(say(bas, under=root))
    message = Notification.objects.get(person=an)
    answer = log_in(an).get(reverse("message", args=[message.pk]))
    assert answer.headers["Location"] == first.get_absolute_url()
    assert unread_count(an) == 0
    tell(say(bas, under=root))
    assert len(titles(an)) == 2
    assert unread_count(an) == 1


def test_opening_a_message_reads_all_that_it_stands_for(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    root = say(an, under=article)
    for _turn in range(3):
        tell(say(bas, under=root))
    elsewhere = tell(say(bas, under=say(an)))
    row = load_inbox(an, None).messages[1]
    log_in(an).get(row.url)
    unread = Notification.objects.filter(person=an).unread()
    assert [note.comment for note in unread] == [elsewhere]


@pytest.mark.parametrize("page", ["article", "thread", "comment", "claim", "claim thread"])
def test_reading_marks_read(page: str, an: User, bas: User, article: Article, tell: Tell) -> None:
    claim = make_claim(article)
    about = claim if page.startswith("claim") else article
    comment = tell(say(bas, under=say(an, under=about)))
    address = {
        "article": article.get_absolute_url(),
        "thread": reverse("article_comments", args=[article.slug]),
        "comment": comment.get_absolute_url(),
        "claim": claim.get_absolute_url(),
        "claim thread": reverse("claim_comments", args=[article.slug, claim.number]),
    }[page]
    assert unread_count(an) == 1
    log_in(bas).get(address)
    log_in(an).head(address)
    log_in(an).get(address, headers={"Sec-Purpose": "prefetch"})
    assert unread_count(an) == 1
    log_in(an).get(address)
    assert unread_count(an) == 0


def test_opening_an_article_marks_read_that_it_came(an: User) -> None:
    series = Series.objects.create(title="De reeks", slug="de-reeks")
    follow(person=an, subject=series)
    part = make_article("Deel twee", series=series)
    tell_about_article(article=part)
    assert titles(an) == [("Nieuw in de reeks De reeks", "Deel twee")]
    log_in(an).get(part.get_absolute_url())
    assert unread_count(an) == 0


def gone_by_hiding(comment: Comment) -> None:
    hide(comment)


def gone_by_withdrawing(comment: Comment) -> None:
    assert comment.author is not None
    withdraw_comment(comment=comment, person=comment.author)


def gone_with_the_article(comment: Comment) -> None:
    article = comment.thread.article
    assert article is not None
    withdraw_article(article=article, editor=make_person("Els", "editor"), reason="Fout.")


@pytest.mark.parametrize("go", [gone_by_hiding, gone_by_withdrawing, gone_with_the_article])
def test_what_may_not_be_read_is_in_no_list_and_no_count(
    go: Callable[[Comment], None], an: User, answered: Comment
) -> None:
    message = Notification.objects.get(person=an)
    go(answered)
    assert unread_count(an) == 0
    client = log_in(an)
    assert "heeft je geantwoord" not in client.get(reverse("inbox")).text
    assert client.get(reverse("message", args=[message.pk])).status_code == 404
    assert "Zorg in de wijk" not in client.get(reverse("why_no_mail")).text


def test_news_of_others_is_nobodys(an: User, bas: User, answered: Comment) -> None:
    message = Notification.objects.get(person=an)
    assert log_in(bas).get(reverse("message", args=[message.pk])).status_code == 404
    assert Notification.objects.unread().filter(pk=message.pk).exists()


def test_who_left_is_a_number_in_the_message_too(an: User, bas: User, answered: Comment) -> None:
    User.objects.filter(pk=bas.pk).update(anonymised_at=timezone.now())
    assert titles(an)[0][0] == "Deelnemer 2 heeft je geantwoord"


def test_all_is_read_with_one_press(an: User, bas: User, answered: Comment, tell: Tell) -> None:
    tell(say(an, under=answered))
    log_in(an).post(reverse("all_read"))
    assert unread_count(an) == 0
    assert unread_count(bas) == 1


def test_the_inbox_costs_the_same_for_one_and_for_many(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    client = log_in(an)
    counts = []
    for number in (1, 3):
        for _turn in range(number):
            root = say(an)
            tell(say(bas, under=root))
            tell(say(make_person("Kees"), under=root))
        for address in ("inbox", "why_no_mail"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(address)).status_code == 200
            counts.append(len(captured))
    assert counts[0] == counts[2]
    assert counts[1] == counts[3]


def test_names_in_a_row() -> None:
    with translation.override("nl"):
        assert together(["An"]) == "An"
        assert together(["An", "Bas"]) == "An en Bas"
        assert together(["An", "Bas", "Kees"]) == "An, Bas en Kees"
        assert together(["An", "Bas", "Kees", "Mia", "Noor"]) == "An, Bas en 3 anderen"
    with translation.override("en"):
        assert together(["An", "Bas", "Kees", "Mia"]) == "An, Bas and 2 others"


def test_an_answer_under_a_draft_is_only_for_its_editors(bas: User, tell: Tell) -> None:
    els = make_person("Els", "editor")
    draft = make_article(status="draft")
    root = say(els, under=draft)
    tell(say(make_person("Ella", "editor"), under=root))
    assert unread_count(els) == 1
    User.objects.filter(pk=els.pk).update(roles=[])
    els.refresh_from_db()
    assert unread_count(els) == 0


def test_news_of_a_comment_whose_place_went_goes_with_it(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    answer = tell(say(bas, "Dag @An.", under=say(an, under=article)))
    withdraw_comment(comment=answer, person=bas)
    assert unread_count(an) == 0
    assert titles(an) == []
