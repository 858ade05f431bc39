"""What is not open to readers shows nowhere: a proposal, a draft, what was withdrawn or hidden."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.actions.claims import accept_claim, propose_claim, return_claim, reword_claim
from articles.actions.index import index_article, index_claim
from articles.actions.publish import withdraw_article
from articles.models import Article, ArticleVersion, Claim, ReadLater, Relation, Series, Topic
from articles.models.claim import Tone
from articles.models.relation import RelationType
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment, Stance, Thread
from tests.discussions.texts import make_claim as make_text_claim
from tests.discussions.texts import make_text
from tests.factories import hide, make_article, make_claim, make_person, make_source, say
from tests.own_texts import HIDDEN, OPEN, bring_in, claim_at
from tests.pages.page import get
from tests.pages.walk import Pages, differences, readable_addresses, shown

pytestmark = pytest.mark.django_db
CANARY = "kwikstaart"
# What a reader may try on any address; the slip would be helped by a word that is nowhere to be read.
QUERIES: list[dict[str, str]] = [
    {},
    {"q": "kwikstaert", "verband": "tegenspraak", "naast": "1", "stelling": "3"},
]
READERS = ("visitor", "bas")


@dataclass
class Town:
    """An article with two claims, of which the first contradicts a claim elsewhere."""

    article: Article
    claim: Claim
    elsewhere: Claim
    comment: Comment
    els: User
    kim: User
    bas: User

    def client(self, reader: str, *, htmx: bool = False) -> Client:
        client = Client(headers={"HX-Request": "true"} if htmx else {})
        if reader == "bas":
            client.force_login(self.bas)
        return client

    def addresses(self, reader: str, claim: Claim | None = None) -> list[str]:
        return list(
            readable_addresses(
                self.article,
                claim or self.claim,
                reader=reader,
                public_id=self.comment.public_id,
                older=1,
                newer=2,
            )
        )


@pytest.fixture
def town() -> Town:
    bring_in()
    article = bring_in(replaced=("drie jaar", "vier jaar"))
    claim = claim_at(article, OPEN, "Kort overleg is genoeg.")
    claim_at(article, HIDDEN, "Een teken in de gang helpt.")
    elsewhere = make_text_claim(make_text("elders"), "Een tweede zin.")
    relate(elsewhere, claim)
    article.series = Series.objects.create(title="De wijk", slug=article.slug)
    article.save()
    index_article(article)
    bas = make_person("Bas")
    ReadLater.objects.create(person=bas, article=article)
    els, kim = make_person("Els", "editor"), make_person("Kim", "editor")
    return Town(article, claim, elsewhere, say(under=article), els, kim, bas)


def relate(from_claim: Claim, to_claim: Claim) -> None:
    Relation.objects.create(
        from_claim=from_claim,
        to_claim=to_claim,
        type=RelationType.CONTRADICTS,
        rationale=f"Omdat een {CANARY} iets anders zegt." if from_claim.number > 2 else "Omdat.",
    )


def propose(town: Town) -> Claim:
    """A claim that nobody accepted yet, on words that readers see, with relations both ways."""
    version = ArticleVersion.objects.get(pk=town.article.current_version_id)
    start = version.canonical_text.index(OPEN)
    claim = propose_claim(
        version=version,
        places=[(start, start + 9), (0, 5)],
        statement=f"Een {CANARY} is een vogel.",
        note=f"Let op de {CANARY}.",
        editor=town.els,
    )
    relate(claim, town.elsewhere)
    relate(claim, town.claim)
    return claim


def send_back(town: Town, claim: Claim | None = None) -> Claim:
    reason = f"Een {CANARY} is geen vogel."
    return return_claim(claim=claim or propose(town), editor=town.kim, reason=reason)


def pages(town: Town, reader: str, addresses: Iterable[str], *, htmx: bool = False) -> Pages:
    client = town.client(reader, htmx=htmx)
    return {
        (address, str(query)): shown(client, address, query)
        for address in addresses
        for query in (QUERIES[:1] if htmx else QUERIES)
    }


@pytest.mark.parametrize("reader", READERS)
def test_a_claim_that_nobody_accepted_changes_not_one_byte(town: Town, reader: str) -> None:
    addresses = [*town.addresses(reader), town.elsewhere.get_absolute_url()]
    assert {town.article.get_absolute_url(), reverse("articles_feed")} <= set(addresses)
    before = pages(town, reader, addresses)
    beside = pages(town, reader, addresses, htmx=True)
    claim = propose(town)
    assert differences(before, pages(town, reader, addresses)) == []
    assert differences(beside, pages(town, reader, addresses, htmx=True)) == []
    send_back(town, claim)
    assert differences(before, pages(town, reader, addresses)) == []
    again = f"Die {CANARY} vliegt."
    reword_claim(claim=claim, seen=1, statement=again, editor=town.els, tone=Tone.IRONIC)
    assert differences(before, pages(town, reader, addresses)) == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("act", [propose, send_back])
def test_its_own_addresses_are_not_there(
    town: Town, act: Callable[[Town], Claim], reader: str
) -> None:
    claim = act(town)
    own = set(town.addresses(reader, claim)) - set(town.addresses(reader))
    assert len(own) >= 4
    for address in own:
        status, page = shown(town.client(reader), address, {})
        assert status == 404, address
        assert CANARY not in page


@pytest.mark.parametrize("act", [propose, send_back])
def test_nothing_can_be_said_about_a_claim_that_nobody_accepted(
    town: Town, act: Callable[[Town], Claim]
) -> None:
    claim = act(town)
    client = town.client("bas")
    known = [claim.article.slug, claim.number]
    comments = Comment.objects.count()
    for name, sent in (
        ("claim_comments", {"body": "Wat ik ervan vind."}),
        ("stance", {"value": "agree"}),
        ("withdraw_stance", {}),
    ):
        assert client.post(reverse(name, args=known), sent).status_code == 404, name
    assert Comment.objects.count() == comments
    assert not Stance.objects.filter(claim=claim).exists()
    assert not Thread.objects.filter(claim=claim).exists()


@pytest.mark.parametrize("reader", READERS)
def test_the_walk_sees_a_claim_once_it_is_accepted(town: Town, reader: str) -> None:
    """If this finds nothing, the others prove nothing."""
    addresses = [*town.addresses(reader), town.elsewhere.get_absolute_url()]
    claim = propose(town)
    accept_claim(claim=claim, editor=town.kim)
    found = {
        address
        for (address, query), (_status, page) in pages(town, reader, addresses).items()
        if CANARY in page
    }
    assert {
        town.article.get_absolute_url(),
        town.claim.get_absolute_url(),
        town.elsewhere.get_absolute_url(),
        reverse("claims"),
        reverse("overview"),
        reverse("search"),
    } <= found
    assert town.client(reader).get(claim.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("reader", READERS)
def test_a_draft_changes_not_one_byte(town: Town, reader: str) -> None:
    addresses = town.addresses(reader)
    before = pages(town, reader, addresses)
    draft = make_article(
        f"De {CANARY}",
        f"Een {CANARY} in de tuin.",
        status="draft",
        slug="nog-niet",
        author_name=f"Vrouwe {CANARY}",
        category=CANARY,
        source=make_source(f"Het {CANARY}blad", rights="own"),
        series=town.article.series,
        series_part=2,
        published_on="1931-01-01",
    )
    draft.topics.add(Topic.objects.create(name=CANARY, slug=CANARY))
    index_article(draft)
    claim = make_claim(draft, f"Een {CANARY} zingt.")
    index_claim(claim)
    relate(town.elsewhere, claim)
    say(body=f"Mijn {CANARY}.", under=draft)
    said = say(body=f"Onze {CANARY}.", under=claim)
    ReadLater.objects.create(person=town.bas, article=draft)
    assert differences(before, pages(town, reader, addresses)) == []
    client = town.client(reader)
    own = set(
        readable_addresses(draft, claim, reader=reader, public_id=said.public_id, older=1, newer=2)
    )
    # A visitor gets the same gate before reporting whatever the address: it tells nothing.
    gate = reverse("report_comment", args=[said.public_id])
    for address in own - set(addresses):
        status, page = shown(client, address, {})
        assert status == (200 if address == gate and reader == "visitor" else 404), address
        assert CANARY not in page


@pytest.mark.parametrize("reader", READERS)
def test_of_what_was_withdrawn_or_hidden_no_word_is_left(town: Town, reader: str) -> None:
    away = make_article(
        f"De {CANARY}",
        f"Een {CANARY} in de tuin.",
        slug="teruggetrokken",
        source=make_source(f"Het {CANARY}blad", rights="own"),
        series=town.article.series,
        series_part=2,
    )
    away.topics.add(Topic.objects.create(name=CANARY, slug="vogels"))
    index_article(away)
    claim = make_claim(away, f"Een {CANARY} zingt.")
    index_claim(claim)
    relate(claim, town.claim)
    ReadLater.objects.create(person=town.bas, article=away)
    on_claim = say(body=f"Onze {CANARY}.", under=claim)
    hidden = say(body=f"Die {CANARY} deugt niet.", under=town.article)
    answer = say(body="Onder wat verdween.", under=hidden)
    an = make_person("An")
    gone = say(an, f"Ik ben een {CANARY}.", under=town.claim)
    addresses = [
        *town.addresses(reader),
        *(comment.get_absolute_url() for comment in (hidden, answer, gone)),
        *readable_addresses(
            away, claim, reader=reader, public_id=on_claim.public_id, older=1, newer=2
        ),
    ]
    client = town.client(reader)
    kept = {address: client.get(address) for address in addresses}
    seen = [a for a, page in kept.items() if CANARY in page.content.decode("utf-8", "replace")]
    assert len(seen) > 8, "before, all of it stands in many places"
    withdraw_article(article=away, editor=town.els, reason="De auteur wil het niet meer.")
    hide(hidden)
    withdraw_comment(comment=gone, person=an)
    for (address, query), (_status, page) in pages(town, reader, addresses).items():
        assert CANARY not in page, (address, query)
    # Whoever kept the page gets another one, not word that it is still so.
    for address in seen:
        for name, header in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")):
            if name in kept[address]:
                again = client.get(address, headers={header: kept[address][name]})
                assert again.status_code != 304, (address, name)


def test_a_page_kept_from_before_is_not_said_to_be_the_same(town: Town) -> None:
    """Accepting a claim shows it to whoever asks whether the page they kept is still so."""
    cache.clear()
    claim = propose(town)
    addresses = [town.article.get_absolute_url(), reverse("claims"), reverse("overview")]
    kept = {address: Client().get(address)["ETag"] for address in addresses}
    for address, etag in kept.items():
        assert Client().get(address, headers={"If-None-Match": etag}).status_code == 304
    accept_claim(claim=claim, editor=town.kim)
    for address, etag in kept.items():
        assert Client().get(address, headers={"If-None-Match": etag}).status_code == 200
        assert get(Client(), address).status == 200
