"""Moderators of one source or series: what they see, and what they may decide."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Series
from discussions.actions.scopes import set_scope
from discussions.models import Case, Comment, ModeratorScope
from discussions.moderation.deciding import decide
from tests.discussions.moderation.conftest import reported
from tests.factories import make_article, make_claim, make_person, make_source, say

pytestmark = pytest.mark.django_db

WHY = "Je zegt in de eerste zin dat Bas er niets van begrijpt."


@pytest.fixture
def olga() -> User:
    return make_person("Olga", "operator")


class Town:
    """A comment about an article of a source, about a claim in a series, and about neither, each reported."""

    def __init__(self) -> None:
        self.source = make_source()
        self.series = Series.objects.create(title="Reeks", slug="reeks")
        in_series = make_article("In de reeks", series=self.series)
        comments = (
            say(under=make_article("Van de bron", source=self.source)),
            say(under=make_claim(in_series)),
            say(under=make_article("Elders")),
        )
        bas = make_person("Bas")
        self.of_source, self.of_series, self.elsewhere = (reported(one, bas) for one in comments)

    def seen_by(self, person: User) -> set[Case]:
        return set(Case.objects.visible_to(person))


@pytest.fixture
def town() -> Town:
    return Town()


def test_no_rows_is_everything_and_rows_are_only_that(town: Town, mo: User, olga: User) -> None:
    everything = {town.of_source, town.of_series, town.elsewhere}
    assert town.seen_by(mo) == everything
    set_scope(operator=olga, person=mo, sources=[town.source], series=[])
    assert town.seen_by(mo) == {town.of_source}
    set_scope(operator=olga, person=mo, sources=[], series=[town.series])
    assert town.seen_by(mo) == {town.of_series}
    set_scope(operator=olga, person=mo, sources=[town.source], series=[town.series])
    assert town.seen_by(mo) == {town.of_source, town.of_series}
    assert town.seen_by(make_person("Mia", "moderator")) == everything
    set_scope(operator=olga, person=mo, sources=[], series=[])
    assert town.seen_by(mo) == everything
    assert town.seen_by(make_person()) == set()


def test_what_is_not_theirs_they_do_not_decide(town: Town, mo: User, olga: User) -> None:
    set_scope(operator=olga, person=mo, sources=[town.source], series=[])

    def hide(case: Case) -> None:
        case.refresh_from_db()
        decide(
            case=case,
            moderator=mo,
            outcome="hide",
            seen_version=case.version,
            rule_code="HR-1",
            explanation=WHY,
            answer="Dank je.",
        )

    with pytest.raises(PermissionDenied):
        hide(town.elsewhere)
    assert Comment.every.get(cases=town.elsewhere).status == "published"
    hide(town.of_source)
    assert Comment.every.get(cases=town.of_source).status == "hidden"
    there, here = (
        Comment.every.get(cases=case).thread for case in (town.elsewhere, town.of_source)
    )
    for about in (there, None):
        with pytest.raises(PermissionDenied):
            decide(moderator=mo, outcome="close", about=about, public_reason="Het is klaar zo.")
    decide(moderator=mo, outcome="close", about=here, public_reason="Het is klaar zo.")
    assert here.restrictions.count() == 1


def test_their_desk_shows_only_that(town: Town, mo: User, olga: User) -> None:
    set_scope(operator=olga, person=mo, sources=[town.source], series=[])
    client = Client()
    client.force_login(mo)
    assert client.get(town.of_source.get_absolute_url()).status_code == 200
    assert client.get(town.elsewhere.get_absolute_url()).status_code == 404
    html = client.get(reverse("moderation_queue")).content.decode()
    assert "Van de bron" in html
    assert town.elsewhere.get_absolute_url() not in html
    assert town.of_source.get_absolute_url() in html


def test_the_operator_says_so_on_a_page(town: Town, mo: User, olga: User) -> None:
    client = Client()
    client.force_login(olga)
    address = reverse("moderator_scope", args=[mo.public_id])
    assert address in client.get(reverse("people")).content.decode()
    assert client.post(address, {"sources": [town.source.pk]}).status_code == 302
    assert ModeratorScope.objects.get().source == town.source
    assert "checked" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 302
    assert not ModeratorScope.objects.exists()
    client.force_login(mo)
    assert client.get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        set_scope(operator=mo, person=mo, sources=[], series=[])


def test_the_operator_hears_when_nobody_sees_everything(town: Town, mo: User, olga: User) -> None:
    client = Client()
    client.force_login(olga)
    address, part = reverse("moderator_scope", args=[mo.public_id]), {"sources": [town.source.pk]}
    warning = "Niemand modereert nu alles"
    assert warning in client.post(address, part, follow=True).text
    make_person("Mia", "moderator")
    assert warning not in client.post(address, part, follow=True).text
    User.objects.filter(display_name="Mia").update(is_active=False)
    assert warning in client.post(address, part, follow=True).text


def test_the_three_lines_stand_above_every_form(town: Town, an: User, member: Client) -> None:
    own = say(an, under=make_article("Van An"))
    pages = [
        own.thread.article.get_absolute_url(),
        reverse("answer_comment", args=[own.public_id]),
        reverse("edit_comment", args=[own.public_id]),
    ]
    for page in pages:
        html = member.get(page).content.decode()
        assert html.index("Vertel waar je iets op baseert.") < html.index("<textarea"), page
