"""What a browser would find in what people typed."""

import re
from html.parser import HTMLParser

from discussions import markup
from discussions.markup import render


class Outline(HTMLParser):
    """A second parser than the cleaner's: what a browser would find."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment came through: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration came through: {decl}")


def assert_harmless(html: str) -> None:
    outline = Outline(html)
    assert outline.open == []
    for tag, attributes in outline.tags:
        assert tag in markup.TAGS
        if tag == "a":
            assert attributes["rel"] == markup.LINK_REL
            assert set(attributes) == {"href", "rel"}
            assert re.match(r"(https?://[^/\s@]+|mailto:[^?\s]+$)", str(attributes["href"]))
        elif tag == "ol":
            assert set(attributes) <= {"start"}
        else:
            assert attributes == {}


def shown(body: str) -> str:
    return Outline(render(body)).text
