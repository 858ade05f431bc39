"""What moderators set: filters and the word list."""

from django.urls import URLPattern, path

from discussions.views import filters

urlpatterns: list[URLPattern] = [
    path("moderatie/filters/", filters.filters, name="filters"),
    path("moderatie/filters/woorden/", filters.word_list, name="word_list"),
    path("moderatie/filters/woorden/<int:word_id>/schrappen/", filters.strike, name="strike_word"),
    path("moderatie/filters/<slug:code>/", filters.one_filter, name="filter"),
]
