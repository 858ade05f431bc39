"""Labels beside a comment: put, taken off, undone, appealed against, told and drawn."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail, User
from articles.models import Article
from discussions.models import (
    Case,
    Comment,
    CommentLabel,
    Decision,
    DecisionText,
    ModeratorScope,
    Notification,
    Thread,
)
from discussions.moderation.appeals import file_appeal
from discussions.moderation.deciding import CannotUndo, StaleCase, decide, undo, undo_act
from discussions.moderation.label_kinds import LABEL_KINDS
from discussions.moderation.policy import find_rule
from discussions.moderation.reappraising import answer_appeal
from discussions.moderation.taking import open_case
from tests.discussions.moderation.conftest import hide_case, log_in, reported
from tests.factories import hide, make_person, make_source, say
from tests.pages.forms import page_of

pytestmark = pytest.mark.django_db
WHY = "Het jaarverslag van de gemeente noemt een ander getal."


def put(comment: Comment, moderator: User, code: str = "LB-1", **words: str) -> Decision:
    return decide(
        moderator=moderator,
        outcome="label",
        about=comment,
        label_code=code,
        **{"public_reason": WHY, **words},  # type: ignore[arg-type]
    )


def label_case(case: Case, moderator: User, code: str = "LB-1", **words: str) -> Decision:
    """Decide as somebody who sees the case as it is now."""
    case.refresh_from_db()
    return decide(
        case=case,
        moderator=moderator,
        outcome="label",
        seen_version=case.version,
        label_code=code,
        **{"public_reason": WHY, "answer": "Dank je.", **words},  # type: ignore[arg-type]
    )


def take_off(
    comment: Comment, moderator: User, code: str = "LB-1", why: str = "Het klopt toch."
) -> Decision:
    return decide(
        moderator=moderator, outcome="unlabel", about=comment, label_code=code, explanation=why
    )


def shown(comment: Comment) -> list[str]:
    return list(CommentLabel.objects.shown().filter(comment=comment).values_list("code", flat=True))


def read(comment: Comment, person: User | None = None) -> str:
    client = log_in(person) if person else Client()
    return " ".join(page_of(client.get(comment.get_absolute_url())).text.split())


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


class TestCase:
    def send(self, comment: Comment, moderator: User, **more: object) -> Any:
        case = comment.cases.get(closed_at=None)
        data = {
            "seen_version": case.version,
            "outcome": "label",
            "label_code": "LB-2",
            "public_reason": WHY,
            "answer": "Dank je wel.",
            **more,
        }
        return log_in(moderator).post(case.get_absolute_url(), data)

    def test_it_answers_the_report_and_closes_the_case(
        self, comment: Comment, mo: User, bas: User
    ) -> None:
        case = reported(comment, bas)
        assert self.send(comment, mo).status_code == 302
        case.refresh_from_db()
        assert case.closed_at is not None
        assert shown(comment) == ["LB-2"]
        line = Decision.objects.get()
        assert (line.source, line.case, line.rule_code) == ("report", case, "HR-2")
        mail = Mail.objects.get(person=bas, key__startswith=f"decision-{line.pk}-")
        for words in ("een label gezet: “bron ontbreekt”", "Dank je wel.", "HR-2"):
            assert words in mail.body_text
        undo(decision=line, moderator=mo, explanation="De bron stond er wel bij.")
        last = Mail.objects.filter(person=bas).latest("pk")
        assert "weggehaald" in last.body_text

    def test_page_offers_it_with_its_field(self, comment: Comment, mo: User, bas: User) -> None:
        case = reported(comment, bas)
        page = page_of(log_in(mo).get(case.get_absolute_url()))
        assert [field["value"] for field in page.all("input", name="outcome")] == [
            "keep",
            "hide",
            "label",
        ]
        put(comment, mo, "LB-2")
        page = page_of(log_in(mo).get(case.get_absolute_url()))
        assert "unlabel" in [field["value"] for field in page.all("input", name="outcome")]
        assert "bron ontbreekt (HR-2), staat er nu bij" in page.text

    def test_preview_is_the_letter(self, comment: Comment, mo: User, an: User, bas: User) -> None:
        reported(comment, bas)
        found = self.send(comment, mo, preview="1")
        assert "Bij je reactie staat “bron ontbreekt”" in page_of(found).text
        assert not CommentLabel.objects.exists()

    def test_without_a_sentence_or_a_label_it_says_so(
        self, comment: Comment, mo: User, bas: User
    ) -> None:
        reported(comment, bas)
        for more in ({"public_reason": ""}, {"label_code": ""}, {"answer": ""}):
            assert self.send(comment, mo, **more).status_code == 422
        assert not Decision.objects.exists()

    def test_stale_keeps_what_was_typed(
        self, comment: Comment, mo: User, mia: User, bas: User
    ) -> None:
        case = reported(comment, bas)
        old = case.version
        put(comment, mia)
        answer = self.send(comment, mo, seen_version=old)
        assert answer.status_code == 409
        page = page_of(answer)
        assert page.one("input", name="public_reason")["value"] == WHY
        assert shown(comment) == ["LB-1"]

    def test_colleague_who_decided_the_same_is_no_surprise(
        self, comment: Comment, mo: User, mia: User, bas: User
    ) -> None:
        case = reported(comment, bas)
        first = label_case(case, mo)
        assert label_case(case, mia) == first
        with pytest.raises(StaleCase):
            label_case(case, mia, "LB-2")

    def test_taking_off_in_a_case(self, comment: Comment, mo: User, bas: User) -> None:
        put(comment, mo, "LB-2")
        reported(comment, bas)
        answer = self.send(
            comment, mo, outcome="unlabel", public_reason="", explanation="De bron staat er nu bij."
        )
        assert answer.status_code == 302
        assert shown(comment) == []

    def test_warning_goes_along(self, comment: Comment, an: User, mo: User, bas: User) -> None:
        reported(comment, bas)
        self.send(comment, mo, also_warn="on")
        assert [line.outcome for line in Decision.objects.order_by("pk")] == ["label", "warn"]
        assert an.warnings.get().decision.rule_code == "HR-2"

    def test_undone_from_the_case(self, comment: Comment, mo: User, bas: User) -> None:
        case = reported(comment, bas)
        self.send(comment, mo)
        line = Decision.objects.get()
        page = page_of(log_in(mo).get(case.get_absolute_url()))
        way = reverse("moderation_undo", args=[line.pk])
        assert way in [link["href"] for link in page.all("a")]
        assert "Het label weghalen?" in page_of(log_in(mo).get(way)).text
        log_in(mo).post(way, {"explanation": "De bron stond er wel."})
        assert shown(comment) == []


class TestPage:
    def test_put_and_taken_off_outside_a_case(self, comment: Comment, mo: User) -> None:
        client = log_in(mo)
        report = page_of(client.get(reverse("report_comment", args=[comment.public_id])))
        way = reverse("label_comment", args=[comment.public_id])
        assert way in [link["href"] for link in report.all("a")]
        assert client.post(way, {"label_code": "LB-1"}).status_code == 422
        answer = client.post(way, {"label_code": "LB-1", "public_reason": WHY})
        assert answer.status_code == 302
        assert shown(comment) == ["LB-1"]
        page = page_of(client.get(way))
        assert reverse("moderation_undo", args=[Decision.objects.get().pk]) in [
            link["href"] for link in page.all("a")
        ]
        assert [field["value"] for field in page.all("input") if field["type"] == "radio"] == [
            "LB-2",
            "LB-3",
        ]

    def test_own_comment_has_no_form(self, mo: User, article: Article) -> None:
        own = say(mo, under=article)
        way = reverse("label_comment", args=[own.public_id])
        assert not page_of(log_in(mo).get(way)).all("input", type="radio")
        answer = log_in(mo).post(way, {"label_code": "LB-1", "public_reason": WHY})
        assert answer.status_code == 422
        assert shown(own) == []


class TestDrawn:
    def test_everyone_reads_it_at_once_and_not_when_it_is_gone(
        self, comment: Comment, article: Article, mo: User, an: User
    ) -> None:
        pages = [article.get_absolute_url(), comment.get_absolute_url()]
        said = f"Label van de redactie: feiten betwist. {WHY}"
        for person in (None, an, make_person("Els", "editor"), mo):
            client = log_in(person) if person else Client()
            for address in pages:
                assert said not in " ".join(page_of(client.get(address)).text.split())
        put(comment, mo)
        for person in (None, an, make_person("Eef", "editor"), mo):
            client = log_in(person) if person else Client()
            for address in pages:
                assert said in " ".join(page_of(client.get(address)).text.split()), address
        take_off(comment, mo)
        for address in pages:
            assert "feiten betwist" not in page_of(Client().get(address)).text

    def test_thread_is_another_one_afterwards(self, comment: Comment, mo: User) -> None:
        before = Thread.objects.get(pk=comment.thread_id)
        put(comment, mo)
        after = Thread.objects.get(pk=comment.thread_id)
        assert (after.revision, after.comment_count) == (before.revision + 1, before.comment_count)

    def test_its_sentence_is_text(self, comment: Comment, mo: User) -> None:
        put(comment, mo, public_reason="Lees <b>dit</b> ook eens.")
        assert "<b>dit</b>" not in Client().get(comment.get_absolute_url()).content.decode()

    def test_wiped_sentence_leaves_the_label(self, comment: Comment, mo: User) -> None:
        words = put(comment, mo).text
        connection.check_constraints()  # that it was explained is asked at commit
        words.explanation = words.public_reason = ""
        words.wiped_at = timezone.now()
        words.save()
        assert "Label van de redactie: feiten betwist" in read(comment)

    def test_feed_and_structured_data_say_it_too(
        self, comment: Comment, article: Article, mo: User
    ) -> None:
        put(comment, mo)
        feed = Client().get(reverse("article_comments_feed", args=[article.slug])).content.decode()
        assert "Label van de redactie: feiten betwist" in feed
        assert WHY in feed

    def test_as_many_queries_with_three_as_with_none(
        self,
        comment: Comment,
        article: Article,
        mo: User,
    ) -> None:
        def cost(address: str) -> int:
            client = log_in(mo)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            return len(queries)

        case = open_case(comment=comment, moderator=mo)
        addresses = [
            article.get_absolute_url(),
            comment.get_absolute_url(),
            case.get_absolute_url(),
            reverse("label_comment", args=[comment.public_id]),
            reverse("article_comments_feed", args=[article.slug]),
        ]
        for address in addresses:
            cost(address)
        before = [cost(address) for address in addresses]
        for kind in LABEL_KINDS:
            put(comment, mo, kind.code)
        for address in addresses:
            cost(address)
        assert [cost(address) for address in addresses] == before

    def test_what_they_mean_stands_in_the_house_rules(self) -> None:
        page = page_of(Client().get(reverse("house_rules")))
        told = json.loads(Client().get(reverse("house_rules_json")).content)
        for kind in LABEL_KINDS:
            assert page.all(id=kind.code)
            assert kind.meaning in " ".join(page.text.split())
        assert [each["code"] for each in told["labels"]] == [kind.code for kind in LABEL_KINDS]
        assert "van een label voorzien" in told["measures"]


class TestWalls:
    def row(self, decision: Decision, comment: Comment, code: str = "LB-1") -> None:
        with transaction.atomic():
            CommentLabel.objects.create(decision=decision, comment=comment, code=code)

    def test_no_label_without_a_decision_to_label_it(self, comment: Comment, mo: User) -> None:
        other = put(say(under=comment.thread.article), mo)
        case = reported(comment, make_person())
        hidden = hide_case(case, mo)
        for line in (other, hidden):
            with pytest.raises(IntegrityError):
                self.row(line, comment)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO discussions_commentlabel (decision_id, comment_id, code) VALUES (NULL, %s, 'LB-1')",
                [comment.pk],
            )

    def test_it_goes_by_its_own_decision_only(self, comment: Comment, mo: User) -> None:
        put(comment, mo)
        put(comment, mo, "LB-2")
        gone = take_off(comment, mo, "LB-2")
        first = CommentLabel.objects.get(code="LB-1")
        for changed in ({"taken_off": gone}, {"taken_off": first.decision}, {"code": "LB-3"}):
            with pytest.raises(IntegrityError, match="by a decision"), transaction.atomic():
                CommentLabel.objects.filter(pk=first.pk).update(**changed)
        with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
            CommentLabel.objects.all().delete()
        with pytest.raises(IntegrityError), transaction.atomic():
            CommentLabel.objects.filter(code="LB-2").update(taken_off=None)

    def test_one_of_a_kind(self, comment: Comment, mo: User) -> None:
        line = put(comment, mo)
        values = {
            field.attname: getattr(line, field.attname)
            for field in Decision._meta.concrete_fields
            if field.attname not in ("id", "public_id")
        }
        second = Decision.objects.create(**values)
        DecisionText.objects.create(decision=second, explanation=WHY)
        with pytest.raises(IntegrityError, match="label_shown_once"):
            self.row(second, comment)

    def test_line_names_its_label(self, comment: Comment, mo: User) -> None:
        line = put(comment, mo)
        values = {
            field.attname: getattr(line, field.attname)
            for field in Decision._meta.concrete_fields
            if field.attname not in ("id", "public_id")
        }
        for changed, name in (
            ({"label_code": ""}, "decision_names_its_label"),
            ({"outcome": "keep"}, "decision_names_its_label"),
            ({"rule_code": ""}, "decision_against_has_a_ground"),
        ):
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                Decision.objects.create(**{**values, **changed})
