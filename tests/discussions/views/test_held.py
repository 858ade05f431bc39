"""Comments that wait for the editors: what the writer reads, before and after; and the moderators' queue."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail, User
from articles.models import Article
from discussions.models import Case, Comment, Restriction, Thread
from discussions.reading.moments import looked_at_by
from tests.discussions.views.writing import answer_to, events, form, htmx, under
from tests.factories import make_person, restrict, say

pytestmark = pytest.mark.django_db

WHY = "Er lopen twee gesprekken door elkaar."


@pytest.fixture
def thread(article: Article) -> Thread:
    return say(under=article).thread


@pytest.fixture
def rule(mo: User, thread: Thread) -> Restriction:
    until = timezone.now() + timedelta(days=40)
    return restrict(moderator=mo, thread=thread, kind="held", reason=WHY, until=until)


def test_it_is_read_before_typing_with_the_rule_and_until_when(
    rule: Restriction, article: Article, member: Client
) -> None:
    pages = [article.get_absolute_url(), answer_to(Comment.objects.get(thread=rule.thread))]
    for address in pages:
        html = member.get(address).content.decode()
        assert "In deze discussie leest de redactie reacties voordat anderen ze zien, tot" in html
        assert WHY in html
        assert "De redactie kijkt meestal voor het einde van" in html
        assert "<textarea" in html


def test_a_newcomer_reads_how_many(
    settings: Any, article: Article, member: Client, an: User
) -> None:
    settings.HOLD_NEWCOMERS_FIRST = 2
    html = member.get(article.get_absolute_url()).content.decode()
    assert "Je bent hier nieuw: de redactie leest je eerste 2 reacties" in html


def test_working_days_count(settings: Any) -> None:
    friday = timezone.make_aware(timezone.datetime(2026, 11, 27, 16, 0))  # type: ignore[attr-defined]
    assert looked_at_by(friday).isoformat() == "2026-11-30"
    settings.MODERATION_DAYS = 3
    assert looked_at_by(friday).isoformat() == "2026-12-02"


@pytest.mark.parametrize("answers", [False, True])
def test_the_focus_goes_to_its_heading_and_it_is_said(
    rule: Restriction, article: Article, member: Client, answers: bool
) -> None:
    above = Comment.objects.get(thread=rule.thread)
    response = htmx(member, answer_to(above) if answers else under(article), form())
    html = response.content.decode()
    held = Comment.every.get(status="held")
    assert f'id="reactie-{held.public_id}-kop" tabindex="-1" data-focus' in html
    assert "Je reactie wacht op de redactie. Alleen jij en de redactie zien haar." in html
    assert events(response)["announce"]["value"].startswith("Je reactie wacht op de redactie.")
    assert events(response)["comment-placed"]["value"] == 1
    assert "Beantwoorden" not in html


def test_without_javascript_one_lands_on_the_held_comment(
    rule: Restriction, article: Article, member: Client
) -> None:
    response = member.post(under(article), form())
    held = Comment.every.get(status="held")
    assert response.status_code == 303
    assert response["Location"] == f"{held.get_absolute_url()}#reactie-{held.public_id}"
    html = member.get(held.get_absolute_url()).content.decode()
    assert f'id="reactie-{held.public_id}-kop" tabindex="-1" data-focus' in html
    assert "Je reactie wacht op de redactie." in html


def test_the_same_form_sent_twice_is_one_held_comment(
    rule: Restriction, article: Article, member: Client
) -> None:
    sent = form()
    for _ in range(2):
        assert member.post(under(article), sent).status_code == 303
    assert Comment.every.filter(status="held").count() == 1
    assert Case.objects.count() == 1


def test_its_author_changes_and_withdraws_it(
    rule: Restriction, article: Article, member: Client, an: User
) -> None:
    held = say(an, under=article)
    edit = reverse("edit_comment", args=[held.public_id])
    sent = {"body": "Wat rustiger.", "revision_number": "1"}
    assert "Wat rustiger" in htmx(member, edit, sent).content.decode()
    held.refresh_from_db()
    assert (held.status, held.body) == ("held", "Wat rustiger.")
    response = member.post(reverse("withdraw_comment", args=[held.public_id]))
    assert response["Location"] == under(article)
    assert member.get(held.get_absolute_url()).status_code == 410
    assert Case.objects.waiting().count() == 0


def test_two_presses_in_the_queue(
    rule: Restriction, article: Article, an: User, desk: Client, mo: User
) -> None:
    above = Comment.objects.get(thread=rule.thread)
    held = say(an, "Wat ik ervan vind.", under=above)
    html = desk.get(reverse("moderation_queue")).content.decode()
    assert "nog niet geplaatst" in html
    assert "de redactie leest reacties in deze discussie eerst" in html
    assert f"antwoord op {above.author_name}" in html
    case = Case.objects.get(comment=held)
    press = {"seen_version": str(case.version), "outcome": "release"}
    assert desk.post(case.get_absolute_url(), press).status_code == 302
    held.refresh_from_db()
    assert held.status == "published"
    letter = Mail.objects.get(person=an)
    assert letter.subject == "Je reactie staat er nu"
    assert "Dat gold vooraf, wat je ook schreef." in letter.body_text
    assert "Te laat" not in letter.body_text


def test_refusing_asks_for_a_rule_and_keeps_what_was_typed_when_a_colleague_was_first(
    rule: Restriction, article: Article, an: User, desk: Client
) -> None:
    held = say(an, "Wat ik ervan vind.", under=article)
    case = Case.objects.get(comment=held)
    html = desk.get(f"{case.get_absolute_url()}?kies=tegen").content.decode()
    assert WHY in html
    assert 'value="refuse"' in html
    refuse = {"seen_version": str(case.version), "outcome": "refuse"}
    assert desk.post(case.get_absolute_url(), refuse).status_code == 422
    kim = Client()
    kim.force_login(make_person("Kim", "moderator"))
    press = {"seen_version": str(case.version), "outcome": "release"}
    assert kim.post(case.get_absolute_url(), press).status_code == 302
    refuse |= {"rule_code": "HR-1", "explanation": "Dit gaat over de buurvrouw."}
    late = desk.post(case.get_absolute_url(), refuse)
    assert late.status_code == 409
    html = late.content.decode()
    assert "Kim" in html
    assert "doorgelaten" in html
    assert "Dit gaat over de buurvrouw." in html
    held.refresh_from_db()
    assert held.status == "published"


def test_the_author_gets_a_statement_of_reasons_and_finds_it_again(
    rule: Restriction, article: Article, an: User, member: Client, desk: Client
) -> None:
    held = say(an, "Wat ik ervan vind.", under=article)
    case = Case.objects.get(comment=held)
    refuse = {
        "seen_version": str(case.version),
        "outcome": "refuse",
        "rule_code": "HR-1",
        "explanation": "Dit gaat over de buurvrouw.",
    }
    shown = desk.post(case.get_absolute_url(), {**refuse, "preview": "1"}).content.decode()
    assert "Je reactie is niet doorgelaten" in shown
    assert desk.post(case.get_absolute_url(), refuse).status_code == 302
    letter = Mail.objects.get(person=an).body_text
    for words in ("Dit gaat over de buurvrouw.", "HR-1", "herbeoordeling", "geschilleninstantie"):
        assert words in letter
    assert "In deze discussie las de redactie reacties eerst." in letter
    own = member.get(held.get_absolute_url()).content.decode()
    assert "Niet doorgelaten door de redactie." in own
    assert "Wat ik ervan vind." in own
    assert str(held.public_id) not in member.get(article.get_absolute_url()).content.decode()


def test_the_whole_site_while_the_editors_are_away(
    article: Article, desk: Client, member: Client
) -> None:
    address = reverse("site_rules")
    until = (timezone.localtime() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    sent = {"kind": "held", "public_reason": "De redactie is een week weg.", "until": until}
    assert desk.post(address, sent).status_code == 302
    assert "De redactie is een week weg." in desk.get(address).content.decode()
    html = member.get(article.get_absolute_url()).content.decode()
    assert "leest de redactie alle reacties voordat anderen ze zien" in html
    assert desk.post(address, {**sent, "kind": "slow"}).status_code == 422
