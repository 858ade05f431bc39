"""What moderators set about a person, or hide of an earlier text, outside a case: what made them look, and on which
ground it stands."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail, User
from articles.models import Article
from discussions.law.yearly import figures_of
from discussions.models import Comment, Decision, Restriction
from discussions.moderation.revisions import ask_to_hide
from discussions.moderation.warnings import acknowledge_warning
from discussions.reading.law_figures import count_year
from discussions.reading.statements import load_export
from tests.discussions.moderation.conftest import hide_case, reported
from tests.factories import hide, make_claim, make_person, say, warn

pytestmark = pytest.mark.django_db

WHY = "Je noemde Bas drie keer dom."
OWN = "De redactie zag dit zelf"
AFTER = "na een melding. Wie meldt, vertellen we nooit."


def about(person: User) -> str:
    return reverse("member_rules", args=[person.public_id])


def earlier(comment: Comment) -> str:
    return reverse("hide_revision", args=[comment.public_id, 1])


def suspending(**more: str) -> dict[str, str]:
    until = timezone.localtime(timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    whole = {"kind": "suspended", "until": until, "public_reason": WHY, "rule_code": "HR-1"}
    return {**whole, "gravity": "Anderen haken af", "intention": "Het was boosheid", **more}


def letter_to(person: User) -> str:
    return str(Mail.objects.filter(person=person).latest("pk").body_text)


def figures() -> dict[str, Any]:
    return {each.key: each.value for each in figures_of(count_year(timezone.now().year))}


@pytest.mark.parametrize("kind", ["warn", "limited", "suspended", "held"])
@pytest.mark.parametrize(
    ("source", "word"), [("voluntary", OWN), ("report", AFTER), ("article_16", AFTER)]
)
def test_the_letter_says_what_made_the_editors_look(
    desk: Client, an: User, mo: User, kind: str, source: str, word: str
) -> None:
    warn(moderator=mo, person=an)
    data = suspending(kind=kind, interval="60", source=source)
    if kind != "suspended":
        data["until"] = ""
    assert desk.post(about(an), data).status_code == 302
    assert Decision.objects.latest("pk").source == source
    assert word in letter_to(an)
    assert (OWN in letter_to(an)) == (source == "voluntary")


def test_what_it_followed_on_goes_to_the_figures_and_the_database(
    desk: Client, an: User, mo: User
) -> None:
    data = {"kind": "limited", "interval": "60", "public_reason": WHY, "rule_code": "HR-1"}
    desk.post(about(an), {**data, "source": "report"})
    assert (figures()["measures"], figures()["own"], figures()["own_limit"]) == (1, 0, 0)
    now = timezone.now()
    (line,) = load_export(start=now - timedelta(hours=1), end=now + timedelta(hours=1)).lines
    assert '"source_type": "SOURCE_TYPE_OTHER_NOTIFICATION"' in line
    desk.post(about(an), data)
    assert figures()["own_limit"] == 1, "nothing said: the editors saw it themselves"


def test_after_an_upheld_report_nothing_is_chosen_beforehand(
    desk: Client, an: User, mo: User, article: Article
) -> None:
    html = desk.get(about(an)).content.decode()
    assert 'name="source" value="voluntary" id="id_source_0" checked' in html
    hide_case(reported(say(an, under=article), make_person("Bas")), mo)
    html = desk.get(about(an)).content.decode()
    assert "zeg of ook dit op een melding volgt" in html
    assert 'value="voluntary" id="id_source_0" checked' not in html
    data = {"kind": "limited", "interval": "60", "public_reason": WHY, "rule_code": "HR-1"}
    assert desk.post(about(an), data).status_code == 422
    assert desk.post(about(an), {**data, "source": "voluntary"}).status_code == 302
    assert OWN in letter_to(an)


def test_a_suspension_can_stand_on_the_law(
    desk: Client, an: User, mo: User, article: Article, member: Client
) -> None:
    hide(comment=say(an, under=article), moderator=mo)
    line = warn(moderator=mo, person=an)
    acknowledge_warning(warning=line.warning)
    assert desk.post(about(an), suspending(rule_code="LAW-3")).status_code == 302
    line = Decision.objects.latest("pk")
    assert (line.outcome, line.law_code, line.rule_code) == ("suspend", "LAW-3", "")
    letter = letter_to(an)
    assert "Het gaat om de wet: bedreiging (artikel 285 van het Wetboek van Strafrecht)." in letter
    assert "één maatregel over je reacties het afgelopen jaar, op één reactie (100 proc" in letter
    assert "en één waarschuwing. Hoe ernstig het is: Anderen haken af. Wat de bedoeling" in letter
    counted = figures()
    assert (counted["suspensions_illegal"], counted["suspensions_terms"]) == (1, 0)
    assert Restriction.objects.get().rule_code == "LAW-3"
    for page in (about(an), reverse("member", args=[an.public_id]), reverse("moderation_log")):
        assert "LAW-3" in desk.get(page).content.decode(), page
    assert "De wet: Bedreiging." in member.get(article.get_absolute_url()).content.decode()
    now = timezone.now()
    found = load_export(start=now - timedelta(hours=1), end=now + timedelta(hours=1))
    assert found.stopped == []
    assert "DECISION_GROUND_ILLEGAL_CONTENT" in found.lines[-1]


def test_a_warning_and_an_earlier_text_can_stand_on_the_law(
    desk: Client, an: User, mo: User, said: Comment
) -> None:
    desk.post(about(an), {"kind": "warn", "public_reason": WHY, "rule_code": "LAW-4"})
    assert Decision.objects.latest("pk").law_code == "LAW-4"
    desk.post(earlier(said), {"rule_code": "LAW-8", "public_reason": "Er stond een plaats."})
    line = Decision.objects.latest("pk")
    assert (line.outcome, line.law_code, line.rule_code) == ("hide_text", "LAW-8", "")
    assert "Het gaat om de wet: persoonsgegevens" in letter_to(an)


def test_a_discussion_stands_on_no_law_and_asks_nothing(desk: Client, article: Article) -> None:
    html = desk.get(reverse("article_rules", args=[article.slug])).content.decode()
    assert "LAW-3" not in html
    assert 'name="source"' not in html


@pytest.mark.parametrize(("source", "word"), [("voluntary", OWN), ("report", AFTER)])
def test_an_earlier_text_that_was_reported(
    desk: Client, an: User, said: Comment, source: str, word: str
) -> None:
    reported(said, make_person("Bas"))
    data = {"rule_code": "HR-3", "public_reason": "Er stond een plaats."}
    assert desk.post(earlier(said), data).status_code == 422
    assert desk.post(earlier(said), {**data, "source": source}).status_code == 302
    assert Decision.objects.latest("pk").source == source
    assert word in letter_to(an)


def test_who_asked_for_it_reads_that_they_asked(
    desk: Client, an: User, mo: User, said: Comment
) -> None:
    data = {"rule_code": "HR-3", "public_reason": "Er stond een plaats.", "source": "report"}
    assert 'name="source"' in desk.get(earlier(said)).content.decode()
    revision = said.revisions.get(number=1)
    ask_to_hide(revision=revision, person=an, explanation="De plaats.")
    html = desk.get(earlier(said)).content.decode()
    assert "De schrijver vroeg hier zelf om." in html
    assert 'name="source"' not in html
    assert desk.post(earlier(said), data).status_code == 302
    assert Decision.objects.latest("pk").source == "author"
    letter = letter_to(an)
    assert "Je vroeg dit zelf. Een mens heeft beslist." in letter
    assert OWN not in letter
    assert "na een melding" not in letter
    assert (figures()["measures"], figures()["own"]) == (1, 0)
    now = timezone.now()
    (line,) = load_export(start=now - timedelta(hours=1), end=now + timedelta(hours=1)).lines
    assert "Dat gebeurde op verzoek van de schrijver zelf." in line


@pytest.mark.parametrize(("source", "word"), [("voluntary", OWN), ("article_16", AFTER)])
def test_a_label_outside_a_case_says_what_it_followed_on_and_is_shown_before(
    desk: Client, an: User, article: Article, source: str, word: str
) -> None:
    comment = say(an, under=article)
    way = reverse("label_comment", args=[comment.public_id])
    assert 'value="voluntary" id="id_source_0" checked' in desk.get(way).content.decode()
    reported(comment, make_person("Bas"))
    data = {"label_code": "LB-1", "public_reason": "Er staat geen bron bij."}
    assert desk.post(way, data).status_code == 422
    shown = desk.post(way, {**data, "source": source, "preview": "1"})
    (sent,) = shown.context["letters"]
    assert (sent.person, sent.letter.subject) == (an, "Bij je reactie staat nu een label")
    assert word in shown.content.decode()
    assert not Decision.objects.exists()
    assert desk.post(way, {**data, "source": source}).status_code == 302
    assert word in letter_to(an)
    assert Decision.objects.latest("pk").source == source


def test_nobody_sees_a_letter_about_their_own_comment(
    desk: Client, mo: User, article: Article
) -> None:
    way = reverse("label_comment", args=[say(mo, under=article).public_id])
    data = {"label_code": "LB-1", "public_reason": "Er staat geen bron bij.", "preview": "1"}
    answer = desk.post(way, data)
    assert answer.status_code == 422
    assert not answer.context["letters"]


@pytest.mark.parametrize(("source", "word"), [("voluntary", OWN), ("report", AFTER)])
def test_a_move_says_what_it_followed_on(
    desk: Client, an: User, article: Article, source: str, word: str
) -> None:
    claim, comment = make_claim(article), say(an, under=article)
    reported(comment, make_person("Bas"))
    way = reverse("move_comment", args=[comment.public_id])
    data = {"target": str(claim.number), "public_reason": "Dit gaat over de stelling."}
    assert desk.post(way, data).status_code == 422
    assert desk.post(way, {**data, "source": source}).status_code == 302
    assert word in letter_to(an)
