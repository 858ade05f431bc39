"""An article that was withdrawn: the reason at its address, and back as it was afterwards."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.publish import restore_article, withdraw_article
from articles.models import Article, Withdrawal
from tests.factories import make_article, make_claim, make_person, say
from tests.pages.page import get

pytestmark = pytest.mark.django_db
REASON = "De auteur trekt de cijfers in."


def withdraw(article: Article) -> Withdrawal:
    return withdraw_article(article=article, editor=make_person("Els", "editor"), reason=REASON)


def restore(withdrawal: Withdrawal) -> None:
    restore_article(article=withdrawal.article, editor=withdrawal.by)


def pages_of(article: Article) -> list[str]:
    claim = make_claim(article)
    said, about = say(under=article), say(under=claim)
    return [
        article.get_absolute_url(),
        claim.get_absolute_url(),
        reverse("article_comments", args=[article.slug]),
        reverse("claim_comments", args=[article.slug, claim.number]),
        said.get_absolute_url(),
        about.get_absolute_url(),
        reverse("comment_answers", args=[about.public_id]),
    ]


def test_every_address_says_when_and_why_and_nothing_else(client: Client) -> None:
    article = make_article("Cijfers over de wijk", "Een zin die weg moet.")
    pages = pages_of(article)
    before = [get(client, page).status for page in pages]
    withdrawal = withdraw(article)
    for address in pages:
        page = get(client, address)
        assert page.status == 410, address
        assert REASON in page.text
        assert str(withdrawal.since.year) in page.text
        assert "Cijfers over de wijk" not in page.html
        assert "zin die weg moet" not in page.html
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert (reverse("overview"), "Naar de artikelen") in page.links()
    restore(withdrawal)
    assert [get(client, page).status for page in pages] == before == [200] * len(pages)


def test_lists_forget_it(client: Client) -> None:
    article = make_article("Cijfers over de wijk")
    claim = make_claim(article, "Cijfers liegen.")
    withdraw(article)
    assert "Cijfers over de wijk" not in get(client, "/").text
    assert claim.current_wording.statement not in get(client, reverse("claims")).text


def test_a_former_address_tells_it_too(client: Client) -> None:
    article = make_article()
    article.old_slugs.create(slug="vroeger")
    withdraw(article)
    assert get(client, "/artikelen/vroeger/").status == 410


def test_a_draft_and_a_page_that_never_was_are_simply_not_there(client: Client) -> None:
    assert get(client, make_article(status="draft").get_absolute_url()).status == 404
    assert get(client, "/artikelen/bestaat-niet/").status == 404


def test_who_was_writing_gets_the_text_back(client: Client) -> None:
    article = make_article()
    root = say(under=article)
    client.force_login(make_person("Bas"))
    withdraw(article)
    for address in (
        reverse("article_comments", args=[article.slug]),
        reverse("answer_comment", args=[root.public_id]),
    ):
        response = client.post(address, {"body": "Wat ik <b>net</b> schreef."})
        assert response.status_code == 410
        assert "Wat ik &lt;b&gt;net&lt;/b&gt; schreef." in response.content.decode()


def test_an_editor_reads_it_and_is_told_that_others_do_not(client: Client) -> None:
    article = make_article("Cijfers over de wijk")
    withdraw(article)
    client.force_login(make_person("Els", "editor"))
    page = get(client, article.get_absolute_url())
    assert page.status == 200
    assert "Dit artikel is ingetrokken" in page.text


def test_former_addresses_keep_the_query(client: Client) -> None:
    article = make_article()
    claim = make_claim(article)
    article.old_slugs.create(slug="vroeger")
    for name, arguments, now in (
        ("article", [], article.get_absolute_url()),
        ("article_comments", [], reverse("article_comments", args=[article.slug])),
        ("claim", [claim.number], claim.get_absolute_url()),
        ("claim_comments", [claim.number], reverse("claim_comments", args=[article.slug, 1])),
    ):
        response = client.get(reverse(name, args=["vroeger", *arguments]) + "?na=abc")
        assert (response.status_code, response["Location"]) == (301, f"{now}?na=abc")


@pytest.mark.parametrize("reason", ["", " \n "])
def test_nothing_is_withdrawn_without_a_word_about_why(reason: str) -> None:
    article, els = make_article(), make_person("Els", "editor")
    with pytest.raises(ValueError, match="reason"):
        withdraw_article(article=article, editor=els, reason=reason)
    article.refresh_from_db()
    assert article.status == "published"
