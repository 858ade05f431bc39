"""A made-up article with every kind of block, written as a draft by hand: no importer comes between."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PIL import Image

from articles.actions.import_article import import_article
from articles.cleaning.draft import (
    ArticleDraft,
    Block,
    BlockKind,
    DraftPicture,
    Footnote,
    InlineSpan,
    Metadata,
    SpanKind,
)
from articles.models import ArticleVersion
from articles.models.article import ArticleStatus

TITLE = "Wijkteams en de kunst van het overleg"
ADDRESS = "https://voorbeeld.example/jaarverslag"
CAPTION = "Overleg in het buurthuis, met koffie."
ALT = "Zes mensen zitten om een ronde tafel."
LONG = (
    "In elke wijk werken mensen van verschillende organisaties naast elkaar aan dezelfde vragen, "
    "en dat gaat vaak goed. Het kost wel elke week opnieuw overleg, want wie waarvoor aan zet is "
    "staat nergens opgeschreven. Samenwerkingsverbandencoördinatoren houden het bij in een schrift."
)


def picture(colour: tuple[int, int, int] = (40, 90, 94)) -> DraftPicture:
    """An image of 800 by 450 pixels in one colour."""
    file = io.BytesIO()
    Image.new("RGB", (800, 450), colour).save(file, "PNG")
    data = file.getvalue()
    return DraftPicture(hashlib.sha256(data).hexdigest(), "image/png", 800, 450, data)


@dataclass
class Writer:
    """Puts blocks one after the other; words in `spans` are found in the text of their block."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)

    def add(
        self,
        kind: BlockKind,
        words: str,
        *spans: tuple[SpanKind, str, dict[str, object]],
        **fields: object,
    ) -> None:
        start = len(self.text) + 2 if self.text else 0
        self.text = f"{self.text}\n\n{words}" if self.text else words
        found = []
        at = 0
        for span_kind, part, more in spans:
            at = words.index(part, at) if span_kind in (SpanKind.CELL, SpanKind.HEADER_CELL) else 0
            begin = words.index(part, at)
            found.append(InlineSpan(span_kind, start + begin, start + begin + len(part), **more))  # type: ignore[arg-type]
            at = begin + len(part)
        line = len(self.blocks) + 1
        block = Block(kind, start, start + len(words), line, spans=tuple(found))
        self.blocks.append(replace(block, **fields))  # type: ignore[arg-type]

    def row(self, *cells: str, head: bool = False) -> None:
        """A row of a table; its first cell heads it."""
        kinds = [
            SpanKind.HEADER_CELL if head or not at else SpanKind.CELL for at, _ in enumerate(cells)
        ]
        spans = [(kind, cell, {}) for kind, cell in zip(kinds, cells, strict=True)]
        self.add(BlockKind.TABLE_ROW, " | ".join(cells), *spans)


def rich_draft(raw: bytes, *, shown: Sequence[DraftPicture] = ()) -> ArticleDraft:
    pictures = shown or (picture(),)
    page = Writer()
    page.add(BlockKind.TITLE, TITLE)
    page.add(BlockKind.LEAD, "Wie het samen wil doen, moet eerst weten wie er aan tafel zit.")
    page.add(BlockKind.HEADING, "Wie zit er aan tafel?")
    page.add(
        BlockKind.PARAGRAPH,
        "Dat staat in het jaarverslag van de gemeente [1]. Het is een heel klein begin.",
        (SpanKind.LINK, "het jaarverslag van de gemeente", {"href": ADDRESS}),
        (SpanKind.EMPHASIS, "jaarverslag", {}),
        (SpanKind.NOTE_REFERENCE, "[1]", {"note": 1}),
        (SpanKind.STRONG, "heel klein", {}),
    )
    for _ in range(3):
        page.add(BlockKind.PARAGRAPH, LONG)
    page.add(BlockKind.HEADING, "Cijfers per wijk", level=3)
    page.row("Wijk", "Teams", "Overleg per week", head=True)
    page.row("Noord", "vier", "zes uur")
    page.row("Zuid", "drie", "twee uur")
    page.add(BlockKind.PARAGRAPH, LONG)
    page.add(BlockKind.QUOTE, "Overleg is geen werk.")
    page.add(BlockKind.QUOTE, "Zonder overleg is er ook geen werk.")
    page.add(BlockKind.FIGURE, CAPTION, picture=pictures[0].sha256, alt=ALT)
    page.add(BlockKind.HEADING, "Wat nu?")
    for number in range(3):
        page.add(BlockKind.LIST_ITEM, f"Stap {number + 1} begint met luisteren.", number=number + 1)
    for _ in range(4):
        page.add(BlockKind.PARAGRAPH, LONG)
    page.add(
        BlockKind.PARAGRAPH,
        "Ten slotte is er de vraag wie het betaalt [2].",
        (SpanKind.NOTE_REFERENCE, "[2]", {"note": 2}),
    )
    page.add(BlockKind.FOOTNOTE_HEADING, "Noten")
    page.add(BlockKind.FOOTNOTE, "Jaarverslag van een gemeente die niet bestaat.", number=1)
    page.add(BlockKind.FOOTNOTE, "De gemeente, zo blijkt keer op keer.", number=2)
    return ArticleDraft(
        title=TITLE,
        canonical_text=page.text,
        blocks=tuple(page.blocks),
        metadata=Metadata(),
        footnotes=(Footnote(1, 1, (4,)), Footnote(2, 1, (4,))),
        see_also=(),
        captions=(),
        hints=(),
        pieces=(),
        lines=(),
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        pictures=tuple(pictures),
    )


def import_rich(
    *, key: str = "rijk.html", status: ArticleStatus = ArticleStatus.PUBLISHED, lost: bool = False
) -> ArticleVersion:
    """Bring it in; with `lost` the picture did not come along."""
    raw = f"{TITLE} {key}".encode()
    draft = rich_draft(raw)
    if lost:
        draft = replace(draft, pictures=())
    return import_article(draft=draft, raw=raw, import_key=key, status=status)
