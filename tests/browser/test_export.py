"""An export of another site, from its file to its report: with JavaScript and without, and looked at on the way."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article, Intake
from discussions.models import Comment
from tests.accounts.test_mail import run_worker
from tests.browser.inspection import Inspection, complaints_of
from tests.browser.scene import People
from tests.exports import post, reaction, wxr

LogIn = Callable[[User | None], None]
SAMPLE = Path(settings.BASE_DIR) / "tests/data/importer-samples/wordpress.xml"
MADE = wxr(
    post(1, reaction(11), reaction(12, parent=11, name="Jan"), reaction(13, approved="spam")),
    post(2, title="Nog niet af", content="Een alinea over later.", status="draft"),
)


def upload(page: Page, site: str, raw: bytes) -> Intake:
    page.goto(f"{site}/redactie/invoeren/")
    page.set_input_files(
        "input[name=file]", {"name": "wijkblad.xml", "mimeType": "text/xml", "buffer": raw}
    )
    page.click("form.bring-in button")
    page.wait_for_url("**/invoer/*-*/")
    return Intake.objects.get()


def came_in() -> tuple[list[tuple[str, str]], list[str]]:
    """Titles with their status, and the words of the comments, of what is not among the five."""
    articles = Article.objects.filter(current_version__title__in=["Wij of zij", "Nog niet af"])
    rows = articles.order_by("pk").values_list("current_version__title", "status")
    comments = Comment.objects.exclude(imported_author=None).order_by("pk")
    return list(rows), [comment.body.strip() for comment in comments]


def test_export_comes_in_while_one_watches(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    log_in(People().els)
    intake = upload(page, site, MADE)
    expect(page.locator("dl.facts")).to_contain_text("2 reacties")
    expect(page.locator("dl.facts")).to_contain_text("2 namen")
    assert came_in() == ([], [])
    page.click("button[value=publiceren]")
    expect(page.locator("#voortgang progress")).to_be_visible()
    run_worker()
    # Nobody presses anything: the page asks by itself.
    expect(page.locator("#voortgang-kop")).to_contain_text("achterbleef", timeout=10_000)
    expect(page.locator("#voortgang progress")).to_have_count(0)
    expect(page.locator("#staat")).to_have_text("ingelezen")
    assert page.url == site + intake.get_absolute_url()
    titles = [("Wij of zij", "published"), ("Nog niet af", "draft")]
    assert came_in() == (titles, ["Reactie 11.", "Reactie 12."])
    assert page.locator("#voortgang li").count() == len(Intake.objects.get().report)
    page.click("#voortgang >> text=concepten")
    expect(page.locator(".desk-list")).to_contain_text("Nog niet af")


def test_export_comes_in_without_javascript(
    browser: Browser, page: Page, site: str, log_in: LogIn
) -> None:
    log_in(People().els)
    context = browser.new_context(
        java_script_enabled=False, locale="nl-NL", storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    complaints = complaints_of(plain)
    upload(plain, site, MADE)
    plain.click("button[value=bewaren]")
    expect(plain.locator("#voortgang progress")).to_be_visible()
    run_worker()
    plain.click("#hoe-ver-nu")
    expect(plain.locator("#voortgang-kop")).to_contain_text("achterbleef")
    assert came_in()[0] == [("Wij of zij", "draft"), ("Nog niet af", "draft")]
    assert complaints == []
    context.close()


def test_axe_on_an_export(inspection: Inspection, site: str, page: Page, log_in: LogIn) -> None:
    log_in(People().els)
    upload(page, site, SAMPLE.read_bytes())
    page.click("details summary")
    inspection.look("export, counted")
    inspection.send("section.decide form", status=200, name="export, under way")
    run_worker()
    intake = Intake.objects.get()
    assert intake.status == "done"
    inspection.visit(intake.get_absolute_url(), name="export, its report")
    Intake.objects.update(status="failed", failure="Het bestand is halverwege afgebroken.")
    inspection.visit(intake.get_absolute_url(), name="export, failed")
