"""*Is this about claim 3?*: the claim that a text under an article seems to be about."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models import Article, Claim, Passage
from discussions.routing import Candidate, likeliest
from discussions.second_look import look


@dataclass(frozen=True)
class Proposal:
    """`write_url` takes the form with the text as it is, and gives it back at the claim."""

    number: int
    statement: str
    url: str
    write_url: str


def proposed_claim(article: Article, text: str) -> Proposal | None:
    """The claim this text is most clearly about, or None. Two queries.

    A text that deserves a second look first is not looked at here.
    """
    if not text.strip() or look(text):
        return None
    statements = {
        number: statement
        for number, statement in Claim.objects.accepted()
        .filter(article=article)
        .values_list("number", "current_wording__statement")
        if statement
    }
    words: dict[int, list[str]] = {number: [] for number in statements}
    drawn = Passage.objects.filter(version_id=article.current_version_id, claim__article=article)
    for of_claim, exact in drawn.values_list("claim__number", "exact"):
        words.get(of_claim, []).append(exact)
    number = likeliest(
        text, [Candidate(each, statements[each], " ".join(words[each])) for each in statements]
    )
    if number is None:
        return None
    place = [article.slug, number]
    return Proposal(
        number=number,
        statement=statements[number],
        url=reverse("claim", args=place),
        write_url=reverse("claim_comments", args=place),
    )
