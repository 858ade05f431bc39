"""Discussions: reading them, and writing in them."""

from django.urls import URLPattern, path

from discussions.views import appreciations, comments, editing, latest, news, routing, threads

urlpatterns: list[URLPattern] = [
    path("artikelen/<slug:slug>/reacties/", threads.article_comments, name="article_comments"),
    path("artikelen/<slug:slug>/waarover/", routing.routing, name="routing"),
    path(
        "stellingen/<slug:slug>-<int:number>/reacties/",
        threads.claim_comments,
        name="claim_comments",
    ),
    path("artikelen/<slug:slug>/reacties/nieuw/", news.article_first_new, name="article_first_new"),
    path(
        "stellingen/<slug:slug>-<int:number>/reacties/nieuw/",
        news.claim_first_new,
        name="claim_first_new",
    ),
    path("reacties/<uuid:public_id>/volgende-nieuwe/", news.after_comment, name="next_new"),
    path("artikelen/<slug:slug>/reacties/sinds/", latest.article_latest, name="article_latest"),
    path(
        "stellingen/<slug:slug>-<int:number>/reacties/sinds/",
        latest.claim_latest,
        name="claim_latest",
    ),
    path("reacties/<uuid:public_id>/", threads.comment, name="comment"),
    path("reacties/<uuid:public_id>/antwoorden/", threads.comment_answers, name="comment_answers"),
    path("reacties/<uuid:public_id>/beantwoorden/", comments.answer_comment, name="answer_comment"),
    path("reacties/<uuid:public_id>/wijzigen/", editing.edit, name="edit_comment"),
    path("reacties/<uuid:public_id>/wijzigingen/", editing.changes, name="comment_changes"),
    path("reacties/<uuid:public_id>/intrekken/", comments.withdraw, name="withdraw_comment"),
    path("reacties/<uuid:public_id>/waarderen/", appreciations.press, name="appreciate"),
    path(
        "reacties/<uuid:public_id>/waardering/",
        appreciations.appreciated_by,
        name="appreciated_by",
    ),
]
