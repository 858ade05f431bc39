"""What moderators set: filters and the word list."""

from django.urls import URLPattern, path

from discussions.views import filters, members

urlpatterns: list[URLPattern] = [
    path("moderatie/filters/", filters.filters, name="filters"),
    path("moderatie/filters/woorden/", filters.word_list, name="word_list"),
    path("moderatie/filters/woorden/<int:word_id>/schrappen/", filters.strike, name="strike_word"),
    path("moderatie/filters/<slug:code>/", filters.one_filter, name="filter"),
    path("moderatie/mensen/<uuid:person_id>/", members.member, name="member"),
    path("moderatie/notities/<int:note_id>/wissen/", members.wipe, name="wipe_note"),
]
