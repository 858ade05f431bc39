"""Who may do what with articles, one condition per line."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User


def may_edit(user: User | AnonymousUser) -> bool:
    """Open the editor's desk and the record of an import, stranger's details included."""
    return isinstance(user, User) and user.is_active and user.is_editor
