"""Reporting, moderating, and the rules it stands on."""

from django.urls import URLPattern, path

from discussions.views import (
    appeal_case,
    appeals,
    case,
    disputes,
    house_rules,
    imported,
    labels,
    moderation,
    moves,
    notices,
    reports,
    restrictions,
    revisions,
    undoing,
)

urlpatterns: list[URLPattern] = [
    path("reacties/<uuid:comment_id>/melden/", reports.report, name="report_comment"),
    path("reacties/<uuid:comment_id>/dempen/", reports.mute, name="mute_author"),
    path("herbeoordeling/<str:token>/", appeals.by_link, name="appeal_by_link"),
    path("illegaal-melden/", notices.report_illegal_page, name="report_illegal"),
    path(
        "moderatie/herbeoordelingen/<uuid:appeal_id>/", appeal_case.appeal_case, name="appeal_case"
    ),
    path(
        "moderatie/herbeoordelingen/<uuid:appeal_id>/buitenstaander/",
        appeal_case.invite,
        name="invite_reviewer",
    ),
    path("beoordelen/<str:token>/", appeal_case.outside_review, name="outside_review"),
    path("huisregels/", house_rules.house_rules, name="house_rules"),
    path("huisregels.json", house_rules.house_rules_json, name="house_rules_json"),
    path("mijn/overgenomen-reacties/", imported.mine, name="imported_comments"),
    path("moderatie/logboek/", moderation.log, name="moderation_log"),
    path("moderatie/reacties/<uuid:comment_id>/", moderation.open_comment, name="moderation_open"),
    path("moderatie/reacties/<uuid:comment_id>/verplaatsen/", moves.move, name="move_comment"),
    path("moderatie/reacties/<uuid:comment_id>/labels/", labels.label, name="label_comment"),
    path("moderatie/schrijven/", restrictions.site_rules, name="site_rules"),
    path(
        "moderatie/artikelen/<slug:slug>/schrijven/",
        restrictions.article_rules,
        name="article_rules",
    ),
    path(
        "moderatie/stellingen/<slug:slug>-<int:number>/schrijven/",
        restrictions.claim_rules,
        name="claim_rules",
    ),
    path(
        "moderatie/reacties/<uuid:comment_id>/schrijver/",
        restrictions.person_rules,
        name="person_rules",
    ),
    path(
        "moderatie/beperkingen/<int:restriction_id>/beeindigen/",
        restrictions.end,
        name="restriction_end",
    ),
    path(
        "moderatie/reacties/<uuid:comment_id>/versies/<int:number>/verbergen/",
        revisions.hide,
        name="hide_revision",
    ),
    path(
        "reacties/<uuid:public_id>/wijzigingen/<int:number>/vragen/",
        revisions.ask,
        name="ask_to_hide_revision",
    ),
    path("moderatie/zaken/<uuid:case_id>/", case.case, name="moderation_case"),
    path("moderatie/zaken/<uuid:case_id>/oppakken/", moderation.take, name="moderation_take"),
    path(
        "moderatie/maatregelen/<int:decision_id>/terugdraaien/",
        undoing.undo,
        name="moderation_undo",
    ),
    path(
        "moderatie/maatregelen/samen/<uuid:act>/terugdraaien/",
        undoing.undo_together,
        name="moderation_undo_act",
    ),
    path(
        "moderatie/maatregelen/<int:decision_id>/geschil/",
        disputes.new,
        name="moderation_dispute_new",
    ),
    path("moderatie/geschillen/", disputes.disputes, name="moderation_disputes"),
    path("moderatie/geschillen/<uuid:dispute_id>/", disputes.dispute, name="moderation_dispute"),
    path(
        "moderatie/maatregelen/<int:decision_id>/terugnemen/",
        undoing.take_back,
        name="moderation_take_back",
    ),
]
