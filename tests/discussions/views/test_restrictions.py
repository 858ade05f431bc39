"""What a writer reads of the rules that hold, before typing and after; and the moderators' page for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from discussions.models import Comment, Restriction, Thread
from tests.discussions.views.writing import SHOWN, TEXT, answer_to, form, htmx, under
from tests.factories import make_claim, make_person, restrict, say

pytestmark = pytest.mark.django_db

WHY = "De discussie liep hoog op."


@pytest.fixture
def thread(article: Article) -> Thread:
    return say(under=article).thread


def page(client: Client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


def test_closed_is_read_before_typing(
    mo: User, thread: Thread, article: Article, member: Client
) -> None:
    until = timezone.now() + timedelta(days=40)
    restrict(moderator=mo, thread=thread, kind="closed", reason=WHY, until=until)
    for client in (member, Client()):
        html = page(client, article)
        assert "Deze discussie is gesloten tot" in html
        assert WHY in html
        assert "<textarea" not in html
        assert "Laat een reactie achter" not in html
        assert "U moet ingelogd zijn" not in html
    answering = member.get(answer_to(thread.comments.get())).content.decode()
    assert WHY in answering
    assert "<textarea" not in answering
    moderator = Client()
    moderator.force_login(mo)
    assert "<textarea" in page(moderator, article)


def test_slow_mode_is_read_before_typing_with_the_moment(
    mo: User, thread: Thread, article: Article, member: Client, an: User
) -> None:
    restrict(moderator=mo, thread=thread, kind="slow", reason=WHY, interval=timedelta(minutes=10))
    html = page(member, article)
    assert "per persoon één reactie per 10 minuten" in html
    assert "Je volgende reactie kan" not in html
    say(an, under=article)
    assert "Je volgende reactie kan vanaf" in page(member, article)


@pytest.mark.parametrize("in_place", [True, False])
def test_a_text_that_comes_too_early_comes_back(
    mo: User, thread: Thread, article: Article, member: Client, an: User, in_place: bool
) -> None:
    say(an, under=article)
    restrict(moderator=mo, thread=thread, kind="slow", reason=WHY, interval=timedelta(minutes=10))
    send = htmx if in_place else Client.post
    response = send(member, under(article), form())
    html = response.content.decode()
    assert response.status_code == (422 if in_place else 429)
    assert 590 < int(response.headers["Retry-After"]) <= 600
    assert SHOWN in html
    assert WHY in html
    assert "Je tekst staat er nog" in html
    assert not Comment.objects.filter(body=TEXT).exists()


@pytest.mark.parametrize("in_place", [True, False])
def test_a_text_for_a_closed_discussion_comes_back(
    mo: User, thread: Thread, article: Article, member: Client, in_place: bool
) -> None:
    restrict(moderator=mo, thread=thread, kind="closed", reason=WHY)
    send = htmx if in_place else Client.post
    response = send(member, under(article), form())
    assert response.status_code == (422 if in_place else 403)
    assert SHOWN in response.content.decode()


def test_who_is_suspended_reads_why_and_keeps_the_text(
    mo: User, article: Article, member: Client, an: User
) -> None:
    until = timezone.now() + timedelta(days=3)
    restrict(moderator=mo, person=an, kind="suspended", reason=WHY, until=until, rule_code="HR-1")
    html = page(member, article)
    assert "geen reacties plaatsen" in html
    assert "HR-1: Over de stelling, niet over de persoon" in html
    response = member.post(under(article), form())
    assert response.status_code == 403
    assert SHOWN in response.content.decode()


def test_after_a_comment_in_slow_mode_the_next_form_says_when(
    mo: User, thread: Thread, article: Article, member: Client
) -> None:
    restrict(moderator=mo, thread=thread, kind="slow", reason=WHY, interval=timedelta(hours=1))
    html = htmx(member, under(article), form()).content.decode()
    assert "per persoon één reactie per uur" in html
    assert "Je volgende reactie kan vanaf" in html


@pytest.mark.django_db(transaction=True)
def test_a_moderator_closes_and_opens(mo: User, article: Article, member: Client) -> None:
    """Also where nobody wrote yet."""
    moderator = Client()
    moderator.force_login(mo)
    address = reverse("article_rules", args=[article.slug])
    assert address in page(moderator, article)
    assert address not in page(member, article)
    refused = moderator.post(address, {"kind": "slow", "public_reason": WHY})
    assert refused.status_code == 422
    assert "Kies hoeveel tijd" in refused.content.decode()
    assert WHY in refused.content.decode()
    assert moderator.post(address, {"kind": "closed", "public_reason": WHY}).status_code == 302
    assert WHY in page(member, article)
    restriction = Restriction.objects.get()
    shown = moderator.get(address).content.decode()
    assert WHY in shown
    ended = moderator.post(reverse("restriction_end", args=[restriction.pk]), {"terug": address})
    assert ended["Location"] == address
    assert WHY not in page(member, article)
    assert "Beëindigd door Mo" in moderator.get(address).content.decode()


def test_a_way_back_leads_nowhere_else(mo: User, thread: Thread) -> None:
    closed = restrict(moderator=mo, thread=thread, kind="closed", reason=WHY)
    moderator = Client()
    moderator.force_login(mo)
    for elsewhere in ("//kwaad.example.org/", "https://kwaad.example.org/", "/\\kwaad", ""):
        response = moderator.post(
            reverse("restriction_end", args=[closed.pk]), {"terug": elsewhere}
        )
        assert response["Location"] == reverse("moderation_queue")


def test_a_moderator_closes_the_discussion_of_a_claim(mo: User, article: Article) -> None:
    claim = make_claim(article)
    moderator = Client()
    moderator.force_login(mo)
    address = reverse("claim_rules", args=[article.slug, claim.number])
    assert address in moderator.get(claim.get_absolute_url()).content.decode()
    moderator.post(address, {"kind": "closed", "public_reason": WHY})
    assert Restriction.objects.get().thread == Thread.objects.get(claim=claim)


def test_a_moderator_limits_a_person_but_not_themselves(
    mo: User, article: Article, an: User
) -> None:
    moderator = Client()
    moderator.force_login(mo)
    of_an, own = say(an, under=article), say(mo, under=article)
    address = reverse("person_rules", args=[of_an.public_id])
    assert "Niets: deze persoon schrijft zoals altijd." in moderator.get(address).content.decode()
    data = {"kind": "limited", "interval": "60", "public_reason": WHY}
    refused = moderator.post(address, data)
    assert refused.status_code == 422
    assert "Kies de huisregel" in refused.content.decode()
    assert not Restriction.objects.exists()
    moderator.post(address, {**data, "rule_code": "HR-1"})
    restriction = Restriction.objects.get()
    assert (restriction.person, restriction.interval) == (an, timedelta(hours=1))
    own_page = moderator.get(reverse("person_rules", args=[own.public_id])).content.decode()
    assert "Dit ben je zelf" in own_page
    assert "<textarea" not in own_page


def test_muting_folds_the_words_for_this_reader_only(
    article: Article, member: Client, an: User
) -> None:
    bas = make_person("Bas")
    comment = say(bas, "Dit wil An liever niet lezen.", under=article)
    report_page = member.get(reverse("report_comment", args=[comment.public_id]))
    assert reverse("mute_author", args=[comment.public_id]) in report_page.content.decode()
    member.post(reverse("mute_author", args=[comment.public_id]))
    folded = page(member, article)
    assert "Je dempt de schrijver" in folded
    assert comment.body in folded
    assert "Je dempt de schrijver" not in page(Client(), article)
    assert "Bas" in member.get(reverse("muted")).content.decode()
    member.post(reverse("unmute", args=[bas.public_id]))
    assert "Je dempt de schrijver" not in page(member, article)


def test_nobody_mutes_themselves(article: Article, member: Client, an: User) -> None:
    own = say(an, under=article)
    said = member.post(reverse("mute_author", args=[own.public_id]), follow=True)
    assert "Je kunt jezelf niet dempen" in said.content.decode()
    assert not an.mutes.exists()
