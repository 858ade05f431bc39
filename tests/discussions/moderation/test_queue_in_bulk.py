"""Several at once: spam in one press, what is typed for many, and what the filter of the queue offers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Mail, User
from articles.models import Article, Series
from discussions.models import Case, Comment, Decision
from tests.discussions.moderation.conftest import WHY, hide_case, log_in, reported
from tests.factories import make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db

QUEUE = "/moderatie/"
AD = "Koop nu je nieuwe zorgbed bij onze winkel in {place}, vandaag met hoge korting voor jou."


def test_spam_takes_the_same_advertising_of_this_author_and_nothing_else(
    article: Article, an: User, bas: User, mo: User
) -> None:
    ads = [
        reported(say(an, AD.format(place=place), under=article), bas) for place in ("Ede", "Delft")
    ]
    ads.append(reported(say(an, "Kijk op https://bed.example/a?x=1 !", under=article), bas))
    ads.append(reported(say(an, "Zie www.bed.example/a. Of bel.", under=article), bas))
    sincere = reported(say(an, "Zorg hoort dichtbij, vind ik.", under=article), bas)
    other = reported(say(make_person("Kees"), AD.format(place="Ede"), under=article), bas)
    client = log_in(mo)
    assert client.get(QUEUE).text.count("Spam, en wat erop lijkt") == len([*ads, sincere, other])
    address = reverse("quick_decision", args=[ads[0].public_id])
    after = client.post(
        address, {"outcome": "spam", "seen_version": ads[0].version}, follow=True
    ).text
    assert "Als spam weggehaald: 2 reacties van An" in after
    assert set(Decision.objects.values_list("case", "outcome", "unannounced")) == {
        (case.pk, "hide", True) for case in ads[:2]
    }
    address = reverse("quick_decision", args=[sincere.public_id])
    after = client.post(
        address, {"outcome": "spam", "seen_version": sincere.version}, follow=True
    ).text
    assert "Als spam weggehaald: één reactie van An" in after
    assert Case.objects.waiting().count() == 3
    assert not Mail.objects.filter(key__endswith="-author").exists()


def test_what_is_typed_for_several_stays_on_its_page_with_its_ticks(
    article: Article, an: User, bas: User, mo: User
) -> None:
    cases = [reported(say(an, f"Nummer {n}.", under=article), bas) for n in range(23)]
    client = log_in(mo)
    first = client.get(QUEUE)
    second = client.get(first.context["cases"].next_url)
    rows = second.context["cases"].rows
    assert len(rows) == 3
    after = f"na={first.context['cases'].rows[-1].key}"
    address = f"{reverse('decide_together')}?{after}"
    assert address in second.text
    box = f"{rows[1].key}:{rows[1].version}"
    sent = {"zaak": [box], "outcome": "tegen", "rule_code": "HR-1", "explanation": ""}
    again = client.post(address, sent)
    assert again.status_code == 422
    assert [row.key for row in again.context["cases"].rows] == [row.key for row in rows]
    assert f'value="{box}" form="samen" data-key="x" checked' in again.text
    assert again.text.count('data-key="x" checked') == 1
    assert address in again.text
    case = Case.objects.get(public_id=rows[1].key)
    hide_case(case, mo)
    left = Case.objects.waiting().exclude(pk__in=[each.pk for each in cases[:20]])
    for each in left:
        hide_case(each, mo)
    lost = client.post(address, {**sent, "explanation": WHY})
    assert lost.status_code == 409
    assert not lost.context["cases"].rows
    assert WHY in lost.text


def test_what_was_left_is_named_in_one_query_however_much(
    article: Article, an: User, bas: User, mo: User
) -> None:
    several = [reported(say(an, f"Nummer {n}.", under=article), bas) for n in range(4)]
    client = log_in(mo)

    def cost(number: int) -> int:
        ticked = [f"{case.public_id}:999" for case in several[:number]]
        with CaptureQueriesContext(connection) as queries:
            client.post(reverse("decide_together"), {"zaak": ticked, "outcome": "laten"})
        named = [each for each in queries if "discussions_wording" in each["sql"].lower()]
        return len(named)

    assert cost(1) == cost(4)


def test_every_article_can_be_chosen_however_many_there_are(bas: User, mo: User) -> None:
    silent = make_article("Aa, hier wacht niets")
    for number in range(201):
        make_article(f"Bb {number:03}")
    last = make_article("Zz, hier wel", series=Series.objects.create(title="Reeks", slug="reeks"))
    reported(say(under=make_claim(last)), bas)
    page = log_in(mo).get(QUEUE).text
    assert f'<option value="{last.slug}">Zz, hier wel</option>' in page
    assert '<option value="reeks">Reeks</option>' in page
    assert f'<option value="{silent.slug}">Aa, hier wacht niets</option>' in page
    chosen = log_in(mo).get(QUEUE, {"artikel": silent.slug}).text
    assert f'<option value="{silent.slug}" selected>Aa, hier wacht niets</option>' in chosen


def test_what_a_colleague_handled_meanwhile_is_not_said_to_be_in_hand(
    comment: Comment, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    hide_case(case, mo)
    page = log_in(mo).post(
        reverse("open_case_here", args=[case.public_id]), headers={"HX-Request": "true"}
    )
    assert "Een collega heeft dit intussen afgehandeld." in page.text
    assert "tien minuten in handen" not in page.text
    assert "<form" not in page.text
