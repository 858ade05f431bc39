"""Following, being told and being named, by the keyboard alone; and the pages of it without one violation."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.bounces import record_bounce
from accounts.models import User
from articles.actions.follow import follow
from discussions.actions.telling import tell_about_comment
from discussions.models import Comment, Mention, NewsMail
from discussions.reading.mail_tokens import stop_url
from tests.browser.inspection import Inspection
from tests.browser.scene import People, claim_of, with_notes
from tests.factories import hide, make_person, say

LogIn = Callable[[User | None], None]


def tell(comment: Comment) -> Comment:
    tell_about_comment(comment=Comment.objects.get(pk=comment.pk))
    return comment


def press(page: Page, name: str, role: str = "button", *, whole: bool = True) -> None:
    """Walk there with Tab and press Enter, as somebody without a mouse."""
    wanted = page.get_by_role(role, name=name, exact=whole).first  # type: ignore[arg-type]
    wanted.evaluate(
        "place => { const all = [...document.querySelectorAll("
        "'a[href], button, input, textarea, select, summary, [tabindex]')];"
        " const before = all.slice(0, all.indexOf(place)).reverse()"
        ".find((one) => one.tabIndex >= 0 && one.checkVisibility()); before?.focus(); }"
    )
    page.keyboard.press("Tab")
    expect(wanted).to_be_focused()
    page.keyboard.press("Enter")


def test_follow_be_told_and_read_it_by_keyboard(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    people, article = People(), with_notes()
    say(people.an, under=article)
    log_in(people.bas)
    page.goto(site + article.get_absolute_url())
    press(page, "Volg deze discussie")
    stop = page.get_by_role("button", name="Volg niet meer")
    expect(stop).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Je volgt dit nu.")
    told = tell(say(people.an, "Nog een gedachte.", under=article))
    page.goto(site + reverse("inbox"))
    expect(page.get_by_role("link", name="Berichten 1 ongelezen")).to_be_visible()
    press(page, "An heeft gereageerd", role="link")
    page.wait_for_url(f"**{told.get_absolute_url()}")
    page.goto(site + reverse("inbox"))
    expect(page.get_by_role("link", name="Berichten", exact=True)).to_be_visible()
    press(page, "Wat je volgt", role="link")
    press(page, "Volg niet meer", whole=False)
    expect(page.get_by_text("Dat volg je niet meer.")).to_be_visible()


def test_name_somebody_by_keyboard(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    people, article = People(), with_notes()
    anna = make_person("Anna Bakker")
    for person in (people.an, anna, people.mo):
        say(person, under=article)
    log_in(people.bas)
    page.goto(site + reverse("article_comments", args=[article.slug]))
    text = page.locator("#tekst-nieuw")
    text.focus()
    page.keyboard.type("Dag @a")
    names = page.get_by_role("listbox", name="Mensen in deze discussie")
    expect(names.get_by_role("option")).to_have_text(["An", "Anna Bakker"])
    expect(names.get_by_role("option", name="An", exact=True)).to_have_attribute(
        "aria-selected", "true"
    )
    expect(page.get_by_role("status")).to_contain_text("2 namen")
    page.keyboard.press("Escape")
    expect(names).to_have_count(0)
    expect(text).to_be_focused()
    page.keyboard.type("n")
    page.keyboard.press("ArrowDown")
    chosen = names.get_by_role("option", name="Anna Bakker")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(text).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    page.keyboard.press("Enter")
    expect(text).to_have_value("Dag @Anna Bakker ")
    expect(names).to_have_count(0)
    page.keyboard.type("en @x")
    page.wait_for_timeout(400)
    expect(names).to_have_count(0)
    page.keyboard.press("Enter")  # without a list it is a new line
    expect(text).to_have_value("Dag @Anna Bakker en @x\n")
    page.locator("form.composer button[type=submit]:not([name])").first.click()
    drawn = page.locator(".comment.arrived strong.mention, .comment:target strong.mention")
    expect(drawn.first).to_have_text("@Anna Bakker")
    assert list(Mention.objects.values_list("person", flat=True)) == [anna.pk]


@pytest.mark.parametrize("with_script", [False])
def test_a_name_typed_in_full_works_without_javascript(
    browser: object, site: str, with_script: bool
) -> None:
    from django.conf import settings
    from django.test import Client

    people, article = People(), with_notes()
    say(people.an, under=article)
    client = Client()
    client.force_login(people.bas)
    name = settings.SESSION_COOKIE_NAME
    context = browser.new_context(java_script_enabled=with_script)  # type: ignore[attr-defined]
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    page = context.new_page()
    page.goto(site + reverse("article_comments", args=[article.slug]))
    page.fill("#tekst-nieuw", "Dag @An.")
    page.locator("form.composer button[type=submit]:not([name])").first.click()
    expect(page.locator("strong.mention")).to_have_text("@An")
    page.get_by_role("button", name="Volg deze discussie").click()
    expect(page.get_by_text("Je volgt deze discussie.")).to_be_visible()
    context.close()


def test_axe_on_what_one_is_told(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people, article = People(), with_notes()
    claim = claim_of(article)
    root = say(people.bas, under=article)
    for name in ("An", "Een naam van heel veel letters zonder eind", "Kees", "Mia"):
        tell(say(make_person(name), under=root))
    tell(say(people.an, "Dag @Bas.", under=article))
    hide(tell(say(people.an, under=say(people.bas, under=claim))))
    for subject in (article, claim):
        follow(person=people.bas, subject=subject)
    log_in(people.bas)
    inspection.visit("/berichten/", name="inbox with news")
    inspection.visit("/berichten/volgen/", name="what one follows")
    inspection.visit("/berichten/waarom/", name="why no mail")
    record_bounce(person=people.bas, address=people.bas.email, is_hard=True, code="smtp_550")
    inspection.visit("/berichten/", name="inbox, mail comes back")
    inspection.visit("/berichten/keuzes/", name="what is mailed, mail came back")
    inspection.visit(claim.get_absolute_url(), name="a claim one follows")
    page.goto(inspection.site + article.get_absolute_url())
    page.locator("#tekst-nieuw").focus()
    page.keyboard.type("Dag @")
    page.get_by_role("listbox").wait_for()
    inspection.look("names to choose from")
    log_in(None)
    address = stop_url(people.bas, "answer").partition("8000")[2]
    inspection.visit(address, name="what is mailed, from a mail")
    NewsMail.objects.filter(not_sent_because="").update(not_sent_because="smtp_550")
    log_in(people.olga)
    inspection.visit("/beheer/post/", name="the operator's page about mail")
