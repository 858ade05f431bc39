"""The one queue: lanes, filters, single presses, several at once, and what else waits."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Mail, Role, User
from articles.models import Article, Passage
from articles.models.claim import ClaimStatus
from discussions.models import (
    Case,
    Comment,
    Decision,
    SavedFilter,
)
from discussions.models.case import office_hours
from discussions.moderation.bulk import decide_together
from discussions.moderation.reporting import report_comment, report_illegal
from tests.discussions.moderation.conftest import WHY, log_in, reported
from tests.factories import make_claim, make_person, say

pytestmark = pytest.mark.django_db

QUEUE = "/moderatie/"


def shown(client: Client, **asked: str) -> list[str]:
    return [row.excerpt for row in client.get(QUEUE, asked).context["cases"].rows]


@pytest.fixture
def several(article: Article, an: User, bas: User) -> list[Case]:
    """Five waiting cases: reported, one of them urgent."""
    cases = [reported(say(an, f"Nummer {n}.", under=article), bas) for n in range(4)]
    urgent = say(an, "Nummer 4.", under=make_claim(article))
    report_comment(comment=urgent, reporter=bas, rule_code="HR-3")
    return [*cases, Case.objects.get(comment=urgent)]


def test_what_cannot_wait_comes_first_and_is_counted_apart(several: list[Case], mo: User) -> None:
    Case.objects.exclude(is_urgent=True).update(due_at=timezone.now() + timedelta(days=2))
    page = log_in(mo).get(QUEUE)
    assert page.context["cases"].rows[0].excerpt == "Nummer 4."
    assert [name for _label, name, _rows in page.context["lanes"]] == ["nu", "later"]
    with override("nl"):
        assert "Nu nodig: 1, kan tot morgen: 4." in log_in(mo).get(QUEUE).text
    assert shown(log_in(mo), wanneer="nu") == ["Nummer 4."]
    assert len(shown(log_in(mo), wanneer="later")) == 4


def test_nothing_to_do_is_said(mo: User) -> None:
    with override("nl"):
        assert "Niets te doen." in log_in(mo).get(QUEUE).text


def test_what_is_due_before_midnight_is_needed_now(several: list[Case], mo: User) -> None:
    tonight = office_hours().end_of_day(timezone.now())
    Case.objects.update(due_at=tonight)
    cases = log_in(mo).get(QUEUE).context["cases"]
    assert (cases.now_count, cases.later_count) == (0, 5)
    Case.objects.update(due_at=tonight - timedelta(seconds=1))
    cases = log_in(mo).get(QUEUE).context["cases"]
    assert (cases.now_count, cases.later_count) == (5, 0)


def test_every_filter_narrows(several: list[Case], article: Article, mo: User, mia: User) -> None:
    client = log_in(mo)
    assert shown(client, regel="HR-3") == ["Nummer 4."]
    assert len(shown(client, artikel=article.slug)) == 5
    assert shown(client, artikel="een-ander") == []
    assert shown(client, reeks="geen-reeks") == []
    assert len(shown(client, soort="report")) == 5
    assert shown(client, soort="held") == []
    Case.objects.filter(pk=several[0].pk).update(
        leased_by=mia, leased_until=timezone.now() + timedelta(minutes=5)
    )
    assert shown(client, van="collega") == ["Nummer 0."]
    assert shown(log_in(mia), van="mij") == ["Nummer 0."]
    assert len(shown(client, van="niemand")) == 4
    Case.objects.update(leased_until=timezone.now() - timedelta(seconds=1), leased_by=mia)
    assert shown(client, van="collega") == []
    assert len(shown(client, van="onzin", soort="onzin", regel="onzin")) == 5


def test_a_view_is_kept_under_a_name_of_ones_own(several: list[Case], mo: User, mia: User) -> None:
    client = log_in(mo)
    client.post(f"{reverse('keep_filter')}?regel=HR-3", {"name": "Herkenbaar"})
    view = SavedFilter.objects.get()
    assert (view.person, view.query) == (mo, "regel=HR-3")
    assert [saved.name for saved in client.get(QUEUE).context["saved"]] == ["Herkenbaar"]
    assert log_in(mia).get(QUEUE).context["saved"] == []
    log_in(mia).post(reverse("keep_filter"), {"weg": view.pk})
    assert SavedFilter.objects.exists()
    client.post(f"{reverse('keep_filter')}?soort=held", {"name": "Herkenbaar"})
    assert SavedFilter.objects.get().query == "soort=held"
    client.post(f"{reverse('keep_filter')}?soort=held", {"name": "  "})
    client.post(reverse("keep_filter"), {"name": "Alles"})
    assert SavedFilter.objects.count() == 1
    client.post(reverse("keep_filter"), {"weg": view.pk})
    assert not SavedFilter.objects.exists()


def test_leaving_alone_is_one_press(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    answer = log_in(mo).post(
        reverse("quick_decision", args=[case.public_id]),
        {"outcome": "leave", "seen_version": case.version},
    )
    assert answer["Location"] == QUEUE
    assert Decision.objects.get().outcome == "keep"
    assert Mail.objects.filter(kind="answer_to_report").count() == 1


def test_a_press_on_what_changed_is_named_and_left(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    seen = case.version
    report_comment(comment=comment, reporter=make_person("Kim"), rule_code="HR-2")
    answer = log_in(mo).post(
        reverse("quick_decision", args=[case.public_id]),
        {"outcome": "leave", "seen_version": seen},
        follow=True,
    )
    assert not Decision.objects.exists()
    assert "Hier veranderde intussen iets" in answer.text


def test_several_at_once_with_one_explanation_each(
    several: list[Case], mo: User, settings: Settings
) -> None:
    settings.LETTERS_WAIT = timedelta(seconds=30)
    ticked = [f"{case.public_id}:{case.version}" for case in several[:3]]
    log_in(mo).post(
        reverse("decide_together"),
        {"zaak": ticked, "outcome": "tegen", "rule_code": "HR-1", "explanation": WHY},
    )
    assert Decision.objects.count() == 3
    letters = Mail.objects.filter(key__endswith="-author")
    assert letters.count() == 3
    assert all(WHY in letter.body_text for letter in letters)
    assert Case.objects.waiting().count() == 2
    client = log_in(mo)
    newest = client.get(QUEUE).context["just"]
    client.post(reverse("moderation_take_back", args=[newest.pk]))
    assert Case.objects.waiting().count() == 5
    assert not Comment.objects.filter(status="hidden").exists()
    assert not Mail.objects.waiting().filter(key__endswith="-author").exists()


def test_several_at_once_leaves_and_names_what_changed(
    several: list[Case], bas: User, mo: User
) -> None:
    ticked = [f"{case.public_id}:{case.version}" for case in several[:2]]
    report_comment(comment=several[0].comment, reporter=make_person("Kim"), rule_code="HR-2")
    answer = log_in(mo).post(
        reverse("decide_together"),
        {"zaak": ticked, "outcome": "tegen", "rule_code": "HR-1", "explanation": WHY},
    )
    assert answer.status_code == 409
    assert [title for title, _why in answer.context["left"]] == ["Reactie van An"]
    assert WHY in answer.text
    assert Decision.objects.get().comment == several[1].comment


@pytest.mark.parametrize(
    "wrong", [{"zaak": []}, {"outcome": ""}, {"rule_code": ""}, {"explanation": ""}]
)
def test_several_at_once_needs_everything(
    several: list[Case], mo: User, wrong: dict[str, object]
) -> None:
    sent = {
        "zaak": [f"{several[0].public_id}:{several[0].version}"],
        "outcome": "tegen",
        "rule_code": "HR-1",
        "explanation": WHY,
        **wrong,
    }
    assert log_in(mo).post(reverse("decide_together"), sent).status_code == 422
    assert not Decision.objects.exists()


def test_ones_own_is_left_and_the_others_go_on(
    article: Article, bas: User, mo: User, mia: User
) -> None:
    own = reported(say(mo, "Van mij.", under=article), bas)
    other = reported(say(mia, "Van een ander.", under=article), bas)
    came = decide_together(
        chosen=[(own, own.version), (other, other.version)], moderator=mo, against=False
    )
    assert [decision.comment_id for decision in came.done] == [other.comment_id]
    assert [one.case for one in came.left] == [own]


def test_opening_in_place_takes_it_in_hand_and_shows_the_case(
    comment: Comment, bas: User, mo: User, mia: User
) -> None:
    case = reported(comment, bas)
    address = reverse("open_case_here", args=[case.public_id])
    here = log_in(mo).post(address, {"kies": "tegen"}, headers={"HX-Request": "true"})
    assert "Echt niets." in here.text
    assert "<html" not in here.text
    case.refresh_from_db()
    assert case.leased_by == mo
    assert log_in(mia).get(QUEUE).context["cases"].rows[0].held_by == "Mo"
    there = log_in(mia).post(address, headers={"HX-Request": "true"})
    assert 'name="outcome"' not in there.text
    assert log_in(mo).post(address, {"kies": "tegen"})["Location"].endswith("?kies=tegen#maatregel")


def test_what_editors_do_stands_in_the_same_list(article: Article, mo: User) -> None:
    make_claim(article, "Een voorstel.", status=ClaimStatus.PROPOSED)
    lost = make_claim(article)
    Passage.objects.create(
        claim=lost, version=article.current_version, ordinal=1, exact="zorg", state="doubtful"
    )
    assert log_in(mo).get(QUEUE).context["cases"].further == []
    both = make_person("Eva", Role.MODERATOR, Role.EDITOR)
    lists = log_in(both).get(QUEUE).context["cases"].further
    assert [(each.name, each.count) for each in lists] == [("passages", 1), ("voorstellen", 1)]
    only = log_in(both).get(QUEUE, {"soort": "voorstellen"}).context["cases"].further
    assert [each.name for each in only] == ["voorstellen"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_costs_the_same(
    number: int, article: Article, bas: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    both = make_person("Eva", Role.MODERATOR, Role.EDITOR)
    for n in range(number):
        reported(say(bas, f"Nummer {n}.", under=make_claim(article)), make_person("Kim"))
        report_illegal(explanation="Mag niet.", addresses=[f"/ergens/{n}/"])
        make_claim(article, f"Voorstel {n}.", status=ClaimStatus.PROPOSED)
    client = log_in(both)
    with django_assert_num_queries(3 + 13):
        rows = client.get(QUEUE).context["cases"].rows
    assert len(rows) == 2 * number
