"""The case and the log through HTTP."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import User
from articles.models import Article
from discussions.models import Case, Comment, Decision, Notification
from discussions.moderation.deciding import decide
from discussions.moderation.taking import open_case
from tests.discussions.moderation.conftest import WHY, hide_case, log_in, reported
from tests.factories import hide, make_claim, make_person, say

pytestmark = pytest.mark.django_db


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
    case = reported(answer, bas, explanation="Hij scheldt.")
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


def test_preview_names_who_reported_it_before_and_hears_of_a_change(
    comment: Comment, bas: User, mo: User
) -> None:
    hide_case(reported(comment, bas, make_person("Kim")), mo, answer="Gezien.")
    case = open_case(comment=comment, moderator=mo)
    sent = filled_in(case, outcome="restore", preview="1")
    answer = log_in(mo).post(case.get_absolute_url(), sent)
    assert [sent.person.display_name for sent in answer.context["letters"]] == ["An", "Bas", "Kim"]
    assert "Beste Bas," in answer.text
    assert "Beste Kim," not in answer.text


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


TYPED = {
    "explanation": "Wat ik had getypt over deze reactie.",
    "public_reason": "Wat iedereen had gelezen.",
    "answer": "Wat Bas had gelezen.",
}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"rule_code": "HR-1"}, 302),
        ({"rule_code": "HR-2"}, 409),
        ({"outcome": "keep", "rule_code": ""}, 409),
        ({"outcome": ""}, 409),
        ({"rule_code": "HR-99"}, 409),
        ({"preview": "1"}, 409),
        ({"outcome": "keep", "preview": "1"}, 409),
    ],
)
def test_deciding_after_a_colleague_hid_it_loses_no_text(
    comment: Comment, bas: User, mo: User, mia: User, sent: dict[str, str], status: int
) -> None:
    case = reported(comment, bas)
    client = log_in(mo)
    hide_case(case, mia)
    answer = client.post(case.get_absolute_url(), filled_in(case, **{**TYPED, **sent}))
    assert answer.status_code == status
    assert Decision.objects.count() == 1
    if status == 302:
        with translation.override("nl"):
            said = gettext("A colleague had just decided the same: %(outcome)s.")
        assert said.split(":")[0] in client.get(answer["Location"]).text
        return
    assert "Mia" in answer.text
    for text in TYPED.values():
        assert text in answer.text, text


def test_too_much_text_after_a_colleague_decided_is_all_shown(
    comment: Comment, bas: User, mo: User, mia: User
) -> None:
    case = reported(comment, bas)
    old = filled_in(case, **{**TYPED, "public_reason": "lang " * 100})
    hide_case(case, mia)
    answer = log_in(mo).post(case.get_absolute_url(), old)
    assert answer.status_code == 409
    assert "lang " * 100 in answer.text


def test_outcome_that_does_not_fit_is_refused_with_the_text_kept(
    comment: Comment, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    answer = log_in(mo).post(case.get_absolute_url(), filled_in(case, outcome="restore", **TYPED))
    assert answer.status_code == 422
    for text in TYPED.values():
        assert text in answer.text, text
    assert 'value="restore"' not in answer.text


def test_form_offers_only_what_fits(comment: Comment, bas: User, mo: User) -> None:
    published = reported(comment, bas)
    client = log_in(mo)
    form = client.get(published.get_absolute_url()).context["form"]
    assert {"rule_code", "public_reason", "answer"} <= set(form.fields)
    hide_case(published, mo)
    hidden = open_case(comment=comment, moderator=mo)
    form = client.get(hidden.get_absolute_url()).context["form"]
    assert list(form.fields) == ["seen_version", "outcome", "explanation"]
    sent = {"seen_version": hidden.version, "outcome": "restore"}
    again = client.post(hidden.get_absolute_url(), sent)
    assert again.status_code == 422
    assert list(again.context["form"].fields) == ["seen_version", "outcome", "explanation"]


def test_own_case_shows_what_was_sent(comment: Comment, an: User, bas: User) -> None:
    case = reported(comment, bas)
    an.roles = ["moderator"]
    an.save()
    answer = log_in(an).post(case.get_absolute_url(), filled_in(case, **TYPED))
    assert answer.status_code == 422
    for text in TYPED.values():
        assert text in answer.text, text


def test_stale_case_that_is_still_open_can_be_decided_at_once(
    comment: Comment, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    old = filled_in(case, explanation="Wat ik had getypt over deze reactie.")
    reported(comment, make_person("Kim"), explanation="Ik ook.")
    client = log_in(mo)
    answer = client.post(case.get_absolute_url(), old)
    assert answer.status_code == 409
    assert "Ik ook." in answer.text
    form = answer.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
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
