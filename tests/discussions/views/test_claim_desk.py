"""What happens to one claim on the editor's desk: rewording, judging, relating, taking a passage away."""

import json

from django.test import Client

from accounts.models import User
from articles.actions.relations import relate_claims
from articles.models import Claim, Passage, Relation
from articles.models.relation import RelationType
from tests.articles.texts import CLOSING, MIDDLE, OPENING, PAGE, current, import_text, mark
from tests.discussions.views.marking import address, form
from tests.factories import make_person, say
from tests.pages.page import get


def test_rewording_with_a_conflict_shows_both(client: Client, els: User) -> None:
    article = import_text().article
    claim = mark(current(article), MIDDLE)
    words = {"statement": "Zo is het nu.", "tone": "ironic", "note": "", "seen": 1}
    url = f"{address(article)}1/"
    assert client.post(url, words).status_code == 302
    claim.refresh_from_db()
    assert (claim.current_wording.number, claim.current_wording.tone) == (2, "ironic")
    conflict = client.post(url, {**words, "statement": "Of toch zo."})
    assert conflict.status_code == 409
    html = conflict.content.decode()
    assert "Of toch zo.</textarea>" in html
    assert "‘Zo is het nu.’" in html
    assert 'name="seen" value="2"' in html


def test_a_proposal_goes_to_a_colleague_who_judges(client: Client, els: User) -> None:
    article = import_text().article
    client.post(address(article), form(article, citaat=CLOSING, actie="voorstel"))
    claim = Claim.objects.get()
    assert claim.status == "proposed"
    assert "Overleg levert" in get(client, "/redactie/voorstellen/").text
    judge = f"{address(article)}1/oordeel/"
    empty = client.post(judge, {"oordeel": "terug", "reason": " "})
    assert empty.status_code == 422
    client.post(judge, {"oordeel": "terug", "reason": "Dit zijn er twee."})
    claim.refresh_from_db()
    assert (claim.status, claim.return_reason) == ("returned", "Dit zijn er twee.")
    assert "Overleg levert" not in get(client, "/redactie/voorstellen/").text
    assert "Dit zijn er twee." in get(client, f"{address(article)}1/").text
    late = client.post(judge, {"oordeel": "akkoord"}, follow=True)
    assert "Een collega heeft dit voorstel al beoordeeld." in late.content.decode()


def test_relations_are_found_made_and_taken_back(client: Client, els: User) -> None:
    own = mark(current(import_text().article), MIDDLE)
    other = mark(
        current(import_text(PAGE.replace("in de wijk", "in de stad"), key="stad.txt").article),
        CLOSING,
    )
    mark(current(own.article), CLOSING)
    url = f"/redactie/{own.article.slug}/stellingen/1/"
    found = get(client, f"{url}?zoek=stelling 1")
    radios = [radio["value"] for radio in found.all("input", name="other")]
    assert radios == [str(other.pk)], "only claims of other articles"
    said = {"type": "contradicts", "rationale": "De een wil meer.", "zoek": "stelling", "other": ""}
    assert client.post(f"{url}verbanden/", said).status_code == 422
    said["other"] = str(own.pk)
    assert client.post(f"{url}verbanden/", said).status_code == 422
    said["other"] = str(other.pk)
    assert client.post(f"{url}verbanden/", said).status_code == 302
    again = client.post(f"{url}verbanden/", said)
    assert again.status_code == 409
    assert "De een wil meer." in again.content.decode()
    relation = Relation.objects.get()
    client.post(f"{url}verbanden/{relation.pk}/intrekken/")
    relation.refresh_from_db()
    assert relation.withdrawn_by == els


def test_a_passage_goes_while_nobody_reacted(client: Client, els: User) -> None:
    article = import_text().article
    claim = mark(current(article), MIDDLE, CLOSING, OPENING)
    url = f"{address(article)}1/"
    client.post(f"{url}passages/2/weghalen/")
    assert Passage.objects.current().filter(claim=claim).count() == 2
    say(under=claim)
    client.post(f"{url}passages/3/weghalen/")
    assert Passage.objects.current().filter(claim=claim).count() == 2
    assert "weghalen" not in get(client, url).html


def test_own_proposal_is_for_a_colleague_to_accept_while_there_is_one(
    client: Client, els: User
) -> None:
    article = import_text().article
    kim = make_person("Kim", "editor")
    judge = f"{address(article)}1/oordeel/"
    client.post(address(article), form(article, citaat=CLOSING, actie="voorstel"))
    own = get(client, f"{address(article)}1/")
    assert not own.all("button", value="akkoord")
    assert "een collega beslist erover" in own.text
    assert own.all("button", value="terug")
    told = client.post(judge, {"oordeel": "akkoord"}, follow=True)
    assert "een collega beslist erover" in told.content.decode()
    assert Claim.objects.get().status == "proposed"
    colleague = Client()
    colleague.force_login(kim)
    assert get(colleague, f"{address(article)}1/").all("button", value="akkoord")
    colleague.post(judge, {"oordeel": "akkoord"})
    assert Claim.objects.get().status == "accepted"


def test_only_editor_accepts_an_own_proposal(client: Client, els: User) -> None:
    article = import_text().article
    make_person("Kim", "editor", is_active=False)
    client.post(address(article), form(article, citaat=CLOSING, actie="voorstel"))
    client.post(f"{address(article)}1/oordeel/", {"oordeel": "akkoord"})
    assert Claim.objects.get().status == "accepted"


def test_a_proposal_is_told_as_one(client: Client, els: User) -> None:
    article = import_text().article
    sent = form(article, citaat=CLOSING, actie="voorstel")
    page = get(client, client.post(address(article), sent)["Location"]).html
    assert "Stelling 1 is voorgesteld. Lezers zien haar nog niet." in page
    assert "staat erbij" not in page
    sent = form(article, citaat=MIDDLE, statement="Bewoners merken er weinig van.")
    answer = client.post(address(article), sent, headers={"HX-Request": "true"})
    assert "Stelling 2 staat erbij." in json.loads(answer["HX-Trigger"])["announce"]["value"]


def test_reason_of_a_relation_speaks_of_claims_and_not_of_the_keys_of_a_list(
    client: Client, els: User
) -> None:
    own = mark(current(import_text().article), MIDDLE)
    text = PAGE.replace("in de wijk", "in de stad")
    other = mark(current(import_text(text, key="stad.txt").article), CLOSING)
    for claim, key in ((own, "b3"), (other, "a1")):
        claim.import_key = key
        claim.save()
    relate_claims(
        from_claim=own,
        to_claim=other,
        type=RelationType.CONTRADICTS,
        rationale="Volgens b3 gaat het goed; a1 ziet het anders.",
        editor=els,
    )
    said = get(client, f"{address(own.article)}1/").one("ul", class_="relations").text
    assert "Volgens deze stelling gaat het goed; de andere stelling ziet het anders." in said
