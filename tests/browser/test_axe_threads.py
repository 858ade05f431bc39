"""The states of a discussion: in another order, folded, appreciated, with what is new, of 200 comments."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article
from discussions.actions.appreciations import appreciate
from discussions.models import Participation, Thread
from tests.browser.inspection import Inspection
from tests.browser.scene import People, discuss, with_notes
from tests.discussions.reading.growing import grow
from tests.factories import hide, make_person, say

LogIn = Callable[[User | None], None]


def test_axe_on_a_discussion_in_every_state(
    inspection: Inspection, log_in: LogIn, page: Page
) -> None:
    people, article = People(), with_notes()
    discussion = discuss(people, article, roots=6)
    for person in (people.bas, people.els):
        appreciate(comment=discussion.first, person=person, kind="clear")
    appreciate(comment=discussion.first, person=people.mo, kind="practice")
    address = reverse("article_comments", args=[article.slug])
    who = reverse("appreciated_by", args=[discussion.first.public_id])
    inspection.visit(f"{address}?volgorde=beste", name="best first", public=True)
    inspection.visit(who, name="who appreciates a comment", public=True)
    page.goto(inspection.site + address)
    for branch in page.locator("details.branch > summary:visible").all():
        branch.click()
    inspection.look("folded branches")
    log_in(people.els)
    page.goto(inspection.site + address)
    Participation.objects.filter(person=people.els).update(
        read_until=timezone.now() - timedelta(days=2)
    )
    inspection.visit(f"{address}?volgorde=nieuwste", name="newest first, with what is new")
    page.click(f"#waardering-{discussion.first.public_id} summary")
    inspection.look("the three words, opened")
    page.click(f"#grounded-{discussion.first.public_id}")
    page.wait_for_selector(f"#grounded-{discussion.first.public_id}[aria-pressed=true]")
    inspection.look("a word just pressed")
    inspection.visit(discussion.deepest.get_absolute_url(), name="a new comment deep down")
    inspection.visit(discussion.first.get_absolute_url(), name="a comment among its siblings")
    assert not inspection.findings, "\n".join(inspection.findings)


def test_axe_on_two_hundred_comments(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people = People()
    article = Article.objects.get(slug="tijd-voor-transformatie")
    assert not Thread.objects.filter(article=article).exists()
    grow(article, people.an, [*[None] * 50, *[number for number in range(50) for _ in range(3)]])
    say(people.mo, under=article)
    log_in(people.bas)
    inspection.visit(
        reverse("article_comments", args=[article.slug]), name="two hundred comments, first page"
    )
    for roots in (40, 51):
        page.locator("#reacties > .more a").click()
        expect(page.locator("#reacties > li > .comment")).to_have_count(roots)
    assert page.locator(".comment").count() == 201
    inspection.look("two hundred comments, all of them")
    assert not inspection.findings, "\n".join(inspection.findings)


def test_axe_on_a_discussion_that_begins(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    """Nobody said anything; one person did; and then, while one reads, three more."""
    people = People()
    article = Article.objects.get(slug="tijd-voor-transformatie")
    address = reverse("article_comments", args=[article.slug])
    inspection.visit(address, name="no comment, a visitor", public=True)
    log_in(people.bas)
    inspection.visit(address, name="no comment, a member")
    only = say(people.an, under=article)
    inspection.visit(address, name="one comment")
    for name in ("Kees", "Lea", "Tom"):
        say(make_person(name), under=article)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".news button")).to_have_text("Toon 3 nieuwe reacties")
    inspection.look("three new comments are told")
    page.click(".news button")
    expect(page.locator("#reacties > li > .comment")).to_have_count(4)
    inspection.look("three new comments are shown")
    hide(only, people.mo)
    inspection.visit(address, name="a hidden comment among others")
