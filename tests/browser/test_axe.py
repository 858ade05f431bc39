"""Every kind of page, in every state that looks different, without one violation.

Each is looked at in 360 and 1280 px, in light and dark, and at 320 px for scrolling sideways;
besides, the browser itself may complain of nothing and may ask nothing of another site.
"""

import uuid
from collections.abc import Callable
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import Settings

from accounts.mailbox import FolderBackend
from accounts.models import User
from articles.actions.read_later import keep_for_later
from articles.models import Source
from discussions.actions.drafts import save_draft
from discussions.actions.stances import take_stance
from discussions.email_key import KEPT, email_key
from discussions.models import ImportedAuthor, StanceValue
from discussions.reading.thread_page import load_discussion
from tests.browser.inspection import TOO_WIDE, Inspection
from tests.browser.scene import People, claim_of, discuss, take_stances, with_notes
from tests.factories import came_along, say

LogIn = Callable[[User | None], None]


LogIn = Callable[[User | None], None]


def test_axe_on_an_empty_site(page: Page, live_server: object, transactional_db: None) -> None:
    inspection = Inspection(page, str(getattr(live_server, "url", "")))
    inspection.visit("/", public=True)
    inspection.visit("/stellingen/", public=True)
    assert not inspection.findings, "\n".join(inspection.findings)


def test_axe_on_what_visitors_read(
    inspection: Inspection, settings: Settings, tmp_path: Path
) -> None:
    settings.MAILBOX_DIR = tmp_path
    inspection.visit("/postvak/", name="mailbox, empty", public=True)
    words = "Dag An,\n\n1234-5678\n\nhttps://voorbeeld.example/" + "lang" * 30
    FolderBackend().send_messages([EmailMessage("Je code", words, to=["an@example.org"])])
    people, article = People(), with_notes()
    long, bare = claim_of(article, 3), claim_of(article, 5)
    discussion = discuss(people, article)
    say(people.an, under=long)
    take_stances(bare, 3)
    take_stances(long, 7)
    for path in [
        "/",
        f"/?bron={Source.objects.filter(articles__status='published')[0].slug}",
        "/stellingen/",
        reverse("claims") + "?verband=tegenspraak",
        article.get_absolute_url(),
        "/artikelen/tijd-voor-transformatie/",
        f"{article.get_absolute_url()}#passage-3-1",
        reverse("article_comments", args=[article.slug]),
        load_discussion(viewer=AnonymousUser(), article=article).thread.next_url or "",
        long.get_absolute_url(),
        bare.get_absolute_url(),
        discussion.first.get_absolute_url(),
        discussion.deepest.get_absolute_url(),
        discussion.hidden.get_absolute_url(),
        discussion.withdrawn.get_absolute_url(),
        reverse("report_comment", args=[discussion.first.public_id]),
        reverse("report_comment", args=[discussion.first.public_id]) + "?soort=illegaal",
        f"/illegaal-melden/?adres={long.get_absolute_url()}",
        "/zoeken/",
        "/zoeken/?q=samenwerking",
        "/zoeken/?q=samenwerkng",
        "/zoeken/?q=xqzkwv",
        "/huisregels/",
        "/over/",
        "/stijlgids/",
        "/postvak/",
    ]:
        inspection.visit(path, public=True)
    inspection.visit("/bestaat-niet/", status=404, public=True)
    button = reverse("follow_article", args=[article.slug])
    inspection.visit(button, status=405, public=True)


def test_axe_on_what_members_read(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people, article = People(), with_notes()
    claim = claim_of(article)
    discussion = discuss(people, article)
    log_in(people.bas)
    inspection.visit("/berichten/", name="inbox, empty")
    inspection.visit("/berichten/volgen/", name="what one follows, nothing")
    inspection.visit("/berichten/waarom/", name="why no mail, nothing")
    inspection.visit("/berichten/keuzes/", name="what is mailed")
    inspection.visit("/account/profiel/")
    inspection.visit("/later-lezen/", name="nothing kept for later")
    keep_for_later(person=people.bas, article=article)
    inspection.visit("/later-lezen/", name="one article kept for later")
    inspection.visit("/mijn-concepten/", name="no drafts")
    for place in ({"article": article}, {"claim": claim}, {"parent": discussion.first}):
        for sequence in (1, 2):
            draft = save_draft(
                person=people.bas,
                body=f"Half {sequence}",
                sequence=sequence,
                submission_id=uuid.uuid4(),
                replaces=True,
                **place,
            )
    inspection.visit("/mijn-concepten/", name="drafts")
    inspection.visit(f"/mijn-concepten/{draft.public_id}/weggooien/", name="throw a draft away")
    inspection.visit(
        "/mijn/overgenomen-reacties/", name="comments from elsewhere, address not verified"
    )
    EmailAddress.objects.create(user=people.bas, email=people.bas.email, verified=True)
    inspection.visit("/mijn/overgenomen-reacties/", name="comments from elsewhere, none")
    came = came_along("Bas van toen", under=article)
    ImportedAuthor.objects.update(
        email_key=email_key(people.bas.email), email_key_expires_at=timezone.now() + KEPT
    )
    inspection.visit("/mijn/overgenomen-reacties/", name="comments from elsewhere, some")
    inspection.visit(came.get_absolute_url(), name="comment of an unconfirmed name")
    inspection.visit(article.get_absolute_url(), name="article, another member")
    inspection.visit(claim.get_absolute_url(), name="claim, no stance yet")
    take_stance(person=people.bas, claim=claim, value=StanceValue.DEPENDS)
    take_stances(claim, 6)
    inspection.visit(claim.get_absolute_url(), name="claim, after it depends")
    log_in(people.an)
    inspection.visit(article.get_absolute_url(), name="article, its author")
    inspection.visit(discussion.hidden.get_absolute_url(), name="one's own hidden comment")
    page.click(".own-words summary")
    inspection.look("one's own hidden comment, opened")
    page.click(".menu summary")
    inspection.look("the menu, opened")
    inspection.visit("/berichten/", name="inbox, filled")
    page.click(".entries a")
    inspection.look("a message")


def test_nothing_scrolls_sideways_with_wide_text_spacing(page: Page, site: str) -> None:
    """WCAG 1.4.12: line height 1.5, letters .12em, words .16em, paragraphs 2em apart."""
    page.set_viewport_size({"width": 320, "height": 800})
    article = with_notes()
    for path in [
        "/",
        "/stellingen/",
        "/zoeken/",
        "/zoeken/?q=samenwerking",
        "/zoeken/?q=samenwerkng",
        "/zoeken/?q=xqzkwv",
        "/huisregels/",
        "/stijlgids/",
        "/account/login/",
        article.get_absolute_url(),
        claim_of(article).get_absolute_url(),
    ]:
        page.goto(site + path)
        page.evaluate(
            """() => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;"
                    + " word-spacing: .16em !important } p { margin-bottom: 2em !important }");
                document.adoptedStyleSheets = [sheet];
            }"""
        )
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        assert wide <= 320, (path, page.evaluate(TOO_WIDE, 320))
