"""Drafts: one per person and place, never overwritten unknowingly, gone when they have served."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import CannotAnswer, post_comment, withdraw_comment
from discussions.actions.drafts import (
    NotKept,
    OlderDraft,
    forget_drafts_of,
    forget_old_drafts,
    save_draft,
    throw_away_draft,
)
from discussions.actions.editing import edit_comment
from discussions.jobs import forget_drafts
from discussions.models import Draft
from discussions.models.draft import MAX_DRAFT, MAX_EXTRAS
from tests.factories import make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def article() -> Article:
    return make_article()


def keep(person: User, body: str, sequence: int = 1, **place: Any) -> Draft:
    place.setdefault("submission_id", uuid.uuid4())
    return save_draft(person=person, body=body, sequence=sequence, **place)


def test_one_per_person_and_place(an: User, article: Article) -> None:
    claim, comment = make_claim(article), say(under=article)
    for place in ({"article": article}, {"claim": claim}, {"parent": comment}):
        keep(an, "Eerst", 1, **place)
        keep(an, "Daarna", 2, **place)
        keep(make_person("Bas"), "Van Bas", 1, **place)
    own = say(an, under=article)
    keep(an, "Eerst", 1, changed=own)
    keep(an, "Daarna", 2, changed=own)
    mine = Draft.objects.visible_to(an)
    assert sorted(mine.values_list("body", "sequence")) == [("Daarna", 2)] * 4


def test_only_ones_own_comment_has_a_draft_of_its_change(an: User, article: Article) -> None:
    with pytest.raises(PermissionDenied):
        keep(an, "Anders", changed=say(under=article))


def test_the_draft_of_a_change_goes_with_it(an: User, article: Article) -> None:
    own = say(an, under=article)
    keep(an, "Half", 1, changed=own)
    keep(an, "Van een ander venster", 2, changed=own)
    edit_comment(comment=own, person=an, body="Heel", revision_number=1, seen_draft=1)
    assert Draft.objects.get().body == "Van een ander venster"
    with transaction.atomic():
        edit_comment(comment=own, person=an, body="Nog eens", revision_number=2, seen_draft=2)
        assert not Draft.objects.exists()
        transaction.set_rollback(True)
    assert Draft.objects.exists()
    # The same text once more, as when the answer to the first did not arrive.
    edit_comment(comment=own, person=an, body="Heel", revision_number=1, seen_draft=2)
    assert not Draft.objects.exists()


def test_an_old_window_does_not_overwrite_a_newer_one(an: User, article: Article) -> None:
    keep(an, "Oud", 1, article=article)
    keep(an, "Nieuw", 2, article=article)
    with pytest.raises(OlderDraft) as refusal:
        keep(an, "Van het oude venster", 2, article=article)
    assert refusal.value.newer.body == "Nieuw"
    assert Draft.objects.get().body == "Nieuw"


def test_the_same_text_twice_is_no_conflict(an: User, article: Article) -> None:
    keep(an, "Wat ik zeg", 1, article=article)
    again = keep(an, "Wat ik zeg", 1, article=article)
    assert (again.sequence, Draft.objects.count()) == (1, 1)


def test_what_was_chosen_belongs_to_it(an: User, article: Article) -> None:
    """By the same rules: an old window overwrites no choice it did not see, and none is lost unseen."""
    asks, tells = {"kind": "question"}, {"kind": "experience", "interest": "Ik\r\nwerk er\x00"}
    keep(an, "Wat ik zeg", 1, article=article, extras=asks)
    with pytest.raises(OlderDraft) as refusal:
        keep(an, "Wat ik zeg", 1, article=article, extras=tells)
    assert refusal.value.newer.extras == asks
    keep(an, "Wat ik zeg", 2, article=article, extras=tells, replaces=True)
    draft = Draft.objects.get()
    assert draft.extras == {"kind": "experience", "interest": "Ik\nwerk er"}
    assert draft.former_extras == asks


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("interest", "Bel 06-00123456", "second_look"),
        ("function", "mail an@voorbeeld.example", "second_look"),
        ("organisation", "a" * 81, "too_long"),
        ("interest", "a" * 201, "too_long"),
    ],
)
def test_what_was_typed_with_it_is_looked_at_too(
    an: User, article: Article, name: str, value: str, reason: str
) -> None:
    with pytest.raises(NotKept) as refusal:
        keep(an, "Wat ik zeg", article=article, extras={name: value})
    assert refusal.value.reason == reason


def test_what_is_replaced_knowingly_stays(an: User, article: Article) -> None:
    keep(an, "De ene", 1, article=article)
    keep(an, "De andere", 2, article=article, replaces=True)
    keep(an, "De andere, verder", 3, article=article)
    draft = Draft.objects.get()
    assert (draft.body, draft.former_body) == ("De andere, verder", "De ene")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (" \n", "empty"),
        ("a" * (MAX_DRAFT + 1), "too_long"),
        ("Mail an@voorbeeld.example.", "second_look"),
        ("Bel 06-00123456 voor mijn cliënt.", "second_look"),
        ("Bel 06\u200b-0012\u200b3456 voor mijn cliënt.", "second_look"),
    ],
)
def test_what_is_never_kept(an: User, article: Article, body: str, reason: str) -> None:
    keep(an, "Wat er stond", 1, article=article)
    with pytest.raises(NotKept) as refusal:
        keep(an, body, 2, article=article)
    assert refusal.value.reason == reason
    assert Draft.objects.get().body == "Wat er stond"


def test_there_is_an_end_to_how_many(
    an: User, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discussions.actions.drafts.MOST_DRAFTS", 1)
    keep(an, "Eén", article=article)
    with pytest.raises(NotKept, match="too_many"):
        keep(an, "Twee", article=make_article())
    keep(an, "Eén en verder", 2, article=article)


def test_placing_takes_the_draft_along_in_the_same_transaction(an: User, article: Article) -> None:
    form = uuid.uuid4()
    keep(an, "Half", 1, article=article, submission_id=form)
    keep(an, "Elders", 1, article=make_article())
    with transaction.atomic():
        say(an, "Heel", under=article, submission_id=form)
        assert not Draft.objects.filter(article=article).exists()
        transaction.set_rollback(True)
    assert Draft.objects.filter(article=article).exists()
    say(an, "Heel", under=article, submission_id=form)
    assert [draft.body for draft in Draft.objects.all()] == ["Elders"]


def test_a_draft_of_another_window_outlives_the_placing(an: User, article: Article) -> None:
    keep(an, "Wat dit venster zag", 1, article=article)
    keep(an, "Wat het andere venster verder schreef", 2, article=article)
    say(an, "Geplaatst", under=article, seen_draft=1)
    assert Draft.objects.get().body == "Wat het andere venster verder schreef"
    say(an, "Nog een", under=article, seen_draft=2)
    assert not Draft.objects.exists()


def test_a_refused_answer_leaves_its_draft(an: User, article: Article) -> None:
    comment = say(make_person("Bas"), under=article)
    form = uuid.uuid4()
    keep(an, "Mijn antwoord", parent=comment, submission_id=form)
    withdraw_comment(comment=comment, person=comment.author)
    with pytest.raises(CannotAnswer):
        post_comment(author=an, body="Mijn antwoord", submission_id=form, parent=comment)
    assert Draft.objects.visible_to(an).get().body == "Mijn antwoord"


def test_a_saving_that_comes_after_the_placing(an: User, article: Article) -> None:
    placed = say(an, "Heel", under=article)
    with pytest.raises(NotKept, match="placed"):
        keep(an, "Hee", article=article, submission_id=placed.submission_id)
    # As when the two cross: the row is there, and nobody is shown it.
    Draft.objects.create(person=an, article=article, body="Hee", submission_id=placed.submission_id)
    assert not Draft.objects.visible_to(an).exists()
    assert forget_old_drafts() == 1


def test_nobody_else_reads_them(an: User, article: Article) -> None:
    draft = keep(an, "Van mij", article=article)
    for role in ("editor", "moderator", "operator"):
        other = make_person("Mo", role)
        assert not Draft.objects.visible_to(other).exists()
        with pytest.raises(PermissionDenied):
            throw_away_draft(draft=draft, person=other)
    throw_away_draft(draft=draft, person=an)
    throw_away_draft(draft=draft, person=an)
    assert not Draft.objects.exists()


def test_they_go_after_their_term_and_with_their_writer(settings: Any, article: Article) -> None:
    settings.DRAFT_DAYS = 14
    an, bas, gone = make_person("An"), make_person("Bas"), make_person("Karin")
    for person, days in ((an, 13), (bas, 15), (gone, 1)):
        keep(person, "Wat ik zeg", article=article)
        saved = timezone.now() - timedelta(days=days)
        Draft.objects.filter(person=person).update(saved_at=saved)
    User.objects.filter(pk=gone.pk).update(anonymised_at=timezone.now())
    assert not Draft.objects.visible_to(bas).exists(), "before the night comes, too"
    forget_drafts(timestamp=0)
    assert [draft.person for draft in Draft.objects.all()] == [an]
    assert forget_drafts_of(person=an) == 1


def test_who_may_not_log_in_keeps_nothing(an: User, article: Article) -> None:
    User.objects.filter(pk=an.pk).update(is_active=False)
    an.refresh_from_db()
    with pytest.raises(PermissionDenied):
        keep(an, "Wat ik zeg", article=article)


@pytest.mark.parametrize(
    "wrong",
    [
        {"article": None},
        {"claim": "too"},
        {"body": ""},
        {"body": "a" * (MAX_DRAFT + 1)},
        {"revision_number": 1},
        {"extras": ["question"]},
        {"former_extras": {"kind": "a" * MAX_EXTRAS}},
    ],
)
def test_postgresql_refuses_wrong_drafts(an: User, article: Article, wrong: dict[str, Any]) -> None:
    fields: dict[str, Any] = {"article": article, "body": "Wat ik zeg", **wrong}
    if wrong.get("claim"):
        fields["claim"] = make_claim(article)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(person=an, submission_id=uuid.uuid4(), **fields)


def test_it_names_one_place(an: User, article: Article) -> None:
    for place in ({}, {"article": article, "claim": make_claim(article)}):
        with pytest.raises(ValueError, match="one place"):
            keep(an, "Wat ik zeg", **place)
