"""Names behind an @: found in what was typed, drawn in what is shown, kept as rows, told once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.actions.editing import edit_comment
from discussions.actions.telling import tell_about_comment
from discussions.mentions import draw_mentions, named_in, possible_names
from discussions.models import Mention, Notification
from tests.discussions.told.conftest import log_in
from tests.factories import hide, make_article, make_person, say


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dag @An.", {"an"}),
        ("@an de boer, zeg eens", {"an de boer"}),
        ("@An de Boerderij is mooi", {"an"}),
        ("(@An) en @BAS!", {"an", "bas"}),
        ("mail an@bas.nl", set()),
        ("zie https://x.example/@An", set()),
        ("@Annemarie", set()),
        ("@ An", set()),
        ("@An\nde Boer", {"an"}),
        ("@Jan-Kees van Dam?", {"jan-kees van dam"}),
        ("@Jan-Kees", set()),
        ("@Jan", {"jan"}),
    ],
)
def test_which_names_stand_behind_an_at(text: str, found: set[str]) -> None:
    names = ["An", "An de Boer", "Bas", "Jan", "Jan-Kees van Dam"]
    assert named_in(text, names) == found
    assert found <= set(possible_names(text))


def test_a_text_full_of_ats_stays_small() -> None:
    assert len(possible_names("@a b c d e f g h " * 5_000)) < 20 * 80


@pytest.mark.parametrize(
    ("html", "drawn"),
    [
        ("<p>Dag @An.</p>", '<p>Dag <strong class="mention">@An</strong>.</p>'),
        ("<p><code>@An</code> x</p>", "<p><code>@An</code> x</p>"),
        ('<p><a href="/@An">@An</a></p>', '<p><a href="/@An">@An</a></p>'),
        ("<p>an@An.nl</p>", "<p>an@An.nl</p>"),
        ("<p>@Annemarie</p>", "<p>@Annemarie</p>"),
        (
            "<p>@O&#x27;Neil &amp; co</p>",
            '<p><strong class="mention">@O&#x27;Neil &amp; co</strong></p>',
        ),
    ],
)
def test_names_are_drawn_in_words_only(html: str, drawn: str) -> None:
    assert draw_mentions(html, ["An", "O'Neil & co"]) == drawn


@pytest.fixture
def an(db: None) -> User:
    return make_person("An")


@pytest.fixture
def article(an: User) -> Article:
    """An wrote here, Bas did not."""
    article = make_article()
    say(an, under=article)
    make_person("Bas")
    return article


def test_only_people_of_this_discussion_are_mentioned(an: User, article: Article) -> None:
    comment = say(make_person("Kees"), "Wat vinden @An, @Bas en @Kees?", under=article)
    assert list(Mention.objects.values_list("comment", "person")) == [(comment.pk, an.pk)]
    assert '<strong class="mention">@An</strong>, @Bas en @Kees' in comment.body_html


def test_whose_words_are_all_gone_is_not_mentioned(an: User, article: Article) -> None:
    withdraw_comment(comment=an.comments.get(), person=an)
    hide(say(make_person("Mia"), under=article))
    say(make_person("Kees"), "@An en @Mia!", under=article)
    assert not Mention.objects.exists()


def test_who_left_is_not_mentioned(an: User, article: Article) -> None:
    User.objects.filter(pk=an.pk).update(anonymised_at=timezone.now())
    say(make_person("Kees"), "Dag @An", under=article)
    assert not Mention.objects.exists()


def test_the_preview_is_what_is_published(article: Article) -> None:
    kees = make_person("Kees")
    address = reverse("article_comments", args=[article.slug])
    shown = log_in(kees).post(
        address,
        {
            "body": "Dag @An, *mee eens*.",
            "preview": "1",
            "submission_id": "6a1d0f0e-0000-4000-8000-000000000001",
        },
    )
    assert say(kees, "Dag @An, *mee eens*.", under=article).body_html in shown.text


def test_a_change_mentions_anew_and_tells_only_who_was_not_told(an: User, article: Article) -> None:
    mia, kees = make_person("Mia"), make_person("Kees")
    say(mia, under=article)
    comment = say(kees, "Dag @An.", under=article)
    tell_about_comment(comment=comment)
    changed = edit_comment(comment=comment, person=kees, body="Dag @An en @Mia.", revision_number=1)
    assert '<strong class="mention">@Mia</strong>' in changed.body_html
    tell_about_comment(comment=changed)
    for person in (an, mia):
        assert Notification.objects.filter(person=person, kind="mention").count() == 1
    edit_comment(comment=changed, person=kees, body="Dag @Mia.", revision_number=2)
    assert [mention.person for mention in Mention.objects.all()] == [mia]


def test_names_are_proposed_to_members_and_only_those_of_the_discussion(
    an: User, article: Article
) -> None:
    say(make_person("Karel van Dam"), under=article)
    say(make_person("Dorien"))
    address = reverse("article_people", args=[article.slug])
    client = log_in(make_person("Kees"))

    def names(begin: str) -> list[str]:
        found: list[str] = client.get(address, {"begin": begin}).json()["names"]
        return found

    assert names("") == ["An", "Karel van Dam"]
    assert names("k") == ["Karel van Dam"]
    assert names("VAN D") == ["Karel van Dam"]
    assert names("do") == []
    assert names("%") == []
    assert names("\0") == ["An", "Karel van Dam"]
    assert "An" not in log_in(an).get(address).json()["names"]
