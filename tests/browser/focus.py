"""Walking through a page with the keyboard alone, and looking where the focus is at every step."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.inspection import SETTLE

# A ring counts as seen when it is drawn, stands in the window, is cut off by nothing that
# scrolls, and lies on top: the point in its middle belongs to the focused element.
LOOK = """() => {
    const part = document.activeElement;
    if (!part || part === document.body || part === document.documentElement) return "nothing has the focus";
    const name = part.outerHTML.slice(0, 140);
    const style = getComputedStyle(part);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return "no ring on " + name;
    const ring = parseFloat(style.outlineWidth) + Math.max(0, parseFloat(style.outlineOffset));
    const clip = (box, to) => ({
        left: Math.max(box.left, to.left), right: Math.min(box.right, to.right),
        top: Math.max(box.top, to.top), bottom: Math.min(box.bottom, to.bottom),
    });
    const screen = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
    const boxes = [...part.getClientRects()].sort((a, b) => b.width * b.height - a.width * a.height);
    if (!boxes.length) return "not drawn: " + name;
    let seen = clip(boxes[0], screen);
    if (seen.right <= seen.left || seen.bottom <= seen.top) return "outside the window: " + name;
    for (let around = part.parentElement; around; around = around.parentElement) {
        if (around === document.body || getComputedStyle(around).overflowX === "visible") continue;
        const frame = around.getBoundingClientRect();
        if (boxes[0].left - ring < frame.left - 1 || boxes[0].right + ring > frame.right + 1)
            return "ring cut off: " + name;
    }
    const x = (seen.left + seen.right) / 2, y = (seen.top + seen.bottom) / 2;
    const top = document.elementFromPoint(x, y);
    const own = top && (part === top || part.contains(top));
    return own ? "" : "covered: " + name + " by " + (top ? top.outerHTML.slice(0, 100) : "nothing");
}"""


class Keyboard:
    """Someone who has no mouse. After every key the focus must be somewhere, and seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.look()

    def look(self) -> None:
        self.page.evaluate(SETTLE)
        trouble = self.page.evaluate(LOOK)
        assert trouble == "", trouble

    def tab_to(self, selector: str, *, back: bool = False, most: int = 150) -> None:
        """Tab until what `selector` names has the focus."""
        for _step in range(most):
            self.press("Shift+Tab" if back else "Tab")
            if self.has(selector):
                return
        raise AssertionError(f"{selector} is not within {most} tabs")

    def has(self, selector: str) -> bool:
        found: bool = self.page.evaluate("s => document.activeElement.matches(s)", selector)
        return found

    def wait(self, selector: str) -> None:
        """Wait until what `selector` names has the focus, and look at it."""
        # Not `wait_for_function`: it asks again by `eval`, which our content policy refuses.
        expect(self.page.locator(f":focus:is({selector})")).to_be_attached()
        self.look()

    def enter(self, selector: str = "") -> None:
        """Press Enter on something that leads to another page; the focus starts anew there."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        if selector:
            self.wait(selector)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def open(self, address: str) -> None:
        """Go to an address, as from a bookmark."""
        self.page.goto(address)


def heard(page: Page) -> str:
    """What the one status region of the page says now."""
    words: Any = page.locator("#status").text_content()
    return str(words or "").strip()
