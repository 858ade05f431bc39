from django.urls import URLPattern, path

from articles.views.desk import article_record, editor_desk

urlpatterns: list[URLPattern] = [
    path("redactie/", editor_desk, name="editor_desk"),
    path("redactie/<slug:slug>/regels/", article_record, name="article_record"),
]
