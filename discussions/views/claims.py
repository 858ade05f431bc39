"""The list of claims, and the page of one claim."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Claim
from discussions.forms.stances import ConditionForm
from discussions.models import Stance
from discussions.reading.claim_list import load_claim_list
from discussions.reading.claim_page import load_claim_page
from discussions.reading.filters import NoSuchFilter
from discussions.reading.preview import claim_for_machines
from discussions.reading.stances import agreement_on, own_stance, stance_panel
from discussions.reading.thread_page import load_discussion
from discussions.views.articles import moved_to
from discussions.views.gone import not_there


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
def claim(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = visible_claim(request, slug, number)
    if found.article.slug != slug:
        return moved_to(request, found.get_absolute_url())
    return claim_page(request, found)


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
    """What the part of the page around the three buttons names. Two queries for a member."""
    own = own_stance(request.user, claim)
    return {
        "stance": stance_panel(request.user, claim, own),
        "agreement": agreement_on(claim),
        "condition_form": condition_form or _condition_form(own),
    }


def claim_page(
    request: HttpRequest,
    claim: Claim,
    *,
    condition_form: ConditionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, also when the form on it came back with a mistake."""
    loaded = load_claim_page(request.user, claim)
    discussion = load_discussion(viewer=request.user, claim=claim, after=request.GET.get("na", ""))
    response = render(
        request,
        "discussions/claim.html",
        {
            "claim": loaded.head,
            "quotes": loaded.quotes,
            "relations": loaded.relations,
            "quotes_closed": loaded.is_closed,
            "canonical_url": settings.PUBLIC_URL + loaded.head.url,
            "may_be_indexed": claim.article.is_indexable,
            "section": "claims",
            **stance_context(request, claim, condition_form),
            **vars(discussion),
            **vars(claim_for_machines(claim, discussion.thread)),
        },
        status=status,
    )
    if not claim.article.is_indexable:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _condition_form(own: Stance | None) -> ConditionForm:
    own = own or Stance()
    return ConditionForm(initial={"leaning": own.leaning, "condition": own.condition})
