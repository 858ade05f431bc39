"""What An types, in a window with every check on, and what is on the page that answers."""

from typing import Any

from django.contrib.sessions.models import Session
from django.test import Client

from discussions.models import Comment
from tests.pages.forms import page_of, writing_form, written
from tests.pages.page import Page

PASSWORD = "zeven zwarte zwanen"
TEXT = (
    'Wat ik zeg & <b>vind</b> "altijd" </textarea><script>alert(1)</script>,\n\n  nog een regel €😀'
)
# What stands behind *meer*: it belongs to the text, and comes back with it.
CHOSEN = {
    "kind": "experience",
    "function": 'verpleegkundige & "meer"',
    "organisation": "Thuiszorg <West>",
    "interest": "Ik werk er",
    "shown_to": "everyone",
}


def form_on(page: Page) -> Any:
    return writing_form(page)


def text_on(page: Page) -> str:
    return written(writing_form(page).one("textarea", name="body"))


def is_placed(response: Any, text: str = TEXT) -> bool:
    comment = Comment.objects.filter(body=text).first()
    return response.status_code == 303 and comment is not None


def is_placed_as_chosen(response: Any) -> bool:
    said = Comment.objects.get(body=TEXT)
    as_ = said.writing_as
    found = (said.kind, as_.function, as_.organisation, as_.interest, as_.shown_to)
    return is_placed(response) and found == tuple(CHOSEN.values())


def end_session(window: Client) -> None:
    Session.objects.all().delete()


def log_in(window: Client, page: Page, words: str) -> Any:
    """Follow the link on the page to the log-in, fill it in, and go where it leads."""
    (link,) = [link for link in page.all("a") if words in link.text]
    login = page_of(window.get(link["href"]))
    (form,) = [form for form in login.all("form") if form.all("input", name="password")]
    fields = {part["name"]: part["value"] for part in form.all("input") if part["name"]}
    fields |= {"login": "an@example.org", "password": PASSWORD}
    return window.post(form["action"] or link["href"], fields)
