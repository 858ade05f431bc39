"""Labels beside a comment, at the desk and in the discussion, without one violation."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from discussions.models import CommentLabel
from tests.browser.inspection import Inspection
from tests.browser.scene import People, complain, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]
WHY = "Het jaarverslag van de gemeente noemt een ander getal."


def test_axe_on_labels(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people, article = People(), with_notes()
    said = say(people.an, "Negen van de tien teams zijn weg.", under=article)
    case = complain(people, said).case
    log_in(people.mo)
    inspection.visit(case.get_absolute_url(), name="case, with labels to choose")
    page.check("input[name=outcome][value=label]")
    page.select_option("select[name=label_code]", "LB-1")
    form = "form.form:not(.tools form)"
    inspection.send(form, status=422, name="case, a label without its sentence")
    page.fill("input[name=public_reason]", WHY)
    inspection.send(form, status=200, name="case, letter about a label", button="preview=1")
    inspection.send(form, status=200, name="a label put: back to the queue")
    line = CommentLabel.objects.get().decision
    way = reverse("label_comment", args=[said.public_id])
    inspection.visit(way, name="labels beside a comment")
    inspection.send("main form.form", status=422, name="a label without anything")
    inspection.visit(reverse("moderation_undo", args=[line.pk]), name="taking a label off")
    inspection.visit(case.get_absolute_url(), name="case, labelled")
    log_in(None)
    inspection.visit(article.get_absolute_url(), name="discussion with a label")
    assert WHY in page.locator(".comment .labelled").inner_text()
    inspection.visit(said.get_absolute_url(), name="comment with a label")
    inspection.visit(reverse("house_rules"), name="house rules with labels")
