"""Sending the form on a page as a browser without JavaScript does."""

from typing import Any

from django.test import Client

from tests.pages.page import Element, Page


def page_of(response: Any) -> Page:
    return Page(response.status_code, response.content.decode(), dict(response.headers))


def writing_form(page: Page) -> Element:
    """The one form on the page that a text is written in."""
    (found,) = [form for form in page.all("form") if form.all("textarea", name="body")]
    return found


def fields_of(form: Element) -> dict[str, str]:
    """What the browser would send, its buttons apart."""
    fields = {
        part["name"]: part["value"]
        for part in form.all("input")
        if part["name"]
        and (part["type"] not in ("radio", "checkbox") or "checked" in part.attributes)
    }
    for area in form.all("textarea"):
        if area["name"]:
            fields[area["name"]] = written(area)
    return fields


def written(area: Element) -> str:
    """What stands in a textarea, as a browser reads it: with LF line ends, and without the one after the tag."""
    return "".join(map(str, area.children)).replace("\r\n", "\n").removeprefix("\n")


def send(client: Client, form: Element, **more: str) -> Any:
    """Press the button, with a text or a button of one's own in `more`.

    Line ends go over the line as browsers send them.
    """
    fields = {**fields_of(form), **more}
    fields["body"] = fields["body"].replace("\n", "\r\n")
    return client.post(form["action"], fields)
