"""A passage with the whole sentences around it."""

import pytest
from django.utils import translation

from articles.models import ArticleVersion, Passage
from articles.reading import PassageInContext, passage_in_context
from tests.articles.texts import CLOSING, MIDDLE, OPENING, PAGE, TITLE, import_text, mark

pytestmark = pytest.mark.django_db


def shown(version: ArticleVersion, quote: str) -> PassageInContext:
    mark(version, quote)
    with translation.override("en"):
        return passage_in_context(version, Passage.objects.latest("pk"))


def test_part_of_a_sentence_gets_the_rest_of_it() -> None:
    context = shown(import_text(), "kost wel elke week")
    assert context.prefix == "Dat gaat vaak goed, maar het "
    assert context.exact == "kost wel elke week"
    assert context.suffix == " opnieuw overleg."


def test_whole_sentence_gets_its_neighbours_in_the_block() -> None:
    first, second = MIDDLE.split(". ")
    context = shown(import_text(), second)
    assert context.prefix == f"{first}. "
    assert context.suffix == ""


def test_whole_block_has_nothing_around_it() -> None:
    context = shown(import_text(), OPENING)
    assert (context.prefix, context.suffix) == ("", "")


def test_context_does_not_leave_its_block() -> None:
    context = shown(import_text(), CLOSING.split(". ")[0] + ".")
    assert context.prefix == ""
    assert context.suffix == " " + CLOSING.split(". ")[1]


@pytest.mark.parametrize(
    ("quote", "where"),
    [
        (TITLE, "in the title"),
        ("kost wel elke week", "in paragraph 1"),
        ("Bewoners merken", "in paragraph 2"),
        ("Wie betaalt?", "in a subheading"),
        ("jaarverslag", "in note 1"),
    ],
)
def test_place_is_named(quote: str, where: str) -> None:
    text = "\n\n".join(
        (
            TITLE,
            OPENING,
            MIDDLE,
            "Wie betaalt?",
            CLOSING + " [1]",
            "Noten",
            "[1] Zie het jaarverslag.",
        )
    )
    assert shown(import_text(text), quote).where == where


@pytest.mark.usefixtures("seeded")
def test_context_of_every_seed_passage_is_text_of_the_article() -> None:
    for passage in Passage.objects.select_related("version"):
        context = passage_in_context(passage.version, passage)
        assert context.exact == passage.exact
        together = context.prefix + context.exact + context.suffix
        assert together in passage.version.canonical_text
        assert len(together) < len(passage.exact) + 900


def test_doubtful_passage_shows_its_old_words() -> None:
    mark(import_text(), "Bewoners merken daar tot nu toe weinig van")
    after = import_text(
        PAGE.replace(
            "Bewoners merken daar tot nu toe weinig van", "Ook vroeg de raad er nooit naar"
        )
    )
    context = passage_in_context(after, after.passages.get())
    assert not context.is_placed
    assert context.exact == "Bewoners merken daar tot nu toe weinig van"
    assert context.suffix.startswith(", zo blijkt")
    assert context.where == ""
