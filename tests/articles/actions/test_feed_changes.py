"""An entry of a feed that changed: the next version of its article, or a text that waits for an editor. Once."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.actions.decide_intake import choose_line, discard_intake, publish_intake
from articles.actions.fetch_feed import FeedResult, fetch_feed
from articles.actions.intake import begin_intake, reread_article
from articles.actions.publish import publish_article, withdraw_article
from articles.importers.kinds import SourceKind
from articles.models import Article, Feed, Intake
from articles.models.passage import PassageState
from articles.reading.intake import read_intake, seen_mark
from tests.articles.actions.test_fetch_feed import WORDS, answer, entry
from tests.articles.test_outgoing import Site, here
from tests.articles.texts import PAGE, mark
from tests.factories import make_person
from tests.pages.page import get

pytestmark = pytest.mark.django_db
MARKED = "wie hulp zoekt wacht maanden op een gesprek"
REWORDED = WORDS.replace("wacht maanden", "wacht soms vele maanden")
UNTOUCHED = WORDS + " Later bijgewerkt."


@pytest.fixture
def els() -> User:
    return make_person("Els", "editor")


@pytest.fixture
def article(site: Site, feed: Feed) -> Article:
    """Published, from a feed, with a claim that rests on `MARKED`."""
    fetch(site, feed, WORDS)
    found = Article.objects.get()
    publish_article(article=found)
    assert found.current_version is not None
    mark(found.current_version, MARKED)
    return found


def fetch(site: Site, feed: Feed, words: str) -> FeedResult:
    # Without the second paragraph, so that the marked words stand there once.
    repeated = f"\n&lt;p&gt;{words}&lt;/p&gt;&lt;script"
    answer(site, entry(1, words).replace(repeated, "&lt;script"))
    return fetch_feed(feed=feed, resolve=here)


def text_of(article: Article) -> str:
    article.refresh_from_db()
    assert article.current_version is not None
    return article.current_version.canonical_text


def publish(intake: Intake, els: User, **fields: Any) -> None:
    publish_intake(intake=intake, editor=els, seen=seen_mark(intake), **fields)


def test_words_elsewhere_make_a_version_and_carry_the_passage(
    site: Site,
    feed: Feed,
    article: Article,
) -> None:
    assert fetch(site, feed, UNTOUCHED) == FeedResult(changed=1)
    assert text_of(article).endswith("bijgewerkt.")
    (passage,) = article.current_version.passages.all()  # type: ignore[union-attr]
    assert (passage.exact, passage.state) == (MARKED, PassageState.UNCHANGED)


def test_other_words_in_a_passage_wait_for_an_editor_once(
    site: Site,
    feed: Feed,
    article: Article,
    els: User,
) -> None:
    assert fetch(site, feed, REWORDED) == FeedResult(held=1)
    assert "soms vele" not in text_of(article)
    intake = Intake.objects.get()
    assert (intake.status, intake.article, intake.created_by) == ("waiting", article, None)
    assert "soms vele maanden" in read_intake(intake).canonical_text
    assert fetch(site, feed, REWORDED) == FeedResult()
    assert Intake.objects.get() == intake
    publish(intake, els, saw_changes=True)
    assert "soms vele" in text_of(article)
    assert fetch(site, feed, REWORDED) == FeedResult()
    assert Intake.objects.count() == 1
    # It is still the text of the feed, and follows it.
    assert fetch(site, feed, REWORDED + " Later bijgewerkt.") == FeedResult(changed=1)


def test_thrown_away_words_do_not_come_back_and_newer_ones_do(
    site: Site,
    feed: Feed,
    article: Article,
) -> None:
    fetch(site, feed, REWORDED)
    discard_intake(intake=Intake.objects.get())
    assert fetch(site, feed, REWORDED) == FeedResult()
    assert not Intake.objects.waiting().exists()
    assert fetch(site, feed, REWORDED.replace("soms", "vaak")) == FeedResult(held=1)


def test_only_the_newest_words_wait_and_none_when_the_feed_took_them_back(
    site: Site,
    feed: Feed,
    article: Article,
) -> None:
    fetch(site, feed, REWORDED)
    fetch(site, feed, REWORDED.replace("soms", "vaak"))
    assert "vaak vele maanden" in read_intake(Intake.objects.get()).canonical_text
    assert fetch(site, feed, WORDS) == FeedResult()
    assert not Intake.objects.exists()
    assert fetch(site, feed, REWORDED) == FeedResult(held=1)


def test_draft_follows_whatever_its_passages_say(
    site: Site,
    feed: Feed,
) -> None:
    fetch(site, feed, WORDS)
    article = Article.objects.get()
    assert article.current_version is not None
    mark(article.current_version, MARKED)
    assert fetch(site, feed, REWORDED) == FeedResult(changed=1)


def test_withdrawn_text_stays_as_it_was(
    site: Site,
    feed: Feed,
    article: Article,
    els: User,
) -> None:
    withdraw_article(article=article, editor=els, reason="Op verzoek.")
    assert fetch(site, feed, UNTOUCHED) == FeedResult()
    assert article.versions.count() == 1
    assert not Intake.objects.exists()


def test_choices_of_an_editor_go_along_and_a_lost_one_waits(
    site: Site,
    feed: Feed,
    els: User,
) -> None:
    extra = "&lt;/p&gt;&lt;p&gt;Dit stuk stond eerder in het krantje van de wijk."
    fetch(site, feed, WORDS + extra)
    article = Article.objects.get()
    publish_article(article=article)
    article.refresh_from_db()
    intake = reread_article(article=article, editor=els)
    (line,) = [one for one in read_intake(intake).lines if "krantje" in one.text]
    choose_line(intake=intake, number=line.number, is_published=False)
    intake.refresh_from_db()
    publish(intake, els)
    assert "krantje" not in text_of(article)
    assert fetch(site, feed, UNTOUCHED + extra) == FeedResult(changed=1)
    assert "bijgewerkt" in text_of(article)
    assert "krantje" not in text_of(article)
    # The line that was hidden reads otherwise now: readers do not get to see it by themselves.
    assert fetch(site, feed, UNTOUCHED + extra.replace("Dit", "Het")) == FeedResult(held=1)
    assert "krantje" not in text_of(article)


@pytest.mark.parametrize("is_public", [True, False])
def test_text_by_hand_is_not_overwritten_unseen(
    is_public: bool,
    site: Site,
    feed: Feed,
    els: User,
) -> None:
    fetch(site, feed, WORDS)
    article = Article.objects.get()
    whole = begin_intake(kind=SourceKind.TEXT, raw=PAGE.encode(), created_by=els, article=article)
    publish(whole, els, as_draft=not is_public)
    by_hand = text_of(article)
    assert fetch(site, feed, WORDS) == FeedResult()
    assert fetch(site, feed, UNTOUCHED) == FeedResult(held=1)
    assert text_of(article) == by_hand


def test_next_version_shows_a_visitor_no_more_than_its_excerpt(
    site: Site,
    feed: Feed,
    article: Article,
) -> None:
    hidden = "&lt;/p&gt;".join(f"&lt;p&gt;{WORDS}" for _each in range(8)) + " Blauwe olifant."
    assert fetch(site, feed, WORDS + "&lt;/p&gt;" + hidden).changed == 1
    assert "Blauwe olifant" in text_of(article)
    article.refresh_from_db()
    assert article.source is not None
    assert (article.source.display, article.source.rights) == ("excerpt", "unknown")
    page = get(Client(), article.get_absolute_url())
    assert "Stuk 1" in page.html
    assert "Blauwe olifant" not in page.html
