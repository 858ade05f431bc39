"""The list of people, ready for its page. Reads only."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Role, User

PAGE_SIZE = 50


@dataclass(frozen=True)
class RoleSwitch:
    """One role of one person, and the press that changes it."""

    value: str
    label: str
    held: bool


@dataclass(frozen=True)
class PersonRow:
    person: User
    roles: list[RoleSwitch]
    roles_url: str


@dataclass(frozen=True)
class PeoplePage:
    """`next_url` is the next page by key, or None."""

    rows: list[PersonRow]
    search: str
    next_url: str | None


def people_page(*, viewer: User | AnonymousUser, search: str, after: str) -> PeoplePage:
    """People with `search` in name or address, newest first, from the key `after` on. One query.

    A key that is no number starts at the beginning.
    """
    people = User.objects.visible_to(viewer).matching(search).order_by("-pk")
    if after.isascii() and after.isdigit() and len(after) < 19:
        people = people.filter(pk__lt=int(after))
    found = list(people[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    next_url = None
    if len(found) > PAGE_SIZE:
        query = {"zoek": search} if search else {}
        next_url = f"{reverse('people')}?{urlencode({**query, 'na': shown[-1].pk})}"
    return PeoplePage(rows=[_row(person) for person in shown], search=search, next_url=next_url)


def _row(person: User) -> PersonRow:
    return PersonRow(
        person=person,
        roles=[
            RoleSwitch(role.value, str(role.label), role.value in person.roles) for role in Role
        ],
        roles_url=reverse("person_roles", args=[person.public_id]),
    )
