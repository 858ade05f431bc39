"""Places that go when nothing needs them any more."""

import random

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import CannotAnswer, withdraw_comment
from discussions.models import Comment, Thread
from discussions.moderation.reporting import report_comment
from tests.factories import hide, make_article, make_person, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def article() -> Article:
    return make_article()


def withdraw(comment: Comment) -> Comment:
    assert comment.author is not None
    return withdraw_comment(comment=comment, person=comment.author)


def places() -> set[int]:
    return set(Comment.objects.values_list("pk", flat=True))


def test_a_comment_without_answers_goes_with_its_place(an: User, article: Article) -> None:
    stays, goes = say(an, under=article), say(an, under=article)
    assert withdraw(goes).gone_at is not None
    assert places() == {stays.pk}
    assert withdraw(goes).gone_at is not None  # twice is once
    assert Thread.objects.get(article=article).comment_count == 1


def test_a_chain_of_withdrawn_places_goes_with_its_last_answer(an: User, article: Article) -> None:
    root = say(an, under=article)
    first = say(an, under=root)
    second = say(an, under=first)
    last = say(an, under=second)
    withdraw(second)
    withdraw(first)
    assert places() == {root.pk, first.pk, second.pk, last.pk}
    withdraw(last)
    assert places() == {root.pk}
    root.refresh_from_db()
    assert root.reply_count == 0


@pytest.mark.parametrize("why", ["reported", "judged", "answered", "hidden below"])
def test_what_is_evidence_or_holds_others_stays(an: User, article: Article, why: str) -> None:
    above = say(an, under=article)
    comment = say(an, under=above)
    withdraw(above)
    if why == "reported":
        report_comment(comment=comment, reporter=make_person("Bas"), rule_code="HR-1")
    elif why == "judged":
        hide(comment)
    else:
        below = say(make_person("Bas"), under=comment)
        if why == "hidden below":
            hide(below)
    withdraw(comment)
    assert {above.pk, comment.pk} <= places()


def test_the_address_of_what_is_gone_leads_to_the_discussion(
    an: User, client: Client, article: Article
) -> None:
    comment = say(an, "Mijn geheim", under=article)
    bas = Client()
    bas.force_login(make_person("Bas"))
    me = Client()
    me.force_login(an)
    withdrawing = reverse("withdraw_comment", args=[comment.public_id])
    # The page of the discussion alone: what is said about it stands at the top.
    assert me.post(withdrawing).url == reverse("article_comments", args=[article.slug])
    assert me.post(withdrawing).url == reverse("article_comments", args=[article.slug])
    response = client.get(comment.get_absolute_url())
    assert response.status_code == 410
    assert f'href="{article.get_absolute_url()}#discussie"' in response.content.decode()
    answering = reverse("answer_comment", args=[comment.public_id])
    kept = bas.post(answering, {"body": "Mijn antwoord"})
    assert kept.status_code == 410
    assert "Mijn antwoord</textarea>" in kept.content.decode()
    kept = bas.post(answering, {"body": "Mijn antwoord"}, headers={"HX-Request": "true"})
    assert kept.status_code == 422
    assert "Mijn antwoord</textarea>" in kept.content.decode()
    assert "<html" not in kept.content.decode()


def test_withdrawing_an_answer_leads_to_what_it_answered(an: User, article: Article) -> None:
    root = say(make_person("Bas"), under=article)
    answer = say(an, under=root)
    me = Client()
    me.force_login(an)
    address = me.post(reverse("withdraw_comment", args=[answer.public_id])).url
    assert address == f"{root.get_absolute_url()}#reactie-{root.public_id}"


def test_nothing_can_be_placed_under_what_went_while_one_wrote(an: User, article: Article) -> None:
    comment = say(an, under=article)
    stale = Comment.objects.get(pk=comment.pk)
    withdraw(comment)
    with pytest.raises(CannotAnswer):
        say(make_person("Bas"), under=stale)


def test_only_what_is_withdrawn_and_childless_can_be_gone(an: User, article: Article) -> None:
    comment = say(an, under=article)
    with pytest.raises(IntegrityError, match="gone_is_withdrawn"), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(gone_at=comment.created_at)


@given(seed=st.integers(0, 2**32))
@property_settings(max_examples=12)
def test_counts_and_places_agree_whatever_is_withdrawn(seed: int) -> None:
    chance = random.Random(seed)
    with transaction.atomic():
        article, an = make_article(), make_person("An")
        said = [say(an, under=article)]
        for _number in range(chance.randint(1, 9)):
            said.append(say(an, under=chance.choice([article, *said])))
        for comment in chance.sample(said, chance.randint(0, len(said))):
            withdraw(comment)
        here = list(Comment.objects.filter(thread=said[0].thread_id))
        readable = [comment for comment in here if comment.is_readable]
        assert Thread.objects.get(article=article).comment_count == len(readable)
        for comment in here:
            below = [other for other in here if other.parent_id == comment.pk]
            assert comment.reply_count == len(below)
            assert comment.withdrawn_at is None or below
            assert comment.parent_id is None or any(o.pk == comment.parent_id for o in here)
        transaction.set_rollback(True)
