"""Asking for a reappraisal and answering it, and the forms of moderators with their errors, without one violation."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import Role, User
from discussions.models import Decision, Notification
from discussions.moderation.appeals import file_appeal
from discussions.moderation.correspondence import appeal_url
from discussions.moderation.reappraising import answer_appeal, ask_outsider, review_url
from tests.browser.inspection import Inspection
from tests.browser.scene import People, claim_of, complain, with_notes
from tests.factories import hide, make_person, say, warn

LogIn = Callable[[User | None], None]
SAYS = "Ik bedoelde het plan, en niet Bas."
BECAUSE = "Het ging over het plan, en dat mag scherp."
FORM = "main form.form"


def path_of(url: str) -> str:
    return urlsplit(url).path


def test_axe_on_asking_for_a_reappraisal(inspection: Inspection) -> None:
    people = People()
    mia = make_person("Mia", Role.MODERATOR)
    said = say(people.an, "Bas is een prutser.\n\nEcht waar.", under=with_notes())
    complain(people, said)
    line: Decision = hide(said, people.mo)
    page = path_of(appeal_url(line, person=people.an.pk))
    inspection.visit(page, name="asking for a reappraisal", public=True)
    inspection.send(FORM, status=422, name="asking without a reason")
    appeal = file_appeal(decision=line, person=people.an, body=SAYS)
    inspection.visit(page, name="a reappraisal, asked for", public=True)
    answer_appeal(
        appeal=appeal,
        moderator=mia,
        founded=True,
        seen_version=appeal.case.version,
        explanation=BECAUSE,
    )
    inspection.visit(page, name="a reappraisal, answered", public=True)
    other = path_of(appeal_url(line, person=people.bas.pk))
    inspection.visit(other, name="a reappraisal that is not for this person", public=True)


def test_axe_on_answering_an_appeal(inspection: Inspection, log_in: LogIn) -> None:
    people = People()
    parent = say(people.bas, under=claim_of(with_notes()))
    hide(say(people.an, under=parent), people.mo)
    line = hide(say(people.an, "Bas is een prutser.", under=parent), people.mo)
    appeal = file_appeal(decision=line, person=people.an, body=SAYS)
    review = ask_outsider(appeal=appeal, moderator=people.mo, name="Ineke", address="i@example.org")
    outside = path_of(review_url(review))
    inspection.visit(outside, name="one case for an outsider", public=True)
    inspection.send(FORM, status=422, name="an outsider who chose nothing")
    at_desk = appeal.get_absolute_url()
    log_in(people.mo)
    inspection.visit(at_desk, name="an appeal, the same assessor")
    inspection.send(
        "form[action$='/buitenstaander/']", status=422, name="an appeal, no outsider named"
    )
    mia = make_person("Mia", Role.MODERATOR)
    inspection.visit(at_desk, name="an appeal for a colleague")
    inspection.visit("/moderatie/", name="queue, with an appeal")
    log_in(mia)
    inspection.visit(at_desk, name="an appeal")
    inspection.send(FORM, status=422, name="an appeal, nothing chosen")
    log_in(None)
    inspection.visit(outside)
    inspection.page.check("input[value=founded]")
    inspection.page.fill("textarea[name=explanation]", BECAUSE)
    inspection.send(FORM, status=200, name="an outsider has answered")
    log_in(mia)
    inspection.visit(at_desk, name="an appeal, answered")
    inspection.visit("/moderatie/cijfers/", name="numbers, with a reappraisal")


def test_axe_on_a_warning_to_acknowledge(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people = People()
    warn(moderator=people.mo, person=people.an)
    message = Notification.objects.get(person=people.an)
    log_in(people.an)
    inspection.visit(reverse("inbox"), name="inbox, a warning")
    inspection.visit(reverse("message", args=[message.pk]), name="a warning")
    inspection.send(FORM, status=200, name="a warning, read")


def test_axe_on_the_errors_of_moderators(inspection: Inspection, log_in: LogIn) -> None:
    people, article = People(), with_notes()
    said = say(people.an, "Bas is een prutser.", under=article)
    complain(people, said)
    log_in(people.mo)
    for path, name in (
        (reverse("word_list"), "word list, nothing written"),
        (reverse("filter", args=["F-3"]), "one filter, without a reason"),
        (reverse("site_rules"), "writing on the whole site, nothing chosen"),
        (reverse("claim_rules", args=[article.slug, claim_of(article).number]), "one discussion"),
        (reverse("person_rules", args=[said.public_id]), "one person, nothing chosen"),
        (reverse("member", args=[people.an.public_id]), "one member, an empty note"),
    ):
        inspection.visit(path)
        inspection.page.eval_on_selector_all(
            f"{FORM} textarea", "all => all.forEach(one => one.value = '')"
        )
        inspection.send(FORM, status=422, name=f"{name}, errors")
