"""Two people at once in one discussion, each in a browser: neither loses words, and both end up seeing the same."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article
from discussions.models import Comment, Draft, Thread
from tests.browser.inspection import complaints_of
from tests.browser.scene import People, claim_of, with_notes
from tests.factories import say

Open = Callable[[User], Page]
TEXT = "#tekst-nieuw"
POST = "#schrijven-nieuw > .buttons button:not([name])"


@pytest.fixture
def people(site: str) -> People:
    return People()


@pytest.fixture
def article(site: str) -> Article:
    return with_notes()


@pytest.fixture
def open_as(browser: Browser, site: str, article: Article) -> Iterator[Open]:
    """The discussion under the article, in a browser of this person's own, which may complain of nothing."""
    contexts, complaints = [], []

    def enter(person: User) -> Page:
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        context = browser.new_context(locale="nl-NL", reduced_motion="reduce")
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        contexts.append(context)
        page = context.new_page()
        complaints.append(complaints_of(page))
        page.goto(site + reverse("article_comments", args=[article.slug]))
        return page

    yield enter
    for context in contexts:
        context.close()
    assert [line for found in complaints for line in found] == []


def answer_form(page: Page, comment: Comment) -> str:
    """Open it; gives the selector of its text."""
    page.click(f"#antwoorden-{comment.public_id}")
    field = f"#tekst-{comment.public_id}"
    expect(page.locator(field)).to_be_focused()
    return field


def send_answer(page: Page, comment: Comment) -> None:
    page.click(f"#schrijven-{comment.public_id} > .buttons button:not([name])")


def look_again(page: Page) -> None:
    """As when the window comes to the front."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_two_people_write_at_the_same_time(open_as: Open, people: People) -> None:
    an, bas = open_as(people.an), open_as(people.bas)
    an.fill(TEXT, "Van An.")
    bas.fill(TEXT, "Van Bas.")
    an.click(POST)
    bas.click(POST)
    expect(an.locator("#reacties")).to_contain_text("Van An.")
    expect(bas.locator("#reacties")).to_contain_text("Van Bas.")
    bas.fill(TEXT, "En ik was nog niet klaar.")
    look_again(bas)
    bas.click(".news button")
    expect(bas.locator("#reacties")).to_contain_text("Van An.")
    expect(bas.locator("#reacties > li > .comment")).to_have_count(2)
    expect(bas.locator("#aantal-reacties")).to_have_text("2")
    expect(bas.locator(TEXT)).to_have_value("En ik was nog niet klaar.")
    assert Thread.objects.get().comment_count == 2


def test_two_people_answer_the_same_comment(
    open_as: Open, people: People, article: Article
) -> None:
    root = say(people.mo, under=article)
    an, bas = open_as(people.an), open_as(people.bas)
    for page, words in ((an, "An antwoordt."), (bas, "Bas antwoordt.")):
        page.fill(answer_form(page, root), words)
    send_answer(an, root)
    expect(an.locator(f"#onder-{root.public_id}")).to_contain_text("An antwoordt.")
    send_answer(bas, root)
    expect(bas.locator(f"#onder-{root.public_id}")).to_contain_text("Bas antwoordt.")
    # An answers the answer that Bas just gave, while Bas is still looking at the page as it was.
    look_again(an)
    an.click(".news button")
    last = Comment.objects.get(body="Bas antwoordt.")
    an.fill(answer_form(an, last), "Daar ben ik het mee eens.")
    send_answer(an, last)
    expect(an.locator(f"#onder-{last.public_id}")).to_contain_text("Daar ben ik het mee eens.")
    look_again(bas)
    bas.click(".news button")
    for page in (an, bas):
        expect(page.locator(f"#onder-{root.public_id} .comment")).to_have_count(3)
    root.refresh_from_db()
    assert root.reply_count == 2


def test_what_one_answers_is_withdrawn_meanwhile(
    open_as: Open, people: People, article: Article, site: str
) -> None:
    """An answer cannot be placed under it any more; the words stay, in the form and as a draft."""
    said = say(people.an, "Dat neem ik terug.", under=article)
    say(people.mo, under=said)
    an, bas = open_as(people.an), open_as(people.bas)
    field = answer_form(bas, said)
    bas.fill(field, "Maar waarom dan?")
    an.click(f"#reactie-{said.public_id} a[href$='/intrekken/']")
    an.click("main form.form button")
    expect(an.locator(f"#reactie-{said.public_id} .tombstone")).to_be_visible()
    send_answer(bas, said)
    expect(bas.locator(f"#schrijven-{said.public_id} .errors h3")).to_be_focused()
    expect(bas.locator(field)).to_have_value("Maar waarom dan?")
    assert Comment.objects.filter(author=people.bas).count() == 0
    assert Draft.objects.get(person=people.bas).body == "Maar waarom dan?"
    bas.goto(f"{site}/mijn-concepten/")
    expect(bas.locator("main")).to_contain_text("Maar waarom dan?")


def test_what_one_answers_moves_while_one_writes(
    open_as: Open, people: People, article: Article, site: str
) -> None:
    """The answer follows what it answers to the claim; links lead there."""
    said = say(people.an, "Dit gaat over de derde stelling.", under=article)
    bas, mo = open_as(people.bas), open_as(people.mo)
    field = answer_form(bas, said)
    bas.fill(field, "Dat vind ik ook.")
    mo.goto(site + reverse("move_comment", args=[said.public_id]))
    mo.locator("main form.form input[type=radio]").nth(2).check()
    mo.locator("main form.form [name=public_reason]").fill("Dit gaat over stelling 3.")
    mo.locator("main form.form button[type=submit]").click()
    said.refresh_from_db()
    send_answer(bas, said)
    expect(bas.locator(f"#onder-{said.public_id}")).to_contain_text("Dat vind ik ook.")
    answer = Comment.objects.get(author=people.bas)
    claim = claim_of(article, 3)
    assert (answer.parent, answer.thread.claim) == (said, claim)
    bas.goto(site + answer.get_absolute_url())
    expect(bas.locator(f"#reactie-{answer.public_id}")).to_be_visible()
    bas.goto(site + claim.get_absolute_url())
    expect(bas.locator("#reacties")).to_contain_text("Dat vind ik ook.")
