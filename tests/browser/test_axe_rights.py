"""Pages that stop early: an excerpt, the gate for members, a withdrawn article; and what machines read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models.source import Display, Rights
from tests.browser.inspection import Inspection
from tests.browser.scene import People
from tests.factories import say
from tests.own_texts import HIDDEN, OPEN, bring_in, claim_at
from tests.pages.test_withdrawn import withdraw

LogIn = Callable[[User | None], None]


def test_axe_on_texts_that_are_not_open_to_all(inspection: Inspection, log_in: LogIn) -> None:
    people = People()
    for display in (Display.MEMBERS, Display.EXCERPT):
        article = bring_in(display=display)
        if not article.claims.exists():
            claim_at(article, OPEN, "Kort overleg is genoeg.")
            claim_at(article, HIDDEN, "Een teken in de gang helpt.")
        for address in (
            article.get_absolute_url(),
            *(claim.get_absolute_url() for claim in article.claims.select_related("article")),
        ):
            inspection.visit(address, name=f"{display} {address}", public=True)
    withdraw(article)
    inspection.visit(article.get_absolute_url(), status=410, name="withdrawn", public=True)
    log_in(people.els)
    inspection.visit(article.get_absolute_url(), name="withdrawn, an editor")


def test_structured_data_runs_nothing(page: Page, site: str, problems: list[str]) -> None:
    """What people wrote stands in the data block; the content policy has nothing to refuse."""
    article = bring_in(rights=Rights.OWN)
    say(People().an, '</script><script>document.title="stuk"</script><!--', under=article)
    refused: list[str] = []
    page.expose_function("refused", lambda what: refused.append(what))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => refused(e.violatedDirective))"
    )
    page.goto(site + article.get_absolute_url())
    comment = page.evaluate(
        "JSON.parse(document.querySelector('[type=\"application/ld+json\"]').textContent).comment[0]"
    )
    assert comment["text"] == '</script><script>document.title="stuk"</script><!--'
    assert "stuk" not in page.title()
    assert refused == []


@pytest.mark.parametrize("where", ["article", "claim"])
def test_sharing_asks_nobody_else(page: Page, site: str, problems: list[str], where: str) -> None:
    article = bring_in()
    subject = article if where == "article" else claim_at(article, OPEN, "Kort is genoeg.")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + subject.get_absolute_url())
    share = page.locator(".share")
    address = share.get_attribute("data-share") or ""
    assert address.endswith(subject.get_absolute_url())
    assert (share.locator("a").get_attribute("href") or "").startswith("mailto:?subject=")
    share.get_by_role("button", name="Link kopiëren").click()
    expect(page.locator("#status")).to_contain_text("gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == address
    assert [url for url in asked if not url.startswith(site)] == []
