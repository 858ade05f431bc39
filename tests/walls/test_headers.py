"""Every answer carries the walls: pages, redirects, errors and files alike."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from config import views
from tests.factories import make_article, make_claim, make_person, say

WALLS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def assert_walled(response: Any) -> None:
    for name, value in WALLS.items():
        assert response.headers[name] == value, name
    assert "camera=()" in response.headers["Permissions-Policy"]
    policy = dict(
        directive.strip().split(" ", 1)
        for directive in response.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["base-uri"] == policy["frame-ancestors"] == policy["object-src"] == "'none'"
    for name in ("script-src", "style-src", "font-src", "connect-src", "form-action", "img-src"):
        assert policy[name] == "'self'", name


@pytest.mark.django_db
def test_pages_and_redirects_are_walled() -> None:
    claim = make_claim()
    client = Client()
    for address, status in {
        reverse("overview"): 200,
        claim.article.get_absolute_url(): 200,
        claim.get_absolute_url(): 200,
        reverse("house_rules_json"): 200,
        reverse("inbox"): 302,
        "/bestaat-niet/": 404,
        reverse("livez"): 200,
    }.items():
        response = client.get(address)
        assert response.status_code == status, address
        assert_walled(response)


@pytest.mark.django_db
def test_refusals_are_walled() -> None:
    comment = say(under=make_article())
    address = reverse("answer_comment", args=[comment.public_id])
    strict, bas = Client(enforce_csrf_checks=True), Client()
    for client in (strict, bas):
        client.force_login(make_person("Bas"))
    outcomes = {
        strict.post(address, {"body": "Zonder bewijs."}): 403,
        bas.put(address): 405,
        Client(headers={"host": "elders.example.org"}).get("/"): 400,
    }
    for response, status in outcomes.items():
        assert response.status_code == status
        assert_walled(response)


@pytest.mark.django_db
def test_a_page_that_breaks_is_walled_and_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("geheim uit de machinekamer")

    monkeypatch.setattr("discussions.views.overview.load_overview", break_down)
    response = Client(raise_request_exception=False).get(reverse("overview"))
    assert response.status_code == 500
    assert b"<h1" in response.content
    assert b"geheim" not in response.content
    assert_walled(response)


@pytest.mark.django_db
def test_static_files_are_walled(settings: Any) -> None:
    """Whitenoise answers them before most of Django is asked."""
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    response = Client().get("/static/css/tokens.css")
    assert response.status_code == 200
    assert b"--paper" in b"".join(response.streaming_content)
    response.close()
    assert_walled(response)


@pytest.mark.django_db
def test_an_expired_form_gives_the_text_back() -> None:
    request = RequestFactory().post("/", {"body": "Wat ik <b>schreef</b>"})
    request.user = make_person("An")
    page = views.csrf_failure(request).content.decode()
    assert "Wat ik &lt;b&gt;schreef&lt;/b&gt;" in page


@pytest.mark.django_db
def test_reading_sets_no_cookie() -> None:
    claim = make_claim()
    comment = say(under=claim)
    client = Client()
    for address in (
        reverse("overview"),
        reverse("claims"),
        claim.article.get_absolute_url(),
        claim.get_absolute_url(),
        reverse("comment", args=[comment.public_id]),
        reverse("house_rules"),
        reverse("about"),
        reverse("styleguide"),
        "/bestaat-niet/",
    ):
        assert not client.get(address).cookies, address
