"""The forms for reporting of somebody whose reports are not handled, and where that is set, without one violation."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.inspection import Inspection
from tests.browser.scene import People, with_notes
from tests.discussions.moderation.unhearing import TYPED, report_often, unhear
from tests.factories import say

LogIn = Callable[[User | None], None]


def test_axe_on_reports_that_are_not_handled(
    inspection: Inspection, log_in: LogIn, page: Page
) -> None:
    people, article = People(), with_notes()
    comment = say(people.an, under=article)
    report_often(people.bas, people.mo)
    report = reverse("report_comment", args=[comment.public_id])
    log_in(people.bas)
    inspection.visit(report, name="reporting, before it was decided")
    page.locator("#id_rule_code_0").check()
    page.fill("#id_explanation", TYPED)
    unhear(people.bas, people.mo)
    page.click("main form button:not([name])")
    expect(page.locator(".notice.warning")).to_contain_text("behandelen we je meldingen niet")
    expect(page.locator("#id_explanation")).to_have_value(TYPED)
    inspection.look("reporting, refused")
    inspection.visit(report, name="reporting, reports not handled")
    page.click(".notice.warning a")
    expect(page.locator("main")).to_contain_text("Bij 3 daarvan")
    inspection.look("the letter about reports not handled")
    inspection.visit("/illegaal-melden/", name="reporting to the law, reports not handled")
    log_in(people.mo)
    inspection.visit(reverse("member", args=[people.bas.public_id]), name="unheard member")
    inspection.visit(reverse("member_rules", args=[people.bas.public_id]), name="unheard, set")
