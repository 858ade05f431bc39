"""What the filters do, for moderators."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from discussions.filters import find_filter
from discussions.forms.filters import FilterForm, TryForm, WordForm
from discussions.forms.refusing import refuse
from discussions.models import ListedWord
from discussions.moderation.filters import list_word, set_filter, strike_word
from discussions.moderation.guard import moderators_only
from discussions.reading.filter_desk import earlier_settings, load_filters, load_words, try_text
from discussions.views.moderator import moderator_of


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def filters(request: HttpRequest) -> HttpResponse:
    """All of them in their order, and what they would say of a text."""
    rows = load_filters(request.user)
    form = TryForm(request.POST or None, initial={"is_new": False})
    outcomes = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        outcomes = try_text(rows, said["text"], earlier=said["earlier"], is_new=said["is_new"])
    context = {"section": "queue", "rows": rows, "form": form, "outcomes": outcomes}
    status = 422 if form.errors else 200
    return render(request, "discussions/moderation/filters.html", context, status=status)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def one_filter(request: HttpRequest, code: str) -> HttpResponse:
    """What one filter does, and what it did before."""
    moderator = moderator_of(request)
    about = find_filter(code)
    if about is None:
        raise Http404
    row = next(row for row in load_filters(moderator) if row.filter == about)
    form = FilterForm(
        request.POST or None, about=about, initial={"effect": row.effect, "limit": row.limit}
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_filter(moderator=moderator, code=code, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("It holds from now on."))
            return redirect("filters")
    context = {
        "section": "queue",
        "row": row,
        "form": form,
        "earlier": earlier_settings(moderator, code),
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/moderation/filter.html", context, status=status)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def word_list(request: HttpRequest) -> HttpResponse:
    """The words and phrases, with who put them there and why."""
    moderator = moderator_of(request)
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            listed = list_word(moderator=moderator, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("“%(words)s” is on the list.") % {"words": listed.words})
            return redirect("word_list")
    context = {"section": "queue", "form": form, "words": load_words(moderator)}
    status = 422 if form.errors else 200
    return render(request, "discussions/moderation/words.html", context, status=status)


@moderators_only
@require_POST
def strike(request: HttpRequest, word_id: int) -> HttpResponse:
    """Take a word from the list."""
    moderator = moderator_of(request)
    listed = get_object_or_404(ListedWord.objects.visible_to(moderator), pk=word_id)
    strike_word(listed=listed, moderator=moderator)
    messages.success(
        request, _("“%(words)s” is not on the list any more.") % {"words": listed.words}
    )
    return redirect("word_list")
