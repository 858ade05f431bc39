"""A claim as other pages name it: its sentence, its number, the article it comes from."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import pgettext

from articles.models import Article, ArticleVersion, Claim, Relation, Wording
from articles.models.claim import Tone

# What a card needs of a claim, so that no list drags whole texts along. Prefix with the relation.
CARD_FIELDS = (
    "number",
    "import_key",
    "article__slug",
    "article__current_version__title",
    "current_wording__statement",
    "current_wording__tone",
)


EDITORS_KEY = re.compile(r"[a-z]+[0-9]+")


@dataclass(frozen=True)
class ClaimCard:
    """`tone_label` is empty when the text means it literally."""

    number: int
    statement: str
    url: str
    article_title: str
    article_url: str
    tone_label: str


def claim_card(claim: Claim) -> ClaimCard:
    """Costs no query when the article, its version and the wording came along."""
    wording = wording_of(claim)
    return ClaimCard(
        number=claim.number,
        statement=wording.statement,
        url=reverse("claim", args=[claim.article.slug, claim.number]),
        article_title=text_of(claim.article).title,
        article_url=reverse("article", args=[claim.article.slug]),
        tone_label=tone_label(wording),
    )


def wording_of(claim: Claim) -> Wording:
    """How the claim is worded now. A claim gets its first wording in the act that makes it."""
    if claim.current_wording is None:
        raise LookupError(f"claim {claim} has no wording")
    return claim.current_wording


def text_of(article: Article) -> ArticleVersion:
    """What is read now. Only a draft can be without, and no page here fetches such a draft."""
    if article.current_version is None:
        raise LookupError(f"article {article} has no text")
    return article.current_version


def tone_label(wording: Wording) -> str:
    return "" if wording.tone == Tone.LITERAL else wording.get_tone_display()


def both_ends(*fields: str) -> list[str]:
    """The same fields of both claims of a relation, as lookups."""
    return [f"{end}__{field}" for end in ("from_claim", "to_claim") for field in fields]


def spoken_rationale(relation: Relation, seen_from: Claim | None = None) -> str:
    """The reason for a relation, in words that mean something to the reader.

    The editors wrote it with the keys of their list ("b3"). On the page of a claim those become
    *this claim* and *the other claim*; beside both, in reading order, *the first* and *the second*.
    """
    if seen_from is None:
        names = [
            pgettext("rationale", "the first claim"),
            pgettext("rationale", "the second claim"),
        ]
    else:
        names = [pgettext("rationale", "this claim"), pgettext("rationale", "the other claim")]
    ends = [relation.from_claim, relation.to_claim]
    if seen_from == relation.to_claim:
        ends.reverse()
    keys = [end.import_key for end in ends]
    # A key that is a word, or that both articles use, cannot be told from the sentence around it.
    if keys[0] == keys[1] or not all(EDITORS_KEY.fullmatch(key) for key in keys):
        return relation.rationale
    spoken = dict(zip(keys, names, strict=True))

    def name(match: re.Match[str]) -> str:
        words = spoken[match["key"]]
        return words[:1].upper() + words[1:] if match["start"] is not None else words

    return re.sub(
        rf"(?P<start>^|(?<=[.!?] ))?\b(?P<key>{'|'.join(keys)})\b", name, relation.rationale
    )
