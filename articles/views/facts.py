"""Correcting what the text of an article does not prove, or proves wrongly."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.actions.correct_facts import FactsChanged, correct_facts, facts_mark
from articles.forms.facts import FactsForm, known_facts
from articles.models import Article
from articles.reading.evidence import evidence_of, known_names
from articles.views.guard import editors_only


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def article_facts(request: HttpRequest, slug: str) -> HttpResponse:
    """Source, author, date and the rest, each with what the text proves and where."""
    article = get_object_or_404(
        Article.objects.editable_by(request.user).with_text().exclude(current_version=None),
        slug=slug,
    )
    version = article.current_version
    assert version is not None
    topics = list(article.topics.order_by("name").values_list("name", flat=True))
    known, mark = known_facts(article, topics), facts_mark(article)
    evidence = evidence_of(article)
    form = FactsForm(request.POST or None, initial={**known, "seen": mark}, evidence=evidence)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            correct_facts(article=article, facts=form.facts(), seen=form.cleaned_data["seen"])
        except FactsChanged:
            # The mark of what this answer shows goes along, so that the next press may overrule it.
            sent = {**request.POST.dict(), "seen": mark}
            form = FactsForm(sent, initial=known, evidence=evidence)
            form.show_both(known)
            messages.warning(
                request,
                _("A colleague saved other facts meanwhile. Look at both, and save once more."),
            )
            status = 409
        else:
            messages.success(
                request, _("Saved. A next version of this text leaves it as you said.")
            )
            return redirect("article_facts", article.slug)
    context = {
        "article": article,
        "title": version.title,
        "form": form,
        "names": known_names(),
        "section": "editing",
    }
    if form.errors and status == 200:
        status = 422
    return render(request, "articles/article_facts.html", context, status=status)
