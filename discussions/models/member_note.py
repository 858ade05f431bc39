"""What moderators write down about a member for each other."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class MemberNoteQuerySet(models.QuerySet["MemberNote"]):
    def visible_to(self, user: "User | AnonymousUser") -> "MemberNoteQuerySet":
        """For moderators, except what is about themselves; for whose scope is limited only about who wrote there."""
        from accounts.models import User
        from discussions.models.scope import people_in_scope  # comments know of notes

        if not getattr(user, "is_moderator", False):
            return self.none()
        people = User.objects.filter(people_in_scope(user))  # type: ignore[arg-type]
        return self.filter(person__in=people).exclude(person=user.pk)

    def kept(self) -> "MemberNoteQuerySet":
        return self.filter(wiped_at__isnull=True)


class MemberNote(models.Model):
    """One note about `person`. Wiped, its text is gone and the row says that there was one."""

    person = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="moderator_notes"
    )
    text = models.TextField(max_length=2_000, blank=True)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    wiped_at = models.DateTimeField(null=True)

    objects: ClassVar = MemberNoteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(models.Q(wiped_at__isnull=True) & ~models.Q(text=""))
                | models.Q(wiped_at__isnull=False, text=""),
                name="member_note_holds_text_or_is_wiped",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="member_note_newest")]

    def __str__(self) -> str:
        return f"note {self.pk}"
