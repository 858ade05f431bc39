"""Whether readers can open an article: publishing a draft, withdrawing it, putting it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.actions.publish import (
    UnseenChanges,
    WrongStatus,
    publish_article,
    restore_article,
    withdraw_article,
)
from articles.forms.facts import WithdrawForm
from articles.models import Article
from articles.models.article import ArticleStatus
from articles.views.guard import editor_of, editors_only


@editors_only
@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a draft to readers; a second press does nothing more."""
    article = _article(request, slug)
    try:
        publish_article(article=article)
    except UnseenChanges:
        messages.warning(
            request, _("Passages have other words now. Confirm them here, then publish.")
        )
        return redirect("passages", article.slug)
    except WrongStatus as wrong:
        return _already(request, wrong.article)
    messages.success(request, _("“%(title)s” is open to readers.") % {"title": _title(article)})
    return redirect(article)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the reason, and take a published article away; on a withdrawn one, offer the way back."""
    article = _article(request, slug)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_article(
                article=article, editor=editor_of(request), reason=form.cleaned_data["reason"]
            )
        except WrongStatus as wrong:
            return _already(request, wrong.article)
        messages.success(
            request, _("Withdrawn. Its address now gives the reason; you can put it back here.")
        )
        return redirect("withdraw_article", article.slug)
    if article.status == ArticleStatus.DRAFT:
        return _already(request, article)
    context = {
        "article": article,
        "title": _title(article),
        "form": form,
        "is_withdrawn": article.status == ArticleStatus.WITHDRAWN,
        "history": article.withdrawals.select_related("by", "ended_by").order_by("-since", "-pk"),
        "section": "editing",
    }
    status = 422 if form.errors else 200
    return render(request, "articles/withdraw.html", context, status=status)


@editors_only
@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a withdrawn article back, as it was."""
    article = _article(request, slug)
    try:
        restore_article(article=article, editor=editor_of(request))
    except WrongStatus as wrong:
        return _already(request, wrong.article)
    messages.success(request, _("“%(title)s” is open to readers.") % {"title": _title(article)})
    return redirect(article)


def _article(request: HttpRequest, slug: str) -> Article:
    return get_object_or_404(
        Article.objects.editable_by(request.user).with_text().exclude(current_version=None),
        slug=slug,
    )


def _title(article: Article) -> str:
    return article.current_version.title if article.current_version else article.slug


def _already(request: HttpRequest, article: Article) -> HttpResponse:
    """Somebody was here first, or the page was old: say how it stands now."""
    said = {
        ArticleStatus.DRAFT: _("This is a draft: readers cannot open it yet."),
        ArticleStatus.PUBLISHED: _("This is open to readers already."),
        ArticleStatus.WITHDRAWN: _("This has been withdrawn already."),
    }
    messages.info(request, said[ArticleStatus(article.status)])
    return redirect("article_record", article.slug)
