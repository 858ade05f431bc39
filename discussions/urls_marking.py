"""Marking claims, and what happens to a claim on the editor's desk."""

from django.urls import URLPattern, path

from discussions.views import claim_desk, marking, passages

urlpatterns: list[URLPattern] = [
    path("redactie/voorstellen/", claim_desk.proposed_claims, name="proposed_claims"),
    path("redactie/<slug:slug>/passages/", passages.passages, name="passages"),
    path("redactie/<slug:slug>/passages/<int:passage_id>/", passages.passage, name="passage"),
    path("redactie/<slug:slug>/stellingen/", marking.marking, name="marking"),
    path("redactie/<slug:slug>/stellingen/<int:number>/", claim_desk.edit_claim, name="edit_claim"),
    path(
        "redactie/<slug:slug>/stellingen/<int:number>/oordeel/",
        claim_desk.judge_claim,
        name="judge_claim",
    ),
    path(
        "redactie/<slug:slug>/stellingen/<int:number>/passages/<int:ordinal>/weghalen/",
        claim_desk.take_passage_away,
        name="remove_passage",
    ),
    path(
        "redactie/<slug:slug>/stellingen/<int:number>/verbanden/",
        claim_desk.relate_claim,
        name="relate_claim",
    ),
    path(
        "redactie/<slug:slug>/stellingen/<int:number>/verbanden/<int:relation_id>/intrekken/",
        claim_desk.unrelate_claim,
        name="withdraw_relation",
    ),
]
