"""The same comments once more: what cannot be shown is told again, and what is here stays as it was."""

import pytest

from articles.importers.foreign import LeftOut, Why
from tests.discussions.actions.test_import_comments import bring, state
from tests.exports import reaction
from tests.factories import make_article


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
