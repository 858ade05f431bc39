"""A draft as it would be stored: one shape for the preview and for the import itself."""

from articles.cleaning.draft import FORMAT, ArticleDraft
from articles.models import ArticleVersion


def version_of(draft: ArticleDraft) -> ArticleVersion:
    """An unsaved version with everything the draft says; its article, number and bytes are missing."""
    stored = draft.to_dict()
    return ArticleVersion(
        raw_sha256=draft.raw_sha256,
        title=draft.title[:300],
        lead="\n\n".join(draft.text_of(block) for block in draft.lead),
        canonical_text=draft.canonical_text,
        blocks=stored["blocks"],
        blocks_format=FORMAT,
        lines=stored["lines"],
        metadata={
            key: stored[key]
            for key in ("metadata", "footnotes", "see_also", "captions", "hints", "pieces")
        },
        word_count=len(draft.canonical_text.split()),
    )
