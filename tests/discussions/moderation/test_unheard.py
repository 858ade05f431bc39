"""Whose reports are not handled for a while: what that needs, what it stops, and what always comes through
(regulation 2022/2065, article 23(2))."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail, User
from articles.models import Article
from discussions.models import (
    Case,
    Decision,
    MemberWarning,
    Notification,
    Report,
    Restriction,
)
from discussions.models.report import ALWAYS_HEARD
from discussions.moderation.deciding import decide, undo
from discussions.moderation.past import what_came_before
from discussions.moderation.reporting import report_comment, report_illegal
from discussions.moderation.unheard import (
    NotHeard,
    WeighedReports,
    left_alone,
    unheard_now,
    what_unhearing_lacks,
)
from tests.discussions.moderation.conftest import hide_case, keep_case, log_in, reported
from tests.discussions.moderation.unhearing import (
    PAGE,
    TYPED,
    WHY,
    notice,
    report_often,
    unhear,
)
from tests.factories import lift, make_article, make_person, say, warn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def ria(db: None) -> User:
    """Who reports a lot."""
    return make_person("Ria")


@pytest.fixture
def unheard(ria: User, mo: User) -> Restriction:
    report_often(ria, mo)
    return Restriction.objects.get(decision=unhear(ria, mo))


def letter_to(person: User) -> str:
    return Mail.objects.filter(person=person).latest("pk").body_text


def test_it_needs_a_warning_reports_an_end_and_the_four_factors(ria: User, mo: User) -> None:
    article = make_article()
    for _ in range(2):
        keep_case(reported(say(under=article), ria), mo)
    with pytest.raises(ValidationError, match="Waarschuw eerst"):
        unhear(ria, mo)
    warn(moderator=mo, person=ria)
    with pytest.raises(ValidationError, match="vaak ongegrond meldt"):
        unhear(ria, mo)
    keep_case(reported(say(under=article), ria), mo)
    for lacks in ({"until": None}, {"gravity": " "}, {"intention": ""}, {"rule_code": ""}):
        with pytest.raises(ValidationError) as refusal:
            unhear(ria, mo, **lacks)
        assert list(refusal.value.message_dict) == list(lacks)
    with pytest.raises(ValidationError):
        unhear(mo, mo)
    assert not Decision.objects.filter(outcome="no_notices").exists()
    assert unhear(ria, mo).outcome == "no_notices"


def test_what_is_missing_is_said_at_its_field() -> None:
    whole = WeighedReports(3, 4, "Het kost tijd.", "Met opzet.")
    assert whole.percent == 75
    assert what_unhearing_lacks(whole, warnings=1, has_end=True) == {}
    nothing = WeighedReports(0, 0)
    assert nothing.percent == 0
    assert list(what_unhearing_lacks(nothing, warnings=0, has_end=False)) == [
        *("kind", "until"),
        *("gravity", "intention"),
    ]


def test_the_letter_says_what_was_weighed_and_where_to_object(
    ria: User, mo: User, an: User, article: Article
) -> None:
    report_often(ria, mo)
    hide_case(reported(say(an, under=article), ria), mo)
    unhear(ria, mo)
    for words in (
        "We behandelen je meldingen een tijd niet",
        "beantwoordden we van jou 4 meldingen. Bij 3 daarvan (75 procent)",
        "De redactie leest daardoor andere meldingen later.",
        "Je schreef dat je ermee doorgaat.",
        WHY,
        "HR-5",
        "artikel 23, tweede lid",
        "misbruik van kinderen",
        "herbeoordeling",
        "geschilleninstantie",
        "rechter",
    ):
        assert words in letter_to(ria) + Mail.objects.filter(person=ria).latest("pk").subject
    assert "Heb je iets nieuws toe te voegen" not in letter_to(ria), "not about writing"


def test_what_counts_is_what_was_left_alone_and_stands(
    ria: User, mo: User, an: User, article: Article
) -> None:
    assert left_alone(ria) == (0, 0)
    kept = report_often(ria, mo, 2)
    assert left_alone(ria) == (2, 2)
    reported(say(an, under=article), ria)
    assert left_alone(ria) == (2, 2), "what waits was not answered"
    case = reported(say(an, under=article), ria)
    decide(case=case, moderator=mo, outcome="warn", about=an, rule_code="HR-1", explanation=WHY)
    keep_case(case, mo)
    assert left_alone(ria) == (2, 3), "there was something in it"
    hide_case(reported(say(an, under=article), ria), mo)
    assert left_alone(ria) == (2, 4)
    comment = say(an, under=article)
    report_illegal(
        explanation=TYPED, addresses=notice(comment)["addresses"].split(), email=ria.email
    )
    keep_case(Case.objects.get(comment=comment), mo)
    assert left_alone(ria) == (2, 4), "anybody can have typed that address"
    assert left_alone(an) == (0, 0)
    Report.objects.filter(case=kept[0].case).update(created_at=timezone.now() - timedelta(days=366))
    assert left_alone(ria) == (1, 3)


def test_an_answer_that_was_taken_back_does_not_count(
    ria: User, mo: User, letters_wait: Any
) -> None:
    letters_wait(30)
    (kept,) = report_often(ria, mo, 1)
    assert left_alone(ria) == (1, 1)
    undo(decision=kept, moderator=mo)
    assert left_alone(ria) == (0, 0)


def test_a_report_is_not_taken_up_and_what_was_typed_stays(
    unheard: Restriction, ria: User, an: User, article: Article
) -> None:
    comment = say(an, under=article)
    with pytest.raises(NotHeard):
        report_comment(comment=comment, reporter=ria, rule_code="HR-1")
    browser = log_in(ria)
    address = reverse("report_comment", args=[comment.public_id])
    shown = browser.get(address).text
    letter = Notification.objects.get(person=ria, decision=unheard.decision)
    for words in ("behandelen we je meldingen niet", WHY, f"/berichten/{letter.pk}/"):
        assert words in shown
    assert "Melding versturen" not in shown
    refused = browser.post(address, {"rule_code": "HR-1", "explanation": TYPED})
    assert refused.status_code == 422
    for words in (TYPED, "behandelen we je meldingen niet", "niet verstuurd"):
        assert words in refused.text
    assert not Report.objects.filter(case__comment=comment).exists()
    assert "behandelen we je meldingen niet" not in log_in(make_person("Kees")).get(address).text


def test_a_notice_is_not_taken_up_and_what_was_typed_stays(
    unheard: Restriction, ria: User, an: User, article: Article
) -> None:
    comment = say(an, under=article)
    browser = log_in(ria)
    assert "behandelen we je meldingen niet" in browser.get(PAGE).text
    for law in ("LAW-4", ""):
        refused = browser.post(PAGE, notice(comment, law_code=law))
        assert refused.status_code == 422
        assert TYPED in refused.text
        assert "niet verstuurd" in refused.text
    assert not Report.objects.filter(explanation=TYPED).exists()


@pytest.mark.parametrize("law", ALWAYS_HEARD)
def test_danger_always_comes_through(
    law: str, unheard: Restriction, ria: User, an: User, article: Article
) -> None:
    comment = say(an, under=article)
    assert log_in(ria).post(PAGE, notice(comment, law_code=law)).status_code == 200
    report = Report.objects.get(explanation=TYPED)
    assert (report.case.comment, report.case.closed_at, report.set_aside) == (comment, None, False)
    assert report.case.is_urgent
    by_address = notice(comment, law_code=law, email=ria.email, explanation="Van buiten.")
    assert Client().post(PAGE, by_address).status_code == 200
    second = Report.objects.get(explanation="Van buiten.")
    assert (second.case, second.set_aside) == (report.case, False)


def test_without_the_account_only_its_address_hears_of_it(
    unheard: Restriction, ria: User, an: User, article: Article, mo: User
) -> None:
    comment = say(an, under=article)

    def sent(email: str) -> tuple[str, Report]:
        body = notice(comment, email=email, name="Ria Smit")
        answer = Client().post(PAGE, body)
        assert answer.status_code == 200
        again = Client().post(PAGE, body)
        report = Report.objects.filter(email=email).get()
        assert f"M-{report.pk}" in again.text, "the same form twice is one report"
        page = answer.text.split("<main", 1)[1].split("</main", 1)[0]
        return page.replace(f"M-{report.pk}", "M-0"), report

    page, kept = sent(ria.email.upper())
    other_page, taken = sent("piet@example.org")
    assert page == other_page
    assert (kept.set_aside, taken.set_aside) == (True, False)
    assert (kept.case.comment, taken.case.comment) == (None, comment)
    assert kept.case.closed_at is not None
    assert list(Case.objects.waiting().filter(reports__explanation=TYPED)) == [taken.case]
    said = Mail.objects.get(key=f"report-{kept.pk}-received")
    assert said.address.casefold() == ria.email.casefold()
    for words in ("We behandelen deze melding niet", WHY, f"M-{kept.pk}", "opnieuw"):
        assert words in said.body_text
    assert "niet" not in Mail.objects.get(key=f"report-{taken.pk}-received").subject
    shown = log_in(mo).get(kept.case.get_absolute_url())
    assert "opzij gelegd" in shown.text
    assert "Antwoord versturen" not in shown.text
    assert log_in(mo).get("/moderatie/?toon=afgehandeld").status_code == 200


def test_writing_goes_on(unheard: Restriction, ria: User, article: Article) -> None:
    MemberWarning.objects.filter(person=ria).update(acknowledged_at=timezone.now())
    User.objects.filter(pk=ria.pk).update(must_read_since=None)
    ria.refresh_from_db()
    assert say(ria, under=article).pk
    assert "behandelen" not in log_in(ria).get(article.get_absolute_url()).text
    before = what_came_before(ria)
    assert (before.suspensions, before.pauses, before.against) == (0, 0, 0)


def test_it_ends_by_itself(
    unheard: Restriction, ria: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unheard.until is not None
    assert unheard_now(ria) == unheard
    last = unheard.until
    monkeypatch.setattr(timezone, "now", lambda: last + timedelta(seconds=1))
    assert unheard_now(ria) is None


def test_ending_it_says_that_reports_are_handled_again(
    unheard: Restriction, ria: User, mo: User, an: User, article: Article
) -> None:
    lift(restriction=unheard, moderator=mo)
    assert "behandelen we weer zoals altijd" in letter_to(ria)
    assert "reageren" not in letter_to(ria)
    comment = say(an, under=article)
    assert report_comment(comment=comment, reporter=ria, rule_code="HR-1").pk


def test_undoing_it_too(unheard: Restriction, ria: User, mo: User, mia: User) -> None:
    line = undo(decision=unheard.decision, moderator=mia, explanation="Ik telde verkeerd.")
    assert (line.outcome, line.reverses) == ("end", unheard.decision)
    for words in ("behandelen we weer zoals altijd", "Ik telde verkeerd."):
        assert words in letter_to(ria)
    assert unheard_now(ria) is None


def test_it_is_set_on_the_page_of_the_member(ria: User, mo: User) -> None:
    report_often(ria, mo)
    browser = log_in(mo)
    page = reverse("member", args=[ria.public_id])
    assert "3 meldingen van dit lid" in browser.get(page).text
    rules = reverse("member_rules", args=[ria.public_id])
    until = timezone.localtime(timezone.now() + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M")
    body = {"kind": "unheard", "public_reason": WHY, "rule_code": "HR-5", "until": until}
    refused = browser.post(rules, body)
    assert refused.status_code == 422
    for words in ("hoe ernstig het is", "bedoeling van de melder", WHY):
        assert words in refused.text
    body |= {"gravity": "Het kost tijd.", "intention": "Met opzet."}
    assert browser.post(rules, body).status_code == 302
    for address in (page, rules, "/moderatie/logboek/", "/maatregelen/"):
        assert "eldingen niet behandeld" in browser.get(address).text
    assert "Meldingen een tijd niet behandelen".casefold() in (
        Client().get("/huisregels/").text.casefold()
    )
