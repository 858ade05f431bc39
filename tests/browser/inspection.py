"""Looking at a page as it stands: what axe finds, what scrolls sideways, what the browser says."""

from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """tags => axe.run({
    runOnly: tags, resultTypes: ["violations"], preload: false, elementRef: false
}).then(found => found.violations.flatMap(violation => violation.nodes.map(node =>
    violation.id + ": " + node.html.slice(0, 160) + " " + (node.failureSummary || "").slice(0, 220)
)))"""
# New colours are there after the next frame; what axe measures before it is a mixture.
SETTLE = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SIZES = [(1280, 900), (360, 800)]
# The narrowest that WCAG 1.4.10 asks for.
NARROWEST = 320


def complaints_of(page: Page) -> list[str]:
    """A list that fills with errors, refusals of the content policy, and missing files.

    That an address of the site answered 4xx is told by the tests themselves.
    """
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(f"error: {error}"))

    def hear(message: Any) -> None:
        if message.type not in ("error", "warning"):
            return
        address = message.location["url"]
        if "Failed to load resource" in message.text and "/static/" not in address:
            return
        found.append(f"{message.type} at {page.url}: {message.text}")

    page.on("console", hear)
    return found


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands now, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(RUN_AXE, TAGS)
    return found


class Inspection:
    """Visits pages and collects whatever is wrong with them in `findings`."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.complaints = complaints_of(page)
        self.strangers: list[str] = []
        self.found: list[str] = []
        page.on("request", self._hear_request)

    @property
    def findings(self) -> list[str]:
        return [*self.found, *self.complaints, *self.strangers]

    def visit(self, path: str, *, status: int = 200, name: str = "", public: bool = False) -> None:
        """Open an address and look at it; `public`: a visitor reads it, and gets no cookie."""
        answer = self.page.goto(self.site + path)
        if answer is None or answer.status != status:
            self.found.append(f"{path}: answered {answer and answer.status}")
        self.look(name or path)
        if public and (cookies := self.page.context.cookies()):
            self.found.append(f"{path}: cookies {[cookie['name'] for cookie in cookies]}")

    def send(self, form: str, *, status: int, name: str, button: str = "") -> None:
        """Send a form as a plain post, past any script; look at the page that answers."""
        with self.page.expect_response(_is_page) as sent:
            self.page.evaluate(SEND, [form, button])
        self.page.wait_for_load_state()
        if sent.value.status != status:
            self.found.append(f"{name}: answered {sent.value.status}")
        self.look(name)

    def look(self, name: str) -> None:
        """At both widths, in light and in dark, and at the narrowest for scrolling sideways."""
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme)
                self.page.evaluate(SETTLE)
                self.found += [f"{name} {width} {scheme}: {line}" for line in violations(self.page)]
        self.page.set_viewport_size({"width": NARROWEST, "height": 800})
        wide = self.page.evaluate("document.scrollingElement.scrollWidth")
        if wide > NARROWEST:
            self.found.append(f"{name}: {wide} px wide at {NARROWEST}; {self._too_wide()}")
        self.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})

    def _too_wide(self) -> list[str]:
        found: list[str] = self.page.evaluate(TOO_WIDE, NARROWEST)
        return found

    def _hear_request(self, request: Any) -> None:
        asked, own = urlsplit(request.url), urlsplit(self.site)
        if asked.scheme != "data" and asked.netloc != own.netloc:
            self.strangers.append(f"{self.page.url} asked {request.url}")


def _is_page(answer: Response) -> bool:
    """The page itself, after any redirect."""
    return answer.request.is_navigation_request() and not 300 <= answer.status < 400


# HTMLFormElement.submit() tells no listener, so this is what happens without JavaScript.
SEND = """([selector, button]) => {
    const form = document.querySelector(selector);
    if (button) {
        const [name, value] = button.split("=");
        const field = document.createElement("input");
        Object.assign(field, {type: "hidden", name, value});
        form.append(field);
    }
    HTMLFormElement.prototype.submit.call(form);
}"""
TOO_WIDE = """limit => [...document.querySelectorAll("main *, header *, footer *")]
    .filter(part => part.getBoundingClientRect().right > limit + 0.5)
    .slice(-4).map(part => part.outerHTML.slice(0, 120))"""
