"""Labels beside a comment: put, taken off, undone, appealed against, told."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Mail, User
from discussions.models import (
    Comment,
    CommentLabel,
    Decision,
    ModeratorScope,
    Notification,
)
from discussions.moderation.appeals import file_appeal
from discussions.moderation.deciding import CannotUndo, decide, undo, undo_act
from discussions.moderation.label_kinds import LABEL_KINDS
from discussions.moderation.policy import find_rule
from discussions.moderation.reappraising import answer_appeal
from tests.discussions.moderation.conftest import reported
from tests.discussions.moderation.labelling import WHY, label_case, put, read, shown, take_off
from tests.factories import hide, make_person, make_source, say

pytestmark = pytest.mark.django_db


def test_kinds_are_permanent_and_stand_on_a_rule() -> None:
    assert [(kind.code, kind.name, kind.rule_code) for kind in LABEL_KINDS] == [
        ("LB-1", "feiten betwist", "HR-2"),
        ("LB-2", "bron ontbreekt", "HR-2"),
        ("LB-3", "eigen belang", "HR-4"),
    ]
    assert all(find_rule(kind.rule_code) for kind in LABEL_KINDS)


def test_label_is_a_line_of_the_log_and_changes_no_words(comment: Comment, mo: User) -> None:
    before = Comment.objects.values("body", "body_html", "status", "decision").get(pk=comment.pk)
    line = put(comment, mo)
    assert (line.outcome, line.label_code, line.rule_code) == ("label", "LB-1", "HR-2")
    assert (line.text.explanation, line.text.public_reason) == (WHY, WHY)
    assert (line.from_status, line.to_status) == ("published", "published")
    assert shown(comment) == ["LB-1"]
    after = Comment.objects.values("body", "body_html", "status", "decision").get(pk=comment.pk)
    assert after == before


def test_another_rule_or_a_law_may_be_the_ground(comment: Comment, mo: User) -> None:
    assert put(comment, mo, rule_code="HR-1").rule_code == "HR-1"
    line = put(comment, mo, "LB-2", law_code="LAW-1")
    assert (line.rule_code, line.law_code) == ("", "LAW-1")


def test_author_gets_the_statement_of_reasons(comment: Comment, mo: User, an: User) -> None:
    put(comment, mo)
    (mail,) = Mail.objects.filter(person=an)
    assert mail.subject == "Bij je reactie staat nu een label"
    rule = find_rule("HR-2")
    assert rule is not None
    for words in (
        "feiten betwist",
        WHY,
        rule.text,
        "Kanarie",
        "overal waar Stellingname te lezen is",
        "zonder einddatum",
        "volgt niet op een melding",
        "herbeoordeling",
        "artikel 21",
        "naar de rechter",
    ):
        assert words in mail.body_text, words


def test_twice_is_once(comment: Comment, mo: User, mia: User) -> None:
    first = put(comment, mo)
    assert put(comment, mia) == first
    assert Mail.objects.count() == 1
    gone = take_off(comment, mia)
    assert take_off(comment, mo) == gone
    assert shown(comment) == []
    again = put(comment, mo)
    assert again not in (first, gone)
    assert shown(comment) == ["LB-1"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"label_code": "LB-99"}, "label_code"),
        ({"label_code": ""}, "label_code"),
        ({"public_reason": "  "}, "public_reason"),
        ({"public_reason": "Vertel waar je iets op baseert"}, "public_reason"),
        ({"rule_code": "HR-99"}, "rule_code"),
    ],
)
def test_what_is_refused(comment: Comment, mo: User, wrong: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        decide(
            moderator=mo,
            outcome="label",
            about=comment,
            **{"label_code": "LB-1", "public_reason": WHY, **wrong},  # type: ignore[arg-type]
        )
    assert field in refused.value.message_dict
    assert not Decision.objects.exists()


def test_who_may_not(comment: Comment, an: User, bas: User, mo: User) -> None:
    with pytest.raises(PermissionDenied):
        put(comment, bas)
    own = say(mo, under=comment.thread.article)
    with pytest.raises(ValidationError, match="je eigen reactie"):
        put(own, mo)
    hide(comment, mo)
    with pytest.raises(ValidationError):
        put(comment, mo)
    with pytest.raises(ValidationError):
        take_off(comment, mo)
    assert not CommentLabel.objects.exists()


def test_moderator_of_another_source_neither_puts_nor_undoes(comment: Comment, mo: User) -> None:
    line = put(comment, mo)
    elsewhere = make_person("Els", "moderator")
    ModeratorScope.objects.create(person=elsewhere, source=make_source("Elders"))
    with pytest.raises(PermissionDenied):
        put(comment, elsewhere, "LB-2")
    with pytest.raises(PermissionDenied):
        undo(decision=line, moderator=elsewhere, explanation="Het klopt toch wel.")


class TestUndoing:
    def test_it_goes_and_everybody_hears(self, comment: Comment, mo: User, an: User) -> None:
        line = put(comment, mo)
        gone = undo(decision=line, moderator=mo, explanation="Het getal klopt bij nader inzien.")
        assert (gone.outcome, gone.label_code, gone.reverses) == ("unlabel", "LB-1", line)
        assert shown(comment) == []
        last = Mail.objects.filter(person=an).latest("pk")
        assert last.subject == "Bij je reactie staat het label niet meer"
        assert "Het getal klopt bij nader inzien." in last.body_text
        assert undo(decision=line, moderator=mo, explanation="Nog eens.") == gone

    def test_in_time_nobody_hears(
        self, comment: Comment, mo: User, bas: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(settings, "LETTERS_WAIT", timedelta(seconds=30))
        case = reported(comment, bas)
        line = label_case(case, mo)
        done, left = undo_act(act=line.act, moderator=mo)
        assert ([each.outcome for each in done], left) == (["unlabel"], [])
        assert shown(comment) == []
        assert not Notification.objects.filter(decision__isnull=False).exists()
        letters = Mail.objects.filter(key__startswith="decision-")
        assert {mail.not_sent_because for mail in letters} == {"undone"}
        case.refresh_from_db()
        assert case.closed_at is None, "it is back on the desk"
        assert undo_act(act=done[0].act, moderator=mo)[0][0].outcome == "label"
        assert shown(comment) == ["LB-1"]

    def test_taking_off_is_undone_with_the_sentence_it_had(
        self, comment: Comment, mo: User
    ) -> None:
        put(comment, mo, rule_code="HR-1", explanation="Je getal staat nergens anders.")
        gone = take_off(comment, mo)
        back = undo(decision=gone, moderator=mo, explanation="Het stond er toch goed.")
        assert (back.outcome, back.rule_code, back.text.public_reason) == ("label", "HR-1", WHY)
        assert back.text.explanation == "Het stond er toch goed."
        assert shown(comment) == ["LB-1"]
        undo(decision=back, moderator=mo, explanation="En weer weg.")
        assert shown(comment) == []

    def test_what_does_not_hold_any_more(self, comment: Comment, mo: User) -> None:
        gone = take_off(comment, mo) if put(comment, mo) else None
        assert gone is not None
        put(comment, mo)
        with pytest.raises(CannotUndo):
            undo(decision=gone, moderator=mo, explanation="Het stond er goed.")

    def test_hiding_and_restoring_leaves_it(self, comment: Comment, mo: User) -> None:
        put(comment, mo)
        hidden = hide(comment, mo)
        assert "feiten betwist" not in read(comment)
        undo(decision=hidden, moderator=mo, explanation="Het mag toch blijven.")
        assert "feiten betwist" in read(comment)


class TestAppeal:
    def test_founded_takes_it_off(self, comment: Comment, mo: User, mia: User, an: User) -> None:
        line = put(comment, mo)
        appeal = file_appeal(decision=line, body="Mijn getal komt uit het verslag.", person=an)
        answer = answer_appeal(
            appeal=appeal,
            moderator=mia,
            founded=True,
            seen_version=appeal.case.version,
            explanation="Het staat inderdaad in het verslag.",
        )
        assert (answer.outcome, answer.reverses, answer.answers) == ("unlabel", line, appeal)
        assert shown(comment) == []
        appeal.case.refresh_from_db()
        assert appeal.case.closed_at is not None
        last = Mail.objects.filter(person=an).latest("pk")
        assert "Iemand anders dan wie de maatregel nam" in last.body_text

    def test_unfounded_leaves_it(self, comment: Comment, mo: User, mia: User, an: User) -> None:
        appeal = file_appeal(decision=put(comment, mo), body="Het klopt.", person=an)
        answer_appeal(
            appeal=appeal,
            moderator=mia,
            founded=False,
            seen_version=appeal.case.version,
            explanation="Het verslag zegt echt iets anders.",
        )
        assert shown(comment) == ["LB-1"]

    def test_reporters_hear_that_it_went(
        self, comment: Comment, mo: User, mia: User, an: User, bas: User
    ) -> None:
        case = reported(comment, bas)
        line = label_case(case, mo)
        appeal = file_appeal(decision=line, body="Het klopt.", person=an)
        answer_appeal(
            appeal=appeal,
            moderator=mia,
            founded=True,
            seen_version=appeal.case.version,
            explanation="Het klopt inderdaad.",
        )
        last = Mail.objects.filter(person=bas).latest("pk")
        assert "We hebben het label “feiten betwist” bij de reactie weggehaald." in last.body_text
