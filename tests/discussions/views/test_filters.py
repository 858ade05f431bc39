"""Filters: what moderators set, and what a writer meets."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Mail, User
from articles.models import Article
from discussions.actions.comments import CannotWrite
from discussions.actions.editing import edit_comment
from discussions.models import Case, Comment, Decision, FilterSetting, Hold, ListedWord
from discussions.moderation.appeals import file_appeal
from discussions.moderation.deciding import decide
from discussions.moderation.filters import list_word, set_filter
from discussions.moderation.reappraising import answer_appeal
from discussions.reading.moderation_figures import load_moderation_figures
from tests.discussions.views.writing import events, form, htmx, under
from tests.factories import say

pytestmark = pytest.mark.django_db

BAD = "Dit is zwéndel, zeg ik."
SAID = "In je tekst staat een woord van de woordenlijst: ‘zwendel’."


@pytest.fixture
def words(mo: User) -> ListedWord:
    return list_word(moderator=mo, words="zwendel", note="Reclame voor zwendel.")


@pytest.fixture
def holds(mo: User, words: ListedWord) -> FilterSetting:
    return set_filter(moderator=mo, code="F-2", effect="hold", reason="Een golf reclame.")


def test_a_text_waits_with_the_rule_that_held_it(
    holds: FilterSetting, article: Article, member: Client, an: User
) -> None:
    answer = htmx(member, under(article), form(BAD))
    comment = Comment.every.get(body=BAD)
    assert comment.status == "held"
    hold = Hold.objects.get(comment=comment)
    assert (hold.reason, hold.filter_code, hold.detail) == ("filter", "F-2", SAID)
    assert Case.objects.filter(comment=comment, closed_at=None).count() == 1
    assert SAID in answer.content.decode()
    assert SAID in events(answer)["announce"]["value"]
    assert SAID in member.get(comment.get_absolute_url()).content.decode()
    assert Client().get(comment.get_absolute_url()).status_code == 404


def test_an_automatic_hold_is_a_measure_with_its_statement_of_reasons(
    holds: FilterSetting, article: Article, member: Client, an: User
) -> None:
    member.post(under(article), form(BAD))
    line = Decision.objects.get(comment__body=BAD)
    assert (line.outcome, line.moderator, line.source) == ("hold", None, "voluntary")
    assert line.automated_detection
    assert line.automated_decision == "fully"
    assert (line.rule_code, line.text.explanation) == ("HR-1", SAID)
    letter = Mail.objects.get(person=an).body_text
    assert SAID in letter
    assert "HR-1" in letter
    assert "computer" in letter
    assert line.notifications.count() == 1
    # The same form once more is the same comment, and no second measure.
    data = form(BAD + " Nog eens.")
    for _turn in range(2):
        member.post(under(article), data)
    assert Decision.objects.count() == 2


def test_an_appeal_against_an_automatic_hold_is_answered_by_a_person(
    holds: FilterSetting, article: Article, member: Client, an: User, mo: User
) -> None:
    for founded in (False, True):
        body = f"{BAD} {founded}"
        member.post(under(article), form(body))
        held = Decision.objects.get(comment__body=body)
        appeal = file_appeal(decision=held, person=an, body="Het is een citaat.")
        line = answer_appeal(
            appeal=appeal,
            moderator=mo,
            founded=founded,
            seen_version=appeal.case.version,
            explanation="Je haalt iemand anders aan.",
        )
        assert line.outcome == ("release" if founded else "uphold")
        assert Comment.every.get(body=body).status == ("published" if founded else "held")
        waiting = Case.objects.filter(comment__body=body, closed_at=None)
        assert waiting.count() == (0 if founded else 1), "the held comment waits as before"


def test_it_is_told_before_placing_in_the_preview(
    holds: FilterSetting, article: Article, member: Client
) -> None:
    html = htmx(member, under(article), form(BAD, preview="1")).content.decode()
    assert "De redactie leest deze reactie voordat anderen haar zien." in html
    assert SAID in html
    assert not Comment.every.filter(body=BAD).exists()


def test_a_moderator_reads_why_in_the_case(
    holds: FilterSetting, article: Article, member: Client, desk: Client
) -> None:
    member.post(under(article), form(BAD))
    case = Case.objects.get(comment__body=BAD)
    html = desk.get(case.get_absolute_url()).content.decode()
    assert SAID in html
    assert reverse("filter", args=["F-2"]) in html


def test_a_warning_asks_once_and_the_writer_decides(
    words: ListedWord, mo: User, article: Article, member: Client
) -> None:
    set_filter(moderator=mo, code="F-2", effect="warn", reason="Eerst vragen.")
    data = form(BAD)
    html = member.post(under(article), data).content.decode()
    assert SAID in html
    assert "<q>zwéndel</q>" in html
    assert 'name="gezien" value="F-2"' in html
    assert not Comment.every.filter(body=BAD).exists()
    # The browser asked about something else, and was told to go on: this was not seen yet.
    unseen = member.post(under(article), {**data, "toch": "1", "gezien": "phone"})
    assert SAID in unseen.content.decode()
    placed = member.post(under(article), {**data, "toch": "1", "gezien": "F-2"})
    assert placed.status_code == 303
    assert Comment.objects.get(body=BAD).status == "published"


def test_a_form_sent_twice_is_no_repeat(mo: User, article: Article, member: Client) -> None:
    set_filter(moderator=mo, code="F-4", effect="warn", reason="Herhaling.")
    data = form("Een lange tekst die iemand twee keer verstuurt, zonder het te weten.")
    assert member.post(under(article), data).status_code == 303
    assert member.post(under(article), data).status_code == 303
    again = {**data, "submission_id": str(uuid.uuid4())}
    assert "is dezelfde als een reactie die je eerder plaatste" in (
        member.post(under(article), again).content.decode()
    )


def test_editors_and_moderators_pass(holds: FilterSetting, mo: User, article: Article) -> None:
    assert say(mo, BAD, under=article).status == "published"


def test_switching_it_off_lets_texts_pass(
    holds: FilterSetting, mo: User, an: User, article: Article
) -> None:
    set_filter(moderator=mo, code="F-2", effect="off", reason="De golf is voorbij.")
    assert say(an, BAD, under=article).status == "published"
    assert FilterSetting.objects.count() == 2, "what was set before stays"


def test_a_listed_word_does_not_come_in_by_a_change(
    holds: FilterSetting, an: User, article: Article, member: Client
) -> None:
    comment = say(an, "Niets aan de hand.", under=article)
    with pytest.raises(CannotWrite):
        edit_comment(comment=comment, person=an, body=BAD, revision_number=1)
    address = reverse("edit_comment", args=[comment.public_id])
    answer = htmx(member, address, {"body": BAD, "revision_number": "1"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "zou de redactie je reactie eerst moeten lezen" in html
    assert BAD in html, "what was typed comes back"
    comment.refresh_from_db()
    assert comment.body == "Niets aan de hand."


def test_what_is_switched_on_stands_in_the_house_rules(holds: FilterSetting) -> None:
    html = Client().get(reverse("house_rules")).content.decode()
    said = Client().get(reverse("house_rules_json")).json()
    assert "Woordenlijst" in html
    assert [tool["code"] for tool in said["automated_tools"]] == ["tweede-blik", "F-2"]
    FilterSetting.objects.all().delete()
    said = Client().get(reverse("house_rules_json")).json()
    assert [tool["code"] for tool in said["automated_tools"]] == ["tweede-blik"]
    assert "Woordenlijst" not in Client().get(reverse("house_rules")).content.decode()


def test_setting_a_filter_needs_a_reason_and_a_number_that_fits(desk: Client, mo: User) -> None:
    address = reverse("filter", args=["F-3"])
    assert desk.post(address, {"effect": "hold", "limit": "2"}).status_code == 422
    refused = desk.post(address, {"effect": "hold", "limit": "900", "reason": "Reclame."})
    assert refused.status_code == 422
    assert "Kies een getal van 0 tot 50." in refused.content.decode()
    assert not FilterSetting.objects.exists()
    done = desk.post(address, {"effect": "hold", "limit": "2", "reason": "Reclame."})
    assert done.status_code == 302
    setting = FilterSetting.objects.get()
    assert (setting.effect, setting.limit, setting.set_by) == ("hold", 2, mo)
    assert "Reclame." in desk.get(address).content.decode()


def test_what_the_second_look_asks_cannot_be_off(desk: Client) -> None:
    data = {"effect": "off", "reason": "Te streng."}
    assert desk.post(reverse("filter", args=["F-1"]), data).status_code == 422
    assert desk.get(reverse("filter", args=["F-9"])).status_code == 404


def test_a_text_can_be_tried(holds: FilterSetting, desk: Client, article: Article) -> None:
    def tried(**data: str) -> str:
        return str(desk.post(reverse("filters"), data).content.decode())

    html = tried(text=f"{BAD} https://voorbeeld.example.org", is_new="on")
    assert "Deze telt:" in html
    assert "<q>zwéndel</q>" in html
    assert "Past, maar staat uit." in html
    both = tried(text=f"{BAD} Bel 06-12345678.")
    assert both.count("Deze telt:") == 2, "one asks for a second look, another holds"
    assert "Geen filter past op deze tekst." in tried(text="Niets aan de hand.")
    assert not Comment.every.filter(body__contains="Niets aan de hand").exists()


def test_the_word_list(desk: Client) -> None:
    address = reverse("word_list")
    added = {"words": " Koop   nu ", "note": "Reclame."}
    assert desk.post(address, added).status_code == 302
    again = desk.post(address, {"words": "KOOP NU", "note": "Nog eens."})
    assert again.status_code == 422
    assert "Dit staat al op de lijst." in again.content.decode()
    assert desk.post(address, {"words": "!!!", "note": "Niets."}).status_code == 422
    listed = ListedWord.objects.get()
    assert (listed.words, listed.key) == ("Koop nu", "koop nu")
    desk.post(reverse("strike_word", args=[listed.pk]))
    listed.refresh_from_db()
    assert listed.removed_at is not None
    assert desk.post(address, added).status_code == 302, "it may come back"


@pytest.mark.parametrize("name", ["filters", "word_list"])
def test_as_many_queries_for_three_as_for_one(
    name: str, desk: Client, mo: User, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in range(3):
        list_word(moderator=mo, words=f"woord{number}", note="Proef.")
        set_filter(moderator=mo, code=f"F-{number + 2}", effect="hold", reason="Proef.")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(reverse(name))
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_what_a_program_held_is_not_decided_yet(
    holds: FilterSetting, article: Article, member: Client, mo: User
) -> None:
    member.post(under(article), form(BAD))
    assert load_moderation_figures(13).median is None
    case = Case.objects.get()
    Case.objects.update(opened_at=case.opened_at - timedelta(hours=10))
    decide(case=case, moderator=mo, outcome="release", seen_version=case.version)
    median = load_moderation_figures(13).median
    assert median is not None
    assert round(median) == 10
