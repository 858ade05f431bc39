"""WordPress and Disqus exports: what is read, what stays behind and why, and what is refused."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importers.disqus import read_disqus
from articles.importers.errors import UnreadableSource
from articles.importers.foreign import (
    ForeignArticle,
    ForeignComment,
    ForeignThread,
    LeftOut,
    Why,
    grouped,
    in_order,
)
from articles.importers.wordpress import read_wordpress
from articles.importers.wordpress_page import as_page, paragraphs
from articles.importers.xml_stream import MAX_BYTES
from tests.exports import FOOT, HEAD, disqus, disqus_post, post, reaction, wxr

SAMPLES = Path(__file__).parents[2] / "data" / "importer-samples"


def read(raw: bytes) -> list[ForeignArticle | LeftOut]:
    return list(read_wordpress(io.BytesIO(raw), size=len(raw), name="export.xml"))


def read_threads(raw: bytes) -> list[ForeignThread | LeftOut]:
    return list(read_disqus(io.BytesIO(raw), size=len(raw), name="export.xml"))


def test_sample_of_wordpress() -> None:
    first, second, empty = read((SAMPLES / "wordpress.xml").read_bytes())
    assert isinstance(first, ForeignArticle)
    assert isinstance(second, ForeignArticle)
    assert (first.title, first.author_name, first.published_on) == (
        "Hello, World…",
        "Tester",
        date(2014, 1, 14),
    )
    assert [(each.key, each.parent_key) for each in first.comments] == [
        ("2", ""),
        ("6", ""),
        ("7", "6"),
        ("8", "7"),
        ("9", "7"),
        ("10", ""),
        ("11", ""),
    ]
    assert first.comments[0].author_email == "test@example.org"  # without the line end after it
    assert first.comments[2].written_at == datetime(2014, 4, 29, 15, 21, 35, tzinfo=UTC)
    assert "multiple lines:\nWordPress" in first.comments[5].html
    assert (second.key, second.old_paths) == ("wordpress:example.tld:4", ("/?p=4",))
    assert [each.key for each in second.comments] == ["11"]
    assert empty == LeftOut("No comments", Why.NO_TEXT)


def test_sample_of_disqus() -> None:
    hello, untitled, stray = read_threads((SAMPLES / "disqus.xml").read_bytes())
    assert isinstance(hello, ForeignThread)
    assert isinstance(untitled, ForeignThread)
    assert stray == LeftOut("reactie 6", Why.NO_THREAD)
    assert [(each.key, each.parent_key, each.gone) for each in hello.comments] == [
        ("4", "", None),
        ("5", "4", None),
        ("9", "", Why.TRASH),
        ("11", "9", None),
    ]
    deleted = hello.comments[2]
    assert (deleted.author_name, deleted.author_email, deleted.html) == ("", "", "")
    kept, left_out = in_order(hello.comments)
    assert [each.key for each in kept if each.key in ("9", "11")] == ["9", "11"]
    assert left_out == [LeftOut("reactie 9", Why.PLACE_ONLY)]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_of_the_format(version: str) -> None:
    (article,) = read(wxr(post(4, reaction(1)), version=version))
    assert isinstance(article, ForeignArticle)
    assert article.key == "wordpress:wijkblad.example.org:4"
    assert article.site_name == "Het wijkblad"
    assert article.author_name == "Els Bakker"
    assert article.excerpt == "Kort gezegd."
    assert (article.categories, article.tags) == (("Zorg",), ("wijk",))
    assert article.old_paths == ("/2015/03/stuk-4/", "/?p=4")
    assert article.is_public
    assert len(article.comments) == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"approved": "0"}, Why.PENDING),
        ({"approved": "spam"}, Why.SPAM),
        ({"approved": "trash"}, Why.TRASH),
        ({"kind": "pingback"}, Why.PINGBACK),
        ({"kind": "trackback"}, Why.PINGBACK),
        ({"kind": "order_note"}, Why.OTHER_KIND),
    ],
)
def test_what_stays_behind_takes_no_name_and_no_words(fields: dict[str, str], why: Why) -> None:
    (article,) = read(wxr(post(1, reaction(1), reaction(2, **fields))))  # type: ignore[arg-type]
    assert isinstance(article, ForeignArticle)
    gone = article.comments[1]
    assert (gone.gone, gone.author_name, gone.author_email, gone.html) == (why, "", "", "")
    kept, left_out = in_order(article.comments)
    assert [each.key for each in kept] == ["1"]
    assert grouped(left_out, under="Wij of zij") == [
        {"what": "reactie 2 bij ‘Wij of zij’", "reason": why.value}
    ]


def test_no_network_address_gets_in() -> None:
    raw = wxr(post(1, reaction(1), reaction(2, approved="spam")))
    assert b"203.0.113.77" in raw
    for item in read(raw):
        assert "203.0.113.77" not in str(vars(item)) + repr(item)
        assert "karin@example.org" not in repr(item)
    for thread in read_threads(disqus([disqus_post(1)])):
        assert "203.0.113.77" not in str(vars(thread)) + repr(thread)


def test_what_is_no_article_says_so() -> None:
    found = read(
        wxr(
            post(1, kind="page", title="Over ons"),
            post(2, kind="attachment", title="foto"),
            post(3, status="trash", title="Weg"),
            post(4, content="", title=""),
            post(5, status="draft"),
            post(6, more="<wp:post_password>geheim</wp:post_password>"),
        )
    )
    assert found[:4] == [
        LeftOut("Over ons", Why.PAGE),
        LeftOut("foto", Why.NO_ARTICLE),
        LeftOut("Weg", Why.TRASH),
        LeftOut("onderdeel 4", Why.NO_TEXT),
    ]
    assert [each.is_public for each in found[4:] if isinstance(each, ForeignArticle)] == [
        False,
        False,
    ]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">
<!ENTITY c "&b;&b;&b;">]><rss><channel><title>&c;</title></channel></rss>"""
ELSEWHERE = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss><channel><title>&x;</title></channel></rss>"""
WHOLE = wxr(post(1, reaction(1)))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is leeg"),
        (BOMB, "documenttype"),
        (ELSEWHERE, "documenttype"),
        (b"<html><body>hoi</body></html>", "geen export van WordPress"),
        (b"zomaar tekst", "klopt de XML niet"),
        (WHOLE[:-30], "klopt de XML niet"),
        (WHOLE.replace(b"Wij of zij", b"Wij \x01 zij"), "klopt de XML niet"),
        (WHOLE.replace(b"Wij of zij", b"Caf\xe9"), "zegt UTF-8 te zijn"),
        (WHOLE.replace(b"UTF-8", b"klingon"), "tekencodering"),
        (WHOLE.replace(b"UTF-8", b"shift_jis"), "tekencodering"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read(raw)
    assert words in refusal.value.reason
    assert refusal.value.reason.startswith("export.xml ")
    assert refusal.value.reason.endswith(".")


def test_too_large_is_refused_before_reading() -> None:
    class Unread(io.BytesIO):
        def read(self, *_args: object) -> bytes:
            raise AssertionError("was read")

    with pytest.raises(UnreadableSource, match="groter dan 120 MB"):
        list(read_wordpress(Unread(), size=MAX_BYTES + 1, name="export.xml"))
    with pytest.raises(UnreadableSource, match="groter dan 120 MB"):
        list(read_disqus(Unread(), size=MAX_BYTES + 1, name="export.xml"))


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16"])
def test_another_encoding_that_says_so_is_read(encoding: str) -> None:
    text = WHOLE.decode().replace("UTF-8", encoding).replace("Wij of zij", "Café")
    (article,) = read(text.encode(encoding))
    assert isinstance(article, ForeignArticle)
    assert article.title == "Café"


@pytest.mark.parametrize("reverse", [False, True])
def test_ten_deep_stays_ten_deep_in_both_formats(reverse: bool) -> None:
    numbers = list(range(1, 12))[:: -1 if reverse else 1]
    (article,) = read(wxr(post(1, *(reaction(n, n - 1) for n in numbers))))
    (thread,) = read_threads(disqus(disqus_post(n, n - 1) for n in numbers))
    for found in (article, thread):
        assert not isinstance(found, LeftOut)
        kept, left_out = in_order(found.comments)
        assert [each.key for each in kept] == [str(n) for n in range(1, 12)]
        assert [each.parent_key for each in kept] == ["", *(str(n) for n in range(1, 11))]
        assert left_out == []


@st.composite
def discussions(draw: st.DrawFn) -> list[ForeignComment]:
    """Any discussion: parents that are missing, rings, gone comments, double numbers, no dates."""
    size = draw(st.integers(1, 12))
    keys = st.integers(1, size).map(str)
    return [
        ForeignComment(
            key=draw(keys),
            parent_key=draw(st.one_of(st.just(""), keys, st.just("weg"))),
            author_name="Karin",
            author_email="",
            written_at=draw(
                st.one_of(
                    st.none(),
                    st.integers(0, 3).map(lambda day: datetime(2015, 3, day + 1, tzinfo=UTC)),
                )
            ),
            html="Hoi",
            gone=draw(st.sampled_from([None, None, Why.SPAM])),
        )
        for _each in range(size)
    ]


@given(discussions())
def test_any_order_gives_parents_first_and_loses_nothing(comments: list[ForeignComment]) -> None:
    kept, left_out = in_order(comments)
    seen: set[str] = set()
    for comment in kept:
        assert comment.parent_key in seen | {""}
        seen.add(comment.key)
    assert len(seen) == len(kept)
    # What has words is there, or is named with its reason.
    lost = {each.what for each in left_out}
    for comment in comments:
        assert comment.key in seen or f"reactie {comment.key}" in lost
    # A place without words is kept only for an answer.
    answered = {comment.parent_key for comment in kept}
    assert all(comment.key in answered for comment in kept if comment.gone)
    again, _nothing = in_order(kept)
    assert [each.key for each in again] == [each.key for each in kept]


@given(st.permutations(range(1, 8)))
def test_order_of_the_file_does_not_matter(order: list[int]) -> None:
    (article,) = read(wxr(post(1, *(reaction(n, n // 2) for n in order))))
    assert isinstance(article, ForeignArticle)
    kept, _left_out = in_order(article.comments)
    (sorted_article,) = read(wxr(post(1, *(reaction(n, n // 2) for n in range(1, 8)))))
    assert isinstance(sorted_article, ForeignArticle)
    assert kept == in_order(sorted_article.comments)[0]


def test_page_has_paragraphs_facts_and_no_machinery() -> None:
    content = """<!-- wp:paragraph -->Een
regel.

[caption id="a1" width="300"]<img src="/foto.jpg" alt="Foto"/> Een bijschrift[/caption]

<h2>Kop</h2>
Onder de kop.

[gallery ids="1,2"]
<pre>a

b</pre>"""
    (article,) = read(wxr(post(1, content=content)))
    assert isinstance(article, ForeignArticle)
    page = as_page(article).decode()
    assert page == as_page(article).decode()
    assert "<h1>Wij of zij</h1>" in page
    assert '<meta name="author" content="Els Bakker">' in page
    assert '<meta property="article:published_time" content="2015-03-02">' in page
    assert "<p>Een<br>\nregel.</p>" in page
    assert '<figure><img src="/foto.jpg" alt="Foto"/><figcaption>Een bijschrift' in page
    assert "wp:paragraph" not in page
    assert "[gallery" not in page
    assert "<pre>a\n\nb</pre>" in page
    assert paragraphs("a\n\nb") == "<p>a</p>\n<p>b</p>"


def test_head_and_foot_make_a_whole_file() -> None:
    assert read((HEAD.format(version="1.2") + FOOT).encode()) == []
