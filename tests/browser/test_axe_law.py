"""Pages of numbers and of what the law asks, empty and filled, without one violation."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from discussions.law.figures import Figure
from discussions.law.yearly import figures_of
from discussions.models import Dispute
from discussions.moderation.deciding import decide
from discussions.moderation.disputes import open_dispute, record_dispute
from discussions.moderation.law_reports import publish_law_report, switch_duty
from discussions.moderation.taking import open_case
from discussions.reading.law_figures import count_year
from tests.browser.inspection import Inspection
from tests.browser.scene import People, with_notes
from tests.factories import hide, say

LogIn = Callable[[User | None], None]


def test_axe_on_pages_of_numbers(inspection: Inspection, log_in: LogIn) -> None:
    people, article = People(), with_notes()
    year = timezone.localdate().year - 1
    inspection.visit(reverse("public_log"), name="public log, empty")
    inspection.visit(reverse("law_reports"), name="years, empty")
    log_in(people.mo)
    inspection.visit(reverse("moderation_figures"), name="numbers, empty")
    decision = hide(say(people.an, under=article), people.mo)
    case = open_case(comment=say(people.an, under=article), moderator=people.mo)
    decide(
        case=case,
        moderator=people.mo,
        outcome="hide",
        seen_version=case.version,
        rule_code="HR-3",
        explanation="Hierin is iemand te herkennen.",
        facts="Mail bas@example.org stond erin.",
    )
    inspection.visit(reverse("moderation_figures"), name="numbers")
    log_in(people.olga)
    inspection.visit(reverse("law_reporting"), name="figures of a year")
    publish_law_report(year=year, figures=figures_of(count_year(year)), by=people.olga)
    figures = [
        *figures_of(count_year(year)),
        Figure("x", "15(1)(c)", "Proef", 1, "zaken", "", (f"zaak {decision.case.public_id}",)),  # type: ignore[union-attr]
    ]
    publish_law_report(year=year, figures=figures, by=people.olga, correction="Een getal.")
    inspection.visit(reverse("duties"), name="duties, empty")
    inspection.send("main form.form", status=422, name="a duty without a reason")
    switch_duty(
        duty="art24_1",
        is_on=False,
        reason="Klein.",
        reviewer="mr. V",
        since=timezone.localdate(),
        by=people.olga,
    )
    inspection.visit(reverse("duties"), name="duties")
    inspection.visit(reverse("statements"), name="statements, stopped")
    log_in(people.mo)
    inspection.visit(reverse("law_report", args=[year, 1]), name="an earlier version")
    inspection.visit(reverse("law_report_cases", args=[year, 2, "x"]), name="cases of a figure")
    log_in(None)
    inspection.visit(reverse("public_log"), name="public log")
    inspection.visit(reverse("law_reports"), name="years")


def test_axe_on_disputes(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people, article = People(), with_notes()
    hidden = hide(say(people.an, under=article), people.mo)
    log_in(people.mo)
    inspection.visit(reverse("moderation_disputes"), name="disputes, none")
    inspection.visit(reverse("moderation_log"), name="log, with a way to a dispute")
    inspection.visit(reverse("moderation_dispute_new", args=[hidden.pk]), name="a new dispute")
    inspection.send("main form.form", status=422, name="a dispute at no body")
    page.fill("[name=body]", "Voorbeeld Geschillen")
    page.fill("[name=came_in]", timezone.localdate().isoformat())
    inspection.send("main form.form", status=200, name="a dispute, running")
    dispute = Dispute.objects.get()
    page.check("[name=outcome][value=person]")
    inspection.send("main form.form", status=422, name="a dispute that ended on no day")
    page.fill("[name=ended]", timezone.localdate().isoformat())
    stale = {"body": "Een ander", "came_in": dispute.came_in, "seen_version": 1}
    record_dispute(moderator=people.mo, dispute=dispute, **stale)
    inspection.send("main form.form", status=409, name="a dispute, changed meanwhile")
    expect(page.locator(".errors h2").first).to_be_focused()
    inspection.send("main form.form", status=200, name="a dispute, to be carried out")
    expect(page.get_by_role("heading", name="Nog uit te voeren")).to_be_visible()
    inspection.visit(f"{reverse('moderation_disputes')}?toon=afgerond", name="disputes that ended")
    record_dispute(
        moderator=people.mo,
        dispute=dispute,
        seen_version=3,
        body="Een ander",
        came_in=dispute.came_in,
        ended=dispute.came_in,
        outcome="person",
        implemented=dispute.came_in,
    )
    open_dispute(moderator=people.mo, decision=hidden, body="Nog een", came_in=dispute.came_in)
    inspection.visit(reverse("moderation_disputes"), name="disputes")
    inspection.visit(dispute.get_absolute_url(), name="a dispute, carried out, beside another")


def test_a_drawing_is_one_picture_with_a_name_and_its_numbers_stand_in_a_table(
    page: Page, site: str, log_in: LogIn
) -> None:
    people, article = People(), with_notes()
    hide(say(people.an, under=article), people.mo)
    page.goto(site + reverse("public_log"))
    drawing = page.get_by_role("img", name="Maatregelen in")
    expect(drawing).to_be_visible()
    expect(page.get_by_role("table", name="Maatregelen in")).to_contain_text("HR-1")
