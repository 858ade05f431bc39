"""A page as it came over HTTP, to be asked what stands where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

VOID = {"br", "hr", "img", "input", "link", "meta"}


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        """The value of an attribute, "" without one."""
        return self.attributes.get(name, "")

    def all(self, tag: str = "", **attributes: str) -> "list[Element]":
        """Elements inside with that tag and those attributes; `class_` asks for one class."""
        return [found for found in self._inside() if found._is(tag, attributes)]

    def one(self, tag: str = "", **attributes: str) -> "Element":
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def text(self) -> str:
        """The words in single spaces. The word joiner is no word."""
        return self.text_without()

    def text_without(self, *classes: str) -> str:
        """The words, leaving out elements of those classes."""
        return " ".join("".join(self._words(set(classes))).replace("\u2060", "").split())

    def _words(self, skipped: set[str]) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif not (skipped & set(child["class"].split())):
                yield from child._words(skipped)

    def _inside(self) -> "Iterator[Element]":
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._inside()

    def _is(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag and self.tag != tag:
            return False
        for name, value in attributes.items():
            if name == "class_":
                if value not in self["class"].split():
                    return False
            elif self[name] != value:
                return False
        return True


class Parser(HTMLParser):
    """Refuses what a browser would forgive: a tag that is not closed, or not in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute twice: <{tag} {attrs}>"
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@dataclass(frozen=True)
class Page:
    status: int
    html: str
    headers: dict[str, str]

    @cached_property
    def root(self) -> Element:
        parser = Parser()
        parser.feed(self.html)
        parser.close()
        assert len(parser.open) == 1, f"<{parser.open[-1].tag}> is never closed"
        return parser.open[0]

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        return self.root.all(tag, **attributes)

    def one(self, tag: str = "", **attributes: str) -> Element:
        return self.root.one(tag, **attributes)

    @property
    def text(self) -> str:
        return self.one("main").text

    @cached_property
    def ids(self) -> list[str]:
        return [element["id"] for element in self.all() if element["id"]]

    def links(self) -> list[tuple[str, str]]:
        """Address and words of every link."""
        return [(link["href"], link.text) for link in self.all("a")]

    @property
    def next_url(self) -> str:
        """The following page of a list; "" on the last."""
        return next((link["href"] for link in self.all("a", rel="next")), "")


def get(client: Client, url: str) -> Page:
    """Fetch a page as an anonymous reader gets it; whoever is not logged in gets no cookie."""
    response = client.get(urlsplit(url)._replace(fragment="").geturl())
    if settings.SESSION_COOKIE_NAME not in client.cookies:
        assert not response.cookies, f"{url} sets a cookie"
    return Page(response.status_code, response.content.decode(), dict(response.headers))
