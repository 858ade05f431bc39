"""Through HTTP: the desk, reporting, the inbox, the rules."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.models import Case, Comment, Decision, Notification, Report
from discussions.moderation.actions import decide, open_case, report_comment
from discussions.moderation.policy import HOUSE_RULES
from discussions.notifications import unread_count
from tests.discussions.moderation.conftest import log_in
from tests.factories import hide, make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db

WHY = "Je zegt in de eerste zin dat Bas er niets van begrijpt."


def reported(comment: Comment, person: User, explanation: str = "Op de man.") -> Case:
    report_comment(comment=comment, reporter=person, rule_code="HR-1", explanation=explanation)
    return Case.objects.get(comment=comment, closed_at=None)


def filled_in(case: Case, **words: object) -> dict[str, object]:
    return {
        "seen_version": case.version,
        "outcome": "hide",
        "rule_code": "HR-1",
        "explanation": WHY,
        "public_reason": "Dit gaat over Bas.",
        "answer": "Goed gezien.",
        **words,
    }


def desk_addresses(comment: Comment, moderator: User) -> list[str]:
    case = open_case(comment=comment, moderator=moderator)
    decision = decide(
        case=case,
        moderator=moderator,
        outcome="hide",
        seen_version=case.version,
        rule_code="HR-1",
        explanation=WHY,
    )
    return [
        reverse("moderation_queue"),
        reverse("moderation_log"),
        case.get_absolute_url(),
        reverse("moderation_take", args=[case.public_id]),
        reverse("moderation_open", args=[comment.public_id]),
        reverse("moderation_undo", args=[decision.pk]),
    ]


# The door


def test_every_moderation_view_wears_the_guard() -> None:
    names = [name for name in get_resolver().reverse_dict if str(name).startswith("moderation_")]
    assert len(names) == 6
    for name in names:
        example = reverse(name, args=example_arguments(str(name)))
        assert getattr(get_resolver().resolve(example).func, "moderators_only", False), name


def example_arguments(name: str) -> list[object]:
    if name in ("moderation_queue", "moderation_log"):
        return []
    return [1] if name == "moderation_undo" else [uuid.uuid4()]


def test_desk_is_closed_to_visitors_and_not_there_for_members(
    comment: Comment, bas: User, mo: User
) -> None:
    editor = make_person("Els", "editor")
    for address in desk_addresses(comment, mo):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address)
            assert answer.status_code == 302, address
            assert answer["Location"].startswith(reverse("account_login"))
            for person in (bas, editor):
                assert getattr(log_in(person), method)(address).status_code == 404, address


# Reporting


def test_report_form_is_a_gate_for_a_visitor(comment: Comment) -> None:
    for address in (comment.public_id, uuid.uuid4()):
        answer = Client().get(reverse("report_comment", args=[address]))
        assert answer.status_code == 200
        assert "Kanarie" not in answer.text
        assert f"next=/reacties/{address}/melden/" in answer.text.replace("%2F", "/")
        assert not answer.cookies


def test_report_by_a_visitor_whose_session_ended_leads_to_log_in(comment: Comment) -> None:
    address = reverse("report_comment", args=[comment.public_id])
    assert Client().post(address, {"rule_code": "HR-1"}).status_code == 302
    assert Client().post(address, headers={"HX-Request": "true"}).status_code == 403
    assert not Report.objects.exists()


def test_report_comes_back_to_the_comment_with_its_number(comment: Comment, bas: User) -> None:
    client = log_in(bas)
    address = reverse("report_comment", args=[comment.public_id])
    assert "Kanarie" in client.get(address).text
    answer = client.post(address, {"rule_code": "HR-1", "explanation": "Op de man."})
    assert answer["Location"] == f"{comment.get_absolute_url()}#reactie-{comment.public_id}"
    number = Report.objects.get().pk
    assert f"M-{number}" in client.get(reverse("inbox")).text


def test_report_with_htmx_thanks_in_place(comment: Comment, bas: User) -> None:
    client = log_in(bas)
    address = reverse("report_comment", args=[comment.public_id])
    form = client.get(address, headers={"HX-Request": "true"}).text
    assert "<form" in form
    assert "<html" not in form
    answer = client.post(address, {"rule_code": "HR-1"}, headers={"HX-Request": "true"}).text
    assert f"M-{Report.objects.get().pk}" in answer
    assert "<html" not in answer


def test_report_without_a_rule_keeps_what_was_typed(comment: Comment, bas: User) -> None:
    address = reverse("report_comment", args=[comment.public_id])
    answer = log_in(bas).post(address, {"explanation": "Een lang verhaal."})
    assert answer.status_code == 422
    assert "Een lang verhaal." in answer.text
    assert not Report.objects.exists()


def test_report_answers_the_same_for_hidden_withdrawn_draft_and_never_written(
    comment: Comment, an: User, bas: User, article: Article
) -> None:
    hide(comment)
    withdrawn = say(an, "Weg.", under=article)
    withdraw_comment(comment=withdrawn, person=an)
    unpublished = make_article()
    draft = say(an, "Nog niet.", under=unpublished)
    unpublished.status = "draft"
    unpublished.save()
    client = log_in(bas)
    bodies = set()
    for address in (comment.public_id, withdrawn.public_id, draft.public_id, uuid.uuid4()):
        for method in ("get", "post"):
            answer = getattr(client, method)(
                reverse("report_comment", args=[address]), {"rule_code": "HR-1"}
            )
            assert answer.status_code == 404
            plain = re.sub(r'(value=|X-CSRFToken": )"[^"]+"', "", answer.text)
            bodies.add(plain.replace(str(address), "…"))
    assert len({re.sub(r"\?rule_code=HR-1", "", body) for body in bodies}) == 1
    assert not Report.objects.exists()


def test_own_comment_offers_no_report_form(comment: Comment, an: User) -> None:
    client = log_in(an)
    address = reverse("report_comment", args=[comment.public_id])
    assert 'name="rule_code"' not in client.get(address).text
    assert client.post(address, {"rule_code": "HR-1"}).status_code == 422
    assert not Report.objects.exists()


def test_moderator_opens_a_case_from_the_report_page(comment: Comment, bas: User, mo: User) -> None:
    address = reverse("report_comment", args=[comment.public_id])
    opening = reverse("moderation_open", args=[comment.public_id])
    assert opening in log_in(mo).get(address).text
    assert opening not in log_in(bas).get(address).text
    answer = log_in(mo).post(opening)
    assert answer["Location"] == Case.objects.get().get_absolute_url()


# The desk


def test_queue_shows_what_waits_oldest_first(comment: Comment, bas: User, mo: User) -> None:
    client = log_in(mo)
    empty = client.get(reverse("moderation_queue"))
    assert 'class="case"' not in empty.text
    reported(comment, bas)
    later = say(bas, "Nog een.", under=make_claim())
    reported(later, make_person("Kim"))
    page = client.get(reverse("moderation_queue")).text
    assert page.index("Kanarie") < page.index("Nog een.")
    assert "HR-1" in page


def test_queue_is_paged_by_key(comment: Comment, article: Article, bas: User, mo: User) -> None:
    wanted = []
    for number in range(23):
        said = say(comment.author, f"Nummer {number}.", under=article)
        wanted.append(reported(said, bas).public_id)
    client = log_in(mo)
    seen, address = [], reverse("moderation_queue")
    while address:
        cases = client.get(address).context["cases"]
        seen += [row.url for row in cases.rows]
        address = cases.next_url
    assert seen == [reverse("moderation_case", args=[each]) for each in wanted]


@pytest.mark.parametrize("key", ["onzin", "1", str(uuid.uuid4())])
def test_queue_knows_no_other_key(mo: User, key: str) -> None:
    assert log_in(mo).get(reverse("moderation_queue"), {"na": key}).status_code == 404


def test_take_shows_colleagues_who_looks_at_it(
    comment: Comment, bas: User, mo: User, mia: User
) -> None:
    case = reported(comment, bas)
    assert log_in(mo).post(reverse("moderation_take", args=[case.public_id])).status_code == 302
    row = log_in(mia).get(reverse("moderation_queue")).context["cases"].rows[0]
    assert row.held_by == "Mo"
    log_in(mia).post(reverse("moderation_take", args=[case.public_id]))
    case.refresh_from_db()
    assert case.leased_by == mo


def test_reading_a_case_changes_nothing(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    before = Case.objects.values().get()
    log_in(mo).get(case.get_absolute_url())
    assert Case.objects.values().get() == before


def test_case_is_whole_on_one_screen(article: Article, an: User, bas: User, mo: User) -> None:
    claim = make_claim(article, "Zorg hoort in de wijk.")
    parent = say(bas, "De vraag vooraf.", under=claim)
    answer = say(an, "Het antwoord erop.", under=parent)
    earlier = say(an, "Vroeger.", under=article)
    hide(earlier, mo)
    case = reported(answer, bas, "Hij scheldt.")
    page = log_in(mo).get(case.get_absolute_url()).text
    for part in (
        "Zorg hoort in de wijk.",
        "Zorg in de wijk",
        "De vraag vooraf.",
        "Het antwoord erop.",
        "Hij scheldt.",
        "Bas",
        earlier.cases.get().get_absolute_url(),
    ):
        assert part in page, part


def test_preview_shows_the_letters_and_saves_nothing(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    answer = log_in(mo).post(case.get_absolute_url(), filled_in(case, preview="1"))
    assert answer.status_code == 200
    assert "Beste An," in answer.text
    assert "Beste Bas," in answer.text
    assert "Goed gezien." in answer.text
    assert not Decision.objects.exists()
    assert not Notification.objects.exists()


def test_deciding_hides_and_goes_back_to_the_queue(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    answer = log_in(mo).post(case.get_absolute_url(), filled_in(case))
    assert answer["Location"] == reverse("moderation_queue")
    comment.refresh_from_db()
    assert comment.status == "hidden"
    assert comment.decision is not None
    assert comment.decision.text.public_reason == "Dit gaat over Bas."


def test_leaving_alone_needs_no_typing(comment: Comment, bas: User, mo: User) -> None:
    """The answer that stands ready may be sent as it is."""
    case = reported(comment, bas)
    client = log_in(mo)
    form = client.get(case.get_absolute_url()).context["form"]
    data = {"seen_version": case.version, "outcome": "keep", "answer": form["answer"].value()}
    assert client.post(case.get_absolute_url(), data).status_code == 302
    assert Decision.objects.get().outcome == "keep"


def test_deciding_without_own_words_keeps_the_rest(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    answer = log_in(mo).post(case.get_absolute_url(), filled_in(case, explanation=""))
    assert answer.status_code == 422
    assert "Goed gezien." in answer.text
    assert not Decision.objects.exists()


def test_stale_case_shows_the_colleagues_decision_and_what_was_typed(
    comment: Comment, bas: User, mo: User, mia: User
) -> None:
    case = reported(comment, bas)
    old = filled_in(case, explanation="Wat ik had getypt over deze reactie.")
    decide(case=case, moderator=mia, outcome="keep", seen_version=case.version, answer="Dit mag.")
    answer = log_in(mo).post(case.get_absolute_url(), old)
    assert answer.status_code == 409
    assert "Mia" in answer.text
    assert "Wat ik had getypt over deze reactie." in answer.text
    assert "Goed gezien." in answer.text
    assert Decision.objects.count() == 1


def test_stale_case_that_is_still_open_can_be_decided_at_once(
    comment: Comment, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    old = filled_in(case, explanation="Wat ik had getypt over deze reactie.")
    reported(comment, make_person("Kim"), "Ik ook.")
    client = log_in(mo)
    answer = client.post(case.get_absolute_url(), old)
    assert answer.status_code == 409
    assert "Ik ook." in answer.text
    form = answer.context["form"]
    again = {name: form[name].value() for name in form.fields}
    assert again["explanation"] == "Wat ik had getypt over deze reactie."
    assert client.post(case.get_absolute_url(), again).status_code == 302


def test_own_case_offers_no_form(comment: Comment, an: User, bas: User) -> None:
    case = reported(comment, bas)
    an.roles = ["moderator"]
    an.save()
    assert 'name="outcome"' not in log_in(an).get(case.get_absolute_url()).text
    assert log_in(an).post(case.get_absolute_url(), filled_in(case)).status_code == 422
    assert not Decision.objects.exists()


def test_undo_asks_why_and_puts_it_back(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    client = log_in(mo)
    client.post(case.get_absolute_url(), filled_in(case))
    address = reverse("moderation_undo", args=[Decision.objects.get().pk])
    assert address in client.get(case.get_absolute_url()).text
    assert client.get(address).status_code == 200
    assert client.post(address, {"explanation": ""}).status_code == 422
    answer = client.post(address, {"explanation": "Ik las het verkeerd."})
    assert answer["Location"] == case.get_absolute_url()
    comment.refresh_from_db()
    assert comment.status == "published"
    assert address not in client.get(case.get_absolute_url()).text


def test_undo_of_what_does_not_hold_is_409(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    kept = decide(
        case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Dit mag."
    )
    address = reverse("moderation_undo", args=[kept.pk])
    assert log_in(mo).post(address, {"explanation": "Toch niet zo."}).status_code == 409


def test_log_shows_every_decision_newest_first(
    comment: Comment, article: Article, an: User, mo: User
) -> None:
    for number in range(22):
        hide(say(an, f"Nummer {number}.", under=article), mo)
    client = log_in(mo)
    first = client.get(reverse("moderation_log"))
    rest = client.get(first.context["next_url"])
    times = [line.decided_at for line in [*first.context["lines"], *rest.context["lines"]]]
    assert len(times) == 22
    assert times == sorted(times, reverse=True)
    assert rest.context["next_url"] is None
    assert client.get(reverse("moderation_log"), {"na": "x"}).status_code == 404


# The inbox


def told(comment: Comment, bas: User, mo: User) -> Decision:
    case = reported(comment, bas)
    return decide(
        case=case,
        moderator=mo,
        outcome="hide",
        seen_version=case.version,
        rule_code="HR-1",
        explanation=WHY,
        answer="Goed gezien.",
    )


def test_opening_a_letter_marks_it_read(comment: Comment, an: User, bas: User, mo: User) -> None:
    told(comment, bas, mo)
    assert unread_count(an) == 1
    client = log_in(an)
    client.get(reverse("inbox"))
    assert unread_count(an) == 1
    message = Notification.objects.get(person=an)
    assert WHY[:30] in client.get(reverse("message", args=[message.pk])).text
    assert unread_count(an) == 0


def test_letter_of_somebody_else_is_not_there(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    for_an = Notification.objects.get(person=an)
    for person in (bas, mo):
        assert log_in(person).get(reverse("message", args=[for_an.pk])).status_code == 404
    assert Client().get(reverse("message", args=[for_an.pk])).status_code == 302
    for_an.refresh_from_db()
    assert for_an.read_at is None


def test_hidden_words_are_in_nobody_elses_inbox(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    client = log_in(bas)
    letter = client.get(reverse("message", args=[Notification.objects.get(person=bas).pk])).text
    assert "Goed gezien." in letter
    for page in (letter, client.get(reverse("inbox")).text):
        assert "Kanarie" not in page
        assert WHY not in page.replace("\n", " ")
    own = log_in(an).get(reverse("message", args=[Notification.objects.get(person=an).pk])).text
    assert "Kanarie" in own


def test_hidden_words_are_on_no_page_that_others_read(
    comment: Comment, article: Article, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    pages = [
        article.get_absolute_url(),
        comment.get_absolute_url(),
        f"{article.get_absolute_url()}reacties/",
        reverse("overview"),
    ]
    for client in (Client(), log_in(bas), log_in(make_person("Els", "editor"))):
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200, page
            assert "Kanarie" not in answer.text, page
    assert "HR-1" in Client().get(article.get_absolute_url()).text


def test_inbox_is_paged_by_key(article: Article, an: User, mo: User) -> None:
    for number in range(22):
        case = open_case(comment=say(an, f"Nummer {number}.", under=article), moderator=mo)
        decide(
            case=case,
            moderator=mo,
            outcome="hide",
            seen_version=case.version,
            rule_code="HR-1",
            explanation=WHY,
        )
    client = log_in(an)
    first = client.get(reverse("inbox"))
    rest = client.get(first.context["next_url"])
    urls = [row.url for row in [*first.context["rows"], *rest.context["rows"]]]
    assert len(set(urls)) == 22
    assert rest.context["next_url"] is None
    assert client.get(reverse("inbox"), {"na": "x"}).status_code == 404
    stranger = log_in(make_person("Kim"))
    assert stranger.get(first.context["next_url"]).status_code == 404


# The rules


def test_house_rules_are_open_to_everyone_with_an_anchor_each() -> None:
    client = Client()
    page = client.get(reverse("house_rules"))
    for rule in HOUSE_RULES:
        assert f'id="{rule.code}"' in page.text
        assert rule.text[:40] in page.text
    assert 'id="contact"' in page.text
    assert not page.cookies


def test_house_rules_are_machine_readable() -> None:
    answer = Client().get("/huisregels.json")
    data = answer.json()
    assert answer["Content-Type"] == "application/json"
    assert [rule["code"] for rule in data["rules"]] == [rule.code for rule in HOUSE_RULES]
    assert data["rules"][0]["version"] == 1
    assert data["contact"]
    assert data["automated_tools"] == []
