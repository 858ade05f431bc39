"""The same comments once more: what cannot be shown is told again, and what is here stays as it was."""

import pytest

from articles.actions.claims import add_claim
from articles.importers.foreign import LeftOut, Why
from articles.models import Article, Intake
from articles.models.intake import IntakeStatus
from discussions.actions.import_export import import_export
from tests.discussions.actions.test_import_comments import bring, state
from tests.discussions.actions.test_import_export import TEXT, intake_of
from tests.exports import post, reaction, wxr
from tests.factories import make_article, make_person


@pytest.mark.django_db
def test_what_was_left_out_is_left_out_and_told_again() -> None:
    article = make_article()
    links = " ".join(f"https://voorbeeld.example/{n}" for n in range(21))
    said = [
        reaction(1, text="x" * 10_001),
        reaction(2, text="x" * 10_001),
        reaction(3, 2),
        reaction(4, text=links),
        *(reaction(n, n - 1) for n in range(101, 140)),
    ]
    first = bring(article, *said)
    assert {("reactie 1", Why.TOO_LONG), ("reactie 2", Why.PLACE_ONLY)} <= {
        (each.what, each.why) for each in first.left_out
    }
    again = bring(article, *said)
    assert (again.new, again.places) == (0, 0)
    assert sorted(again.left_out, key=str) == sorted(first.left_out, key=str)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "why"),
    [
        ("x" * 10_001, Why.TOO_LONG),
        ("*" * 5_001, Why.TOO_LONG),  # each is stored with a sign before it
        (" ".join(f"https://voorbeeld.example/{n}" for n in range(21)), Why.TOO_MANY_LINKS),
        (" ".join(f"bas{n}@example.org" for n in range(21)), Why.TOO_MANY_LINKS),
        ("<!-- niets -->", Why.NO_WORDS),
    ],
)
def test_what_can_no_longer_be_shown_is_told_every_time_and_stays_as_it_was(
    now: str, why: Why
) -> None:
    article = make_article()
    bring(article, reaction(1), reaction(2, 1))
    before = state()
    for _turn in range(2):
        done = bring(article, reaction(1, text=now), reaction(2, 1))
        assert done.left_out == [LeftOut("reactie 1", why)]
        assert (done.new, done.known) == (0, 2)
        assert state() == before


@pytest.mark.django_db
def test_later_export_changes_no_passage_that_readers_see_unseen() -> None:
    def export(word: str) -> bytes:
        return wxr(post(1, content=TEXT.replace("dichtbij", word)), post(2, content=TEXT))

    import_export(intake=intake_of(export("dichtbij")), publish=True)
    article = Article.objects.get(import_key="wordpress:wijkblad.example.org:1")
    version = article.current_version
    assert version is not None
    words = "zorg die dichtbij is en die mensen kennen"
    start = version.canonical_text.index(words)
    add_claim(
        version=version,
        places=[(start, start + len(words))],
        statement="Zorg hoort dichtbij te zijn.",
        editor=make_person("Els", "editor"),
    )
    later = import_export(intake=intake_of(export("nabij")), publish=True)
    held = Intake.objects.get(article=article)
    assert held.status == IntakeStatus.WAITING
    assert b"nabij" in bytes(held.raw)
    assert article.versions.count() == 1
    assert any("wacht op de redactie" in line["reason"] for line in later.report)
    # The same once more waits no second time; where no passage changes, the text does.
    import_export(intake=intake_of(export("nabij")), publish=True)
    assert Intake.objects.filter(article=article).count() == 1
    import_export(
        intake=intake_of(wxr(post(1, content=TEXT + "\n\nEen slotzin erbij, later."))), publish=True
    )
    assert article.versions.count() == 2
