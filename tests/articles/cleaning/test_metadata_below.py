"""What stands below the text is not about the article unless it says so."""

from datetime import date

import pytest

from articles.cleaning.clean import clean
from articles.cleaning.draft import ArticleDraft

PROSE = (
    "Een buurthuis is meer dan stenen. Het is de plek waar mensen elkaar leren kennen zonder dat daar "
    "een indicatie voor nodig is."
)


def draft_of(*below: str) -> ArticleDraft:
    return clean("\n\n".join(("Wat een buurthuis waard is", PROSE, *below)), raw_sha256="")


def test_agenda_below_the_article_gives_no_values() -> None:
    draft = draft_of(
        "Agenda", "12 september 2027", "Bijeenkomst", "Door Anna Bakker", "Categorie: Trainingen"
    )
    found = draft.metadata
    assert (found.published_on, found.author_name, found.category) == (None, None, None)
    assert draft.lead == ()
    assert [
        f"Regel {n} noemt {what}, maar" for n, what in ((7, "de datum"), (11, "de auteur"))
    ] == [hint[: hint.index("maar") + 4] for hint in draft.hints[:2]]


@pytest.mark.parametrize("line", ["12 september 2027", "Door Anna Bakker"])
def test_bare_line_directly_under_the_text_is_a_hint(line: str) -> None:
    draft = draft_of(line)
    assert draft.metadata.published_on is draft.metadata.author_name is None
    assert any(hint.startswith("Regel 5 noemt") for hint in draft.hints)


def test_line_that_explains_itself_directly_under_the_text_counts() -> None:
    found = draft_of("Geplaatst op 12 mei 2019", "Auteur: Anna Bakker").metadata
    assert (found.published_on, found.author_name) == (date(2019, 5, 12), "Anna Bakker")


def test_label_below_other_furniture_is_a_hint() -> None:
    draft = draft_of("Agenda", "Geplaatst op 12 mei 2019")
    assert draft.metadata.published_on is None
    assert any("Regel 7 noemt de datum" in hint for hint in draft.hints)
