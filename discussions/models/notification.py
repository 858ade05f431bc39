"""What someone should hear of, inside the site."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Mute
from articles.models import Article
from discussions.models.comment import Comment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class NotificationKind(models.TextChoices):
    DECISION_ON_YOURS = "decision_on_yours", _("a decision about your comment")
    ANSWER_TO_REPORT = "answer_to_report", _("an answer to your report")
    ANSWER_TO_APPEAL = "answer_to_appeal", _("an answer to your appeal")
    ANSWER = "answer", _("an answer to you")
    MENTION = "mention", _("somebody who mentions you")
    FOLLOWED = "followed", _("new comments where you follow")
    NEW_PART = "new_part", _("a new article in a series you follow")
    MOVED = "moved", _("your comment was moved")
    TERMS = "terms", _("new house rules")


LETTERS = (
    NotificationKind.DECISION_ON_YOURS,
    NotificationKind.ANSWER_TO_REPORT,
    NotificationKind.ANSWER_TO_APPEAL,
)
ABOUT_A_COMMENT = (NotificationKind.ANSWER, NotificationKind.MENTION, NotificationKind.FOLLOWED)
NEWS = (*ABOUT_A_COMMENT, NotificationKind.NEW_PART)


class NotificationQuerySet(models.QuerySet["Notification"]):
    def told_to(self, user: "User | AnonymousUser") -> "NotificationQuerySet":
        """All that this person was told, also what it was about and is gone now."""
        return self.filter(person=user.pk) if user.is_authenticated else self.none()

    def visible_to(self, user: "User | AnonymousUser") -> "NotificationQuerySet":
        """A message is read by the person it is for, and by nobody else; and of what it is about only
        what they may read now: what was hidden, withdrawn, closed or muted meanwhile is in no list and no count.
        """
        if not user.is_authenticated:
            return self.none()
        comments = Comment.objects.visible_to(user).readable().filter(pk=OuterRef("comment"))
        articles = Article.objects.visible_to(user).filter(pk=OuterRef("article"))
        muted = Mute.objects.filter(person=user.pk, muted=OuterRef("comment__author"))
        return self.filter(
            # A letter is read when the time to undo its decision is over.
            Q(decision__isnull=False, created_at__lte=Now())
            | Q(terms_version__isnull=False)
            | Exists(comments)
            | Exists(articles),
            ~Exists(muted),
            person=user.pk,
        )

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)

    def newest_first(self) -> "NotificationQuerySet":
        return self.order_by("-created_at", "-id")


class Notification(models.Model):
    """One thing one person is told. What it is about depends on its kind: a decision, a comment, an article
    that came in a series, or a version of the terms.

    Those of one kind about one discussion are shown as one message as long as they are unread.
    `mail` is the mail it goes with, or did not go with; empty while it waits for a digest.
    """

    person = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=24, choices=NotificationKind)
    decision = models.ForeignKey(
        "discussions.Decision", on_delete=models.PROTECT, null=True, related_name="notifications"
    )
    comment = models.ForeignKey(
        "discussions.Comment", on_delete=models.CASCADE, null=True, related_name="notifications"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="+"
    )
    terms_version = models.PositiveSmallIntegerField(null=True)
    mail = models.ForeignKey(
        "discussions.NewsMail", on_delete=models.SET_NULL, null=True, related_name="news"
    )
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects: ClassVar = NotificationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "decision"], name="notification_once"
            ),
            # Whoever is answered, mentioned and follows hears of one comment once.
            models.UniqueConstraint(
                fields=["person", "comment"], name="notification_once_per_comment"
            ),
            models.UniqueConstraint(
                fields=["person", "article"], name="notification_once_per_article"
            ),
            # Also when the job that tells it was killed half-way.
            models.UniqueConstraint(
                fields=["person", "terms_version"], name="notification_once_per_terms"
            ),
            models.CheckConstraint(
                condition=Q(kind=NotificationKind.TERMS, terms_version__isnull=False)
                | (~Q(kind=NotificationKind.TERMS) & Q(terms_version__isnull=True)),
                name="notification_of_terms_names_them",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=LETTERS,
                    decision__isnull=False,
                    comment__isnull=True,
                    article__isnull=True,
                )
                | Q(
                    kind__in=(*ABOUT_A_COMMENT, NotificationKind.MOVED),
                    decision__isnull=True,
                    comment__isnull=False,
                    article__isnull=True,
                )
                | Q(
                    kind=NotificationKind.NEW_PART,
                    decision__isnull=True,
                    comment__isnull=True,
                    article__isnull=False,
                )
                | Q(
                    kind=NotificationKind.TERMS,
                    decision__isnull=True,
                    comment__isnull=True,
                    article__isnull=True,
                ),
                name="notification_about_its_kind",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at", "-id"], name="notification_newest"),
            models.Index(
                fields=["person"],
                name="notification_unread",
                condition=Q(read_at__isnull=True),
            ),
            models.Index(
                fields=["person"],
                name="notification_for_digest",
                condition=Q(mail__isnull=True, kind__in=NEWS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.decision_id or self.comment_id or self.article_id}"
