"""Every kind of page, in every state that looks different, without one violation.

Each is looked at in 360 and 1280 px, in light and dark, and at 320 px for scrolling sideways;
besides, the browser itself may complain of nothing and may ask nothing of another site.
"""

import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route
from pytest_django import Settings

from accounts.actions import create_person
from accounts.mailbox import FolderBackend
from accounts.models import User
from articles.actions.read_later import keep_for_later
from articles.models import Source
from discussions.actions.drafts import save_draft
from discussions.actions.stances import take_stance
from discussions.email_key import KEPT, email_key
from discussions.models import ImportedAuthor, StanceValue
from discussions.moderation.actions import open_case
from discussions.reading.thread_page import load_discussion
from tests.accounts.conftest import mailed_code
from tests.browser.inspection import TOO_WIDE, Inspection
from tests.browser.scene import People, claim_of, complain, discuss, take_stances, with_notes
from tests.factories import came_along, make_person, say

LogIn = Callable[[User | None], None]


def answer_with(template: str, route: Route) -> None:
    """Answer with a page that is hard to get from a healthy site."""
    route.fulfill(body=render_to_string(template), content_type="text/html; charset=utf-8")


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


def test_axe_on_what_members_write(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people, article = People(), with_notes()
    claim = claim_of(article)
    root = say(people.an, under=article)
    log_in(people.bas)
    answer = reverse("answer_comment", args=[root.public_id])
    inspection.visit(answer)
    inspection.send("form.composer", status=422, name="answer page, empty text")
    page.fill("form.composer textarea", "Een **antwoord**.")
    inspection.send("form.composer", status=200, name="answer page, preview", button="preview=1")

    page.goto(inspection.site + article.get_absolute_url())
    page.click(f"#antwoorden-{root.public_id}")
    page.wait_for_selector(f"#antwoord-{root.public_id} textarea:focus")
    inspection.look("article, answer form open")
    # What was written on the other page stands ready here.
    page.fill(f"#antwoord-{root.public_id} textarea[name=body]", "")
    page.click(f"#antwoord-{root.public_id} button.button:not(.quiet)")
    page.wait_for_selector(f"#antwoord-{root.public_id} .errors")
    inspection.look("article, answer form with an error")
    page.fill(f"#antwoord-{root.public_id} textarea", "Een **antwoord**.")
    page.click(f"#antwoord-{root.public_id} .extras summary")
    inspection.look("article, answer form with all that stands behind more")
    page.click(f"#antwoord-{root.public_id} button[name=preview]")
    page.wait_for_selector(f"#antwoord-{root.public_id} .preview")
    inspection.look("article, answer form with a preview")
    page.click(f"#antwoord-{root.public_id} button.button:not(.quiet)")
    page.wait_for_selector(f"#onder-{root.public_id} .arrived")
    inspection.look("article, answer placed")
    page.click(f"#melden-{root.public_id}")
    page.wait_for_selector(f"#melding-{root.public_id}")
    inspection.look("article, report form open")
    page.fill("#schrijven-nieuw textarea", "x" * 20_000)
    page.dispatch_event("#schrijven-nieuw textarea", "input")
    inspection.look("article, text too long")

    report = reverse("report_comment", args=[root.public_id])
    inspection.visit(report)
    inspection.send("form.form", status=422, name="report page with an error")
    say_own = say(people.bas, under=article)
    inspection.visit(reverse("report_comment", args=[say_own.public_id]))
    inspection.visit(reverse("withdraw_comment", args=[say_own.public_id]))

    take_stance(person=people.bas, claim=claim, value=StanceValue.DEPENDS)
    page.goto(inspection.site + claim.get_absolute_url())
    page.fill("form.condition input[name=condition]", "er genoeg geld is")
    inspection.send("form.condition", status=422, name="claim, sentence without a choice")


def test_axe_when_a_form_was_open_too_long(
    inspection: Inspection, log_in: LogIn, page: Page
) -> None:
    people, article = People(), with_notes()
    log_in(people.bas)
    page.goto(inspection.site + article.get_absolute_url())
    page.fill("form.composer textarea", "Dit mag niet weg.")
    page.context.clear_cookies(name="csrftoken")
    inspection.send("form.composer", status=403, name="403_csrf")
    page.goto(inspection.site + article.get_absolute_url())
    page.fill("form.composer textarea", "Dit mag niet weg.")
    page.context.clear_cookies(name="sessionid")
    inspection.send("form.composer", status=403, name="text kept after the session ended")


def test_axe_on_getting_in(inspection: Inspection, page: Page, log_in: LogIn) -> None:
    create_person(email="an@example.org", display_name="An", password="zeven zwarte zwanen")
    for path in ["login", "signup", "login/code", "password/reset"]:
        inspection.visit(f"/account/{path}/")
        inspection.send("form.form", status=200, name=f"{path}, sent empty")
    page.fill("input[name=email]", "an@example.org")
    inspection.send("form.form", status=200, name="code to reset a password")
    page.fill("input[name=code]", "nietgoed")
    inspection.send("form.form", status=200, name="wrong code")
    page.fill("input[name=code]", mailed_code("an@example.org"))
    inspection.send("form.form", status=200, name="new password")
    page.context.clear_cookies()

    page.goto(f"{inspection.site}/account/login/code/")
    page.fill("input[name=email]", "an@example.org")
    inspection.send("form.form", status=200, name="code to log in")
    page.context.clear_cookies()

    page.goto(f"{inspection.site}/account/signup/")
    page.fill("input[name=email]", "nieuw@example.org")
    page.fill("input[name=display_name]", "Nieuw")
    page.fill("input[name=password1]", "negen natte neushoorns")
    inspection.send("form.form", status=200, name="code to confirm an address")
    page.context.clear_cookies()

    log_in(User.objects.get(email="an@example.org"))
    for path in ["email", "password/change", "logout"]:
        inspection.visit(f"/account/{path}/")


def test_axe_on_the_desk_of_moderators(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people, article = People(), with_notes()
    log_in(people.mo)
    inspection.visit("/moderatie/", name="queue, empty")
    inspection.visit("/moderatie/logboek/", name="log, empty")

    claim = claim_of(article)
    root = say(people.bas, under=claim)
    said = say(people.an, "Bas is een prutser.", under=root)
    case = complain(people, said).case
    complain(people, say(people.an, under=article))
    complain(people, say(people.mo, under=article))
    own_initiative = open_case(comment=say(people.an, under=article), moderator=people.mo)
    inspection.visit("/moderatie/", name="queue, filled")
    inspection.visit(own_initiative.get_absolute_url(), name="case, own initiative")
    inspection.visit(case.get_absolute_url(), name="case, open")
    inspection.send("form.form:not(.tools form)", status=422, name="case with errors")
    page.check("input[name=outcome][value=hide]")
    page.select_option("select[name=rule_code]", "HR-1")
    page.fill("textarea[name=explanation]", "Je noemt Bas een prutser.")
    form = "form.form:not(.tools form)"
    inspection.send(form, status=200, name="case, letters", button="preview=1")
    complain(people, said, make_person("Kees"))
    inspection.send(form, status=409, name="case, changed meanwhile")
    inspection.send(form, status=200, name="case decided: back to the queue")
    inspection.visit(case.get_absolute_url(), name="case, decided")
    inspection.visit("/moderatie/?toon=afgehandeld")
    inspection.visit("/moderatie/logboek/", name="log, filled")
    decision = case.decisions.get()
    inspection.visit(reverse("moderation_undo", args=[decision.pk]))
    inspection.send("main form.form", status=422, name="undo without a reason")


def test_axe_on_pages_of_errors(inspection: Inspection, page: Page) -> None:
    for name in ("400", "403", "429", "500"):
        page.route(f"{inspection.site}/over/?{name}", partial(answer_with, f"{name}.html"))
        inspection.visit(f"/over/?{name}", name=f"error {name}")


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
