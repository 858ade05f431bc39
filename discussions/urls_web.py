"""What other programs read: feeds, the map of the site, preview cards."""

from django.urls import URLPattern, path

from discussions.views import web

urlpatterns: list[URLPattern] = [
    path("robots.txt", web.robots, name="robots"),
    path("sitemap.xml", web.sitemap_index, name="sitemap"),
    path("sitemap/artikelen-<int:key>.xml", web.sitemap_articles, name="sitemap_articles"),
    path("sitemap/stellingen-<int:key>.xml", web.sitemap_claims, name="sitemap_claims"),
    path("artikelen.atom", web.feed_of_articles, name="articles_feed"),
    path("artikelen/<slug:slug>/reacties.atom", web.feed_of_article, name="article_comments_feed"),
    path(
        "stellingen/<slug:slug>-<int:number>/reacties.atom",
        web.feed_of_claim,
        name="claim_comments_feed",
    ),
    path("kaarten/<slug:slug>-<int:version>.png", web.article_card, name="article_card"),
    path(
        "kaarten/stellingen/<slug:slug>-<int:number>-<int:wording>.png",
        web.claim_card,
        name="claim_card",
    ),
]
