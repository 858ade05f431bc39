"""The one queue of the moderators, and what they set: filters and the word list."""

from django.urls import URLPattern, path

from discussions.views import (
    desk,
    filters,
    house_rules,
    members,
    notice_cases,
    restrictions,
    scopes,
)

urlpatterns: list[URLPattern] = [
    path("moderatie/", desk.queue, name="moderation_queue"),
    path("moderatie/samen/", desk.together, name="decide_together"),
    path("moderatie/weergaven/", desk.keep_filter, name="keep_filter"),
    path("moderatie/keuzes/", desk.choose, name="desk_choice"),
    path("moderatie/zaken/<uuid:case_id>/hier/", desk.open_here, name="open_case_here"),
    path("moderatie/zaken/<uuid:case_id>/snel/", desk.quick, name="quick_decision"),
    path(
        "moderatie/zaken/<uuid:case_id>/gevaar/", notice_cases.life_threat, name="moderation_threat"
    ),
    path("moderatie/meldingen/<uuid:case_id>/", notice_cases.notice_case, name="moderation_notice"),
    path("moderatie/filters/", filters.filters, name="filters"),
    path("moderatie/filters/woorden/", filters.word_list, name="word_list"),
    path("moderatie/filters/woorden/<int:word_id>/schrappen/", filters.strike, name="strike_word"),
    path("moderatie/filters/<slug:code>/", filters.one_filter, name="filter"),
    path("moderatie/mensen/<uuid:person_id>/", members.member, name="member"),
    path(
        "moderatie/mensen/<uuid:person_id>/schrijven/",
        restrictions.member_rules,
        name="member_rules",
    ),
    path("moderatie/notities/<int:note_id>/wissen/", members.wipe, name="wipe_note"),
    path("huisregels/versie/<int:number>/", house_rules.terms, name="terms"),
    path("beheer/mensen/<uuid:person_id>/modereert/", scopes.scope, name="moderator_scope"),
]
