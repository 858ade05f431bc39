"""Selecting words as a hand does it, and the text in which that is done."""

from typing import Any

from playwright.sync_api import Page

from articles.models import Article
from tests.articles.texts import CLOSING, MIDDLE, OPENING, TITLE, import_text

# An emoji of several code points, each of which a browser counts as two: it stands before all that is marked.
HANDS = "Zie de tekening 🧑\u200d🤝\u200d🧑 hiernaast. "

# Where on the screen the words lie: [left, middle, right, middle], after bringing them into the window.
FIND = """(words) => {
    const walker = document.createTreeWalker(document.querySelector("[data-marking]"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, at = node.textContent.indexOf(words);
        if (at < 0 || node.parentElement.closest(".writing")) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        node.parentElement.scrollIntoView({block: "center"});
        const lines = [...range.getClientRects()], first = lines[0], last = lines.at(-1);
        return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
    }
}"""
# What a long press and its handles leave behind: a selection, and no event of a pointer.
LEAVE = """(words) => {
    const walker = document.createTreeWalker(document.querySelector("[data-marking]"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, at = node.textContent.indexOf(words);
        if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
    }
}"""


def with_emoji() -> Article:
    """The small page, with an emoji before everything that anyone marks."""
    return import_text("\n\n".join((TITLE, HANDS + OPENING, MIDDLE, CLOSING))).article


def drag_over(page: Page, words: str) -> None:
    """Select `words` with the mouse: one press, held down over them."""
    left, top, right, bottom = page.evaluate(FIND, words)
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, bottom, steps=5)
    page.mouse.move(right - 1, bottom, steps=5)
    page.mouse.up()


def focused(page: Page) -> Any:
    """What names the element that has the focus: its name and value."""
    return page.evaluate("[document.activeElement.name, document.activeElement.value]")
