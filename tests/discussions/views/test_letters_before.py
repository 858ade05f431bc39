"""The letter about a person, an earlier text or a warning, as it is shown before anything is decided."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Mail, User
from articles.models import Article
from discussions.models import Comment, Decision, Restriction
from discussions.moderation.revisions import ask_to_hide
from tests.discussions.moderation.conftest import reported
from tests.discussions.views.test_about_a_person import WHY, about, earlier, letter_to, suspending
from tests.factories import make_person, say, warn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["warn", "limited", "suspended", "held"])
def test_the_letter_is_shown_before_anything_is_saved(
    desk: Client, an: User, mo: User, kind: str
) -> None:
    warn(moderator=mo, person=an)
    data = suspending(kind=kind, interval="60", source="report", rule_code="LAW-3")
    if kind == "warn":
        data["until"] = ""
    assert "Bekijk de brief" in desk.get(about(an)).content.decode()
    before = Decision.objects.count(), Mail.objects.count()
    answer = desk.post(about(an), {**data, "preview": "1"})
    assert answer.status_code == 200
    assert (Decision.objects.count(), Mail.objects.count()) == before
    assert not Restriction.objects.exists()
    (sent,) = answer.context["letters"]
    html = answer.content.decode()
    assert "Deze brief gaat eruit" in html
    assert "Er is nog niets opgeslagen of verstuurd." in html
    for kept in (WHY, 'value="LAW-3" selected', 'value="report"', data["until"]):
        assert kept in html
    assert desk.post(about(an), data).status_code == 302
    # What was seen is what was sent; only the way to ask again comes with the sending.
    for part in sent.letter.parts[:-7]:
        assert part.as_plain() in letter_to(an)
    assert sent.letter.subject == Mail.objects.latest("pk").subject


def test_a_preview_refuses_what_deciding_refuses(desk: Client, an: User) -> None:
    answer = desk.post(about(an), {**suspending(), "preview": "1"})
    assert answer.status_code == 422
    assert "Waarschuw eerst" in answer.content.decode()
    assert not answer.context["letters"]


def test_the_letter_about_an_earlier_text_is_shown_before(
    desk: Client, an: User, said: Comment
) -> None:
    ask_to_hide(revision=said.revisions.get(number=1), person=an, explanation="De plaats.")
    data = {"rule_code": "HR-3", "public_reason": "Er stond een plaats.", "preview": "1"}
    answer = desk.post(earlier(said), data)
    assert answer.status_code == 200
    assert "Je vroeg dit zelf." in answer.content.decode()
    assert not Decision.objects.exists()
    assert desk.post(earlier(said), {**data, "public_reason": ""}).status_code == 422
    assert not desk.get(reverse("article_rules", args=[said.thread.article.slug])).context[
        "letters"
    ]


def test_in_a_case_the_warning_is_shown_too(desk: Client, an: User, article: Article) -> None:
    case = reported(say(an, under=article), make_person("Bas"), make_person("Cas"))
    data = {
        "seen_version": str(case.version),
        "outcome": "hide",
        "rule_code": "LAW-4",
        "explanation": WHY,
        "answer": "Dank je.",
        "preview": "1",
    }
    alone = desk.post(case.get_absolute_url(), data)
    assert [sent.person.display_name for sent in alone.context["letters"]] == ["An", "Bas", "Cas"]
    both = desk.post(case.get_absolute_url(), {**data, "also_warn": "on"})
    subjects = [(sent.person.display_name, sent.letter.subject) for sent in both.context["letters"]]
    assert subjects[:2] == [
        ("An", "Je reactie is verborgen"),
        ("An", "Een waarschuwing van de redactie"),
    ]
    assert [name for name, _subject in subjects[2:]] == ["Bas", "Cas"]
    html = both.content.decode()
    assert html.count("Een waarschuwing van de redactie") == 1
    assert "Aan Bas" in html, "the answer is shown beside both letters to the author"
    assert "Aan Cas" not in html
    left = {**data, "outcome": "keep", "also_warn": "on"}
    kept = desk.post(case.get_absolute_url(), left).context["letters"]
    assert [sent.person.display_name for sent in kept] == ["Bas", "Cas"]
    assert not Decision.objects.exists()
