"""Headers that no library sets for us."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.urls import reverse

from articles.reading.old_address import article_once_at
from config.typed import typed_in

# Nothing here needs a sensor, a payment or a camera; `web-share` stays for the share sheet.
POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "xr-spatial-tracking",
    )
)


WALLS = {
    "Permissions-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
Answer = Callable[[HttpRequest], HttpResponse]


def walls(get_response: Answer) -> Answer:
    """Send the protecting headers with every response.

    Django sets most of them too, but not on what its own first middleware answers: the redirect
    to https, and the refusal of a strange host.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in WALLS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def old_addresses(get_response: Answer) -> Answer:
    """Lead former addresses of imported articles to where they are now, for good.

    A path is looked up only when nothing here answers to it; "/?p=4" is, because "/" always does.
    What readers may not see does not redirect: nobody learns that there is a draft.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        number = request.GET.get("p", "") if request.path == "/" else ""
        if number.isascii() and number.isdigit() and (found := article_once_at(f"/?p={number}")):
            return HttpResponsePermanentRedirect(found)
        response = get_response(request)
        if response.status_code == 404 and request.method in ("GET", "HEAD"):
            path = request.path
            found = article_once_at(path, path + "/" if path[-1:] != "/" else path[:-1])
            if found:
                return HttpResponsePermanentRedirect(found)
        return response

    return middleware


def only_pressed(get_response: Answer) -> Answer:
    """Give a page to who opens the address of a button: it has no words, and a browser would show its own.

    One gets there by going back, or from the address bar after a mistake on a form.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or request.method not in ("GET", "HEAD"):
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


def texts_of_logged_out(get_response: Answer) -> Answer:
    """Give back what was typed when a session had ended, instead of leading to the log-in page without it.

    To htmx it is a 403 without words: that leaves the form where it is, and sends it once more as a plain one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        login_url = reverse(settings.LOGIN_URL)
        leads_to_login = response.status_code == 302 and (
            urlsplit(response.headers["Location"]).path == login_url
        )
        if request.method != "POST" or not leads_to_login or request.path == login_url:
            return response
        if request.user.is_authenticated or not (typed := typed_in(request)):
            return response
        if request.headers.get("HX-Request"):
            return HttpResponseForbidden()
        context = {"typed": typed, "login_url": response.headers["Location"]}
        return render(request, "logged_out.html", context, status=403)

    return middleware


def private_pages(get_response: Answer) -> Answer:
    """Keep pages made for one person out of every shared cache, and fresh after going back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware
