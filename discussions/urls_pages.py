"""The pages one reads, and taking a stance."""

from django.urls import URLPattern, path

from discussions.views import articles, claims, later, overview, search, stances, versions

urlpatterns: list[URLPattern] = [
    path("", overview.overview, name="overview"),
    path("zoeken/", search.search, name="search"),
    path("artikelen/<slug:slug>/", articles.article, name="article"),
    path("artikelen/<slug:slug>/versies/", versions.versions, name="versions"),
    path(
        "artikelen/<slug:slug>/versies/<int:older>/<int:newer>/",
        versions.difference,
        name="difference",
    ),
    path("artikelen/<slug:slug>/later/", later.keep, name="keep_for_later"),
    path("later-lezen/", later.kept, name="read_later"),
    path("stellingen/", claims.claims, name="claims"),
    path("stellingen/<slug:slug>-<int:number>/", claims.claim, name="claim"),
    path("stellingen/<slug:slug>-<int:number>/standpunt/", stances.take, name="stance"),
    path(
        "stellingen/<slug:slug>-<int:number>/standpunt/intrekken/",
        stances.withdraw,
        name="withdraw_stance",
    ),
]
