"""The queue through HTTP: what waits, and who looks at it."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.models import Comment
from tests.discussions.moderation.conftest import log_in, reported
from tests.factories import make_claim, make_person, say

pytestmark = pytest.mark.django_db


def test_queue_shows_what_waits_oldest_first(comment: Comment, bas: User, mo: User) -> None:
    client = log_in(mo)
    empty = client.get(reverse("moderation_queue"))
    assert 'class="case"' not in empty.text
    reported(comment, bas)
    later = say(bas, "Nog een.", under=make_claim())
    reported(later, make_person("Kim"))
    page = client.get(reverse("moderation_queue")).text
    assert page.index("Kanarie") < page.index("Nog een.")
    assert "HR-1" in page


def test_queue_is_paged_by_key(comment: Comment, article: Article, bas: User, mo: User) -> None:
    wanted = []
    for number in range(23):
        said = say(comment.author, f"Nummer {number}.", under=article)
        wanted.append(reported(said, bas).public_id)
    client = log_in(mo)
    seen, address = [], reverse("moderation_queue")
    while address:
        cases = client.get(address).context["cases"]
        seen += [row.url for row in cases.rows]
        address = cases.next_url
    assert seen == [reverse("moderation_case", args=[each]) for each in wanted]


@pytest.mark.parametrize("key", ["onzin", "1", str(uuid.uuid4())])
def test_queue_knows_no_other_key(mo: User, key: str) -> None:
    assert log_in(mo).get(reverse("moderation_queue"), {"na": key}).status_code == 404


def test_take_shows_colleagues_who_looks_at_it(
    comment: Comment, bas: User, mo: User, mia: User
) -> None:
    case = reported(comment, bas)
    assert log_in(mo).post(reverse("moderation_take", args=[case.public_id])).status_code == 302
    row = log_in(mia).get(reverse("moderation_queue")).context["cases"].rows[0]
    assert row.held_by == "Mo"
    log_in(mia).post(reverse("moderation_take", args=[case.public_id]))
    case.refresh_from_db()
    assert case.leased_by == mo
