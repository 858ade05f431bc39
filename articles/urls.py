from django.urls import URLPattern, path, re_path

from articles.views.bring_in import bring_in, reread
from articles.views.desk import article_record, editor_desk, intakes
from articles.views.export import start_export
from articles.views.facts import article_facts
from articles.views.intake import intake, intake_decide, intake_line
from articles.views.pictures import picture
from articles.views.position import position
from articles.views.series import series
from articles.views.sources import source, sources
from articles.views.standing import publish, restore, withdraw

urlpatterns: list[URLPattern] = [
    path("artikelen/<slug:slug>/plek/", position, name="position"),
    path("reeksen/<slug:slug>/", series, name="series"),
    re_path(
        r"^beelden/(?P<sha256>[0-9a-f]{64})\.(?P<extension>[a-z]{3,4})$", picture, name="picture"
    ),
    path("redactie/", editor_desk, name="editor_desk"),
    path("redactie/invoeren/", bring_in, name="bring_in"),
    path("redactie/invoer/", intakes, name="intakes"),
    path("redactie/invoer/<uuid:intake_id>/", intake, name="intake"),
    path("redactie/invoer/<uuid:intake_id>/regel/", intake_line, name="intake_line"),
    path("redactie/invoer/<uuid:intake_id>/besluit/", intake_decide, name="intake_decide"),
    path("redactie/invoer/<uuid:intake_id>/begin/", start_export, name="start_export"),
    path("redactie/bronnen/", sources, name="sources"),
    path("redactie/bronnen/<slug:slug>/", source, name="source"),
    path("redactie/<slug:slug>/regels/", article_record, name="article_record"),
    path("redactie/<slug:slug>/opnieuw/", reread, name="reread_article"),
    path("redactie/<slug:slug>/gegevens/", article_facts, name="article_facts"),
    path("redactie/<slug:slug>/publiceren/", publish, name="publish_article"),
    path("redactie/<slug:slug>/terugtrekken/", withdraw, name="withdraw_article"),
    path("redactie/<slug:slug>/terugzetten/", restore, name="restore_article"),
]
