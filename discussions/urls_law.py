"""What the law asks to be shown: decisions by month, yearly figures, statements of reasons, duties."""

from django.urls import URLPattern, path

from discussions.views import figures, law_reports, statements

urlpatterns: list[URLPattern] = [
    path("maatregelen/", figures.public_log, name="public_log"),
    path("verslagen/", law_reports.law_reports, name="law_reports"),
    path("verslagen/<int:year>/<int:version>/", law_reports.law_report, name="law_report"),
    path(
        "verslagen/<int:year>/<int:version>/cijfers.csv",
        law_reports.law_report_csv,
        name="law_report_csv",
    ),
    path("moderatie/cijfers/", figures.moderation_figures, name="moderation_figures"),
    path(
        "moderatie/verslagen/<int:year>/<int:version>/<str:key>/",
        law_reports.law_report_cases,
        name="law_report_cases",
    ),
    path("beheer/verslagen/", law_reports.law_reporting, name="law_reporting"),
    path("beheer/plichten/", law_reports.duties, name="duties"),
    path("beheer/motiveringen/", statements.statements, name="statements"),
    path("beheer/motiveringen.jsonl", statements.statements_file, name="statements_file"),
]
