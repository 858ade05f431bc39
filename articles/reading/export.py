"""What is in an export of another site, counted before anything of it is brought in."""

import io
from collections import Counter
from dataclasses import dataclass

from articles.importers.export import read_export
from articles.importers.foreign import ForeignArticle, ForeignPicture, LeftOut, Why, in_order
from articles.importers.kinds import SourceKind
from articles.models import Intake

_TITLES = 20


@dataclass(frozen=True)
class ExportPreview:
    """`drafts` of the `articles` were not public there and become drafts whatever is chosen; `pictured`
    have a picture of their own, which comes to stand above the text unless it stands in it already.

    `names` counts the writers of comments, who stay names that nobody here has confirmed. `left_out`
    says how many things stay behind for which reason. `titles` are the first of the articles.
    """

    articles: int
    drafts: int
    pictured: int
    discussions: int
    comments: int
    names: int
    titles: tuple[str, ...]
    left_out: tuple[tuple[str, int], ...]

    @property
    def more(self) -> int:
        """How many titles are not among `titles`."""
        return self.articles - len(self.titles)


def preview_export(intake: Intake) -> ExportPreview:
    """Read the whole export once. Raises `UnreadableSource`."""
    raw = bytes(intake.raw)
    articles = drafts = pictured = discussions = comments = 0
    pictures: dict[str, ForeignPicture] = {}
    named: set[str] = set()
    names: set[str] = set()
    titles: list[str] = []
    reasons: Counter[Why] = Counter()
    name = intake.file_name or "De export"
    for found in read_export(SourceKind(intake.kind), io.BytesIO(raw), size=len(raw), name=name):
        if isinstance(found, ForeignPicture):
            pictures[found.key] = found
            continue
        if isinstance(found, LeftOut):
            reasons[found.why] += 1
            continue
        if isinstance(found, ForeignArticle):
            articles += 1
            drafts += not found.is_public
            pictured += bool(found.picture_key)
            named.add(found.picture_key)
            titles += [found.title] if len(titles) < _TITLES else []
        else:
            discussions += 1
        kept, left_out = in_order(found.comments)
        reasons.update(item.why for item in left_out)
        shown = [comment for comment in kept if comment.gone is None]
        comments += len(shown)
        names |= {comment.author_name for comment in shown if comment.author_name}
    if unused := len(pictures.keys() - named):
        reasons[Why.NO_ARTICLE] += unused
    left = tuple((why.value, number) for why, number in reasons.most_common())
    return ExportPreview(
        articles, drafts, pictured, discussions, comments, len(names), tuple(titles), left
    )
