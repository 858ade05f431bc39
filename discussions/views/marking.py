"""Marking claims in a text: the mode in which an editor selects, writes, and goes on."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from accounts.models import User
from articles.actions.claims import (
    ClaimExists,
    PassageExists,
    TextChanged,
    add_claim,
    add_passage,
    propose_claim,
)
from articles.anchoring.selection import NotInText
from articles.models import Article, ArticleVersion, Claim
from articles.models.claim import ClaimStatus
from articles.permissions import may_edit
from discussions.forms.marking import ClaimForm
from discussions.reading.claim_card import text_of, wording_of
from discussions.reading.marking import (
    Choice,
    ListedClaim,
    MarkingPage,
    chosen_places,
    load_marking,
    others_added,
)
from discussions.views.request import Request

LONGEST_NUMBER = 9
LONGEST_QUOTE = 5_000


@require_http_methods(["GET", "HEAD", "POST"])
def marking(request: Request, slug: str) -> HttpResponse:
    """The text with its sentences. A POST marks what was chosen, and comes back for the next one."""
    article = editable_article(request, slug)
    if request.method == "POST":
        return _mark(request, article)
    after = _number(request.GET.get("verder", ""))
    return _page(
        request,
        article,
        Choice(goes_on_at=after),
        ClaimForm(),
        extends=_extended(request, article, request.GET.get("bij", "")),
        saved=_number(request.GET.get("nieuw", "")),
        seen=_number(request.GET.get("gezien", "")),
    )


def editable_article(request: HttpRequest, slug: str) -> Article:
    """The article on the editor's desk, with its text; else Http404."""
    articles: QuerySet[Article] = (
        Article.objects.editable_by(request.user).with_text().exclude(current_version=None)
    )
    return get_object_or_404(articles, slug=slug)


def editable_claim(request: HttpRequest, slug: str, number: int) -> Claim:
    """The claim, in whatever state, with its wording and the text of its article; else Http404."""
    claims: QuerySet[Claim] = (
        Claim.objects.editable_by(request.user)
        .select_related("article__current_version", "article__source", "current_wording")
        .defer("article__current_version__raw", "article__current_version__lines")
    )
    return get_object_or_404(claims, article__slug=slug, number=number)


def editor_of(request: HttpRequest) -> User:
    """Who does it; the fetch refused everybody else, and the type checker wants to know."""
    if not isinstance(request.user, User) or not may_edit(request.user):
        raise Http404
    return request.user


def _mark(request: Request, article: Article) -> HttpResponse:
    choice = _choice(request)
    form = ClaimForm(request.POST)
    extends = _extended(request, article, request.POST.get("bij", ""))
    action = request.POST.get("actie", "")
    if action == "kies" or (not action and not extends and not request.POST.get("statement")):
        return _page(request, article, choice, _unbound(request), extends=extends, chose=True)
    valid = form.is_valid() or extends is not None
    try:
        places = chosen_places(_unchanged(request, article), choice)
    except TextChanged:
        return _again(request, article, Choice(), form, extends, _renewed(), status=409)
    except NotInText:
        places = []
        error = _(
            "These words are not in the text like this. It may have been renewed, or the selection "
            "began inside a character. Select them again."
        )
    else:
        error = "" if places else _("Choose where it says so: select words, or tick sentences.")
    if error or not valid:
        return _again(request, article, choice, form, extends, error)
    try:
        return _marked(request, text_of(article), article, places, form, extends)
    except TextChanged:
        error, choice = _renewed(), Choice()
    except ClaimExists as found:
        error = _("This article has this claim already: claim %(number)s.") % {
            "number": found.claim.number
        }
    except PassageExists:
        error = _("The claim stands at this place already.")
    return _again(request, article, choice, form, extends, error, status=409)


def _marked(
    request: Request,
    version: ArticleVersion,
    article: Article,
    places: list[tuple[int, int]],
    form: ClaimForm,
    extends: Claim | None,
) -> HttpResponse:
    editor = editor_of(request)
    end = max(end for _start, end in places)
    if extends is not None:
        with transaction.atomic():
            for place in places:
                add_passage(claim=extends, version=version, place=place, editor=editor)
        return redirect("edit_claim", article.slug, extends.number)
    verb = propose_claim if request.POST.get("actie") == "voorstel" else add_claim
    claim = verb(
        version=version,
        places=places,
        statement=form.cleaned_data["statement"],
        tone=form.cleaned_data["tone"],
        note=form.cleaned_data["note"],
        editor=editor,
    )
    seen = _number(request.POST.get("gezien", "")) or 0
    if request.htmx:
        answer = _page(
            request,
            article,
            Choice(goes_on_at=end),
            ClaimForm(),
            saved=claim.number,
            seen=seen,
        )
        return trigger_client_event(answer, "announce", {"value": _was_saved(claim)})
    query = urlencode({"verder": end, "nieuw": claim.number, "gezien": seen})
    address = f"{reverse('marking', args=[article.slug])}?{query}"
    return HttpResponse(status=303, headers={"Location": address})


def _page(
    request: Request,
    article: Article,
    choice: Choice,
    form: ClaimForm,
    *,
    extends: Claim | None = None,
    saved: int | None = None,
    seen: int | None = None,
    error: str = "",
    chose: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = load_marking(article, choice)
    if chose and not choice.is_empty:
        form.fields["statement"].widget.attrs["data-focus"] = True
    context: dict[str, Any] = {
        "article": article,
        "page": page,
        "form": form,
        "choice": choice,
        "chosen_text": _chosen_text(text_of(article), choice),
        "errors": [{"message": error, "href": "#gekozen"}] if error else [],
        "extends": {"number": extends.number, "statement": wording_of(extends).statement}
        if extends
        else None,
        "saved": next((_was_saved(claim) for claim in page.claims if claim.number == saved), ""),
        "overtaken": _overtaken(page, seen, saved),
        "section": "editing",
    }
    template = "discussions/marking/text.html"
    if request.htmx:
        template += "#work"
    return render(request, template, context, status=status)


def _again(
    request: Request,
    article: Article,
    choice: Choice,
    form: ClaimForm,
    extends: Claim | None,
    error: str,
    status: int = 422,
) -> HttpResponse:
    """Nothing typed or chosen is lost, and what colleagues did meanwhile is told."""
    seen = _number(request.POST.get("gezien", ""))
    return _page(
        request, article, choice, form, extends=extends, seen=seen, error=error, status=status
    )


def _renewed() -> str:
    return _(
        "The text was renewed while you were writing. What you wrote is still here; choose the "
        "passage again."
    )


def _was_saved(claim: Claim | ListedClaim) -> str:
    """A proposal is not told as a claim that readers see."""
    if claim.status == ClaimStatus.PROPOSED:
        said = _("Claim %(number)s is proposed. Readers do not see it yet.")
    else:
        said = _("Claim %(number)s is saved.")
    return said % {"number": claim.number}


def _overtaken(page: MarkingPage, seen: int | None, saved: int | None) -> str:
    return others_added(page.claims, seen, saved or 0) if seen is not None else ""


def _chosen_text(version: ArticleVersion, choice: Choice) -> str:
    if choice.quote:
        return choice.quote
    try:
        places = chosen_places(version, choice)
    except NotInText:
        return ""
    return " … ".join(version.canonical_text[start:end] for start, end in places)


def _choice(request: HttpRequest) -> Choice:
    starts = {_number(start) for start in request.POST.getlist("zin")}
    quote = request.POST.get("citaat", "").strip()[:LONGEST_QUOTE]
    return Choice(
        quote=quote,
        near=_number(request.POST.get("begin", "")) or 0,
        starts=frozenset(start for start in starts if start is not None) if not quote else (),
    )


def _unbound(request: HttpRequest) -> ClaimForm:
    """What was typed, without complaints: someone is only choosing."""
    return ClaimForm(
        initial={name: request.POST.get(name) or None for name in ClaimForm.base_fields}
    )


def _unchanged(request: HttpRequest, article: Article) -> ArticleVersion:
    """The current version, when places chosen on the page that was sent can still mean it.

    Selected words are found anew in a renewed text; sentences were chosen by where they began in
    the former one. Raises `TextChanged`.
    """
    version = text_of(article)
    if request.POST.get("versie") != str(version.pk) and not request.POST.get("citaat"):
        raise TextChanged
    return version


def _extended(request: HttpRequest, article: Article, number: str) -> Claim | None:
    wanted = _number(number)
    if wanted is None:
        return None
    return editable_claim(request, article.slug, wanted)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None
