"""Whoever wrote it never hears who reported it: not when they moderate either."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.models import Appeal, Case, Comment
from discussions.moderation.appeals import file_appeal
from discussions.moderation.deciding import decide
from tests.discussions.moderation.conftest import log_in, reported
from tests.factories import make_person, say

pytestmark = pytest.mark.django_db

TOLD = "Ik zat naast haar in de raad van Zutphen."  # what only one person can have written
ANSWER = "Dag Truus, dank voor je melding uit Zutphen."
AGAIN = "Zoals ik in Zutphen al zei."


@pytest.fixture
def truus(db: None) -> User:
    """Who reports."""
    return make_person("Truus")


@pytest.fixture
def own(mo: User, article: Article) -> Comment:
    """What a moderator wrote."""
    return say(mo, "Ik ben het daar niet mee eens.", under=article)


@pytest.fixture
def case(own: Comment, truus: User) -> Case:
    return reported(own, truus, make_person("Kim"), explanation=TOLD)


def read(person: User, *addresses: str) -> Iterator[str]:
    browser = log_in(person)
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        yield answer.text


def everywhere(case: Case) -> list[str]:
    """Where a moderator meets this case."""
    queue = reverse("moderation_queue")
    return [
        *(case.get_absolute_url(), queue, f"{queue}?toon=afgehandeld", reverse("moderation_log")),
        reverse("moderation_threat", args=[case.public_id]),
    ]


def test_of_reports_about_ones_own_words_one_reads_only_how_many(
    case: Case, mo: User, mia: User
) -> None:
    for page in read(mo, *everywhere(case)):
        for said in ("Truus", "Kim", "Zutphen"):
            assert said not in page
    file = log_in(mo).get(case.get_absolute_url()).context["file"]
    assert (list(file.reports), file.report_count) == ([], 2)
    (row,) = log_in(mo).get(reverse("moderation_queue")).context["cases"].rows
    assert (row.is_own, row.report_count, list(row.rules)) == (True, 2, [])
    (page,) = read(mia, case.get_absolute_url())
    assert "Truus" in page
    assert TOLD in page, "a colleague reads it"


def test_nor_in_place_nor_in_the_letters_that_would_be_sent(case: Case, mo: User) -> None:
    browser = log_in(mo)
    here = browser.post(
        reverse("open_case_here", args=[case.public_id]), headers={"HX-Request": "true"}
    ).text
    case.refresh_from_db()
    form = {
        "seen_version": case.version,
        "outcome": "hide",
        "rule_code": "HR-1",
        "explanation": "Hier staat iets over een persoon.",
        "answer": "Dank je wel.",
        "preview": "1",
    }
    shown = browser.post(case.get_absolute_url(), form)
    assert shown.status_code == 422
    for page in (here, shown.text):
        assert "2 meldingen" in page
        assert "Truus" not in page
        assert "Zutphen" not in page


def test_nor_once_it_was_handled(case: Case, mo: User, mia: User) -> None:
    case.refresh_from_db()
    decide(case=case, moderator=mia, outcome="keep", seen_version=case.version, answer=ANSWER)
    for page in read(mo, *everywhere(case)):
        assert "Truus" not in page
        assert "Zutphen" not in page
    (page,) = read(mia, case.get_absolute_url())
    assert ANSWER in page


@pytest.fixture
def asked(case: Case, truus: User, mia: User) -> Appeal:
    """Who reported asks for another look."""
    case.refresh_from_db()
    line = decide(
        case=case, moderator=mia, outcome="keep", seen_version=case.version, answer=ANSWER
    )
    report = case.reports.get(reporter=truus)
    return file_appeal(decision=line, person=truus, report=report, body=AGAIN)


def test_an_appeal_by_who_reported_says_neither_who_nor_what(
    asked: Appeal, mo: User, mia: User
) -> None:
    for page in read(mo, asked.get_absolute_url(), *everywhere(asked.case)[1:]):
        assert "Truus" not in page
        assert "Zutphen" not in page
    (page,) = read(mia, asked.get_absolute_url())
    assert "Truus" in page
    assert AGAIN in page
    (page,) = read(mia, reverse("moderation_queue"))
    assert AGAIN in page


def test_ones_own_appeal_is_read_as_ever(mo: User, mia: User, own: Comment, truus: User) -> None:
    case = reported(own, truus)
    line = decide(
        case=case,
        moderator=mia,
        outcome="hide",
        seen_version=case.version,
        rule_code="HR-1",
        explanation="Je schrijft hier over een persoon.",
    )
    appeal = file_appeal(decision=line, person=mo, body="Dit gaat over niemand.")
    (page,) = read(mo, appeal.get_absolute_url())
    assert "Dit gaat over niemand." in page
