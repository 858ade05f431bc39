"""What a site had put aside stays behind, with everything that says whose it was."""

import io

import pytest

from articles.importers.disqus import read_disqus
from articles.importers.foreign import ForeignArticle, ForeignThread, Why
from articles.importers.wordpress import read_wordpress
from tests.exports import disqus, disqus_post, post, reaction, wxr


def of_disqus(*posts: str) -> list[ForeignThread]:
    raw = disqus(posts)
    found = list(read_disqus(io.BytesIO(raw), size=len(raw), name="export.xml"))
    return [each for each in found if isinstance(each, ForeignThread)]


def of_wordpress(*items: str) -> list[ForeignArticle]:
    raw = wxr(*items)
    found = list(read_wordpress(io.BytesIO(raw), size=len(raw), name="export.xml"))
    return [each for each in found if isinstance(each, ForeignArticle)]


@pytest.mark.parametrize(
    ("flag", "why"),
    [
        ("<isSpam>true</isSpam>", Why.SPAM),
        ("<isDeleted>true</isDeleted>", Why.TRASH),
        ("<isSpam>false</isSpam><isApproved>false</isApproved>", Why.PENDING),
        ("<isSpam>false</isSpam><isApproved>true</isApproved>", None),
    ],
)
def test_each_flag_of_disqus_by_itself(flag: str, why: Why | None) -> None:
    said = disqus_post(1, text="Koop nu.")
    name = flag[1 : flag.index(">")]
    said = said.replace(f"<{name}>false</{name}>", flag)
    assert flag in said
    (thread,) = of_disqus(said)
    (comment,) = thread.comments
    assert comment.gone == why
    kept = (comment.html, comment.author_name, comment.author_email)
    assert kept == (("", "", "") if why else ("<p>Koop nu.</p>", "Karin", "karin@example.org"))


@pytest.mark.parametrize(
    ("approved", "kind", "why"),
    [
        ("1", "", None),
        ("approved", "comment", None),
        ("0", "", Why.PENDING),
        ("hold", "", Why.PENDING),
        ("iets nieuws", "", Why.PENDING),
        ("spam", "", Why.SPAM),
        ("trash", "", Why.TRASH),
        ("post-trashed", "", Why.TRASH),
        ("1", "pingback", Why.PINGBACK),
        ("1", "trackback", Why.PINGBACK),
        ("1", "order_note", Why.OTHER_KIND),
    ],
)
def test_each_state_of_wordpress_by_itself(approved: str, kind: str, why: Why | None) -> None:
    (article,) = of_wordpress(post(1, reaction(1, text="Zeg.", approved=approved, kind=kind)))
    (comment,) = article.comments
    assert comment.gone == why
    kept = (comment.html, comment.author_name, comment.author_email)
    assert kept == (("", "", "") if why else ("Zeg.", "Karin", "karin@example.org"))


@pytest.mark.parametrize(
    ("status", "more", "is_public"),
    [
        ("publish", "", True),
        ("publish", "<wp:post_password>geheim</wp:post_password>", False),
        ("draft", "", False),
        ("pending", "", False),
        ("private", "", False),
        ("future", "", False),
    ],
)
def test_only_what_was_public_there_is_public_here(status: str, more: str, is_public: bool) -> None:
    (article,) = of_wordpress(post(1, status=status, more=more))
    assert article.is_public == is_public


def test_each_article_has_its_own_comments_only() -> None:
    found = of_wordpress(post(1, reaction(1)), post(2), post(3, reaction(2), reaction(3)))
    assert [[comment.key for comment in each.comments] for each in found] == [["1"], [], ["2", "3"]]


def test_a_moment_given_in_local_time_only_is_told_in_that_of_here() -> None:
    said = reaction(1, when="2015-07-03 10:00:00")
    utc = "<wp:comment_date_gmt>2015-07-03 10:00:00</wp:comment_date_gmt>"
    zeros = "<wp:comment_date_gmt>0000-00-00 00:00:00</wp:comment_date_gmt>"
    (article,) = of_wordpress(post(1, said.replace(utc, zeros)))
    written = article.comments[0].written_at
    assert written is not None
    assert written.isoformat() == "2015-07-03T08:00:00+00:00"
