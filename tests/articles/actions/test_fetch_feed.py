"""A feed becomes drafts: once, only when it is on and allowed, and a failure is said."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.actions.fetch_feed import due_feeds, fetch_feed
from articles.actions.publish import publish_article
from articles.importers.errors import UnreadableSource
from articles.importers.feed import read_feed
from articles.jobs import fetch_due_feeds, fetch_one_feed
from articles.models import Article, Feed
from tests.articles.test_outgoing import Site, here
from tests.factories import make_article

pytestmark = pytest.mark.django_db

WORDS = (
    "De wijk vraagt om zorg die dichtbij is en die mensen kennen, zeggen bewoners al jaren. "
    "Toch gaat het geld naar kantoren ver weg, en wie hulp zoekt wacht maanden op een gesprek."
)


def atom(*entries: str) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Het wijkblad</title>
<id>urn:wijkblad</id><updated>2026-01-01T10:00:00Z</updated>{"".join(entries)}</feed>""".encode()


def entry(number: int, words: str = WORDS) -> str:
    return f"""<entry><title>Stuk {number}</title><id>urn:stuk:{number}</id>
<link href="https://feeds.example.org/stuk-{number}/"/><updated>2026-01-0{number}T10:00:00Z</updated>
<author><name>Els Bakker</name></author>
<content type="html">&lt;p&gt;{words}&lt;/p&gt;
&lt;p&gt;{words}&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</content></entry>"""


def answer(site: Site, *entries: str, status: int = 200) -> None:
    site.answers["/feed"] = (status, {"ETag": '"v1"'}, atom(*entries))


def test_entries_become_drafts_of_the_source_and_show_an_excerpt(site: Site, feed: Feed) -> None:
    answer(site, entry(2), entry(1))
    done = fetch_feed(feed=feed, resolve=here)
    assert (done.new, done.failure) == (2, "")
    articles = list(Article.objects.order_by("pk"))
    assert [each.current_version.title for each in articles] == ["Stuk 1", "Stuk 2"]
    assert {each.status for each in articles} == {"draft"}
    assert {each.source for each in articles} == {feed.source}
    first = articles[0]
    assert first.source_url == "https://feeds.example.org/stuk-1/"
    assert first.author_name == "Els Bakker"
    assert str(first.published_on) == "2026-01-01"
    assert "dichtbij" in first.current_version.canonical_text
    assert "alert" not in first.current_version.canonical_text
    feed.refresh_from_db()
    assert feed.source.display == "excerpt"
    assert feed.source.rights == "unknown"
    assert (feed.etag, feed.failure) == ('"v1"', "")
    assert feed.checked_at is not None


def test_source_with_articles_keeps_what_the_editor_chose(site: Site, feed: Feed) -> None:
    make_article(source=feed.source)
    answer(site, entry(1))
    fetch_feed(feed=feed, resolve=here)
    feed.source.refresh_from_db()
    assert feed.source.display == "full"


def test_same_entries_twice_change_nothing_and_304_neither(site: Site, feed: Feed) -> None:
    answer(site, entry(1))
    fetch_feed(feed=feed, resolve=here)
    feed.refresh_from_db()
    again = fetch_feed(feed=feed, resolve=here)
    assert (again.new, again.changed) == (0, 0)
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'
    answer(site, status=304)
    fetch_feed(feed=feed, resolve=here)
    feed.refresh_from_db()
    assert (feed.etag, feed.failure) == ('"v1"', "")
    assert Article.objects.get().versions.count() == 1


def test_draft_and_published_text_follow_their_feed(site: Site, feed: Feed) -> None:
    answer(site, entry(1), entry(2))
    fetch_feed(feed=feed, resolve=here)
    draft, published = Article.objects.order_by("pk")
    publish_article(article=published)
    answer(site, entry(1, WORDS + " Later bijgewerkt."), entry(2, WORDS + " Later bijgewerkt."))
    done = fetch_feed(feed=feed, resolve=here)
    assert (done.new, done.changed, done.held) == (0, 2, 0)
    assert (draft.versions.count(), published.versions.count()) == (2, 2)
    for article, status in ((draft, "draft"), (published, "published")):
        article.refresh_from_db()
        assert "bijgewerkt" in article.current_version.canonical_text
        assert article.status == status
        assert (article.author_name, article.source) == ("Els Bakker", feed.source)
    again = fetch_feed(feed=feed, resolve=here)
    assert (again.new, again.changed, again.held) == (0, 0, 0)
    assert published.versions.count() == 2


def test_failure_is_said_and_forgotten_when_it_goes_well(site: Site, feed: Feed) -> None:
    answer(site, status=500)
    assert "code 500" in fetch_feed(feed=feed, resolve=here).failure
    feed.refresh_from_db()
    assert feed.failed_at is not None
    assert "code 500" in feed.failure
    answer(site, entry(1))
    fetch_feed(feed=feed, resolve=here)
    feed.refresh_from_db()
    assert (feed.failed_at, feed.failure) == (None, "")


def test_nothing_is_fetched_by_default(site: Site, feed: Feed, settings: Any) -> None:
    from config import settings as file

    assert file.FEED_HOSTS == []
    settings.FEED_HOSTS = []
    assert "FEED_HOSTS" in fetch_feed(feed=feed, resolve=here).failure
    feed.is_on = False
    assert fetch_feed(feed=feed, resolve=here).failure == ""
    assert site.asked == []


def test_real_resolver_refuses_this_machine(site: Site, feed: Feed, settings: Any) -> None:
    feed.url = f"http://127.0.0.1:{site.port}/feed"
    settings.FEED_HOSTS = [f"127.0.0.1:{site.port}"]
    assert "eigen netwerk" in fetch_feed(feed=feed).failure
    assert site.asked == []


def test_only_feeds_that_are_on_and_rested_are_due(feed: Feed) -> None:
    assert list(due_feeds()) == [feed]
    Feed.objects.update(is_on=False)
    assert list(due_feeds()) == []
    Feed.objects.update(is_on=True, checked_at=timezone.now(), every_hours=24)
    assert list(due_feeds()) == []
    assert list(due_feeds(timezone.now() + timedelta(hours=23))) == []
    assert list(due_feeds(timezone.now() + timedelta(hours=24))) == [feed]


def test_hour_strikes_twice_and_there_is_one_job(feed: Feed) -> None:
    fetch_due_feeds(timestamp=0)
    fetch_due_feeds(timestamp=0)
    jobs = ProcrastinateJob.objects.filter(task_name="articles.fetch_feed")
    assert [job.args for job in jobs] == [{"feed_id": feed.pk}]
    assert "articles.fetch_feed" in app.tasks
    Feed.objects.update(is_on=False)
    fetch_one_feed(feed_id=feed.pk)  # turned off meanwhile


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"<html><body>hoi</body></html>", "geen feed"),
        (b"", "geen feed"),
        (b"https://feeds.example.org/", "geen feed"),
        (
            b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "b">]><feed xmlns="http://www.w3.org'
            b'/2005/Atom"><title>&a;</title></feed>',
            "entiteiten",
        ),
        (b"<feed>" + b" " * 5_000_000, "groter"),
    ],
)
def test_what_is_no_feed_gets_a_sentence(raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words):
        read_feed(raw, name="https://feeds.example.org/", source_name="x", key="feed:1")


def test_rss_is_read_too() -> None:
    raw = f"""<rss version="2.0"><channel><title>x</title><item><title>Een &amp; twee</title>
<link>https://feeds.example.org/1</link><guid>1</guid><pubDate>Mon, 05 Jan 2026 23:30:00 GMT</pubDate>
<description>{WORDS}</description></item><item><title>Zonder tekst</title></item></channel></rss>"""
    (article,) = read_feed(raw.encode(), name="x", source_name="x", key="feed:1")
    assert article.title == "Een & twee"
    assert str(article.published_on) == "2026-01-06"  # the day it was here
