"""Bringing something in: a pasted text, a file, or an export of another site."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.actions.intake import MEDIA_TYPES, NothingNew, begin_intake, reread_article
from articles.forms.bring_in import BringInForm
from articles.importers.errors import UnreadableSource
from articles.importers.kinds import SourceKind
from articles.models import Article
from articles.views.guard import editor_of, editors_only


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take one text in and go on to its preview. What was pasted comes back with every mistake."""
    editor = editor_of(request)
    if request.method != "POST":
        return _page(request, BringInForm(editor=editor, initial=_known(request)))
    form = BringInForm(request.POST, request.FILES, editor=editor)
    if not form.is_valid():
        return _page(request, form, status=422)
    kind, raw, name = form.source_bytes()
    field = "file" if name else "text"
    if kind is SourceKind.FEED:
        form.add_error(field, _("This is a feed. Give its address with its source, under Sources."))
        return _page(request, form, status=422)
    try:
        intake = begin_intake(
            kind=kind,
            raw=raw,
            created_by=editor,
            file_name=name,
            media_type=MEDIA_TYPES[kind],
            source_url=form.cleaned_data["source_url"],
            source=form.cleaned_data["source"],
            article=form.cleaned_data["article"],
            attachments=form.zipped_pictures(),
        )
    except UnreadableSource as error:
        form.add_error(field, error.reason)
        return _page(request, form, status=422)
    except NothingNew as same:
        messages.info(request, _already_here(same.article))
        return redirect("article_record", same.article.slug)
    return redirect(intake)


@editors_only
@require_POST
def reread(request: HttpRequest, slug: str) -> HttpResponse:
    """Look the text of an article over again, with the choices that were made for it."""
    article = get_object_or_404(
        Article.objects.editable_by(request.user)
        .select_related("current_version")
        .exclude(current_version=None),
        slug=slug,
    )
    try:
        return redirect(reread_article(article=article, editor=editor_of(request)))
    except UnreadableSource as error:
        messages.error(request, error.reason)
        return redirect("article_record", article.slug)


def _known(request: HttpRequest) -> dict[str, object]:
    """The article that `?artikel=` names, as the one this is a new version of."""
    slug = request.GET.get("artikel", "")
    article = Article.objects.editable_by(request.user).filter(slug=slug).first() if slug else None
    return {"article": article.pk} if article else {}


def _already_here(article: Article) -> str:
    return format_html(
        "{} <a href='{}'>{}</a>",
        _("This is already here, word for word. Nothing has changed."),
        article.get_absolute_url(),
        _("Read the article"),
    )


def _page(request: HttpRequest, form: BringInForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "section": "editing"}
    return render(request, "articles/bring_in.html", context, status=status)
