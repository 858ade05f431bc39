"""A significant version of the terms: one message for everyone who had an account, once, whatever happens."""

import uuid
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from discussions.actions import telling_terms
from discussions.actions.outbox import forget_old_news
from discussions.actions.telling_terms import tell_about_terms
from discussions.models import Notification
from discussions.moderation.terms import CURRENT, TERMS
from tests.factories import make_person

LONG_AGO = timedelta(days=30)


class Killed(BaseException):
    """The worker is gone: nothing catches this."""


def accounts(count: int, **fields: Any) -> list[User]:
    joined = timezone.now() - LONG_AGO
    rows = [
        User(
            email=f"lid-{uuid.uuid4()}@example.org",
            display_name="Lid",
            date_joined=joined,
            **fields,
        )
        for _ in range(count)
    ]
    return list(User.objects.bulk_create(rows))


@pytest.mark.django_db(transaction=True)
def test_a_thousand_accounts_and_a_worker_killed_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = accounts(1_000)
    accounts(20, is_active=False)
    insert, turns = Notification.objects.bulk_create, []

    def dies(rows: Any, **options: Any) -> Any:
        made = insert(rows, **options)
        turns.append(len(rows))
        if len(turns) == 3:
            raise Killed
        return made

    with monkeypatch.context() as dying:
        dying.setattr(telling_terms.Notification.objects, "bulk_create", dies)
        with pytest.raises(Killed):
            tell_about_terms(number=2, since=timezone.now())
    half = Notification.objects.count()
    assert half == 400, "what was told stays, of the chunk it died in nothing"
    assert tell_about_terms(number=2, since=timezone.now()) == 600
    assert tell_about_terms(number=2, since=timezone.now()) == 0
    told = Notification.objects.values("person").annotate(times=Count("pk"))
    assert {row["person"] for row in told} == {person.pk for person in everyone}
    assert {row["times"] for row in told} == {1}


@pytest.mark.django_db
def test_who_came_later_knows_no_other_terms() -> None:
    make_person("Nieuw")
    assert tell_about_terms(number=2, since=timezone.now() - timedelta(hours=1)) == 0


@pytest.mark.django_db
def test_it_is_a_message_that_leads_to_what_changed() -> None:
    an = make_person("An")
    tell_about_terms(number=CURRENT.number, since=timezone.now())
    client = Client()
    client.force_login(an)
    inbox = client.get(reverse("inbox")).content.decode()
    assert "De huisregels zijn gewijzigd" in inbox
    assert "nieuw" in inbox
    message = Notification.objects.get(person=an)
    answer = client.get(reverse("message", args=[message.pk]))
    assert answer["Location"] == reverse("terms", args=[CURRENT.number])
    assert CURRENT.what_changed in client.get(answer["Location"]).content.decode()
    message.refresh_from_db()
    assert message.read_at is not None
    assert client.get(reverse("why_no_mail")).status_code == 200


@pytest.mark.django_db
def test_nobody_is_told_twice_because_old_news_is_forgotten() -> None:
    make_person("An")
    tell_about_terms(number=2, since=timezone.now())
    Notification.objects.update(created_at=timezone.now() - timedelta(days=800))
    forget_old_news()
    assert tell_about_terms(number=2, since=timezone.now()) == 0
    assert Notification.objects.count() == 1


@pytest.mark.django_db
def test_each_version_has_its_page() -> None:
    for terms in TERMS:
        html = Client().get(reverse("terms", args=[terms.number])).content.decode()
        assert all(rule.text[:40] in html for rule in terms.house_rules)
        assert terms.how[0][1] in html
    assert "Dit is een oudere versie." in Client().get(reverse("terms", args=[1])).content.decode()
    assert Client().get(reverse("terms", args=[99])).status_code == 404
    assert reverse("terms", args=[1]) in Client().get(reverse("house_rules")).content.decode()


def test_the_terms_name_every_measure() -> None:
    """Regulation 2022/2065, articles 14(1) and 23(4)."""
    words = " ".join([*CURRENT.measures, *(text for _title, text in CURRENT.how)]).casefold()
    for measure in (
        *("verberg", "verplaats", "label", "eerdere versie", "eerst lezen", "sluiten", "vertragen"),
        *("waarschuwen", "beperken", "schorsen", "alleen te lezen", "van de site halen"),
        *("meldingen een tijd niet behandelen", "alles wat je meldde"),
        *("hoe vaak", "welk deel", "hoe erg", "bedoeling"),
    ):
        assert measure in words


def test_a_version_never_changes_once_it_was_published() -> None:
    """Other words are a new version: letters and decisions point at the words of then."""
    published = {
        1: "ed54088cb0b32779",
        2: "aa9d992b946472f9",
    }
    for terms in TERMS:
        words = repr((terms.rules, terms.how, terms.measures)).encode()
        assert sha256(words).hexdigest()[:16] == published[terms.number]


@pytest.mark.django_db
def test_the_json_is_complete() -> None:
    said = Client().get(reverse("house_rules_json")).json()
    assert said["id"] == "huisregels"
    assert (said["version"], said["since"]) == (CURRENT.number, CURRENT.since.isoformat())
    assert [one["version"] for one in said["versions"]] == [terms.number for terms in TERMS]
    for key in ("rules", "measures", "automated_tools", "tools", "complaints", "procedure"):
        assert key in said
    assert said["complaints"]["months"] == 6
    assert said["complaints"]["free"] is True
