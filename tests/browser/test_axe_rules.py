"""The pages where moderators set rules, and where readers find them, without one violation."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from discussions.moderation.filters import list_word, set_filter
from discussions.moderation.notes import write_note
from discussions.moderation.reporting import report_comment
from discussions.moderation.terms import TERMS
from tests.browser.inspection import Inspection
from tests.browser.scene import People, claim_of, with_notes
from tests.factories import hide, restrict, say

LogIn = Callable[[User | None], None]


def test_axe_on_the_rules(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people, article = People(), with_notes()
    inspection.visit("/contact/", public=True)
    inspection.visit(reverse("terms", args=[TERMS[0].number]), public=True)
    log_in(people.mo)
    inspection.visit("/moderatie/filters/woorden/", name="word list, empty")
    list_word(moderator=people.mo, words="gegarandeerd winst", note="Een golf reclame.")
    set_filter(moderator=people.mo, code="F-2", effect="hold", reason="Een golf reclame.")
    inspection.visit("/moderatie/filters/woorden/", name="word list")
    inspection.visit("/moderatie/filters/F-3/", name="one filter, never set")
    inspection.visit("/moderatie/filters/F-2/", name="one filter, set")
    inspection.visit("/moderatie/filters/", name="filters")
    page.fill("#id_text", "Gegarandeerd winst: bel 06-12345678")
    page.click("main form button[type=submit]")
    page.wait_for_selector("#uitkomst")
    inspection.look("filters, a text tried")
    said = say(people.an, under=article)
    report_comment(comment=said, reporter=people.bas, rule_code="HR-1", explanation="Te fel.")
    hide(say(people.an, under=article), people.mo)
    write_note(moderator=people.mo, person=people.an, text="Gebeld: wil het rustiger doen.")
    restrict(moderator=people.mo, person=people.an, kind="held", reason="Even meelezen.")
    inspection.visit(reverse("member", args=[people.an.public_id]), name="one member")
    inspection.visit(reverse("member_rules", args=[people.an.public_id]), name="what holds for one")
    page.check("[name=kind][value=warn]")
    page.select_option("[name=rule_code]", "LAW-4")
    page.fill("[name=public_reason]", "Je noemde Bas een prutser.")
    page.click("button[name=preview]")
    expect(page.locator("#brieven")).to_be_focused()
    inspection.look("the letter about one person, before it is sent")
    begins, ends = (timezone.now() + timedelta(hours=hours) for hours in (2, 50))
    thread = say(people.bas, under=claim_of(article)).thread
    restrict(
        moderator=people.mo,
        thread=thread,
        kind="closed",
        reason="Even afkoelen.",
        starts_at=begins,
        until=ends,
    )
    restrict(moderator=people.mo, article=article, kind="held", reason="Het loopt hoog op.")
    rules = reverse("claim_rules", args=[article.slug, claim_of(article).number])
    inspection.visit(rules, name="what holds, announced and for the article")
    inspection.visit("/moderatie/schrijven/", name="the whole site")
    log_in(people.bas)
    inspection.visit(claim_of(article).get_absolute_url(), name="a claim with announced rules")
    operator = User.objects.create(
        email="olga@example.org", display_name="Olga", roles=["operator"]
    )
    log_in(operator)
    inspection.visit(
        reverse("moderator_scope", args=[people.mo.public_id]), name="what a moderator looks after"
    )
    inspection.visit("/beheer/mensen/", name="people, with a moderator")
