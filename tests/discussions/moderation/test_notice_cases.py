"""What is done about an article, a claim or an address that was reported."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import Mail, User
from articles.models import Article
from discussions.models import Case, Comment, Decision, Report
from discussions.moderation.appeals import file_appeal
from discussions.moderation.deciding import decide, undo
from discussions.moderation.reappraising import answer_appeal, ask_outsider
from discussions.moderation.reporting import report_illegal
from tests.discussions.moderation.conftest import log_in
from tests.factories import make_claim, make_person, say

pytestmark = pytest.mark.django_db
WHY = "Het noemt iemand met naam en adres."
ANSWER = "Je hebt gelijk. Dit had hier nooit mogen staan."
REASON = "In dit artikel stonden gegevens van iemand."


def at(thing: Article | Comment) -> str:
    return f"http://127.0.0.1:8000{thing.get_absolute_url()}"


@pytest.fixture
def case(article: Article) -> Case:
    for address in ("ria@example.org", "joop@example.org"):
        report_illegal(
            explanation=WHY,
            addresses=[f"{at(article)}"],
            email=address,
            law_code="LAW-3",
            good_faith=True,
        )
    return Case.objects.get()


def posted(case: Case, **more: str) -> dict[str, object]:
    case.refresh_from_db()
    return {
        "seen_version": case.version,
        "outcome": "withdraw",
        "rule_code": "LAW-3",
        "public_reason": REASON,
        "answer": ANSWER,
        **more,
    }


def letters() -> list[str]:
    return list(
        Mail.objects.filter(kind="answer_to_report")
        .order_by("pk")
        .values_list("body_text", flat=True)
    )


def test_an_article_is_taken_off_and_each_reporter_hears_so(
    case: Case, article: Article, mo: User
) -> None:
    browser = log_in(mo)
    page = browser.get(case.get_absolute_url()).text
    assert "Haal het artikel van de site" in page
    assert "Te goeder trouw" in page
    assert browser.post(case.get_absolute_url(), posted(case)).status_code == 302
    line = Decision.objects.get()
    assert (line.outcome, line.law_code, line.source) == ("withdraw", "LAW-3", "article_16")
    assert line.article == article
    case.refresh_from_db()
    assert case.closed_at is not None
    gone = Client().get(article.get_absolute_url())
    assert gone.status_code == 410
    assert REASON in gone.text
    to_ria, to_joop = letters()
    for letter in (to_ria, to_joop):
        assert "We hebben het artikel van de site gehaald." in letter
        assert ANSWER in letter
        assert "Het gaat om de wet" in letter
        assert "/herbeoordeling/" in letter


def test_it_can_be_put_back_with_news_for_who_reported(
    case: Case, article: Article, mo: User
) -> None:
    log_in(mo).post(case.get_absolute_url(), posted(case))
    Mail.objects.filter(kind="answer_to_report").update(sent_at=timezone.now())
    line = Decision.objects.get()
    with pytest.raises(ValidationError):
        undo(decision=line, moderator=mo)
    undo(decision=line, moderator=mo, explanation="Het adres was van een kantoor.")
    assert Client().get(article.get_absolute_url()).status_code == 200
    news = letters()[2:]
    assert len(news) == 2
    for letter in news:
        assert "het artikel staat er weer" in letter
        assert "Het adres was van een kantoor." in letter


@pytest.mark.parametrize("by_outsider", [False, True])
def test_an_appeal_against_taking_it_off_puts_it_back_and_is_closed(
    by_outsider: bool, case: Case, article: Article, mo: User
) -> None:
    log_in(mo).post(case.get_absolute_url(), posted(case))
    line = Decision.objects.get()
    appeal = file_appeal(
        decision=line, report=case.reports.earliest("pk"), body="Zo erg was het niet."
    )
    review = None
    if by_outsider:
        review = ask_outsider(appeal=appeal, moderator=mo, name="Ineke", address="i@example.org")
    answer = answer_appeal(
        appeal=appeal,
        moderator=None if by_outsider else make_person("Mia", "moderator"),
        review=review,
        founded=True,
        seen_version=appeal.case.version,
        explanation="Het adres was van een kantoor.",
    )
    assert (answer.outcome, answer.answers, answer.reverses) == ("reopen", appeal, line)
    appeal.case.refresh_from_db()
    assert appeal.case.closed_at is not None
    assert Client().get(article.get_absolute_url()).status_code == 200
    to_joop = Mail.objects.filter(address="joop@example.org").latest("pk").body_text
    assert "het artikel staat er weer" in to_joop


@pytest.mark.parametrize("left_out", ["rule_code", "public_reason", "answer"])
def test_what_is_needed_to_take_it_off(
    left_out: str, case: Case, article: Article, mo: User
) -> None:
    page = log_in(mo).post(case.get_absolute_url(), posted(case, **{left_out: ""}))
    assert page.status_code == 422
    assert f'id="id_{left_out}_error"' in page.text
    for words in {REASON, ANSWER} - {posted(case)[left_out]}:
        assert str(words) in page.text
    assert not Decision.objects.exists()
    assert Client().get(article.get_absolute_url()).status_code == 200


def test_what_is_no_article_cannot_be_taken_off(article: Article, mo: User) -> None:
    claim = make_claim(article)
    report = report_illegal(
        explanation=WHY, addresses=[f"http://127.0.0.1:8000{claim.get_absolute_url()}"]
    )
    assert "van de site" not in log_in(mo).get(report.case.get_absolute_url()).text
    report.case.refresh_from_db()
    with pytest.raises(ValidationError):
        decide(
            case=report.case,
            moderator=mo,
            outcome="withdraw",
            seen_version=report.case.version,
            law_code="LAW-3",
            answer=ANSWER,
            public_reason=REASON,
        )


def test_what_stands_at_each_address_is_a_case_with_its_own_answer(
    comment: Comment, article: Article, an: User, mo: User
) -> None:
    other = say(an, "Nog iets.", under=article)
    places = [at(comment), at(other), at(article), at(comment), "http://127.0.0.1:8000/x/", "y"]
    first = report_illegal(explanation=WHY, addresses=places, email="ria@example.org")
    assert first.case.comment == comment
    assert first.addresses == [at(comment)]
    reports = Report.objects.order_by("pk")
    assert {(one.case.comment, one.case.article) for one in reports} == {
        (comment, None),
        (other, None),
        (None, article),
        (None, None),
    }
    nothing = reports.get(case__comment=None, case__article=None)
    assert nothing.addresses == places[4:]
    assert Mail.objects.filter(kind="report_received").count() == 4
    assert "y" in log_in(mo).get(nothing.case.get_absolute_url()).text


def test_the_form_says_the_number_of_each(comment: Comment, article: Article) -> None:
    browser = Client()
    form = browser.get("/illegaal-melden/").text
    submission = form.partition('name="submission" value="')[2].partition('"')[0]
    data = {
        "addresses": f"{at(comment)}\n{at(article)}",
        "explanation": WHY,
        "submission": submission,
        "asked": "on",
    }
    for _turn in range(2):
        page = browser.post("/illegaal-melden/", data).text
        assert Report.objects.count() == 2
        for report in Report.objects.all():
            assert f"M-{report.pk}" in page


@pytest.mark.parametrize("address", ["https://[abc", "http://[::1", "//", "?#"])
def test_a_strange_address_is_taken_in(address: str) -> None:
    report = report_illegal(explanation=WHY, addresses=[address])
    assert report.case.address == address


def test_who_comes_second_keeps_what_was_typed_and_reads_what_happened(
    case: Case, mo: User, mia: User
) -> None:
    sent = posted(case)
    decide(
        case=case,
        moderator=mia,
        outcome="keep",
        seen_version=case.version,
        answer="Het mag er staan.",
    )
    page = log_in(mo).post(case.get_absolute_url(), sent)
    assert page.status_code == 409
    assert "Mia heeft deze zaak op" in page.text
    assert "laten staan" in page.text
    assert "Jouw keuze is niet uitgevoerd." in page.text
    for typed in (REASON, ANSWER):
        assert typed in page.text
    assert Decision.objects.count() == 1


def test_what_was_typed_stays_in_the_form_when_a_report_was_added(
    case: Case, article: Article, mo: User
) -> None:
    sent = posted(case)
    report_illegal(
        explanation=WHY, addresses=[at(article)], email="kim@example.org", good_faith=True
    )
    page = log_in(mo).post(case.get_absolute_url(), sent)
    assert page.status_code == 409
    form = page.context["form"]
    assert (form["public_reason"].value(), form["answer"].value()) == (REASON, ANSWER)
    case.refresh_from_db()
    assert form["seen_version"].value() == case.version
    assert "Er is iets bij gekomen" in page.text
    assert log_in(mo).post(case.get_absolute_url(), posted(case)).status_code == 302


@pytest.mark.parametrize("outcome", ["keep", "withdraw"])
def test_of_two_who_decide_the_same_the_second_hears_so(
    case: Case, mo: User, mia: User, outcome: str
) -> None:
    sent = posted(case, outcome=outcome)
    assert log_in(mia).post(case.get_absolute_url(), sent).status_code == 302
    second = log_in(mo).post(case.get_absolute_url(), sent, follow=True)
    assert second.status_code == 200
    assert "Een collega had net hetzelfde gekozen: " in second.text
    assert Decision.objects.get().moderator == mia


def test_taking_off_on_another_ground_is_not_the_same(case: Case, mo: User, mia: User) -> None:
    sent = posted(case)
    assert log_in(mia).post(case.get_absolute_url(), posted(case)).status_code == 302
    page = log_in(mo).post(case.get_absolute_url(), {**sent, "rule_code": "HR-3"})
    assert page.status_code == 409
    assert REASON in page.text
    assert Decision.objects.get().law_code == "LAW-3"
