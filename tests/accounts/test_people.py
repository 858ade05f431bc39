import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from accounts.people import PAGE_SIZE

PAGE = "/beheer/mensen/"


def make_people(count: int) -> list[User]:
    return User.objects.bulk_create(
        User(email=f"p{number}@example.org", display_name=f"Mens {number}")
        for number in range(count)
    )


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    olga: User, client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    make_people(count - 1)
    client.force_login(olga)
    client.get(PAGE)
    with django_assert_num_queries(4):  # session, operator, messages, people
        answer = client.get(PAGE)
    assert len(answer.context["page"].rows) == count


def test_visitor_is_sent_to_log_in(db: None, client: Client) -> None:
    assert client.get(PAGE).headers["Location"] == f"/account/login/?next={PAGE}"


def test_member_and_moderator_find_nothing(an: User, mo: User, bas: User, client: Client) -> None:
    roles = f"/beheer/mensen/{bas.public_id}/rollen/"
    for person in (an, mo):
        client.force_login(person)
        answer = client.get(PAGE)
        assert answer.status_code == 404
        assert bas.email not in answer.content.decode()
        assert client.post(roles, {"role": "moderator", "held": "1"}).status_code == 404
    bas.refresh_from_db()
    assert bas.roles == []


def test_inactive_operator_is_no_operator(olga: User, client: Client) -> None:
    client.force_login(olga)
    User.objects.filter(pk=olga.pk).update(is_active=False)
    assert client.get(PAGE).status_code == 302


def test_operator_gives_and_takes_a_role(olga: User, an: User, bas: User, client: Client) -> None:
    client.force_login(olga)
    roles = f"/beheer/mensen/{an.public_id}/rollen/"
    answer = client.post(roles, {"role": "moderator", "held": "1", "zoek": "an@"})
    assert answer.headers["Location"] == f"{PAGE}?zoek=an%40#persoon-{an.public_id}"
    an.refresh_from_db()
    bas.refresh_from_db()
    assert an.roles == ["moderator"]
    assert bas.roles == []
    client.post(roles, {"role": "moderator", "held": "0"})
    an.refresh_from_db()
    assert an.roles == []


def test_new_role_counts_at_the_next_request(olga: User, an: User, client: Client) -> None:
    member = Client()
    member.force_login(an)
    assert member.get(PAGE).status_code == 404
    client.force_login(olga)
    roles = f"/beheer/mensen/{an.public_id}/rollen/"
    client.post(roles, {"role": "operator", "held": "1"})
    assert member.get(PAGE).status_code == 200
    client.post(roles, {"role": "operator", "held": "0"})
    assert member.get(PAGE).status_code == 404


def test_last_operator_stays_operator(olga: User, client: Client) -> None:
    client.force_login(olga)
    client.post(f"/beheer/mensen/{olga.public_id}/rollen/", {"role": "operator", "held": "0"})
    olga.refresh_from_db()
    assert olga.roles == [Role.OPERATOR]
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"role": "superuser", "held": "1"},
        {"role": "moderator"},
        {"role": "moderator", "held": "2"},
        {"role": ["moderator", "koning"], "held": "1"},
    ],
)
def test_nonsense_changes_no_role(
    olga: User, an: User, client: Client, typed: dict[str, object]
) -> None:
    client.force_login(olga)
    answer = client.post(f"/beheer/mensen/{an.public_id}/rollen/", typed)
    assert answer.status_code == 404
    an.refresh_from_db()
    assert an.roles == []


def test_roles_take_no_get_and_no_unknown_person(olga: User, client: Client) -> None:
    client.force_login(olga)
    assert client.get(f"/beheer/mensen/{olga.public_id}/rollen/").status_code == 405
    nobody = "/beheer/mensen/00000000-0000-0000-0000-000000000000/rollen/"
    assert client.post(nobody, {"role": "editor", "held": "1"}).status_code == 404


def test_list_goes_on_by_key(olga: User, client: Client) -> None:
    make_people(PAGE_SIZE + 2)
    client.force_login(olga)
    first = client.get(PAGE).context["page"]
    second = client.get(first.next_url).context["page"]
    everyone = [row.person.pk for row in first.rows + second.rows]
    assert len(first.rows) == PAGE_SIZE
    assert len(everyone) == len(set(everyone)) == PAGE_SIZE + 3
    assert second.next_url is None


@pytest.mark.parametrize("key", ["", "x", "-1", "1e9", "9" * 30, "²", "\x00", "'; --"])
def test_nonsense_key_starts_at_the_beginning(olga: User, client: Client, key: str) -> None:
    client.force_login(olga)
    answer = client.get(PAGE, {"na": key})
    assert answer.status_code == 200
    assert len(answer.context["page"].rows) == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("BAS", ["Bas"]),
        ("an@example", ["An"]),
        ("  mo ", ["Mo"]),
        ("%", []),
        ("_", []),
        ("\0a\0n@", ["An"]),
    ],
)
def test_search_finds_name_and_address(
    olga: User, an: User, bas: User, mo: User, client: Client, typed: str, found: list[str]
) -> None:
    client.force_login(olga)
    page = client.get(PAGE, {"zoek": typed}).context["page"]
    assert [row.person.display_name for row in page.rows] == found


def test_search_keeps_its_words_on_the_next_page(olga: User, client: Client) -> None:
    make_people(PAGE_SIZE + 1)
    client.force_login(olga)
    page = client.get(PAGE, {"zoek": "mens &"}).context["page"]
    assert page.rows == []
    page = client.get(PAGE, {"zoek": "mens"}).context["page"]
    assert "zoek=mens&na=" in page.next_url
    assert len(client.get(page.next_url).context["page"].rows) == 1


def test_buttons_name_their_person(olga: User, an: User, client: Client) -> None:
    client.force_login(olga)
    User.objects.filter(pk=an.pk).update(display_name="An <b>& co</b>")
    html = client.get(PAGE).content.decode()
    assert escape("An <b>& co</b>") in html
    assert "<b>& co" not in html
    assert html.count("</button>") >= 6


def test_profile_changes_only_ones_own_name(an: User, bas: User, client: Client) -> None:
    client.force_login(an)
    typed = {"display_name": "  An   de Vries ", "roles": "operator", "email": "x@example.org"}
    answer = client.post("/account/profiel/", typed)
    assert answer.headers["Location"] == "/account/profiel/"
    an.refresh_from_db()
    bas.refresh_from_db()
    assert (an.display_name, an.email, an.roles) == ("An de Vries", "an@example.org", [])
    assert bas.display_name == "Bas"


def test_profile_explains_a_bad_name(an: User, client: Client) -> None:
    client.force_login(an)
    answer = client.post("/account/profiel/", {"display_name": "an@example.org"})
    assert "display_name" in answer.context["form"].errors
    an.refresh_from_db()
    assert an.display_name == "An"


def test_profile_asks_a_visitor_to_log_in(db: None, client: Client) -> None:
    answer = client.get("/account/profiel/")
    assert answer.headers["Location"] == "/account/login/?next=/account/profiel/"
