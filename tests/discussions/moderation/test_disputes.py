"""Disputes outside the courts: writing them down at a measure, how they end, and whether that was carried out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from discussions.actions.scopes import set_scope
from discussions.models import Comment, Decision, Dispute
from discussions.moderation.deciding import undo, undo_act
from discussions.moderation.disputes import StaleDispute, open_dispute, record_dispute
from tests.discussions.moderation.conftest import hide_case, log_in, reported
from tests.discussions.moderation.test_appeals import answered, appealed
from tests.factories import hide, make_article, make_person, make_source, say, warn

pytestmark = pytest.mark.django_db

BODY = "Voorbeeld Geschillen"


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def hidden(comment: Comment, bas: User, mo: User) -> Decision:
    return hide_case(reported(comment, bas), mo)


@pytest.fixture
def dispute(hidden: Decision, mo: User) -> Dispute:
    return open_dispute(moderator=mo, decision=hidden, body=BODY, came_in=today(), reference="VG-7")


def ended(dispute: Dispute, by: User, outcome: str = "person", **more: Any) -> Dispute:
    given = {"ended": today(), "outcome": outcome, "came_in": dispute.came_in, **more}
    return record_dispute(
        moderator=by,
        dispute=dispute,
        seen_version=more.pop("seen_version", dispute.version),
        body=dispute.body,
        reference=dispute.reference,
        **{name: value for name, value in given.items() if name != "seen_version"},
    )


def test_from_the_log_to_the_end(hidden: Decision, mo: User) -> None:
    client = log_in(mo)
    address = reverse("moderation_dispute_new", args=[hidden.pk])
    assert address in client.get(reverse("moderation_log")).text
    assert hidden.case is not None
    assert address in client.get(hidden.case.get_absolute_url()).text
    assert client.get(address).status_code == 200
    begun = client.post(
        address, {"body": f" {BODY}  ", "reference": "VG-7", "came_in": today().isoformat()}
    )
    dispute = Dispute.objects.get()
    assert begun["Location"] == dispute.get_absolute_url()
    assert (dispute.body, dispute.reference, dispute.recorded_by) == (BODY, "VG-7", mo)
    assert dispute.get_absolute_url() in client.get(reverse("moderation_disputes")).text
    assert dispute.get_absolute_url() in client.get(address).text, "what there is already"
    done = client.post(
        dispute.get_absolute_url(),
        {
            "seen_version": 1,
            "body": BODY,
            "reference": "VG-7",
            "came_in": today().isoformat(),
            "outcome": "person",
            "ended": today().isoformat(),
            "implemented": "",
        },
        follow=True,
    )
    dispute.refresh_from_db()
    assert (dispute.outcome, dispute.ended, dispute.version) == ("person", today(), 2)
    way_back = reverse("moderation_undo", args=[hidden.pk])
    assert "De maatregel geldt nog." in done.text
    assert way_back in done.text
    undo(decision=hidden, moderator=mo, explanation="De instantie gaf An gelijk.")
    page = client.get(dispute.get_absolute_url()).text
    assert way_back not in page
    assert "Nog uit te voeren" in page
    ended(dispute, mo, implemented=today())
    assert "Nog uit te voeren" not in client.get(dispute.get_absolute_url()).text
    here = reverse("moderation_disputes")
    assert dispute.get_absolute_url() not in client.get(here).text
    assert dispute.get_absolute_url() in client.get(f"{here}?toon=afgerond").text


@pytest.mark.parametrize("outcome", ["editors", "settled", "withdrawn"])
def test_only_for_whom_was_put_in_the_right_it_is_undone(
    dispute: Dispute, hidden: Decision, mo: User, outcome: str
) -> None:
    ended(dispute, mo, outcome)
    page = log_in(mo).get(dispute.get_absolute_url()).text
    assert reverse("moderation_undo", args=[hidden.pk]) not in page
    assert ("Nog uit te voeren" in page) == (outcome == "settled")


def test_the_same_twice_is_once(dispute: Dispute, hidden: Decision, mo: User, mia: User) -> None:
    again = open_dispute(
        moderator=mia, decision=hidden, body=BODY, came_in=today(), reference="VG-7"
    )
    assert (again, again.recorded_by) == (dispute, mo)
    once = ended(dispute, mo)
    assert ended(dispute, mo).version == once.version == 2


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_reads_what_was_written_and_keeps_their_own(
    dispute: Dispute, mo: User, mia: User
) -> None:
    ended(dispute, mia, "editors")
    with pytest.raises(StaleDispute):
        ended(dispute, mo, "person")
    client = log_in(mo)
    data = {
        "seen_version": 1,
        "body": "Een andere naam",
        "came_in": today().isoformat(),
        "outcome": "person",
        "ended": today().isoformat(),
    }
    refused = client.post(dispute.get_absolute_url(), data)
    assert refused.status_code == 409
    assert "Mia" in refused.text
    assert "Een andere naam" in refused.text
    dispute.refresh_from_db()
    assert (dispute.body, dispute.outcome) == (BODY, "editors")
    assert refused.context["form"]["seen_version"].value() == 2
    assert client.post(dispute.get_absolute_url(), {**data, "seen_version": 2}).status_code == 302
    dispute.refresh_from_db()
    assert (dispute.body, dispute.outcome, dispute.recorded_by) == ("Een andere naam", "person", mo)


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"came_in": 1}, "came_in"),
        ({"came_in": -1}, "came_in"),
        ({"ended": 1}, "ended"),
        ({"ended": -1}, "ended"),
        ({"ended": None}, "ended"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "gewonnen"}, "outcome"),
        ({"implemented": 1}, "implemented"),
        ({"implemented": -1}, "implemented"),
        ({"outcome": "editors", "implemented": 0}, "implemented"),
        ({"outcome": "", "ended": None, "implemented": 0}, "implemented"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    dispute: Dispute, mo: User, given: dict[str, Any], field: str
) -> None:
    days = {n: today() + v * DAY if isinstance(v, int) else v for n, v in given.items()}
    with pytest.raises(ValidationError) as refused:
        ended(dispute, mo, **{"outcome": "person", **days})
    assert field in refused.value.message_dict
    dispute.refresh_from_db()
    assert (dispute.version, dispute.ended) == (1, None)


def test_the_pages_say_what_is_wrong(dispute: Dispute, hidden: Decision, mo: User) -> None:
    client = log_in(mo)
    new = reverse("moderation_dispute_new", args=[hidden.pk])
    tomorrow = (today() + DAY).isoformat()
    wrong = client.post(new, {"body": "", "came_in": tomorrow})
    assert wrong.status_code == 422
    assert "Vul de naam van de instantie in." in wrong.text
    wrong = client.post(new, {"body": BODY, "came_in": tomorrow})
    assert wrong.status_code == 422
    assert "Deze dag moet nog komen." in wrong.text
    stands = {"seen_version": 1, "body": BODY, "came_in": today().isoformat()}
    wrong = client.post(dispute.get_absolute_url(), {**stands, "outcome": "editors"})
    assert wrong.status_code == 422
    assert "Vul in op welke dag het is afgerond." in wrong.text
    other = open_dispute(moderator=mo, decision=hidden, body=BODY, came_in=today())
    wrong = client.post(other.get_absolute_url(), {**stands, "reference": "VG-7"})
    assert wrong.status_code == 422
    assert "Dit geschil is al vastgelegd." in wrong.text


def test_nobody_handles_a_dispute_about_themselves(mo: User, mia: User) -> None:
    about_mo = hide(say(mo, under=make_article()), mia)
    warned = warn(moderator=mia, person=mo)
    client = log_in(mo)
    for line in (about_mo, warned):
        with pytest.raises(PermissionDenied):
            open_dispute(moderator=mo, decision=line, body=BODY, came_in=today())
        address = reverse("moderation_dispute_new", args=[line.pk])
        assert client.get(address).status_code == 404
        assert address not in client.get(reverse("moderation_log")).text
        assert address in log_in(mia).get(reverse("moderation_log")).text
        dispute = open_dispute(moderator=mia, decision=line, body=BODY, came_in=today())
        assert client.get(dispute.get_absolute_url()).status_code == 404
        assert dispute.get_absolute_url() not in client.get(reverse("moderation_disputes")).text
        with pytest.raises(PermissionDenied):
            ended(dispute, mo)


def test_whoever_moderates_a_part_meets_the_disputes_of_that_part(mo: User, mia: User) -> None:
    source = make_source("De wijk")
    set_scope(operator=make_person("Olga", "operator"), person=mo, sources=[source], series=[])
    mine, theirs = (
        open_dispute(
            moderator=mia,
            decision=hide(say(under=article), mia),
            body=BODY,
            came_in=today(),
        )
        for article in (make_article(source=source), make_article(source=make_source("Elders")))
    )
    assert list(Dispute.objects.visible_to(mo)) == [mine]
    client = log_in(mo)
    page = client.get(reverse("moderation_disputes")).text
    assert mine.get_absolute_url() in page
    assert theirs.get_absolute_url() not in page
    assert client.get(theirs.get_absolute_url()).status_code == 404
    new = reverse("moderation_dispute_new", args=[theirs.decision_id])
    assert client.get(new).status_code == 404
    assert ended(mine, mo).version == 2
    with pytest.raises(PermissionDenied):
        ended(theirs, mo)
    with pytest.raises(PermissionDenied):
        open_dispute(moderator=mo, decision=theirs.decision, body="Een ander", came_in=today())


def test_an_answer_that_let_it_stand_leads_to_what_was_appealed_against(
    hidden: Decision, an: User, mo: User, mia: User
) -> None:
    line = answered(appealed(hidden, an), mia, founded=False)
    client = log_in(mo)
    address = reverse("moderation_dispute_new", args=[line.pk])
    assert line.answers is not None
    assert address in log_in(mia).get(line.answers.get_absolute_url()).text
    answer = client.get(address)
    assert answer["Location"] == reverse("moderation_dispute_new", args=[hidden.pk])
    assert open_dispute(moderator=mo, decision=line, body=BODY, came_in=today()).decision == hidden


def test_what_nobody_read_of_is_in_no_dispute(
    comment: Comment, bas: User, mo: User, letters_wait: Any
) -> None:
    letters_wait(30)
    hidden = hide_case(reported(comment, bas), mo)
    undo_act(act=hidden.act, moderator=mo)
    address = reverse("moderation_dispute_new", args=[hidden.pk])
    client = log_in(mo)
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("moderation_log")).text
    with pytest.raises(PermissionDenied):
        open_dispute(moderator=mo, decision=hidden, body=BODY, came_in=today())


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_asks_as_much_for_one_as_for_three_and_is_paged_by_key(
    dispute: Dispute, hidden: Decision, mo: User
) -> None:
    client, here = log_in(mo), reverse("moderation_disputes")
    before = queries_of(client, here), queries_of(client, dispute.get_absolute_url())
    for number in range(3):
        line = hide(say(under=make_article()), mo)
        open_dispute(moderator=mo, decision=line, body=BODY, came_in=today())
        open_dispute(moderator=mo, decision=hidden, body=f"{BODY} {number}", came_in=today())
    after = queries_of(client, here), queries_of(client, dispute.get_absolute_url())
    assert after == before
    for number in range(40):
        open_dispute(moderator=mo, decision=hidden, body=f"Instantie {number}", came_in=today())
    seen, address = [], here
    while address:
        page = client.get(address)
        seen += [row.dispute.pk for row in page.context["rows"]]
        address = page.context["next_url"]
    assert seen == list(Dispute.objects.order_by("-id").values_list("pk", flat=True))
    assert len(seen) == 47
    assert client.get(here, {"na": "x"}).status_code == 404
