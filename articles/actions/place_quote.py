"""Where the quotes of a claims file stand in the text that was made from their source."""

from articles.anchoring.quote import describe, find_literal
from articles.cleaning.draft import Piece
from articles.importers.claims_file import BadClaimsFile, QuotedPassage
from articles.models import ArticleVersion, Claim, Passage
from articles.models.passage import PassageState


def placed_passage(
    version: ArticleVersion, claim: Claim, ordinal: int, quoted: QuotedPassage, *, where: str
) -> Passage:
    """An unsaved passage at the one place where the quote stands literally.

    When the words stand there more than once, the place in the source decides. Raises
    `BadClaimsFile`, with `where` to name file and claim, when there is no such place or no way to
    choose.
    """
    start, end = _place_of(version, quoted, where)
    quote = describe(version.canonical_text, start, end)
    return Passage(
        claim=claim,
        version=version,
        ordinal=ordinal,
        start=start,
        end=end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        state=PassageState.UNCHANGED,
    )


def _place_of(version: ArticleVersion, quoted: QuotedPassage, where: str) -> tuple[int, int]:
    places = find_literal(version.canonical_text, quoted.quote)
    if len(places) == 1:
        return places[0]
    words = _shortened(quoted.quote)
    if not places:
        raise BadClaimsFile(
            f"{where}: het citaat “{words}” staat niet in de tekst van {version.file_name}; neem "
            "het letterlijk uit het artikel over."
        )
    wanted = _canonical_start(version, quoted.source_start)
    for start, end in places:
        if start == wanted:
            return start, end
    raise BadClaimsFile(
        f"{where}: het citaat “{words}” staat {len(places)} keer in {version.file_name}; geef bij "
        "passages met start aan welke plaats bedoeld is."
    )


def _canonical_start(version: ArticleVersion, source_start: int | None) -> int | None:
    if source_start is None:
        return None
    for piece in (Piece(*values) for values in version.metadata.get("pieces", [])):
        if piece.source_start <= source_start < piece.source_end:
            return piece.start + source_start - piece.source_start
    return None


def _shortened(quote: str) -> str:
    return quote if len(quote) <= 60 else f"{quote[:57].rstrip()}…"
