"""The reading page: every block with its claims, notes with their way back, and what stands around."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, ArticleVersion, Claim, Passage
from articles.reading import Opposing, ReadingPage, Segment, reading_page
from articles.reading.page import blocks_of
from articles.reading.shapes import Segments
from tests.articles import seeds
from tests.articles.texts import CLOSING, MIDDLE, OPENING, PAGE, TITLE, current, import_text, mark

pytestmark = pytest.mark.django_db


def page_of(version: ArticleVersion, **options: Any) -> ReadingPage:
    article = Article.objects.with_text().get(pk=version.article_id)
    return reading_page(
        version,
        list(Passage.objects.in_version(version).in_order()),
        list(Claim.objects.of_article(article).with_wording()),
        article=article,
        **options,
    )


def seed_page(slug: str) -> ReadingPage:
    return page_of(current(Article.objects.get(slug=slug)))


def cut_blocks(page: ReadingPage) -> Iterator[Segments]:
    yield page.title_segments
    yield from page.lead
    for block in page.blocks:
        yield from [item.segments for item in block.items] or [block.segments]
    for note in page.footnotes:
        yield note.segments


def segments(page: ReadingPage) -> list[Segment]:
    return [segment for block in cut_blocks(page) for segment in block]


def words_of(page: ReadingPage, number: int) -> str:
    return "".join(segment.text for segment in segments(page) if number in segment.claims)


@pytest.mark.usefixtures("seeded")
def test_all_passages_of_the_seeds_are_drawn_in_their_blocks() -> None:
    drawn = 0
    for article in Article.objects.all():
        version = current(article)
        page = page_of(version)
        shown = {end.anchor for segment in segments(page) for end in segment.ends}
        wanted = {
            f"passage-{number}-{ordinal}"
            for number, ordinal in version.passages.values_list("claim__number", "ordinal")
        }
        assert shown == wanted
        drawn += len(shown)
        assert not any(claim.passage_missing for claim in page.claims)
    assert drawn == 45


@pytest.mark.usefixtures("seeded")
def test_passages_of_the_seeds_are_drawn_where_the_file_says() -> None:
    kinds = {"title": {"title"}, "footnote": {"footnote"}}
    for name, key, quote, passage in seeds.passages():
        version = current(Article.objects.get(import_key=name))
        stored = version.passages.get(claim__import_key=key, exact=quote)
        start, end = stored.start or 0, stored.end or 0
        (block,) = [b for b in blocks_of(version) if b.start <= start < b.end]
        assert block.kind in kinds.get(passage["where"], {"lead", "paragraph", "heading"}), key
        assert block.line == passage["line"], key
        assert block.number == passage.get("footnote"), key
        assert end <= block.end, key
        assert quote in words_of(page_of(version), stored.claim.number), key


@pytest.mark.usefixtures("seeded")
def test_blocks_of_the_seeds_are_their_published_text() -> None:
    for article in Article.objects.all():
        version = current(article)
        page = page_of(version)
        kept = [
            version.canonical_text[block.start : block.end]
            for block in blocks_of(version)
            if block.kind != "footnote-heading"
        ]
        assert ["".join(s.text for s in block) for block in cut_blocks(page)] == kept


@pytest.mark.usefixtures("seeded")
def test_notes_have_a_way_there_and_back() -> None:
    page = seed_page("samenwerking-organiseren")
    assert page.footnotes_title == "Noten"
    assert [note.number for note in page.footnotes] == [12, 13, 14, 15]
    references = {s.note_ref: s.note_anchor for s in segments(page) if s.note_ref}
    assert references == {number: f"noot-ref-{number}" for number in (12, 13, 14, 15)}
    assert [note.back_refs for note in page.footnotes] == [
        (f"noot-ref-{number}",) for number in (12, 13, 14, 15)
    ]


def test_note_that_is_mentioned_twice_has_two_ways_back() -> None:
    text = "\n\n".join(
        (TITLE, f"{OPENING[:-1]} [1].", f"{MIDDLE[:-1]} [1].", "Noten", "[1] Zie het jaarverslag.")
    )
    page = page_of(import_text(text))
    assert page.footnotes[0].back_refs == ("noot-ref-1", "noot-ref-1-2")


@pytest.mark.usefixtures("seeded")
def test_see_also_lists_the_texts_also_where_they_say_press_here() -> None:
    see_also = seed_page("samenwerking-organiseren").see_also
    assert see_also is not None
    assert see_also.intro.startswith("De reeks blogberichten")
    assert [item.label[:31] for item in see_also.items] == [
        f"Transformatie sociaal domein ({n})"[:31] for n in (1, 2, 3)
    ]
    lost = seed_page("transformatie-sociaal-domein-wij-of-zij").see_also
    assert lost is not None
    assert [(item.label, item.url) for item in lost.items] == [
        ("Lees hier meer over strategie en sturing in het sociaal domein", "")
    ]


@pytest.mark.parametrize(
    ("line", "is_shown"),
    [
        ("Klik hier.", False),
        ("Lees hier verder …", False),
        ("Lees meer", False),
        ("Lees hier meer over wonen", True),
    ],
)
def test_see_also_leaves_out_what_only_says_press_here(line: str, is_shown: bool) -> None:
    version = import_text(PAGE)
    version.metadata["see_also"] = [{"text": line, "line": 99, "is_intro": False}]
    assert (page_of(version).see_also is not None) == is_shown


@pytest.mark.usefixtures("seeded")
def test_series_names_the_neighbours_that_are_not_here() -> None:
    series = seed_page("samenwerking-organiseren").series
    assert series is not None
    assert (series.part, series.part_label) == (8, "POORT-8")
    assert (series.previous_label, series.previous_url) == ("POORT-7", "")
    assert (series.next_label, series.next_url) == ("POORT-9", "")


@pytest.mark.usefixtures("seeded")
def test_series_links_the_neighbour_that_is_here() -> None:
    version = current(Article.objects.get(slug="samenwerking-organiseren"))
    other = import_text().article
    other.series, other.series_part = version.article.series, 9
    other.save()
    parts = list(Article.objects.published().exclude(pk=version.article_id))
    series = page_of(version, series_parts=parts).series
    assert series is not None
    assert series.next_url == reverse("article", args=[other.slug])
    assert series.previous_url == ""


def test_headings_are_the_contents() -> None:
    text = "\n\n".join((TITLE, OPENING, "Wie betaalt?", MIDDLE, "Wie luistert?", CLOSING))
    page = page_of(import_text(text))
    assert [(entry.label, entry.id) for entry in page.contents] == [
        ("Wie betaalt?", "kop-1"),
        ("Wie luistert?", "kop-2"),
    ]
    assert [block.id for block in page.blocks if block.kind == "heading"] == ["kop-1", "kop-2"]


def test_list_items_are_one_list() -> None:
    items = [f"- {word} hoort bij het werk in de wijk" for word in ("luisteren", "vragen", "doen")]
    text = "\n\n".join((TITLE, OPENING, "\n".join(items), CLOSING))
    (found,) = [block for block in page_of(import_text(text)).blocks if block.kind == "list"]
    assert ["".join(s.text for s in item.segments) for item in found.items] == [
        item.removeprefix("- ") for item in items
    ]
    assert found.first is None


def test_claims_lead_to_their_first_passage() -> None:
    version = import_text()
    mark(version, "Bewoners merken daar tot nu toe weinig van", "kost wel elke week")
    mark(version, TITLE)
    page = page_of(version, comment_counts={version.article.claims.get(number=2).pk: 4})
    assert [(c.number, c.anchor, c.comment_count) for c in page.claims] == [
        (1, "passage-1-1", 0),
        (2, "passage-2-1", 4),
    ]
    assert page.title_segments[0].claims == (2,)
    assert page.title_segments[0].ends[0].comment_count == 4


def test_doubtful_passage_is_not_drawn_and_the_list_says_so() -> None:
    version = import_text()
    mark(version, "Bewoners merken daar tot nu toe weinig van")
    after = import_text(
        PAGE.replace(
            "Bewoners merken daar tot nu toe weinig van", "Ook vroeg de raad er nooit naar"
        )
    )
    page = page_of(after)
    assert not any(segment.claims or segment.ends for segment in segments(page))
    assert [(c.passage_missing, c.anchor) for c in page.claims] == [(True, "")]


def test_doubtful_passage_is_not_drawn_although_a_place_is_proposed() -> None:
    version = import_text()
    mark(version, "Bewoners merken daar tot nu toe weinig van")
    Passage.objects.update(state="doubtful")
    page = page_of(version)
    assert not any(segment.claims or segment.ends for segment in segments(page))


def test_opposition_stands_at_the_first_passage_only() -> None:
    version = import_text()
    claim = mark(version, "Bewoners merken daar tot nu toe weinig van", "kost wel elke week")
    opposing = (Opposing("/stellingen/x-1/", "Het tegendeel.", "Elders"),)
    page = page_of(version, opposed_by={claim.pk: opposing})
    ends = {end.anchor: end.opposed_by for segment in segments(page) for end in segment.ends}
    assert ends == {"passage-1-1": opposing, "passage-1-2": ()}


def test_page_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    version = import_text()
    mark(version, "Bewoners merken daar tot nu toe weinig van")
    article = Article.objects.with_text().get(pk=version.article_id)
    passages = list(Passage.objects.in_version(version))
    claims = list(Claim.objects.of_article(article).with_wording())
    with django_assert_num_queries(0):
        reading_page(current(article), passages, claims, article=article)


def test_lead_and_facts_stand_apart_from_the_body() -> None:
    raw = seeds.raw("001_a78324f661313a5b.txt")
    page = page_of(import_text(raw.decode(), key="pont.txt"))
    assert len(page.lead) == 1
    assert page.meta.source_name == "PONT Zorg&Sociaal"
    assert str(page.meta.published_on) == "2017-08-29"
    assert page.meta.reading_minutes == 2
    assert {block.kind for block in page.blocks} == {"paragraph"}


def test_details_of_a_stranger_are_on_no_part_of_the_page() -> None:
    details = ("Kees Voorbeeld", "06 12 34 56 78", "kees@example.org")
    advertisement = "Zoekt u iemand? Neem contact op met {}, bel {} of mail naar {}.".format(
        *details
    )
    version = import_text(f"{PAGE}\n\n{advertisement}")
    assert all(detail in bytes(version.raw).decode() for detail in details)
    public = [version.canonical_text, version.title, version.lead, str(version.blocks)]
    public += [repr(page_of(version)), str(version.metadata)]
    for detail in (*details, "06 12", "example.org"):
        assert not any(detail in text for text in public)


@pytest.mark.usefixtures("seeded")
def test_closing_advertisement_of_seed_000_is_on_no_part_of_the_page() -> None:
    version = current(Article.objects.get(slug="tijd-voor-transformatie"))
    public = version.canonical_text + str(version.blocks) + repr(page_of(version))
    assert "•" not in public
    assert "Bent u op zoek" not in public
    assert "directeur" not in public
