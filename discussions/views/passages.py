"""The check list of an article's passages, and deciding about one of them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from articles.actions.passages import (
    DecidedMeanwhile,
    NothingToConfirm,
    NothingToUndo,
    confirm_passage,
    give_up_passage,
    place_passage,
    undo_decision,
)
from articles.anchoring.selection import NotInText
from articles.models import Article, Passage
from discussions.reading.check_list import CheckRow, load_check_list, load_check_row
from discussions.reading.claim_card import text_of
from discussions.reading.marking import Choice, chosen_places, load_marking
from discussions.views.marking import editable_article, editor_of
from discussions.views.request import Request

LONGEST_NUMBER = 9
LONGEST_QUOTE = 5_000


@require_safe
def passages(request: Request, slug: str) -> HttpResponse:
    """How many passages are in which state, and one row for each that did not stay as it was."""
    return _list(request, editable_article(request, slug))


@require_http_methods(["GET", "HEAD", "POST"])
def passage(request: Request, slug: str, passage_id: int) -> HttpResponse:
    """Old and new side by side, to choose another place in; a POST decides."""
    article = editable_article(request, slug)
    if request.method == "POST":
        return _decide(request, article, passage_id)
    row = load_check_row(article, passage_id)
    if row is None:
        raise Http404
    return _page(request, article, row, Choice(goes_on_at=_first_place(row, article)))


def _decide(request: Request, article: Article, passage_id: int) -> HttpResponse:
    editor, action = editor_of(request), request.POST.get("actie", "")
    # In whatever state: one that was replaced meanwhile must be told so, not be lost.
    found = (
        Passage.objects.editable_by(request.user)
        .filter(claim__article=article, pk=passage_id)
        .select_related("claim")
        .first()
    )
    if found is None:
        raise Http404
    seen = request.POST.get("gezien", "")
    try:
        if action == "wijs":
            return _place(request, article, found, seen, editor)
        said = _act(request, action, found, seen, editor)
    except (DecidedMeanwhile, NothingToConfirm, NothingToUndo):
        return _list(request, article, _overtaken(), status=409)
    return _done(request, article, found, said, is_undone=action == "ongedaan")


def _act(request: Request, action: str, found: Passage, seen: str, editor: User) -> str:
    if action == "bevestig":
        confirm_passage(passage=found, seen=seen, editor=editor)
        return _("The place is confirmed.")
    if action == "kwijt":
        give_up_passage(passage=found, seen=seen, editor=editor)
        return _("Noted as lost. The claim stays, with its discussion.")
    if action == "ongedaan":
        undo_decision(passage=found, seen=seen, editor=editor)
        return _("The decision is undone.")
    if action.startswith("kandidaat-"):
        index = _number(action.removeprefix("kandidaat-"))
        if index is None or index >= len(found.candidates):
            raise Http404
        chosen = found.candidates[index]
        place = (chosen["start"], chosen["end"])
        place_passage(passage=found, seen=seen, place=place, editor=editor)
        return _("The passage has its new place.")
    raise Http404


def _place(
    request: Request, article: Article, found: Passage, seen: str, editor: User
) -> HttpResponse:
    """Words that were selected, or sentences that follow each other."""
    row = load_check_row(article, found.pk)
    if row is None or request.POST.get("versie") != str(text_of(article).pk):
        raise DecidedMeanwhile
    choice = _choice(request)
    try:
        places = chosen_places(text_of(article), choice)
        if len(places) == 1:
            place_passage(passage=found, seen=seen, place=places[0], editor=editor)
            return _done(request, article, found, _("The passage has its new place."))
        error = _("Choose one place: select words, or tick sentences that follow each other.")
    except (NotInText, ValueError):
        error = _("These words are not in the text like this. Select them again.")
    return _page(request, article, row, choice, error, status=422)


def _done(
    request: Request, article: Article, found: Passage, said: str, *, is_undone: bool = False
) -> HttpResponse:
    """Back to the top of the list, where what waits stands first; the sentence leads to what was done."""
    anchor = f"#passage-{found.claim.number}-{found.ordinal}"
    there = _("See it") if is_undone else _("See it, or undo it")
    link = format_html('<a href="{}">{}</a>', anchor, there)
    messages.success(request, format_html("{} {}", said, link))
    address = reverse("passages", args=[article.slug])
    return HttpResponse(status=303, headers={"Location": f"{address}?besloten=1"})


def _list(request: Request, article: Article, trouble: str = "", status: int = 200) -> HttpResponse:
    context = {
        "article": article,
        "version": text_of(article),
        "list": load_check_list(article),
        "decided": request.GET.get("besloten") == "1",
        "trouble": trouble,
        "section": "editing",
    }
    return render(request, "discussions/passages/list.html", context, status=status)


def _page(
    request: Request,
    article: Article,
    row: CheckRow,
    choice: Choice,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "article": article,
        "row": row,
        "page": load_marking(article, choice),
        "choice": choice,
        "errors": [{"message": error, "href": "#gekozen"}] if error else [],
        "section": "editing",
    }
    return render(request, "discussions/passages/place.html", context, status=status)


def _first_place(row: CheckRow, article: Article) -> int | None:
    if not row.proposals:
        return None
    place = text_of(article).canonical_text.find(row.proposals[0].words)
    return place if place >= 0 else None


def _overtaken() -> str:
    return _(
        "Somebody decided about this passage before you, or the text was renewed. Nothing of "
        "theirs was changed; below it stands as it is now."
    )


def _choice(request: Request) -> Choice:
    quote = request.POST.get("citaat", "").strip()[:LONGEST_QUOTE]
    starts = {_number(start) for start in request.POST.getlist("zin")}
    return Choice(
        quote=quote,
        near=_number(request.POST.get("begin", "")) or 0,
        starts=frozenset(start for start in starts if start is not None) if not quote else (),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None
