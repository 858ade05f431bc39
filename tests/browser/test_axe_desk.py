"""The desks of moderators, editors and operators, in every state that looks different, without one violation."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.actions.claims import propose_claim
from articles.actions.correct_facts import Facts, correct_facts
from articles.actions.decide_intake import discard_intake
from articles.actions.publish import withdraw_article
from articles.models import Source
from discussions.models import Case
from discussions.moderation.bulk import decide_together
from discussions.moderation.reporting import report_illegal
from discussions.moderation.taking import open_case
from tests.articles.texts import CLOSING, MIDDLE, PAGE, current, import_text, mark
from tests.browser.inspection import Inspection
from tests.browser.scene import People, claim_of, complain, with_notes
from tests.factories import make_intake, make_person, say

LogIn = Callable[[User | None], None]


def test_axe_on_the_desks_of_editors_and_operators(inspection: Inspection, log_in: LogIn) -> None:
    people, article = People(), with_notes()
    log_in(people.els)
    inspection.visit("/redactie/")
    inspection.visit(reverse("article_record", args=[article.slug]))
    inspection.visit(reverse("article_record", args=["tijd-voor-transformatie"]))
    inspection.visit("/moderatie/", status=404, name="a desk of others")
    inspection.visit("/redactie/?toon=ingetrokken", name="editors' list, empty")
    inspection.visit("/redactie/bronnen/")
    inspection.visit(Source.objects.all()[0].desk_url())
    inspection.visit(reverse("article_facts", args=[article.slug]))
    inspection.visit(reverse("withdraw_article", args=[article.slug]))
    inspection.send("main form.form", status=422, name="withdrawing without a reason")
    withdraw_article(article=article, editor=people.els, reason="De schrijver vroeg erom.")
    inspection.visit(reverse("withdraw_article", args=[article.slug]), name="withdrawn")
    inspection.visit("/redactie/invoer/", name="what comes in, empty")
    inspection.visit("/redactie/invoeren/")
    inspection.send("main form.form", status=422, name="bringing in nothing")
    log_in(people.olga)
    inspection.visit("/beheer/mensen/")


def test_axe_on_a_text_on_its_way_in(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people = People()
    first = import_text()
    mark(first, MIDDLE)
    text = PAGE.replace("tot nu toe weinig", "tot nu toe heel weinig") + "\n\nDelen op LinkedIn"
    text += "\n\nBel Kees Voorbeeld op 06 12 34 56 78."
    waiting = make_intake(text, created_by=people.els, article=first.article)
    thrown_away = discard_intake(intake=make_intake(created_by=people.els))
    log_in(people.els)
    inspection.visit("/redactie/", name="editors' desk, something waits")
    inspection.visit("/redactie/invoer/", name="what comes in")
    inspection.visit("/redactie/invoer/?toon=afgehandeld", name="what was handled")
    inspection.visit(waiting.get_absolute_url(), name="preview of a new version")
    page.click("#keer-5")
    page.wait_for_selector("#regel-5 del")
    inspection.look("preview, a line left out")
    page.click("#keer-5")
    page.wait_for_selector("#regel-5:not(:has(del))")
    inspection.visit(waiting.get_absolute_url() + "?kies=5", name="preview, kinds of a line")
    inspection.send(
        "section.decide form", status=422, name="preview, changes not seen", button="doe=publiceren"
    )
    inspection.visit(thrown_away.get_absolute_url(), name="thrown away")


def test_axe_on_marking_claims(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people, article = People(), with_notes()
    own = import_text().article
    start = current(own).canonical_text.index(CLOSING)
    proposed = propose_claim(
        version=current(own),
        places=[(start, start + len(CLOSING))],
        statement="Luisteren gaat vooraf aan samenwerken.",
        tone="literal",
        note="",
        editor=people.els,
    )
    log_in(people.els)
    marking = reverse("marking", args=[own.slug])
    inspection.visit(marking)
    inspection.send(
        "[data-marking]", status=422, name="a claim of nothing", button="actie=stelling"
    )
    inspection.visit(reverse("marking", args=[article.slug]), name="marking, many claims")
    inspection.visit(reverse("proposed_claims"))
    inspection.visit(reverse("edit_claim", args=[own.slug, proposed.number]), name="a proposal")
    claim = claim_of(article, 3)
    inspection.visit(reverse("edit_claim", args=[article.slug, claim.number]))


def test_axe_on_facts_of_two_editors(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    """Each row of the conflict says both values; a mistake keeps what the text proves in sight."""
    people, article = People(), import_text().article
    log_in(people.els)
    facts = reverse("article_facts", args=[article.slug])
    inspection.visit(facts, name="facts")
    page.fill("[name=author_name]", "Karin Voorbeeld")
    correct_facts(article=article, facts=Facts(author_name="Kees Voorbeeld", category="Opinie"))
    inspection.send("main form.form", status=409, name="facts, saved by a colleague meanwhile")
    assert "Kees Voorbeeld" in page.locator(".errors").inner_text()
    expect(page.locator(".errors h2")).to_be_focused()
    page.fill("[name=source_url]", "geen adres")
    inspection.send("main form.form", status=422, name="facts with a mistake")


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
    complain(people, say(people.an, "Die straks is aangekruist.", under=article))
    notice = report_illegal(explanation="Dit mag niet.", addresses=["/ergens/"]).case
    inspection.visit("/moderatie/?regel=HR-1", name="queue, with a filter")
    inspection.visit("/moderatie/", name="queue, filled")
    for fold in page.locator("details.more summary").all():
        fold.click()
    inspection.look("queue, its choices and keys")
    page.locator("[data-key=v]").first.click()
    page.wait_for_selector(".here textarea[name=explanation]:focus")
    inspection.look("queue, a case opened in its place")
    page.locator("[data-key=x]").last.check()
    inspection.send("#samen", status=200, name="queue, one left alone by what was ticked")
    inspection.visit("/moderatie/", name="queue, with something just decided")
    page.locator("#samen input[value=tegen]").check()
    inspection.send("#samen", status=422, name="queue, nothing ticked")
    inspection.visit(notice.get_absolute_url(), name="case about an address")
    danger = reverse("moderation_threat", args=[notice.public_id])
    inspection.visit(danger, name="is somebody in danger")
    inspection.send("main form.buttons", status=200, name="somebody is in danger")
    inspection.send("main form.form", status=422, name="danger, without who was told")
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


def test_axe_on_undoing_together_and_on_what_comes_back(
    inspection: Inspection, log_in: LogIn, page: Page
) -> None:
    people, article = People(), with_notes()
    cases = [Case.objects.create(comment=say(people.an, under=article)) for _ in range(2)]
    came = decide_together(
        chosen=[(case, 1) for case in cases],
        moderator=people.mo,
        against=True,
        rule_code="HR-1",
        explanation="Je noemt Bas een prutser.",
    )
    reported = complain(people, say(people.an, under=article)).case
    log_in(people.mo)
    inspection.visit("/moderatie/logboek/", name="log, with what was decided in one go")
    inspection.visit(reverse("moderation_undo_act", args=[came.done[0].act]))
    inspection.send("main form.form", status=422, name="undo together without a reason")
    inspection.visit(reverse("member_rules", args=[people.an.public_id]))
    inspection.visit(reverse("member", args=[people.an.public_id]), name="member, with measures")
    inspection.visit(reported.get_absolute_url(), name="case, before the session ends")
    page.fill("textarea[name=explanation]", "Je noemt Bas een prutser.")
    Session.objects.all().delete()
    inspection.send("form.form:not(.tools form)", status=403, name="logged out while deciding")
