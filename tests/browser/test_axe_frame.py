"""Getting in, and the pages for when something fails, without one violation."""

from collections.abc import Callable
from functools import partial

from django.template.loader import render_to_string
from playwright.sync_api import Page, Route

from accounts.actions import create_person
from accounts.models import User
from tests.accounts.conftest import mailed_code
from tests.browser.inspection import Inspection

LogIn = Callable[[User | None], None]

LogIn = Callable[[User | None], None]


def answer_with(template: str, route: Route) -> None:
    """Answer with a page that is hard to get from a healthy site."""
    route.fulfill(body=render_to_string(template), content_type="text/html; charset=utf-8")


def test_axe_on_getting_in(inspection: Inspection, page: Page, log_in: LogIn) -> None:
    create_person(email="an@example.org", display_name="An", password="zeven zwarte zwanen")
    for path in ["login", "signup", "login/code", "password/reset"]:
        inspection.visit(f"/account/{path}/")
        inspection.send("form.form", status=200, name=f"{path}, sent empty")
    page.fill("input[name=email]", "an@example.org")
    inspection.send("form.form", status=200, name="code to reset a password")
    page.fill("input[name=code]", "nietgoed")
    inspection.send("form.form", status=200, name="wrong code")
    page.fill("input[name=code]", mailed_code("an@example.org"))
    inspection.send("form.form", status=200, name="new password")
    page.context.clear_cookies()

    page.goto(f"{inspection.site}/account/login/code/")
    page.fill("input[name=email]", "an@example.org")
    inspection.send("form.form", status=200, name="code to log in")
    page.context.clear_cookies()

    page.goto(f"{inspection.site}/account/signup/")
    page.fill("input[name=email]", "nieuw@example.org")
    page.fill("input[name=display_name]", "Nieuw")
    page.fill("input[name=password1]", "negen natte neushoorns")
    inspection.send("form.form", status=200, name="code to confirm an address")
    page.context.clear_cookies()

    log_in(User.objects.get(email="an@example.org"))
    for path in ["email", "password/change", "logout"]:
        inspection.visit(f"/account/{path}/")


def test_axe_on_pages_of_errors(inspection: Inspection, page: Page) -> None:
    for name in ("400", "403", "413", "429", "500", "503"):
        page.route(f"{inspection.site}/over/?{name}", partial(answer_with, f"{name}.html"))
        inspection.visit(f"/over/?{name}", name=f"error {name}")
