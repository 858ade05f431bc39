"""What a comment looks like, and to whom."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from articles.models import Article
from discussions.actions.appreciations import appreciate
from discussions.actions.comments import withdraw_comment
from discussions.models import Participation
from discussions.moderation.deciding import decide
from discussions.moderation.taking import open_case
from discussions.reading.thread_page import (
    load_thread,
)
from discussions.templatetags.drawn_comments import drawn
from tests.factories import hide, make_article, make_person, say

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def article() -> Article:
    """With a noise discussion beside it, so that a missing filter fails."""
    say(under=say(under=make_article()))
    return make_article()


def test_tombstone_of_withdrawn_comment(an: User, article: Article) -> None:
    comment = say(an, "Geheim", under=article)
    say(make_person("Bas"), under=comment)
    withdraw_comment(comment=comment, person=an)
    for viewer in (VISITOR, an, make_person("Mo", "moderator")):
        (node,) = load_thread(viewer=viewer, article=article).comments
        assert node.state == "withdrawn"
        assert (node.author_name, node.body_html, node.own_html, node.role_label) == (
            "",
            "",
            "",
            "",
        )
        assert (node.reply_url, node.report_url, node.withdraw_url) == ("", "", "")


def test_tombstone_of_hidden_comment_says_which_rule_and_why(an: User, article: Article) -> None:
    comment = say(an, "Geheim", under=article)
    hide(comment, reason="Ging over Bas.")
    hide(say(an, under=article), reason="Iets anders.")
    node = load_thread(viewer=VISITOR, article=article).comments[0]
    assert node.state == "hidden"
    assert node.tombstone is not None
    assert (node.tombstone.rule_code, node.tombstone.reason) == ("HR-1", "Ging over Bas.")
    assert node.tombstone.rule_title == "Over de stelling, niet over de persoon"
    assert (node.author_name, node.body_html, node.own_html) == ("", "", "")
    assert (node.message_url, node.case_url, node.reply_url) == ("", "", "")


def test_tombstone_without_a_public_reason_has_that_of_the_rule(an: User, article: Article) -> None:
    hide(say(an, under=article), reason="")
    (node,) = load_thread(viewer=VISITOR, article=article).comments
    assert node.tombstone is not None
    assert node.tombstone.reason == "Deze reactie ging over een persoon en niet over de stelling."


def test_author_reads_their_own_hidden_words_and_the_message(an: User, article: Article) -> None:
    decision = hide(say(an, "Mijn woorden", under=article))
    (node,) = load_thread(viewer=an, article=article).comments
    assert node.own_html == "<p>Mijn woorden</p>"
    assert node.message_url == f"/berichten/{decision.notifications.get(person=an).pk}/"
    assert (node.body_html, node.case_url) == ("", "")


def test_only_moderators_get_a_link_to_the_case(an: User, article: Article) -> None:
    decision = hide(say(an, "Geheim", under=article))
    for roles, sees in (((), False), (("editor",), False), (("moderator",), True)):
        (node,) = load_thread(viewer=make_person("Bas", *roles), article=article).comments
        assert node.case_url == (decision.case.get_absolute_url() if sees else "")
        assert (node.own_html, node.message_url) == ("", "")


def test_what_one_may_do_with_a_comment(an: User, article: Article) -> None:
    say(an, under=article)
    acts = {}
    for name, viewer in (("visitor", VISITOR), ("author", an), ("other", make_person("Bas"))):
        (node,) = load_thread(viewer=viewer, article=article).comments
        acts[name] = [bool(url) for url in (node.reply_url, node.report_url, node.withdraw_url)]
    assert acts == {
        "visitor": [False, False, False],
        "author": [True, False, True],
        "other": [True, True, False],
    }


def test_author_who_left_is_a_number(an: User, article: Article) -> None:
    say(make_person("Bas"), under=article)
    say(an, under=article)
    User.objects.filter(pk=an.pk).update(display_name="Weg", anonymised_at=timezone.now())
    names = [node.author_name for node in load_thread(viewer=VISITOR, article=article).comments]
    number = Participation.objects.get(thread__article=article, person=an).pseudonym_number
    assert names == ["Bas", f"Deelnemer {number}"] or names == ["Bas", f"Participant {number}"]


def test_role_stands_beside_the_name_of_the_editorial_team(article: Article) -> None:
    for roles in ((), ("editor",), ("moderator",), ("operator",)):
        say(make_person("Bas", *roles), under=article)
    labels = [node.role_label for node in load_thread(viewer=VISITOR, article=article).comments]
    assert [bool(label) for label in labels] == [False, True, True, False]


def test_what_is_drawn_is_kept_and_drawn_again_when_anything_differs(
    an: User, article: Article
) -> None:
    """`drawn` keeps by the whole node, so a node must be a key in every state, answers and all."""
    comment = say(an, under=article)
    answer = say(under=comment)
    appreciate(comment=comment, person=make_person("Bas"), kind="clear")
    for viewer in (VISITOR, an, make_person("Mo", "moderator")):
        (node,) = load_thread(viewer=viewer, article=article).comments
        assert drawn(node) is drawn(load_thread(viewer=viewer, article=article).comments[0])
        assert "data-focus" not in drawn(node)
        assert "data-focus" in drawn(node, True)
    before = drawn(load_thread(viewer=VISITOR, article=article).comments[0])
    User.objects.filter(pk=answer.author_id).update(display_name="Nieuwe Naam")
    (renamed,) = load_thread(viewer=VISITOR, article=article).comments
    assert "Nieuwe Naam" in drawn(renamed)
    dutch = drawn(renamed)
    with override("en"):
        assert drawn(renamed) != dutch
    hide(comment)
    (hidden,) = load_thread(viewer=an, article=article).comments
    assert "tombstone" in drawn(hidden)
    assert drawn(hidden) != before


def test_a_tombstone_names_the_law_and_leads_to_no_house_rule(an: User, article: Article) -> None:
    mo = make_person("Mo", "moderator")
    case = open_case(comment=say(an, "Geheim", under=article), moderator=mo)
    decide(
        case=case,
        moderator=mo,
        outcome="hide",
        seen_version=case.version,
        law_code="LAW-3",
        explanation="Je dreigt hier met geweld tegen Bas.",
    )
    (node,) = load_thread(viewer=VISITOR, article=article).comments
    assert node.tombstone is not None
    assert (node.tombstone.rule_code, node.tombstone.rule_url) == ("", "")
    assert node.tombstone.reason == "Deze reactie ging verder dan de wet toestaat: bedreiging."
    page = Client().get(f"{article.get_absolute_url()}reacties/").text
    assert "De wet: Bedreiging (artikel 285 van het Wetboek van Strafrecht)." in page
    assert "Huisregel" not in page.split('class="tombstone"')[1].split("</div>")[0]
    assert "#LAW-3" not in page
