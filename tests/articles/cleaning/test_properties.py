"""What holds for any text whatever: nothing is lost, offsets are right, and the same text gives the same draft."""

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.cleaning.classes import LineClass
from articles.cleaning.clean import NoTitle, clean
from articles.cleaning.contact import contact_details
from articles.cleaning.draft import ArticleDraft
from articles.importers.errors import UnreadableSource
from articles.importers.plain_text import import_plain_text
from tests.articles.cleaning.pages import PAGES, read
from tests.articles.seeds import SEEDS

_SEED_LINES = [
    line
    for path in sorted(SEEDS.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").split("\n")
]
_LINES = sorted(
    {*_SEED_LINES, *(line for page in PAGES.values() for line in read(page)[0].split("\n"))}
)
_ODD = [
    "", " ", "\u00a0", "\u200b", "[1]", "[1] noot", "¹ noot", "1. een", "2. twee", "• punt", "- ", ">>> verder",
    "e[Klik voor vergroting]\u0301", "[Klik voor vergroting]", "Bel 06 12 34 56 78", "iemand@example.org",
    "0", "12", "Zie ook", "Noten", "Reacties", "12 maart 2020", " / ", "|", "Deel 3", "𝒯 en 👩‍👩‍👧", "ﬁ", "\u0338 los",
    "https://example.org/a?b=c.", "Door: An de Wit", "a" * 200, "http://", "Lees ook: iets", "klein begin",
    "Tel. 1234567", "BSN 123456782", "an at zorg punt nl", "+1 212 555 0123", "06 - 12", "０６ 12345678",
    "Reacties (2)", "3 reacties", "Lees meer", "An de Wit, 2 mei 2019", "1. Kop", "12 m²",
]  # fmt: skip
_TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from(_LINES), st.sampled_from(_ODD), st.text(max_size=40))).map(
        "\n".join
    ),
)
_CHOICES = st.dictionaries(st.integers(1, 12), st.sampled_from(list(LineClass)), max_size=3)
# The first example pays for what is cached afterwards.
_SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def draft_or_none(text: str, choices: dict[int, LineClass] | None = None) -> ArticleDraft | None:
    try:
        return clean(text, raw_sha256="", choices=choices)
    except NoTitle:
        return None


@_SETTINGS
@given(st.one_of(st.binary(), _TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_import_gives_a_draft_or_one_sentence(raw: bytes) -> None:
    reason = "invoer.txt is gelezen."
    try:
        import_plain_text(raw, name="invoer.txt")
    except UnreadableSource as error:
        reason = error.reason
    assert "invoer.txt" in reason
    assert reason.endswith(".")


@_SETTINGS
@given(_TEXTS, _CHOICES)
def test_every_line_appears_exactly_once(text: str, choices: dict[int, LineClass]) -> None:
    text = unicodedata.normalize("NFC", text)
    draft = draft_or_none(text, choices)
    if draft is None:
        return
    assert "\n".join(line.text for line in draft.lines) == text.removesuffix("\n")
    assert [line.number for line in draft.lines] == list(range(1, len(draft.lines) + 1))
    assert all(text[line.start : line.end] == line.text for line in draft.lines)
    assert all(line.reason for line in draft.lines)
    for line in draft.lines:
        assert all(line.start <= part.start < part.end <= line.end for part in line.fragments)


@_SETTINGS
@given(_TEXTS, _CHOICES)
def test_canonical_text_is_its_blocks_and_each_piece_comes_from_the_source(
    text: str, choices: dict[int, LineClass]
) -> None:
    text = unicodedata.normalize("NFC", text)
    draft = draft_or_none(text, choices)
    if draft is None:
        return
    canonical = draft.canonical_text
    assert "\n\n".join(draft.text_of(block) for block in draft.blocks) == canonical
    assert unicodedata.is_normalized("NFC", canonical)
    assert all(draft.text_of(block).strip() == draft.text_of(block) != "" for block in draft.blocks)
    for block in draft.blocks:
        assert all(block.start <= span.start < span.end <= block.end for span in block.spans)
    for piece in draft.pieces:
        length = piece.source_end - piece.source_start
        assert (
            canonical[piece.start : piece.start + length]
            == text[piece.source_start : piece.source_end]
        )
        assert draft.canonical_offset(piece.source_start) == piece.start


@_SETTINGS
@given(_TEXTS, _CHOICES)
def test_no_block_holds_contact_details(text: str, choices: dict[int, LineClass]) -> None:
    draft = draft_or_none(unicodedata.normalize("NFC", text), choices)
    for block in draft.blocks if draft else ():
        assert not contact_details(draft.text_of(block)) if draft else True


@_SETTINGS
@given(_TEXTS, _CHOICES)
def test_same_text_gives_the_same_draft_and_json_keeps_it(
    text: str, choices: dict[int, LineClass]
) -> None:
    text = unicodedata.normalize("NFC", text)
    draft = draft_or_none(text, choices)
    assert draft_or_none(text, choices) == draft
    assert draft is None or ArticleDraft.from_dict(draft.to_dict()) == draft
