"""Whoever moderates a part of the site meets that part only: on every page, in every list, in every mail and verb."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail, User
from discussions.actions.desk_mail import send_digests
from discussions.actions.editing import edit_comment
from discussions.actions.scopes import set_scope
from discussions.models import Case, Comment, Decision, MemberNote, ModeratorScope, Restriction
from discussions.moderation.deciding import decide, undo, undo_act
from discussions.moderation.filters import list_word
from discussions.moderation.notes import wipe_note, write_note
from discussions.moderation.reporting import report_comment
from discussions.moderation.taking import open_case
from discussions.reading.law_reports import load_case_links
from tests.discussions.moderation.conftest import WHY, hide_case, log_in
from tests.discussions.views.test_scopes import Town
from tests.factories import make_article, make_person, restrict, say, warn

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def full() -> User:
    return make_person("Mia", "moderator")


@pytest.fixture
def mo(town: Town) -> User:
    """A moderator of the one source."""
    person = make_person("Mo", "moderator")
    olga = make_person("Olga", "operator")
    set_scope(operator=olga, person=person, sources=[town.source], series=[])
    return person


@pytest.fixture
def client(mo: User) -> Client:
    return log_in(mo)


def of(case: Case) -> Comment:
    found: Comment = Comment.every.select_related("author", "thread").get(cases=case)
    return found


def test_the_log_and_what_is_undone_from_it(
    town: Town, mo: User, full: User, client: Client
) -> None:
    here, there = (
        hide_case(case, full, answer="Dank je.") for case in (town.of_source, town.elsewhere)
    )
    closed = restrict(
        moderator=full, kind="closed", reason="Rust.", thread=of(town.elsewhere).thread
    )
    everywhere = restrict(moderator=full, kind="closed", reason="Met vakantie.")
    warned_here = warn(moderator=full, person=of(town.of_source).author)  # type: ignore[arg-type]
    assert set(Decision.objects.visible_to(mo)) == {here, warned_here}
    assert Decision.objects.visible_to(full).count() == 5
    html = client.get(reverse("moderation_log")).content.decode()
    assert here.case is not None
    assert here.case.get_absolute_url() in html
    assert town.elsewhere.get_absolute_url() not in html
    assert client.get(reverse("moderation_undo", args=[there.pk])).status_code == 404
    assert client.get(reverse("moderation_undo", args=[here.pk])).status_code == 200
    for line in (there, closed.decision, everywhere.decision):
        with pytest.raises(PermissionDenied):
            undo(decision=line, moderator=mo, explanation=WHY)
    assert undo_act(act=there.act, moderator=mo, explanation=WHY) == ([], [there])
    assert undo(decision=here, moderator=mo, explanation=WHY).outcome == "restore"


def test_what_holds_elsewhere_is_not_seen_set_or_ended(
    town: Town, mo: User, full: User, client: Client
) -> None:
    here, there = of(town.of_source), of(town.elsewhere)
    rows = [
        restrict(
            moderator=full,
            kind="slow",
            reason="Rust.",
            thread=one.thread,
            interval=timedelta(hours=1),
        )
        for one in (here, there)
    ]
    rows.append(restrict(moderator=full, kind="held", reason="Met vakantie."))
    assert list(Restriction.objects.visible_to(mo)) == rows[:1]
    for row in rows[1:]:
        assert client.post(reverse("restriction_end", args=[row.pk])).status_code == 404
        with pytest.raises(PermissionDenied):
            decide(moderator=mo, outcome="end", about=row)
    for one, status in ((here, 200), (there, 404)):
        assert one.thread.article is not None
        pages = [
            reverse("article_rules", args=[one.thread.article.slug]),
            reverse("person_rules", args=[one.public_id]),
            reverse("move_comment", args=[one.public_id]),
        ]
        assert [client.get(page).status_code for page in pages] == [status] * 3, pages
        assert client.post(reverse("moderation_open", args=[one.public_id])).status_code == (
            302 if status == 200 else 404
        )
    assert client.get(reverse("site_rules")).status_code == 404
    assert log_in(full).get(reverse("site_rules")).status_code == 200
    assert reverse("site_rules") not in client.get(reverse("moderation_queue")).content.decode()
    with pytest.raises(PermissionDenied):
        list_word(moderator=mo, words="prutser", note="Vaak.")
    with pytest.raises(PermissionDenied):
        open_case(comment=there, moderator=mo)


def test_an_earlier_text_elsewhere_stays(town: Town, mo: User, client: Client) -> None:
    there = say(make_person("Els"), "Iets.", under=make_article("Nog elders"))
    edit_comment(comment=there, person=there.author, body="Iets anders.", revision_number=1)
    address = reverse("hide_revision", args=[there.public_id, 1])
    assert client.get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        decide(
            moderator=mo,
            outcome="hide_text",
            about=there.revisions.get(number=1),
            rule_code="HR-3",
            public_reason="Er stond een adres.",
        )


def test_a_person_is_judged_by_who_looks_at_where_they_write(
    town: Town, mo: User, full: User, client: Client
) -> None:
    """By a comment or a case of one's own; the same act with a case that is one's own says nothing of another."""
    here, there = of(town.of_source).author, of(town.elsewhere).author
    assert here is not None
    assert there is not None
    assert client.get(reverse("member", args=[here.public_id])).status_code == 200
    assert client.get(reverse("member", args=[there.public_id])).status_code == 404
    warn(moderator=mo, person=here)
    write_note(moderator=mo, person=here, text="Let op.")
    note = write_note(moderator=full, person=there, text="Rustig.")
    assert [each.person for each in MemberNote.objects.visible_to(mo)] == [here]
    with pytest.raises(PermissionDenied):
        warn(moderator=mo, person=there)
    with pytest.raises(PermissionDenied):
        decide(
            moderator=mo,
            outcome="warn",
            about=there,
            case=town.of_source,
            rule_code="HR-1",
            explanation=WHY,
        )
    with pytest.raises(PermissionDenied):
        restrict(
            moderator=mo, kind="limited", reason=WHY, person=there, interval=timedelta(hours=1)
        )
    with pytest.raises(PermissionDenied):
        write_note(moderator=mo, person=there, text="Let op.")
    with pytest.raises(PermissionDenied):
        wipe_note(moderator=mo, note=note)
    restrict(moderator=full, kind="limited", reason=WHY, person=there, interval=timedelta(hours=1))


def test_their_mail_is_about_their_cases(town: Town, mo: User, full: User) -> None:
    zone = ZoneInfo(settings.TIME_ZONE)
    morning = timezone.now().astimezone(zone).replace(hour=10, minute=0)
    while morning.weekday() > 3:
        morning += timedelta(days=1)
    Mail.objects.all().delete()
    assert send_digests(morning) == 2
    numbers = {mail.person: mail.subject for mail in Mail.objects.filter(kind="desk_digest")}
    assert "3 zaken" in numbers[full]
    assert numbers[mo] == "Er wacht één zaak"
    rik = make_person("Rik")
    for case, told in ((town.elsewhere, {full}), (town.of_source, {full, mo})):
        report_comment(comment=of(case), reporter=rik, rule_code="HR-3")
        mails = Mail.objects.filter(kind="urgent_case", key__startswith=f"case-{case.pk}-")
        assert {mail.person for mail in mails} == told
    Case.objects.visible_to(mo).update(closed_at=timezone.now())
    assert send_digests(morning + timedelta(days=7)) == 1


def test_choices_of_the_desk_and_cases_behind_figures(
    town: Town, mo: User, full: User, client: Client
) -> None:
    html = client.get(reverse("moderation_queue")).content.decode()
    assert "Van de bron</option>" in html
    assert "Elders</option>" not in html
    assert "Reeks</option>" not in html
    both = log_in(full).get(reverse("moderation_queue")).content.decode()
    assert "Elders</option>" in both
    assert "Reeks</option>" in both
    line = hide_case(town.elsewhere, full, answer="Dank je.")
    numbers = [
        f"zaak {town.of_source.public_id}",
        f"zaak {town.elsewhere.public_id}",
        f"maatregel {line.public_id}",
    ]
    assert [bool(link.url) for link in load_case_links(mo, numbers).links] == [True, False, False]
    assert [bool(link.url) for link in load_case_links(full, numbers).links] == [True] * 3


def test_what_is_hidden_or_waits_elsewhere_is_not_read(
    town: Town, mo: User, full: User, client: Client
) -> None:
    for case, seen in ((town.of_source, True), (town.elsewhere, False)):
        comment = of(case)
        page = reverse("comment_changes", args=[comment.public_id])
        assert comment.author is not None
        edit_comment(comment=comment, person=comment.author, body="Kanarie.", revision_number=1)
        assert client.get(page).status_code == 200, "what everyone reads"
        report = client.get(reverse("report_comment", args=[comment.public_id])).text
        assert (reverse("moderation_open", args=[comment.public_id]) in report) is seen
        hide_case(case, full, answer="Dank je.")
        assert client.get(page).status_code == (200 if seen else 404)
        assert log_in(full).get(page).status_code == 200
        restrict(moderator=full, kind="held", reason="Het werd fel.", thread=comment.thread)
        kees = make_person("Kees")
        held = say(kees, "Dit wacht nog.", under=comment.thread.article)
        assert Comment.every.visible_to(mo).filter(pk=held.pk).exists() is seen
        assert Comment.every.visible_to(full).filter(pk=held.pk).exists()
        kees.roles = ["moderator"]
        kees.save()
        ModeratorScope.objects.create(person=kees, source=town.source)
        assert Comment.every.visible_to(kees).filter(pk=held.pk).exists(), "one's own, anywhere"


def test_nor_is_there_a_way_to_hide_an_earlier_text_elsewhere(
    town: Town, mo: User, client: Client
) -> None:
    for case, seen in ((town.of_source, True), (town.elsewhere, False)):
        comment = of(case)
        say(make_person("Kees"), under=comment)  # so that what it said before stays to be seen
        assert comment.author is not None
        edit_comment(comment=comment, person=comment.author, body="Kanarie.", revision_number=1)
        page = client.get(reverse("comment_changes", args=[comment.public_id])).text
        hide = reverse("hide_revision", args=[comment.public_id, 1])
        assert (hide in page) is seen
