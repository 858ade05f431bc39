"""Every write about people. Keyword-only, one transaction, returns the person."""

import logging
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Mute, Role, User
from accounts.names import LONGEST_DESCRIPTION, clean_name, one_line, validate_address
from accounts.permissions import may_edit_profile, may_manage_people

log = logging.getLogger(__name__)


class LastOperator(Exception):
    """Without an operator nobody could give roles any more."""


@transaction.atomic
def create_person(
    *,
    email: str,
    display_name: str,
    password: str | None,
    roles: Iterable[Role | str] = (),
    is_demo: bool = False,
    email_verified: bool = True,
) -> User:
    """Make an account that can log in at once, or (`email_verified=False`) after a mailed code.

    `password=None`: only a mailed code lets this person in. The strength of the password is the
    form's business. Sends no mail. Raises `ValidationError` (code `email_taken` when the address
    already has an account).
    """
    address = email.strip().lower()
    validate_address(address)
    person = User(
        email=address,
        display_name=clean_name(display_name),
        roles=sorted({Role(role).value for role in roles}),
        is_demo=is_demo,
    )
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise ValidationError(
            _("This address already has an account."), code="email_taken"
        ) from error
    if email_verified:
        EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    return person


@transaction.atomic
def rename_person(*, person: User, display_name: str, by: User) -> User:
    """Change the name shown with everything this person wrote. Raises `ValidationError`."""
    if not may_edit_profile(by, person):
        raise PermissionDenied
    person.display_name = clean_name(display_name)
    person.save(update_fields=["display_name"])
    return person


@transaction.atomic
def describe_person(*, person: User, function: str, organisation: str, by: User) -> User:
    """Keep what this person may show with a comment; empty is nothing. Raises `ValidationError`."""
    if not may_edit_profile(by, person):
        raise PermissionDenied
    person.function, person.organisation = one_line(function), one_line(organisation)
    if max(len(person.function), len(person.organisation)) > LONGEST_DESCRIPTION:
        raise ValidationError(_("This is too long."), code="description_long")
    person.save(update_fields=["function", "organisation"])
    return person


@transaction.atomic
def grant_role(*, person: User, role: Role | str, by: User | None) -> User:
    """Give `role` to `person`; harmless when they have it. `by=None` is the command line."""
    _require_operator(by)
    return _set_role(person, Role(role), held=True, by=by)


@transaction.atomic
def revoke_role(*, person: User, role: Role | str, by: User | None) -> User:
    """Take `role` from `person`; what they did with it stays.

    Raises `LastOperator` when no active operator would be left.
    """
    _require_operator(by)
    if Role(role) is Role.OPERATOR:
        # Locked in one order, so that two operators cannot drop each other at the same moment.
        operators = list(User.objects.operators().order_by("pk").select_for_update())
        if [operator.pk for operator in operators] == [person.pk]:
            raise LastOperator
    return _set_role(person, Role(role), held=False, by=by)


@transaction.atomic
def promote_first_operator(*, email: str, display_name: str, password: str | None) -> User:
    """Make the person at `email` an operator, creating the account where there is none.

    An address that nobody confirmed may have been claimed by a stranger who knows its password:
    that password is thrown away. A given `password` replaces any other.
    Raises `ValidationError` for a bad address or name, an inactive account or a demo person.
    """
    person = User.objects.select_for_update().filter(email__iexact=email.strip()).first()
    if person is None:
        return create_person(
            email=email, display_name=display_name, password=password, roles=[Role.OPERATOR]
        )
    if person.is_demo:
        raise ValidationError(_("This is a demo person."), code="demo")
    if not person.is_active:
        raise ValidationError(_("This account is inactive."), code="inactive")
    confirmed, _created = EmailAddress.objects.get_or_create(
        user=person, email=person.email.lower(), defaults={"primary": True}
    )
    if password is not None or not confirmed.verified:
        person.set_password(password)
        person.save(update_fields=["password"])
    EmailAddress.objects.filter(pk=confirmed.pk).update(verified=True, primary=True)
    return _set_role(person, Role.OPERATOR, held=True, by=None)


@transaction.atomic
def mute_person(*, person: User, muted: User) -> User:
    """Let `person` read no words of `muted` unless they ask for them. Twice is once.

    Raises `ValidationError` for oneself. The other never hears of it.
    """
    if person.pk == muted.pk:
        raise ValidationError(_("This is you. You cannot mute yourself."), code="oneself")
    Mute.objects.bulk_create([Mute(person=person, muted=muted)], ignore_conflicts=True)
    person.__dict__.pop("muted_ids", None)
    return person


@transaction.atomic
def unmute_person(*, person: User, muted: User) -> User:
    """Let `person` read the other again. Whom they did not mute stays as it is."""
    Mute.objects.filter(person=person, muted=muted).delete()
    person.__dict__.pop("muted_ids", None)
    return person


def _require_operator(by: User | None) -> None:
    if by is not None and not may_manage_people(by):
        raise PermissionDenied


def _set_role(person: User, role: Role, *, held: bool, by: User | None) -> User:
    fresh = User.objects.select_for_update().get(pk=person.pk)
    roles = set(fresh.roles) | {role.value} if held else set(fresh.roles) - {role.value}
    if roles != set(fresh.roles):
        fresh.roles = sorted(roles)
        fresh.save(update_fields=["roles"])
        log.warning(
            "role %s %s person %s by %s",
            role.value,
            "given to" if held else "taken from",
            person.pk,
            "the command line" if by is None else f"person {by.pk}",
        )
    person.roles = fresh.roles
    return person
