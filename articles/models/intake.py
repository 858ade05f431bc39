"""An import under way: what came in, what the editor chose, and how far it is."""

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.importers.kinds import ONE_ARTICLE, SourceKind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class IntakeStatus(models.TextChoices):
    """`waiting`: for an editor to look and decide. `running`: a job is at work."""

    WAITING = "waiting", _("waiting for you")
    RUNNING = "running", _("under way")
    DONE = "done", _("brought in")
    FAILED = "failed", _("failed")
    DISCARDED = "discarded", _("thrown away")


class IntakeQuerySet(models.QuerySet["Intake"]):
    def editable_by(self, user: "User | AnonymousUser") -> "IntakeQuerySet":
        """Editors see every intake, also a colleague's; it may hold personal data of strangers."""
        return self if getattr(user, "is_editor", False) else self.none()

    def waiting(self) -> "IntakeQuerySet":
        return self.filter(status=IntakeStatus.WAITING)

    def failed(self) -> "IntakeQuerySet":
        return self.filter(status=IntakeStatus.FAILED)


class Intake(models.Model):
    """A file or a pasted text on its way in. Nothing of it is public before it is published.

    `raw` is what came, byte for byte. `article` is the one this is a new version of, or what it
    became; empty for a new text that waits. `choices` holds what the editor made of single lines:
    a list of {"line": number, "text": its words, "class": a LineClass}, so that they can be found
    again when the lines have moved. `title` is the one that was read from it, empty for a file with
    many articles. `progress_done` of `progress_total` steps are behind us;
    `report` lists what came in and what was left out, each with its reason. `failure` is one Dutch
    sentence.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in SourceKind]
    )
    status = models.CharField(max_length=12, choices=IntakeStatus, default=IntakeStatus.WAITING)
    title = models.CharField(max_length=300, blank=True, default="")
    file_name = models.CharField(max_length=200, blank=True, default="")
    media_type = models.CharField(max_length=100, blank=True, default="")
    source_url = models.URLField(max_length=500, blank=True, default="")
    raw = models.BinaryField()
    raw_sha256 = models.CharField(max_length=64)
    attachments = models.BinaryField(null=True)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="intakes"
    )
    source = models.ForeignKey("articles.Source", on_delete=models.PROTECT, null=True)
    choices = models.JSONField(default=list)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=list)
    failure = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar = IntakeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(raw_sha256__regex=r"^[0-9a-f]{64}$"), name="intake_sha256"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="failed") | ~models.Q(failure=""),
                name="intake_failure_has_a_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "-id"], name="intake_by_status")]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"

    def get_absolute_url(self) -> str:
        return reverse("intake", args=[self.public_id])

    @property
    def holds_one_article(self) -> bool:
        return SourceKind(self.kind) in ONE_ARTICLE

    @property
    def is_waiting(self) -> bool:
        return self.status == IntakeStatus.WAITING
