"""One claim on the editor's desk: reword it, judge it, take a passage away, relate it to others."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.actions.claims import (
    ClaimExists,
    NotProposed,
    OwnProposal,
    WordingChanged,
    accept_claim,
    return_claim,
    reword_claim,
)
from articles.actions.relations import RelationExists, relate_claims, withdraw_relation
from articles.models import Claim, Passage, Relation
from articles.models.relation import RelationType
from discussions.actions.passages import PassageIsKept, remove_passage
from discussions.forms.marking import RelationForm, ReturnForm, RewordForm
from discussions.reading.claim_card import wording_of
from discussions.reading.claim_desk import (
    claims_elsewhere,
    load_claim_desk,
    load_proposed,
    search_elsewhere,
)
from discussions.views.marking import editable_claim, editor_of


@require_safe
def proposed_claims(request: HttpRequest) -> HttpResponse:
    """What colleagues were not sure of."""
    editor = editor_of(request)
    page = load_proposed(editor, request.GET.get("na", ""))
    context = {"rows": page.rows, "next_url": page.next_url, "section": "editing"}
    return render(request, "discussions/marking/proposed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_claim(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page of a claim on the desk; a POST words it anew."""
    claim = editable_claim(request, slug, number)
    if request.method != "POST":
        return _page(request, claim)
    form = RewordForm(request.POST)
    if not form.is_valid():
        return _page(request, claim, form=form, status=422)
    said = form.cleaned_data
    try:
        reword_claim(
            claim=claim,
            seen=said["seen"],
            statement=said["statement"],
            tone=said["tone"],
            note=said["note"],
            editor=editor_of(request),
        )
    except WordingChanged as conflict:
        sent = request.POST.copy()
        sent["seen"] = str(conflict.current.number)
        form = RewordForm(sent)
        now = _("A colleague changed this claim meanwhile. It now reads: “%(statement)s”") % {
            "statement": conflict.current.statement
        }
        form.add_error("statement", now)
        return _page(request, claim, form=form, status=409)
    except ClaimExists as found:
        there = _("This article has this claim already: claim %(number)s.")
        form.add_error("statement", there % {"number": found.claim.number})
        return _page(request, claim, form=form, status=409)
    messages.success(request, _("The claim is saved in these words."))
    return redirect("edit_claim", slug, number)


@require_POST
def judge_claim(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Accept a proposal, or send it back with a reason."""
    claim, editor = editable_claim(request, slug, number), editor_of(request)
    form = ReturnForm(request.POST)
    accepts = request.POST.get("oordeel") == "akkoord"
    if not accepts and not form.is_valid():
        return _page(request, claim, return_form=form, status=422)
    try:
        if accepts:
            accept_claim(claim=claim, editor=editor)
            messages.success(request, _("Readers see this claim from now on."))
        else:
            return_claim(claim=claim, editor=editor, reason=form.cleaned_data["reason"])
            messages.success(request, _("The proposal went back, with your reason."))
    except OwnProposal:
        messages.warning(
            request, _("You proposed this claim yourself: a colleague decides about it.")
        )
    except NotProposed:
        messages.warning(request, _("A colleague judged this proposal already."))
    return redirect("edit_claim", slug, number)


@require_POST
def take_passage_away(request: HttpRequest, slug: str, number: int, ordinal: int) -> HttpResponse:
    """Remove a place that was marked by mistake, while nobody reacted."""
    claim, editor = editable_claim(request, slug, number), editor_of(request)
    current: QuerySet[Passage] = Passage.objects.current().filter(
        claim=claim, version=claim.article.current_version
    )
    passage = get_object_or_404(current, ordinal=ordinal)
    try:
        remove_passage(passage=passage, editor=editor)
        messages.success(request, _("The passage is no longer marked."))
    except PassageIsKept as kept:
        why = {
            "reactions": _("People reacted to this claim meanwhile, so its passages stay."),
            "last": _("This is the only passage of the claim, so it stays."),
        }
        messages.warning(request, why[kept.reason])
    return redirect("edit_claim", slug, number)


@require_POST
def relate_claim(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say how this claim bears on one of another article."""
    claim, editor = editable_claim(request, slug, number), editor_of(request)
    form = RelationForm(request.POST)
    chosen = request.POST.get("other", "")
    other = (
        claims_elsewhere(editor, claim).filter(pk=int(chosen)).first()
        if chosen.isdecimal() and len(chosen) <= 18
        else None
    )
    valid = form.is_valid()
    if other is None:
        form.add_error(None, _("Choose one of the claims that were found."))
    if other is None or not valid:
        return _page(request, claim, relation_form=form, status=422)
    try:
        relate_claims(
            from_claim=claim,
            to_claim=other,
            type=RelationType(form.cleaned_data["type"]),
            rationale=form.cleaned_data["rationale"],
            editor=editor,
        )
    except RelationExists:
        form.add_error(None, _("These two claims are related in this way already."))
        return _page(request, claim, relation_form=form, status=409)
    messages.success(request, _("The claims are related."))
    return redirect("edit_claim", slug, number)


@require_POST
def unrelate_claim(request: HttpRequest, slug: str, number: int, relation_id: int) -> HttpResponse:
    """Take a relation back."""
    claim, editor = editable_claim(request, slug, number), editor_of(request)
    own: QuerySet[Relation] = Relation.objects.editable_by(editor).touching(claim)
    withdraw_relation(relation=get_object_or_404(own, pk=relation_id), editor=editor)
    messages.success(request, _("The relation is taken back."))
    return redirect("edit_claim", slug, number)


def _page(
    request: HttpRequest,
    claim: Claim,
    *,
    form: RewordForm | None = None,
    return_form: ReturnForm | None = None,
    relation_form: RelationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    editor = editor_of(request)
    if claim.article.current_version is None:
        raise Http404
    wording = wording_of(claim)
    asked = request.POST if request.method == "POST" else request.GET
    words = asked.get("zoek", "")
    shown: dict[str, forms.Form] = {
        "form": form
        or RewordForm(
            initial={
                "statement": wording.statement,
                "tone": wording.tone,
                "note": wording.note,
                "seen": wording.number,
            }
        ),
        "return_form": return_form or ReturnForm(),
        "relation_form": relation_form or RelationForm(),
    }
    context: dict[str, Any] = {
        "claim": load_claim_desk(editor, claim),
        "words": words,
        "found": search_elsewhere(editor, claim, words),
        "other": asked.get("other", ""),
        "article_slug": claim.article.slug,
        "section": "editing",
        **shown,
    }
    return render(request, "discussions/marking/claim.html", context, status=status)
