"""One's own drafts."""

from django.urls import URLPattern, path

from discussions.views import drafts

urlpatterns: list[URLPattern] = [
    path("mijn-concepten/", drafts.drafts, name="drafts"),
    path("mijn-concepten/<uuid:public_id>/weggooien/", drafts.discard, name="discard_draft"),
    path("mijn-concepten/geplaatst/<uuid:submission_id>/", drafts.placed, name="draft_placed"),
]
