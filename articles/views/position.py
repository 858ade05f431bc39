"""A member's place in a text, sent by js/position.js while they read."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from articles.actions.position import record_position
from articles.models import Article

LONGEST_NUMBER = 9


@require_POST
def position(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the place; the answer is empty, because nobody waits for it."""
    assert request.user.is_authenticated  # visitors were led to the log-in
    article = get_object_or_404(
        Article.objects.visible_to(request.user).with_text().exclude(current_version=None),
        slug=slug,
    )
    block, number = request.POST.get("blok", ""), request.POST.get("versie", "")
    if not all(text.isascii() and text.isdigit() for text in (block, number)):
        return HttpResponseBadRequest()
    if max(len(block), len(number)) > LONGEST_NUMBER:
        return HttpResponseBadRequest()
    version = article.current_version
    if version is not None and version.number == int(number):
        try:
            record_position(
                person=request.user, article=article, version=version, position=int(block)
            )
        except ValueError:
            return HttpResponseBadRequest()
    return HttpResponse(status=204)
