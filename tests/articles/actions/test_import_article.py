"""A text becomes an article; the same text again changes nothing; another text is a new version."""

import hashlib
import threading
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from articles.actions.import_article import import_article
from articles.cleaning.classes import LineClass
from articles.importers.plain_text import import_plain_text
from articles.models import Article, ArticleSlug, ArticleVersion, Source
from articles.models.article import ArticleStatus
from articles.models.source import Rights
from tests.articles import seeds
from tests.articles.texts import CLOSING, MIDDLE, OPENING, PAGE, TITLE, import_text, mark

pytestmark = pytest.mark.django_db
PONT = "001_a78324f661313a5b.txt"
SERIES = "004_3fcfaf861ac83d8a.txt"


def import_seed(name: str, status: ArticleStatus = ArticleStatus.DRAFT) -> ArticleVersion:
    return import_article(
        draft=seeds.draft(name),
        raw=seeds.raw(name),
        import_key=name,
        file_name=name,
        status=status,
    )


def test_import_keeps_the_bytes_and_their_digest() -> None:
    version = import_seed(PONT)
    version.refresh_from_db()
    assert bytes(version.raw) == seeds.raw(PONT)
    assert version.raw_sha256 == hashlib.sha256(seeds.raw(PONT)).hexdigest()
    assert version.number == 1
    assert version.article.current_version == version
    assert version.article.status == "draft"


def test_import_takes_over_what_the_page_proves() -> None:
    article = import_seed(PONT).article
    source = Source.objects.get()
    assert article.source == source
    assert (source.name, source.slug) == ("PONT Zorg&Sociaal", "pont-zorg-sociaal")
    assert article.published_on == date(2017, 8, 29)
    assert article.source_comment_count is None
    assert article.series is None


def test_import_takes_over_the_place_in_a_series() -> None:
    article = import_seed(SERIES).article
    assert str(article.series) == "Op weg naar Participatie en Herstel"
    assert (article.series_part, article.series_part_label) == (8, "POORT-8")
    assert article.series_previous_label == "POORT-7"
    assert article.series_next_label == "POORT-9"
    assert article.source is None


def test_import_twice_changes_nothing() -> None:
    first = import_text()
    before = Article.objects.values().get()
    assert import_text() == first
    assert ArticleVersion.objects.count() == 1
    assert Article.objects.values().get() == before


def test_choice_of_an_editor_makes_a_version_with_every_passage() -> None:
    offer = "Zoekt u iemand? Neem contact op met Kees, mail naar kees@example.org."
    raw = f"{PAGE}\n\n{offer}".encode()
    first = import_text(raw.decode())
    mark(first, OPENING)
    mark(first, "Pas daarna komt de vraag wie welk deel van het werk doet")

    def with_choice() -> ArticleVersion:
        draft = import_plain_text(raw, name="wijk.txt", choices={9: LineClass.BODY})
        return import_article(draft=draft, raw=raw, import_key="wijk.txt", file_name="wijk.txt")

    second = with_choice()
    assert (second.number, second.raw_sha256) == (2, first.raw_sha256)
    assert second.canonical_text.endswith("mail naar […].")
    assert set(second.passages.values_list("state", flat=True)) == {"unchanged"}
    assert second.passages.count() == 2
    assert with_choice() == second
    assert import_text(raw.decode()).number == 3


def test_import_of_a_changed_text_makes_the_next_version() -> None:
    first = import_text()
    second = import_text(PAGE + "\n\nHet gesprek gaat door, in elke wijk op een eigen manier.")
    assert (second.number, second.article_id) == (2, first.article_id)
    assert Article.objects.get().current_version == second
    first.refresh_from_db()
    assert first.canonical_text == "\n\n".join((TITLE, OPENING, MIDDLE, CLOSING))


def test_import_of_an_earlier_text_is_a_version_again() -> None:
    import_text()
    import_text(PAGE + "\n\nHet gesprek gaat door, in elke wijk op een eigen manier.")
    assert import_text().number == 3


def test_version_refuses_to_change() -> None:
    version = import_text()
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        ArticleVersion.objects.filter(pk=version.pk).update(title="Anders")
    version.refresh_from_db()
    assert version.title == TITLE


def test_import_refuses_a_draft_of_other_bytes() -> None:
    draft = import_plain_text(PAGE.encode(), name="wijk.txt")
    with pytest.raises(ValueError, match="other bytes"):
        import_article(draft=draft, raw=PAGE.encode() + b" ", import_key="wijk.txt")
    assert not Article.objects.exists()


def test_new_title_moves_the_address_and_keeps_the_old_one() -> None:
    article = import_text().article
    assert article.slug == "samen-werken-in-de-wijk"
    import_text(PAGE.replace(TITLE, "Eerst luisteren, dan overleggen"))
    article.refresh_from_db()
    assert article.slug == "eerst-luisteren-dan-overleggen"
    assert ArticleSlug.objects.get().slug == "samen-werken-in-de-wijk"
    assert ArticleSlug.objects.get().article == article


def test_title_that_comes_back_takes_its_address_back() -> None:
    article = import_text().article
    import_text(PAGE.replace(TITLE, "Eerst luisteren, dan overleggen"))
    import_text()
    article.refresh_from_db()
    assert article.slug == "samen-werken-in-de-wijk"
    assert [old.slug for old in article.old_slugs.all()] == ["eerst-luisteren-dan-overleggen"]


def test_address_that_was_once_used_is_never_given_away() -> None:
    import_text(key="een.txt")
    import_text(PAGE.replace(TITLE, "Eerst luisteren, dan overleggen"), key="een.txt")
    other = import_text(key="twee.txt").article
    assert other.slug == "samen-werken-in-de-wijk-2"


def test_same_title_keeps_its_numbered_address_through_versions() -> None:
    import_text(key="een.txt")
    other = import_text(key="twee.txt").article
    import_text(
        PAGE + "\n\nHet gesprek gaat door, in elke wijk op een eigen manier.", key="twee.txt"
    )
    other.refresh_from_db()
    assert other.slug == "samen-werken-in-de-wijk-2"
    assert not ArticleSlug.objects.exists()


def test_address_is_ascii_whole_words_and_at_most_80_signs() -> None:
    title = "Één écht integrale aanpak voor zorg/welzijn – en wonen " + "samen " * 12
    slug = import_text(PAGE.replace(TITLE, title.strip())).article.slug
    assert slug.isascii()
    assert len(slug) <= 80
    assert slug.startswith("een-echt-integrale-aanpak-voor-zorg-welzijn-en-wonen-samen-")
    assert slug.endswith("-samen")


def test_source_keeps_the_rights_it_has() -> None:
    Source.objects.create(name="PONT Zorg&Sociaal", slug="pont", rights=Rights.PERMISSION)
    import_seed(PONT)
    assert Source.objects.get().rights == Rights.PERMISSION


@pytest.mark.parametrize(
    ("rights", "indexable"),
    [(Rights.UNKNOWN, False), (Rights.PERMISSION, True), (Rights.OWN, True)],
)
def test_article_is_indexable_only_with_known_rights(rights: Rights, indexable: bool) -> None:
    Source.objects.create(name="PONT Zorg&Sociaal", slug="pont", rights=rights)
    assert import_seed(PONT, ArticleStatus.PUBLISHED).article.is_indexable is indexable


def test_draft_is_not_indexable_whatever_its_rights() -> None:
    Source.objects.create(name="PONT Zorg&Sociaal", slug="pont", rights=Rights.OWN)
    assert not import_seed(PONT).article.is_indexable


def test_article_without_a_source_is_not_indexable() -> None:
    assert not import_text(rights=Rights.OWN).article.is_indexable


def test_rights_are_unknown_unless_said() -> None:
    import_seed(PONT)
    assert Source.objects.get().rights == Rights.UNKNOWN


def test_import_as_a_draft_stays_a_draft() -> None:
    article = import_text(status="draft").article
    assert article.status == "draft"
    import_text(PAGE + "\n\nHet gesprek gaat door, in elke wijk op een eigen manier.")
    article.refresh_from_db()
    assert article.status == "draft"


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_give_one_article() -> None:
    start = threading.Barrier(4)
    made: list[int] = []

    def bring_in() -> None:
        try:
            start.wait(10)
            made.append(import_text().pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=bring_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(made) == 4
    assert len(set(made)) == 1
    assert ArticleVersion.objects.count() == 1


def test_claims_stay_with_their_article_in_a_new_version() -> None:
    first = import_text()
    claim = mark(first, "Bewoners merken daar tot nu toe weinig van")
    import_text(PAGE.replace("tot nu toe weinig", "bijna niets"))
    assert claim.passages.count() == 2
