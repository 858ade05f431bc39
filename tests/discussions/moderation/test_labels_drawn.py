"""Labels where people read, and what the database refuses about them."""

import json
from datetime import timedelta
from functools import partial
from urllib.parse import quote

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail, User
from articles.models import Article
from discussions.models import (
    Comment,
    CommentLabel,
    Decision,
    DecisionText,
    Thread,
)
from discussions.moderation.deciding import undo
from discussions.moderation.label_kinds import LABEL_KINDS
from discussions.moderation.taking import open_case
from discussions.reading.statements import load_export
from tests.discussions.moderation.conftest import hide_case, log_in, reported
from tests.discussions.moderation.labelling import WHY, put, read, shown, take_off
from tests.discussions.moderation.test_races import at_once
from tests.factories import make_article, make_person, make_source, say
from tests.pages.forms import page_of

pytestmark = pytest.mark.django_db


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

    def test_feed_and_structured_data_say_it_too(self, mo: User) -> None:
        article = make_article(source=make_source("Het eigen blad", rights="own"))
        said = say(under=article)
        before = Client().get(article.get_absolute_url()).content.decode()
        assert "keywords" not in before
        put(said, mo)
        feed = Client().get(reverse("article_comments_feed", args=[article.slug])).content.decode()
        assert f"Label van de redactie: feiten betwist. {WHY}" in feed
        line = CommentLabel.objects.get().decision
        assert f"<updated>{line.created_at.isoformat(timespec='seconds')[:18]}" in feed
        assert '"keywords": ["feiten betwist"]' in Client().get(article.get_absolute_url()).text

    def test_who_finds_the_comment_reads_it_beside_the_hit(
        self, comment: Comment, mo: User
    ) -> None:
        say(make_person("Kees"), f"Ook ik zeg: {comment.body}", under=comment.thread.article)

        def hits() -> list[str]:
            found = page_of(Client().get(reverse("search"), {"q": comment.body}))
            return [" ".join(hit.text.split()) for hit in found.all("article", class_="hit")]

        said = f"Label van de redactie: feiten betwist. {WHY}"
        before = hits()
        assert len(before) == 2
        put(comment, mo)
        assert [said in hit for hit in hits()] == ["Ook ik zeg" not in hit for hit in before]
        take_off(comment, mo)
        assert hits() == before

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
            f"{reverse('search')}?q={quote(comment.body)}",
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


@pytest.mark.django_db(transaction=True)
def test_two_who_put_it_at_once_put_it_once() -> None:
    mo, mia = make_person("Mo", "moderator"), make_person("Mia", "moderator")
    article = make_article()
    for _round in range(5):
        said = say(under=article)
        first, second = at_once(partial(put, said, mo), partial(put, said, mia))
        assert isinstance(first, Decision)
        assert first == second
        assert shown(said) == ["LB-1"]
        assert Mail.objects.filter(person=said.author).count() == 1


@pytest.mark.django_db(transaction=True)
def test_taking_off_and_undoing_at_once_is_one_line() -> None:
    mo, mia = make_person("Mo", "moderator"), make_person("Mia", "moderator")
    article = make_article()
    for _round in range(5):
        said = say(under=article)
        line = put(said, mo)
        undone, gone = at_once(
            partial(undo, decision=line, moderator=mo, explanation="Het klopt toch."),
            partial(take_off, said, mia),
        )
        assert isinstance(gone, Decision)
        assert gone == undone
        assert shown(said) == []


def test_statement_for_the_commission_calls_it_labelled(comment: Comment, mo: User) -> None:
    line = put(comment, mo, facts="Er stond een getal dat een openbaar verslag tegenspreekt.")
    take_off(comment, mo)
    now = timezone.now()
    export = load_export(start=now - timedelta(hours=1), end=now + timedelta(hours=1))
    (sent,) = [json.loads(each) for each in export.lines]
    assert sent["puid"] == f"stellingname-{line.public_id}"
    assert sent["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_LABELLED"]
    assert sent["incompatible_content_ground"].startswith("HR-2")
    assert "openbaar verslag" in sent["decision_facts"]
