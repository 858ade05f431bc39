"""What holds in one discussion, or for one person: for moderators, who set it and end it here."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from articles.models import Article
from discussions.actions.threads import begin_thread
from discussions.forms.refusing import refuse
from discussions.forms.restrictions import WARN, RestrictionForm
from discussions.models import Comment, Outcome, Restriction, RestrictionKind
from discussions.models.restriction import OF_PERSON, OF_SITE, OF_THREAD
from discussions.models.scope import articles_in_scope, comments_in_scope, people_in_scope
from discussions.moderation.addressing import Addressed
from discussions.moderation.deciding import decide
from discussions.moderation.guard import moderators_only
from discussions.moderation.past import was_reported
from discussions.moderation.previewing import preview
from discussions.reading.restrictions import load_restrictions
from discussions.reading.subject import (
    Subject,
    article_subject,
    claim_subject,
    thread_for,
)
from discussions.views.articles import visible_article
from discussions.views.claims import visible_claim
from discussions.views.moderator import moderator_of
from discussions.views.return_address import way_back


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def article_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """What holds in the discussion under an article."""
    article = visible_article(request, slug)
    _mine(request, article)
    return _of_thread(request, article_subject(article), article, article=article)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def claim_rules(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What holds in the discussion about a claim."""
    claim = visible_claim(request, slug, number)
    _mine(request, claim.article)
    return _of_thread(request, claim_subject(claim), claim.article, claim=claim)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def person_rules(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """What holds for who wrote this comment; `member_rules` is the same for who is known already."""
    moderator = moderator_of(request)
    comments = Comment.every.visible_to(moderator).filter(author__isnull=False)
    comments = comments.filter(comments_in_scope(moderator))
    comment = get_object_or_404(comments.select_related("author"), public_id=comment_id)
    person = comment.author
    assert person is not None  # asked for above
    return _of_person(request, person, (comment.get_absolute_url(), _("To the comment")))


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def member_rules(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """What holds for one member, from their page. Nobody opens their own."""
    moderator = moderator_of(request)
    people = User.objects.judged_by(moderator).filter(people_in_scope(moderator))
    person = get_object_or_404(people, public_id=person_id)
    page = reverse("member", args=[person.public_id])
    return _of_person(request, person, (page, _("To all about this member")))


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def site_rules(request: HttpRequest) -> HttpResponse:
    """What holds everywhere, such as while the editors are away. For who moderates everything."""
    moderator = moderator_of(request)
    if moderator.moderator_scopes.exists():
        raise Http404
    return _page(
        request,
        {"everywhere": True},
        title=_("Writing on the whole site"),
        back=(reverse("moderation_queue"), _("To the cases")),
    )


@moderators_only
@require_POST
def end(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """End one now, and go back to where it was shown."""
    moderator = moderator_of(request)
    restriction = get_object_or_404(Restriction.objects.visible_to(moderator), pk=restriction_id)
    try:
        decide(moderator=moderator, outcome=Outcome.END, about=restriction)
    except PermissionDenied:
        raise Http404 from None
    messages.success(request, _("It has ended."))
    return redirect(way_back(request, reverse("moderation_queue")))


def _mine(request: HttpRequest, article: Article) -> None:
    """404 for an article that is not this moderator's to look at."""
    moderator = moderator_of(request)
    articles = Article.objects.visible_to(moderator).filter(articles_in_scope(moderator))
    get_object_or_404(articles, pk=article.pk)


def _kinds(target: dict[str, Any]) -> Sequence[RestrictionKind]:
    if "everywhere" in target:
        return OF_SITE
    return OF_PERSON if "person" in target else OF_THREAD


def _of_person(request: HttpRequest, person: User, back: tuple[str, str]) -> HttpResponse:
    return _page(
        request,
        {"person": person},
        title=_("Writing by %(name)s") % {"name": person.display_name},
        back=back,
        is_oneself=person.pk == request.user.pk,
    )


def _of_thread(
    request: HttpRequest, subject: Subject, within: Article, **about: Any
) -> HttpResponse:
    thread = thread_for(**about)
    if request.method == "POST" and thread is None:
        thread = begin_thread(**about)
    return _page(
        request,
        {"thread": thread, "article": within},
        title=_("Writing in this discussion"),
        about=subject,
        back=(f"{subject.url}#discussie", _("To the discussion")),
    )


def _page(
    request: HttpRequest,
    target: dict[str, Any],
    *,
    title: str,
    back: tuple[str, str],
    about: Subject | None = None,
    is_oneself: bool = False,
) -> HttpResponse:
    moderator = moderator_of(request)
    form = RestrictionForm(
        request.POST or None,
        kinds=_kinds(target),
        of_article="article" in target,
        everywhere="everywhere" in target,
        was_reported="person" in target and was_reported(target["person"]),
    )
    letters: Sequence[Addressed] = ()
    if request.method == "POST" and form.is_valid():
        whom = target.get("thread") or target.get("person")
        about_whom = target["article"] if form.is_about_article else whom
        try:
            if "preview" in request.POST and "person" in target:
                letters = preview(form.choice(moderator, about_whom))
            else:
                decide(moderator=moderator, about=about_whom, **form.chosen())
        except ValidationError as error:
            refuse(form, error)
        if not (letters or form.errors):
            later = form.cleaned_data.get("starts_at")
            messages.success(request, _said(form, later=bool(later)))
            return redirect(request.path)
    context = {
        "section": "queue",
        "title": title,
        "about": about,
        "back": back,
        "form": None if is_oneself else form,
        "sends_letters": "person" in target,
        "letters": letters,
        "restrictions": load_restrictions(moderator, **target),
        "here": reverse("moderation_queue") if is_oneself else request.path,
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/moderation/restrictions.html", context, status=status)


def _said(form: RestrictionForm, *, later: bool) -> str:
    """What a moderator reads who set it."""
    if form.cleaned_data["kind"] == WARN:
        return _("The warning is on its way.")
    return _("It is announced now.") if later else _("It holds from now on.")
