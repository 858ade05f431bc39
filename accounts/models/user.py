"""People. Anyone with an active account is a member; roles are what someone may do besides."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.names import LONGEST_DESCRIPTION


class Role(models.TextChoices):
    """What a member may do besides reading and reacting. One person may hold several."""

    EDITOR = "editor", _("editor")
    MODERATOR = "moderator", _("moderator")
    OPERATOR = "operator", _("operator")


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User | AnonymousUser") -> "UserQuerySet":
        """Rows on the page of people: all for an operator, none for anyone else."""
        if isinstance(user, User) and user.is_active and user.is_operator:
            return self.filter(anonymised_at__isnull=True)
        return self.none()

    def judged_by(self, user: "User | AnonymousUser") -> "UserQuerySet":
        """Whom a moderator may have to judge: everyone but themselves."""
        if isinstance(user, User) and user.is_active and user.is_moderator:
            return self.filter(anonymised_at__isnull=True).exclude(pk=user.pk)
        return self.none()

    def matching(self, text: str) -> "UserQuerySet":
        """Name or address holds `text`; case does not matter. Empty text matches everyone."""
        words = text.replace("\0", "").strip()
        if not words:
            return self
        return self.filter(
            models.Q(display_name__icontains=words) | models.Q(email__icontains=words)
        )

    def operators(self) -> "UserQuerySet":
        """Who can run the site today."""
        return self.filter(is_active=True, roles__contains=[Role.OPERATOR.value])


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "User":
        """Addresses differ in case but not in owner: two accounts may never share one."""
        found: User = self.get(email__iexact=username)
        return found


class User(AbstractBaseUser):
    """A person who logs in with an e-mail address. There is no user name.

    People are never deleted, only anonymised in place, so that decisions and answers stay whole.
    `function` and `organisation` are what somebody may show with a comment, by their own choice each time.
    From `must_read_since` on there is a message that they say they read before they write again.
    `is_demo` marks the invented people that may exist only on a loopback address.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254)
    display_name = models.CharField(_("name"), max_length=80)
    function = models.CharField(
        max_length=LONGEST_DESCRIPTION, blank=True, default="", db_default=""
    )
    organisation = models.CharField(
        max_length=LONGEST_DESCRIPTION, blank=True, default="", db_default=""
    )
    roles = ArrayField(models.CharField(max_length=20, choices=Role), default=list, blank=True)
    language = models.CharField(
        max_length=5, choices=[("nl", _("Dutch")), ("en", _("English"))], default="nl"
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    must_read_since = models.DateTimeField(null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=list(Role.values)), name="user_roles_known"
            ),
            models.CheckConstraint(condition=~models.Q(display_name=""), name="user_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @cached_property
    def muted_ids(self) -> frozenset[int]:
        """Keys of the people whose words this person would rather not read. One query, the first time."""
        return frozenset(self.mutes.values_list("muted_id", flat=True))

    @property
    def is_editor(self) -> bool:
        return Role.EDITOR in self.roles

    @property
    def is_moderator(self) -> bool:
        return Role.MODERATOR in self.roles

    @property
    def is_operator(self) -> bool:
        return Role.OPERATOR in self.roles
