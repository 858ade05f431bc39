"""The whole policy of people: who may do what to whom."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from accounts.models import User


def signed_in(user: User | AnonymousUser) -> User:
    """The person behind a request that the login wall let through; else `PermissionDenied`."""
    if not isinstance(user, User) or not user.is_active:
        raise PermissionDenied
    return user


def has_verified_address(person: User) -> bool:
    """Whether the address of the account is known to be theirs. One query."""
    addresses = EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True)
    return bool(addresses.exists())


def may_manage_people(user: User | AnonymousUser) -> bool:
    """See the list of people, and give or take their roles."""
    return isinstance(user, User) and user.is_active and user.is_operator


def may_edit_profile(user: User | AnonymousUser, person: User) -> bool:
    """Nobody edits the name of somebody else."""
    return isinstance(user, User) and user.is_active and user.pk == person.pk
