"""Pictures of a text, by the hash of their bytes: an address that never holds another picture."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles.models import Picture
from articles.models.picture import MEDIA_TYPES

# A year, the longest that caches are asked to keep anything.
FOR_EVERYONE = "public, max-age=31536000, immutable"
FOR_EDITORS = "private, no-store"


@login_not_required
@require_safe
def picture(request: HttpRequest, sha256: str, extension: str) -> HttpResponse:
    """The bytes of a picture, for whoever may read a text it stands in.

    Only what every reader may see is kept by caches: of a draft not even by a browser, because what
    is not published yet may turn out never to be.
    """
    wanted = {"sha256": sha256, "media_type": _media_type(extension)}
    everyone = Picture.objects.visible_to(AnonymousUser())
    found = everyone.filter(**wanted).first()
    is_public = found is not None
    if found is None:
        found = get_object_or_404(Picture.objects.visible_to(request.user), **wanted)
    etag = quote_etag(found.sha256)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(bytes(found.data), content_type=found.media_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FOR_EVERYONE if is_public else FOR_EDITORS
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _media_type(extension: str) -> str:
    for media_type, known in MEDIA_TYPES.items():
        if known == extension:
            return media_type
    raise Http404
