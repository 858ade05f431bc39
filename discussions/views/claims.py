"""The list of claims, and the page of one claim."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from articles.models import Claim
from articles.reading.following import is_following
from discussions.forms.stances import ConditionForm
from discussions.models import Stance
from discussions.reading.claim_list import load_claim_list
from discussions.reading.claim_page import load_claim_page
from discussions.reading.filters import NoSuchFilter
from discussions.reading.given_on import given_on
from discussions.reading.preview import claim_for_machines
from discussions.reading.stances import agreement_on, own_stance, stance_panel
from discussions.reading.thread_page import load_discussion
from discussions.reading.writing import beside_key
from discussions.views.articles import moved_to
from discussions.views.gone import not_there
from discussions.views.request import Request, reader_of
from discussions.views.sorting import chosen_sort
from discussions.views.visits import visit_thread


@login_not_required
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    try:
        page = load_claim_list(
            request.user, kind=request.GET.get("verband", ""), after=request.GET.get("na", "")
        )
    except NoSuchFilter as error:
        raise Http404 from error
    return render(
        request,
        "discussions/claims.html",
        {
            "groups": page.groups,
            "filters": page.filters,
            "next_url": page.next_url,
            "section": "claims",
        },
    )


@login_not_required
@require_safe
def claim(request: Request, slug: str, number: int) -> HttpResponse:
    """The page of a claim; to an article that has it open beside its text, the part that shows there."""
    found = visible_claim(request, slug, number)
    if found.article.slug != slug:
        return moved_to(request, found.get_absolute_url())
    if request.htmx and beside(request, found):
        response = render(request, "discussions/_beside.html", claim_context(request, found))
    else:
        response = claim_page(request, found)
    patch_vary_headers(response, ["HX-Request"])
    return response


def beside(request: HttpRequest, claim: Claim) -> str:
    """What ids end in when the request comes from beside a text; empty for the page of the claim."""
    return beside_key(claim.number) if "naast" in request.GET else ""


def visible_claim(request: HttpRequest, slug: str, number: int) -> Claim:
    """The claim behind an address, also an address its article once had; else Http404, or
    `ArticleWithdrawn`."""
    claims: QuerySet[Claim] = (
        Claim.objects.visible_to(request.user)
        .filter(number=number)
        .select_related("article__current_version", "article__source", "current_wording")
        .defer("article__current_version__raw", "article__current_version__lines")
    )
    found = (
        claims.filter(article__slug=slug).first()
        or claims.filter(article__old_slugs__slug=slug).first()
    )
    if found is None:
        raise not_there(slug=slug, old_slugs__slug=slug)
    return found


def stance_context(
    request: HttpRequest, claim: Claim, condition_form: ConditionForm | None = None
) -> dict[str, Any]:
    """What the part of the page around the three buttons names. Two queries for a member, and one more
    when their stance was given on an older version."""
    own, key = own_stance(request.user, claim), beside(request, claim)
    return {
        "stance": stance_panel(request.user, claim, own, key),
        "given_on": given_on(request.user, claim, own),
        "agreement": agreement_on(claim),
        "condition_form": condition_form or _condition_form(own, key),
    }


def claim_context(
    request: HttpRequest, claim: Claim, condition_form: ConditionForm | None = None
) -> dict[str, Any]:
    """All that the page of a claim names, and what is drawn of it beside its article."""
    loaded = load_claim_page(request.user, claim)
    key = beside(request, claim)
    discussion = load_discussion(
        viewer=reader_of(request),
        claim=claim,
        after=request.GET.get("na", ""),
        beside=key,
        sort=chosen_sort(request),
        since=visit_thread(request, claim=claim),
    )
    return {
        "claim": loaded.head,
        "quotes": loaded.quotes,
        "lost": loaded.lost,
        "relations": loaded.relations,
        "quotes_closed": loaded.is_closed,
        "key": key,
        "canonical_url": settings.PUBLIC_URL + loaded.head.url,
        "may_be_indexed": claim.article.is_indexable,
        "section": "claims",
        **({} if key else _follow(request, claim)),
        **stance_context(request, claim, condition_form),
        **vars(discussion),
        **vars(claim_for_machines(claim, discussion.thread)),
    }


def _follow(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    return {
        "follow_url": reverse("follow_claim", args=[claim.article.slug, claim.number]),
        "follow_back": claim.get_absolute_url(),
        "followed": is_following(request.user, claim),
    }


def claim_page(
    request: HttpRequest,
    claim: Claim,
    *,
    condition_form: ConditionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, also when the form on it came back with a mistake."""
    context = claim_context(request, claim, condition_form)
    response = render(request, "discussions/claim.html", context, status=status)
    if not claim.article.is_indexable:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _condition_form(own: Stance | None, key: str) -> ConditionForm:
    own = own or Stance()
    known = {"leaning": own.leaning, "condition": own.condition}
    return ConditionForm(initial=known, auto_id=f"id_%s{key}")
