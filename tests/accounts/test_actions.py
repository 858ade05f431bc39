from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts.actions import (
    LastOperator,
    create_person,
    grant_role,
    promote_first_operator,
    rename_person,
    revoke_role,
)
from accounts.models import Role, User
from accounts.permissions import may_manage_people
from tests.accounts.conftest import PASSWORD


def test_create_person_stores_a_tidy_person(db: None) -> None:
    noor = create_person(
        email=" Noor@Example.ORG ", display_name=" Noor\t Smit\u202e ", password=None
    )
    assert (noor.email, noor.display_name) == ("noor@example.org", "Noor Smit")
    assert not noor.has_usable_password()
    assert EmailAddress.objects.get(user=noor).verified


def test_create_person_refuses_an_address_in_use_in_any_case(an: User) -> None:
    with pytest.raises(ValidationError) as refused:
        create_person(email="AN@example.org", display_name="An twee", password=None)
    assert refused.value.code == "email_taken"
    assert User.objects.count() == 1


def test_create_person_refuses_an_unknown_role(db: None) -> None:
    with pytest.raises(ValueError, match="koning"):
        create_person(email="an@example.org", display_name="An", password=None, roles=["koning"])
    assert not User.objects.exists()


def test_grant_role_needs_an_operator(an: User, mo: User, olga: User) -> None:
    for stranger in (an, mo):
        with pytest.raises(PermissionDenied):
            grant_role(person=an, role=Role.EDITOR, by=stranger)
    assert grant_role(person=an, role=Role.EDITOR, by=olga).roles == [Role.EDITOR]
    assert grant_role(person=an, role=Role.EDITOR, by=olga).roles == [Role.EDITOR]


def test_revoke_role_needs_an_operator(an: User, mo: User) -> None:
    with pytest.raises(PermissionDenied):
        revoke_role(person=mo, role=Role.MODERATOR, by=an)


def test_last_operator_counts_only_active_ones(olga: User, an: User) -> None:
    grant_role(person=an, role=Role.OPERATOR, by=olga)
    User.objects.filter(pk=an.pk).update(is_active=False)
    with pytest.raises(LastOperator):
        revoke_role(person=olga, role=Role.OPERATOR, by=olga)
    User.objects.filter(pk=an.pk).update(is_active=True)
    revoke_role(person=olga, role=Role.OPERATOR, by=olga)
    assert not may_manage_people(User.objects.get(pk=olga.pk))


@pytest.mark.django_db(transaction=True)
def test_two_operators_cannot_drop_each_other_at_once(olga: User, an: User) -> None:
    grant_role(person=an, role=Role.OPERATOR, by=olga)

    def drop(pair: tuple[User, User]) -> str:
        person, by = pair
        try:
            revoke_role(person=person, role=Role.OPERATOR, by=by)
        except LastOperator:
            return "refused"
        finally:
            connection.close()
        return "dropped"

    with ThreadPoolExecutor(2) as pool:
        # Each request has loaded its own people before the other one changes anything.
        pairs = [
            (User.objects.get(pk=person.pk), User.objects.get(pk=by.pk))
            for person, by in ((an, olga), (olga, an))
        ]
        answers = sorted(pool.map(drop, pairs))
    assert answers == ["dropped", "refused"]
    assert User.objects.operators().count() == 1


def test_rename_person_is_for_oneself(an: User, bas: User) -> None:
    with pytest.raises(PermissionDenied):
        rename_person(person=an, display_name="Bas was hier", by=bas)


def test_promote_makes_a_first_operator_who_logs_in_by_code(db: None) -> None:
    olga = promote_first_operator(email="olga@example.org", display_name="Olga", password=None)
    assert olga.is_operator
    assert not olga.has_usable_password()
    assert EmailAddress.objects.get(user=olga).verified


def test_promote_keeps_the_password_of_a_confirmed_person(an: User) -> None:
    promote_first_operator(email="AN@example.org", display_name="x", password=None)
    an.refresh_from_db()
    assert (an.is_operator, an.display_name, an.check_password(PASSWORD)) == (True, "An", True)


def test_promote_throws_away_the_password_of_an_unconfirmed_address(db: None) -> None:
    squatter = create_person(
        email="olga@example.org", display_name="Kraker", password=PASSWORD, email_verified=False
    )
    EmailAddress.objects.create(user=squatter, email="olga@example.org", primary=True)
    promote_first_operator(email="olga@example.org", display_name="Olga", password=None)
    squatter.refresh_from_db()
    assert not squatter.has_usable_password()


@pytest.mark.parametrize("change", [{"is_demo": True}, {"is_active": False}])
def test_promote_refuses_demo_and_closed_people(an: User, change: dict[str, bool]) -> None:
    User.objects.filter(pk=an.pk).update(**change)
    with pytest.raises(ValidationError):
        promote_first_operator(email=an.email, display_name="An", password=None)
    an.refresh_from_db()
    assert an.roles == []
