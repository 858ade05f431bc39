"""Pressing *eens*, *hangt ervan af* or *oneens* over HTTP."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Claim
from discussions.actions.stances import take_stance
from discussions.models import Leaning, Stance, StanceChange
from tests.discussions.texts import make_claim, make_text
from tests.factories import make_person
from tests.pages.page import Page, get

HTMX = {"HX-Request": "true"}


@pytest.fixture
def claim(db: None) -> Claim:
    article = make_text("een-artikel")
    make_claim(article)
    return make_claim(article)


@pytest.fixture
def an(client: Client, db: None) -> User:
    """A member who is logged in."""
    person = make_person("An")
    client.force_login(person)
    return person


def url(claim: Claim) -> str:
    return f"{claim.get_absolute_url()}standpunt/"


def pressed(page: Page) -> list[str]:
    return [button.text for button in page.all("button") if button["aria-pressed"] == "true"]


def part(client: Client, address: str, data: dict[str, str]) -> Page:
    response = client.post(address, data, headers=HTMX)
    return Page(response.status_code, response.content.decode(), dict(response.headers))


def give(claim: Claim, **counts: int) -> None:
    for value, number in counts.items():
        for _ in range(number):
            take_stance(person=make_person(), claim=claim, value=value)


def test_press_saves_and_comes_back_to_the_buttons(client: Client, claim: Claim, an: User) -> None:
    response = client.post(url(claim), {"value": "agree"})
    assert response.status_code == 303
    assert response["Location"] == f"{claim.get_absolute_url()}#standpunt"
    page = get(client, claim.get_absolute_url())
    assert "standpunt" in page.ids
    assert pressed(page) == ["Eens"]
    assert "Je bent het eens." in page.text


def test_press_by_htmx_swaps_the_part_and_keeps_the_button(
    client: Client, claim: Claim, an: User
) -> None:
    before = get(client, claim.get_absolute_url())
    swapped = part(client, url(claim), {"value": "disagree"})
    assert swapped.status == 200
    assert swapped.root.all()[0]["id"] == "standpunten"
    assert pressed(swapped) == ["Oneens"]
    (button,) = [one for one in swapped.all("button") if one["value"] == "disagree"]
    assert button["id"], "htmx finds the focus back by the id"
    assert button["id"] in before.ids
    assert "Je standpunt is bewaard." in swapped.headers["HX-Trigger"].encode().decode(
        "unicode_escape"
    )


def test_press_again_or_twice_leaves_one_step(client: Client, claim: Claim, an: User) -> None:
    for _ in range(2):
        client.post(url(claim), {"value": "agree"})
    assert StanceChange.objects.filter(person=an).count() == 1


def test_withdraw_takes_the_stance_back(client: Client, claim: Claim, an: User) -> None:
    client.post(url(claim), {"value": "agree"})
    (button,) = [
        one for one in get(client, claim.get_absolute_url()).all("button") if one["formaction"]
    ]
    response = client.post(button["formaction"])
    assert response.status_code == 303
    assert not Stance.objects.exists()
    assert pressed(get(client, claim.get_absolute_url())) == []
    client.post(url(claim), {"value": "agree"})
    swapped = part(client, button["formaction"], {})
    assert [one.tag for one in swapped.all() if "data-focus" in one.attributes] == ["legend"]


def test_depends_invites_a_sentence_that_may_be_skipped(
    client: Client, claim: Claim, an: User
) -> None:
    assert not get(client, claim.get_absolute_url()).all("form", class_="condition")
    client.post(url(claim), {"value": "depends"})
    page = get(client, claim.get_absolute_url())
    (form,) = page.all("form", class_="condition")
    assert form["action"] == url(claim)
    assert {one["name"] for one in form.all("input")} == {
        "csrfmiddlewaretoken",
        "leaning",
        "condition",
    }
    client.post(url(claim), {"condition": " ", "leaning": "provided"})
    assert Stance.objects.get(person=an).leaning == ""


def test_depends_keeps_the_sentence(client: Client, claim: Claim, an: User) -> None:
    client.post(url(claim), {"value": "depends"})
    response = client.post(url(claim), {"condition": "er tijd voor is", "leaning": "provided"})
    assert response.status_code == 303
    stance = Stance.objects.get(person=an)
    assert (stance.leaning, stance.condition) == (Leaning.PROVIDED, "er tijd voor is")
    page = get(client, claim.get_absolute_url())
    assert "Jij zegt: hangt ervan af, mits er tijd voor is" in page.text
    folded = page.one("details", class_="more")
    assert "Zin wijzigen" in folded.text
    assert "open" not in folded.attributes
    assert folded.one("input", name="condition")["value"] == "er tijd voor is"


def test_the_form_is_open_until_there_is_a_sentence(client: Client, claim: Claim, an: User) -> None:
    take_stance(person=an, claim=claim, value="depends")
    page = get(client, claim.get_absolute_url())
    assert page.one("input", name="condition")
    assert "Zin wijzigen" not in page.text
    client.post(url(claim), {"condition": "er tijd voor is", "leaning": "provided"})
    wrong = client.post(url(claim), {"condition": "er geld voor is"})
    whole = Page(wrong.status_code, wrong.content.decode(), dict(wrong.headers))
    assert "open" in whole.one("details", class_="more").attributes


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"condition": "er tijd is"}, "Kies mits of tenzij."),
        ({"condition": "er tijd is", "leaning": "x"}, "Kies mits of tenzij."),
        ({"condition": "x" * 501, "leaning": "unless"}, "501"),
    ],
)
def test_a_mistake_comes_back_with_what_was_typed(
    client: Client, claim: Claim, an: User, data: dict[str, str], message: str
) -> None:
    take_stance(person=an, claim=claim, value="depends")
    response = client.post(url(claim), data)
    whole = Page(response.status_code, response.content.decode(), dict(response.headers))
    swapped = part(client, url(claim), data)
    for page in (whole, swapped):
        assert page.status == 422
        assert message in page.one("form", class_="condition").text
        assert page.one("input", name="condition")["value"] == data["condition"]
    assert whole.one("h1").text == claim.current_wording.statement
    assert Stance.objects.get(person=an).condition == ""


@pytest.mark.parametrize("data", [{}, {"value": ""}, {"value": "maybe"}])
def test_nonsense_is_refused(client: Client, claim: Claim, an: User, data: dict[str, str]) -> None:
    assert client.post(url(claim), data).status_code == 400
    assert not Stance.objects.exists()


def test_reading_an_address_for_sending_is_refused(client: Client, claim: Claim, an: User) -> None:
    assert client.get(url(claim)).status_code == 405
    assert client.get(f"{url(claim)}intrekken/").status_code == 405


def test_a_visitor_sees_the_buttons_and_is_led_to_log_in(client: Client, claim: Claim) -> None:
    page = get(client, claim.get_absolute_url())
    form = page.one(id="standpunt")
    assert [one.text for one in form.all("button")] == ["Eens", "Hangt ervan af", "Oneens"]
    assert form["method"] in ("", "get")
    assert form["action"] == "/account/login/"
    (hidden,) = form.all("input")
    assert (hidden["name"], hidden["value"]) == ("next", f"{claim.get_absolute_url()}#standpunt")
    assert client.get(form["action"], {"next": hidden["value"]}).status_code == 200


@pytest.mark.parametrize("tail", ["", "intrekken/"])
def test_a_press_after_the_session_ended_leads_back_to_the_buttons(
    client: Client, claim: Claim, tail: str
) -> None:
    response = client.post(url(claim) + tail, {"value": "agree"})
    assert response.status_code == 302
    where = urlsplit(response["Location"])
    assert where.path == "/account/login/"
    assert parse_qs(where.query)["next"] == [f"{claim.get_absolute_url()}#standpunt"]
    assert not Stance.objects.exists()


def test_a_claim_of_a_draft_takes_no_stance(client: Client, an: User) -> None:
    hidden = make_claim(make_text("concept", published=False))
    assert client.post(url(hidden), {"value": "agree"}).status_code == 404
    assert not Stance.objects.exists()


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "Nog niemand nam een standpunt in. Nog 5 nodig"),
        ({"agree": 1}, "Eén persoon nam een standpunt in. Nog 4 nodig"),
        ({"agree": 3, "disagree": 1}, "4 mensen namen een standpunt in. Nog 1 nodig"),
        ({"agree": 4, "disagree": 1}, "4 eens · 0 hangt ervan af · 1 oneens"),
        (
            {"agree": 5, "depends": 2, "disagree": 5},
            "5 eens · 2 hangt ervan af · 5 oneens: verdeeld",
        ),
        ({"agree": 10, "disagree": 1}, "10 eens · 0 hangt ervan af · 1 oneens: eensgezind"),
        ({"agree": 6, "depends": 4}, "6 eens · 4 hangt ervan af · 0 oneens: vraagt om uitwerking"),
    ],
)
def test_says_how_people_stand(
    client: Client, claim: Claim, counts: dict[str, int], said: str
) -> None:
    noise = Claim.objects.exclude(pk=claim.pk).get()
    give(noise, agree=6)
    give(claim, **counts)
    page = get(client, claim.get_absolute_url())
    agreement = page.one("div", class_="agreement")
    assert said in agreement.text
    shown = sum(counts.values()) >= 5
    assert len(agreement.all("rect")) == (len(counts) if shown else 0)
    for bar in agreement.all("rect"):
        assert 0 <= float(bar["x"]) < 100
        assert 0 < float(bar["width"]) <= 100


def test_below_five_nobody_can_tell_who_stands_where(client: Client, claim: Claim) -> None:
    give(claim, agree=4)
    html = get(client, claim.get_absolute_url()).one("div", class_="agreement").text
    give(Claim.objects.exclude(pk=claim.pk).get(), disagree=4)
    other = get(client, Claim.objects.exclude(pk=claim.pk).get().get_absolute_url())
    assert other.one("div", class_="agreement").text == html


def test_names_stand_nowhere(client: Client, claim: Claim) -> None:
    for index in range(6):
        take_stance(person=make_person(f"Geheimnaam{index}"), claim=claim, value="agree")
    assert "Geheimnaam" not in get(client, claim.get_absolute_url()).html
    client.force_login(make_person("Mo", "moderator"))
    assert "Geheimnaam" not in get(client, claim.get_absolute_url()).html
