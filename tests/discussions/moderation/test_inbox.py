"""Letters in the inbox, and hidden words nowhere else."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail, User
from articles.models import Article
from discussions.models import Case, Comment, Decision, Notification, Thread
from discussions.moderation.appeals import file_appeal
from discussions.moderation.correspondence import letter_for
from discussions.moderation.deciding import decide, undo
from discussions.moderation.reappraising import answer_appeal
from discussions.moderation.taking import open_case
from discussions.notifications import unread_count
from tests.discussions.moderation.conftest import WHY, log_in, reported
from tests.factories import lift, make_person, restrict, say, warn

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def told(comment: Comment, bas: User, mo: User) -> Decision:
    case = reported(comment, bas)
    return decide(
        case=case,
        moderator=mo,
        outcome="hide",
        seen_version=case.version,
        rule_code="HR-1",
        explanation=WHY,
        answer="Goed gezien.",
    )


def test_opening_a_letter_marks_it_read(comment: Comment, an: User, bas: User, mo: User) -> None:
    told(comment, bas, mo)
    assert unread_count(an) == 1
    client = log_in(an)
    client.get(reverse("inbox"))
    assert unread_count(an) == 1
    message = Notification.objects.get(person=an)
    assert WHY[:30] in client.get(reverse("message", args=[message.pk])).text
    assert unread_count(an) == 0


def test_letter_of_somebody_else_is_not_there(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    for_an = Notification.objects.get(person=an)
    for person in (bas, mo):
        assert log_in(person).get(reverse("message", args=[for_an.pk])).status_code == 404
    assert Client().get(reverse("message", args=[for_an.pk])).status_code == 302
    for_an.refresh_from_db()
    assert for_an.read_at is None


def test_hidden_words_are_in_nobody_elses_inbox(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    client = log_in(bas)
    letter = client.get(reverse("message", args=[Notification.objects.get(person=bas).pk])).text
    assert "Goed gezien." in letter
    for page in (letter, client.get(reverse("inbox")).text):
        assert "Kanarie" not in page
        assert WHY not in page.replace("\n", " ")
    own = log_in(an).get(reverse("message", args=[Notification.objects.get(person=an).pk])).text
    assert "Kanarie" in own


def test_hidden_words_are_on_no_page_that_others_read(
    comment: Comment, article: Article, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    pages = [
        article.get_absolute_url(),
        comment.get_absolute_url(),
        f"{article.get_absolute_url()}reacties/",
        reverse("overview"),
    ]
    for client in (Client(), log_in(bas), log_in(make_person("Els", "editor"))):
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200, page
            assert "Kanarie" not in answer.text, page
    assert "HR-1" in Client().get(article.get_absolute_url()).text


def test_inbox_is_paged_by_key(article: Article, an: User, mo: User) -> None:
    for number in range(22):
        case = open_case(comment=say(an, f"Nummer {number}.", under=article), moderator=mo)
        decide(
            case=case,
            moderator=mo,
            outcome="hide",
            seen_version=case.version,
            rule_code="HR-1",
            explanation=WHY,
        )
    client = log_in(an)
    first = client.get(reverse("inbox"))
    rest = client.get(first.context["next_url"])
    urls = [row.url for row in [*first.context["rows"], *rest.context["rows"]]]
    assert len(set(urls)) == 22
    assert rest.context["next_url"] is None
    assert client.get(reverse("inbox"), {"na": "x"}).status_code == 404
    stranger = log_in(make_person("Kim"))
    assert stranger.get(first.context["next_url"]).status_code == 404


def test_the_list_calls_each_letter_by_its_own_heading(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    warn(moderator=mo, person=an)
    restriction = restrict(
        moderator=mo, person=an, kind="held", reason="Je noemde Bas twee keer dom."
    )
    lift(restriction=restriction, moderator=mo)
    page = log_in(an).get(reverse("inbox")).text
    headings = re.findall(r'<span lang="nl">([^<]+)</span>', page)
    letters = [
        letter_for(one).subject for one in Notification.objects.filter(person=an).order_by("-pk")
    ]
    assert headings == letters
    assert len(set(headings)) == 4
    assert "Je reactie staat er weer" not in page


def test_each_message_is_called_as_its_letter(
    comment: Comment, article: Article, an: User, bas: User, mo: User, mia: User
) -> None:
    """Whatever was decided: the list, the letter and the mail have one subject."""
    told(comment, bas, mo)
    undo(
        decision=Decision.objects.get(outcome="hide"), moderator=mo, explanation="Dat was te snel."
    )
    restrict(moderator=mo, kind="limited", person=an, reason="Wat rustiger.", interval=HOUR)
    until = timezone.now() + timedelta(days=9)
    suspended = restrict(moderator=mo, kind="suspended", person=an, reason=WHY, until=until)
    appeal = file_appeal(decision=suspended.decision, person=an, body="Te lang.")
    answer_appeal(
        appeal=appeal,
        moderator=mia,
        founded=False,
        seen_version=appeal.case.version,
        explanation="Korter kan ook.",
        until=until - timedelta(days=5),
    )
    warning = Decision.objects.get(outcome="warn")
    refused = file_appeal(decision=warning, person=an, body="Het viel mee.")
    answer_appeal(
        appeal=refused,
        moderator=mia,
        founded=False,
        seen_version=refused.case.version,
        explanation="Het viel niet mee.",
    )
    thread = Thread.objects.get(article=article)
    restrict(moderator=mo, kind="held", thread=thread, reason="Het werd fel.")
    writers = [make_person("Noor"), make_person("Piet")]
    for outcome, writer in zip(("release", "refuse"), writers, strict=True):
        said = say(writer, under=article)
        case = Case.objects.get(comment=said)
        grounds = {"rule_code": "HR-1", "explanation": WHY} if outcome == "refuse" else {}
        decide(case=case, moderator=mo, outcome=outcome, seen_version=1, **grounds)
    restrict(moderator=mo, kind="held", person=writers[0], reason="Eerst lezen.")
    seen = {}
    for person in (an, bas, *writers):
        client = log_in(person)
        page = client.get(reverse("inbox"))
        for row in page.context["rows"]:
            subject = str(client.get(row.url).context["letter"].subject)
            assert subject.startswith(row.title), (row.title, subject)
            assert row.title in page.text
            seen[row.title] = row
        letters = Mail.objects.filter(person=person, key__startswith="decision-")
        assert {row.title for row in page.context["rows"]} == {
            mail.subject.partition(" M-")[0] for mail in letters
        }
    assert {
        "Je reactie is verborgen",
        "Je reactie staat er weer",
        "Je reactie staat er nu",
        "Je reactie is niet doorgelaten",
        "Een waarschuwing van de redactie",
        "Je kunt minder vaak reageren",
        "Je kunt een tijd niet reageren",
        "De redactie leest je reacties eerst",
        "Ons antwoord op je verzoek om herbeoordeling",
        "Ons antwoord op je melding",
    } == set(seen)
