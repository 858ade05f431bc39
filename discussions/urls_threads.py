"""Discussions: reading them, and writing in them."""

from django.urls import URLPattern, path

from discussions.views import comments, editing, routing, threads

urlpatterns: list[URLPattern] = [
    path("artikelen/<slug:slug>/reacties/", threads.article_comments, name="article_comments"),
    path("artikelen/<slug:slug>/waarover/", routing.routing, name="routing"),
    path(
        "stellingen/<slug:slug>-<int:number>/reacties/",
        threads.claim_comments,
        name="claim_comments",
    ),
    path("reacties/<uuid:public_id>/", threads.comment, name="comment"),
    path("reacties/<uuid:public_id>/antwoorden/", threads.comment_answers, name="comment_answers"),
    path("reacties/<uuid:public_id>/beantwoorden/", comments.answer_comment, name="answer_comment"),
    path("reacties/<uuid:public_id>/wijzigen/", editing.edit, name="edit_comment"),
    path("reacties/<uuid:public_id>/wijzigingen/", editing.changes, name="comment_changes"),
    path("reacties/<uuid:public_id>/intrekken/", comments.withdraw, name="withdraw_comment"),
]
