"""Mail that came back, until it is forgotten."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models.functions import Lower, TruncDate
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models.user import User

# One "this mailbox does not exist" is enough. "Full", "not now" and "not this mail" may be over tomorrow, and
# several at one moment say the same thing once: they count on so many different days.
MOST_SOFT_DAYS = 4
FORGOTTEN_AFTER = timedelta(days=30)


def bounces_counted() -> dict[str, models.Count]:
    """`hard`: how many will never arrive; `soft_days`: on how many days something else came back."""
    return {
        "hard": models.Count("pk", filter=models.Q(is_hard=True)),
        "soft_days": models.Count(TruncDate("at"), distinct=True, filter=models.Q(is_hard=False)),
    }


class BounceQuerySet(models.QuerySet["Bounce"]):
    def remembered(self, now: datetime) -> "BounceQuerySet":
        return self.filter(at__gt=now - FORGOTTEN_AFTER)

    def of(self, person: "User") -> "BounceQuerySet":
        """Of the address they have now: with another one everything begins anew."""
        return self.filter(person=person, address=person.email.lower())


class Bounce(models.Model):
    """One mail to `address` that came back. `is_hard`: for good, there is no such address. `code` is the
    number the mail server gave, or who said so; never its words, which may quote addresses.

    After one hard one, or others on four different days, within 30 days this address gets no mail that can wait.
    """

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="bounces")
    address = models.EmailField(max_length=254)
    is_hard = models.BooleanField()
    code = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = BounceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")), name="bounce_address_lower"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="bounce_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.code}"

    @property
    def was_refused(self) -> bool:
        """Whether the mail server said no; else it went on saying *not now*."""
        return self.code.startswith("smtp_5")
