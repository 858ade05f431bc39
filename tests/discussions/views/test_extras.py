"""Kind and *writing as*: stored as it was then, and shown to those who may read it only."""

import json
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment, CommentEntry, WritingAs
from tests.discussions.views.writing import answer_to, form, htmx, under
from tests.factories import make_person, make_source, say

pytestmark = pytest.mark.django_db
AS = {
    "function": "wijkverpleegkundige",
    "organisation": "Thuiszorg Oost",
    "interest": "lid van de raad",
}
SHOWN = "wijkverpleegkundige, Thuiszorg Oost; belang: lid van de raad"


def placed() -> Comment:
    return Comment.objects.latest("pk")


def page(client: Client, comment: Comment) -> str:
    return client.get(comment.get_absolute_url()).content.decode()


@pytest.fixture
def open_article(article: Article) -> Article:
    article.source = make_source(rights="own")
    article.save()
    return article


@pytest.mark.parametrize(
    ("shown_to", "visitor", "other"),
    [("everyone", True, True), ("members", False, True), ("", False, False)],
)
def test_writing_as_is_shown_to_whom_the_writer_chose(
    member: Client, open_article: Article, shown_to: str, visitor: bool, other: bool
) -> None:
    member.post(under(open_article), form(**AS, shown_to=shown_to))
    bas = Client()
    bas.force_login(make_person("Bas"))
    assert (SHOWN in page(Client(), placed())) is visitor
    assert (SHOWN in page(bas, placed())) is other
    assert WritingAs.objects.count() == (1 if other else 0)


@pytest.mark.parametrize("shown_to", ["everyone", "members"])
def test_writing_as_is_in_nothing_for_machines(
    member: Client, open_article: Article, shown_to: str
) -> None:
    member.post(under(open_article), form(**AS, shown_to=shown_to))
    feed = reverse("article_comments_feed", args=[open_article.slug])
    assert "wijkverpleegkundige" not in Client().get(feed).content.decode()
    assert "wijkverpleegkundige" not in str(CommentEntry.objects.get(comment=placed()).vector)
    for reader in (Client(), member):
        html = reader.get(open_article.get_absolute_url()).content.decode()
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
        assert json.loads(data)["comment"]
        assert "wijkverpleegkundige" not in data


def test_writing_as_stays_as_it_was_and_goes_with_the_words(
    an: User, member: Client, article: Article
) -> None:
    an.function = "wijkverpleegkundige"
    an.save()
    html = member.get(under(article)).content.decode()
    assert 'name="function" value="wijkverpleegkundige"' in html
    member.post(under(article), form(**AS, shown_to="everyone"))
    an.function = "beleidsmedewerker"
    an.save()
    comment = placed()
    assert SHOWN in page(Client(), comment)
    say(make_person("Bas"), under=comment)
    withdraw_comment(comment=comment, person=an)
    assert SHOWN not in page(Client(), comment)
    assert not WritingAs.objects.exists()


@pytest.mark.parametrize(("kind", "word"), [("question", "vraag"), ("experience", "ervaring")])
def test_a_kind_is_shown_as_a_word(member: Client, article: Article, kind: str, word: str) -> None:
    html = htmx(member, under(article), form(kind=kind)).content.decode()
    assert f"<span>{word}</span>" in html
    assert placed().kind == kind


@pytest.mark.parametrize(
    "wrong", [{"kind": "mening"}, {"shown_to": "iedereen"}, {"function": "x" * 81}]
)
def test_what_does_not_fit_is_refused_and_all_of_it_comes_back(
    member: Client, article: Article, wrong: dict[str, str]
) -> None:
    sent = form(**{**AS, "shown_to": "members", "kind": "question", **wrong})
    response = member.post(under(article), sent)
    assert response.status_code == 422
    html = response.content.decode()
    assert f'value="{sent["organisation"]}"' in html
    assert f'value="{sent["function"]}"' in html
    assert '<details class="extras" open>' in html


def test_preview_and_mistakes_keep_what_was_chosen(member: Client, article: Article) -> None:
    chosen = {**AS, "shown_to": "members", "kind": "experience"}
    for wrong in ({"preview": "1"}, {"body": " "}):
        html = member.post(under(article), {**form(**chosen), **wrong}).content.decode()
        assert html.count(" checked>") == 2
        assert re.search(r'name="kind" value="experience" checked', html)
        assert re.search(r'name="shown_to" value="members" checked', html)
        assert 'value="lid van de raad"' in html


def test_what_is_for_nobody_and_what_says_nothing_cannot_be_stored(an: User) -> None:
    comment = say(an)
    for fields in ({"function": "x", "shown_to": ""}, {"shown_to": "everyone"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            WritingAs.objects.create(comment=comment, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(kind="mening")


def test_quote_opens_the_form_with_the_comment_quoted(member: Client, article: Article) -> None:
    comment = say(make_person("Bas"), "Eerst dit.\n\nDan dat.", under=article)
    assert f"{answer_to(comment)}?niveau=0&amp;citaat=1" in page(member, comment)
    html = member.get(answer_to(comment) + "?citaat=1").content.decode()
    assert "&gt; Bas schreef:\n&gt;\n&gt; Eerst dit.\n&gt;\n&gt; Dan dat.\n\n</textarea>" in html
    assert "citaat=1" not in page(Client(), comment)
