"""Claims: a neutral sentence that an article asserts, and how it is worded."""

from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.source import KNOWN_RIGHTS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from articles.models.article import Article


class Tone(models.TextChoices):
    """How the text says it. People answer the neutral statement, not the irony."""

    LITERAL = "literal", _("literal")
    IRONIC = "ironic", _("ironic")
    RHETORICAL = "rhetorical", _("rhetorical question")


class ClaimStatus(models.TextChoices):
    """A proposed claim is seen by editors only, until one of them accepts it or sends it back."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("sent back")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ClaimQuerySet":
        """A claim is seen by whoever may see its article, once an editor has accepted it.

        Of editors too this holds: where people read and react, a proposal is not there yet.
        """
        if getattr(user, "is_editor", False):
            return self.accepted()
        return self.accepted().filter(article__status="published")

    def editable_by(self, user: "User | AnonymousUser") -> "ClaimQuerySet":
        """What someone may open on the desk, proposals and what was sent back too: all or nothing."""
        return self if getattr(user, "is_editor", False) else self.none()

    def accepted(self) -> "ClaimQuerySet":
        return self.filter(status=ClaimStatus.ACCEPTED)

    def indexable(self) -> "ClaimQuerySet":
        """Open to readers, and to search engines, feeds and cards too: see the article."""
        return self.accepted().filter(
            article__status="published", article__source__rights__in=KNOWN_RIGHTS
        )

    def proposed(self) -> "ClaimQuerySet":
        return self.filter(status=ClaimStatus.PROPOSED)

    def of_article(self, article: "Article") -> "ClaimQuerySet":
        """Its own claims, in the order of their permanent numbers."""
        return self.filter(article=article).order_by("number")

    def with_wording(self) -> "ClaimQuerySet":
        return self.select_related("current_wording")


class Claim(models.Model):
    """Something an article asserts. `number` is its permanent place in the article's list.

    `import_key` ("a3") ties it to the file it was imported from, within its article. A proposal is
    accepted once and for ever, since people may react from then on; one that is sent back says why in
    `return_reason`. `judged_by` did either.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="claims")
    number = models.PositiveSmallIntegerField()
    import_key = models.CharField(max_length=40, blank=True, default="")
    status = models.CharField(max_length=12, choices=ClaimStatus, default=ClaimStatus.ACCEPTED)
    current_wording = models.ForeignKey(
        "articles.Wording", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    return_reason = models.CharField(max_length=500, blank=True, default="")
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar = ClaimQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="claim_numbered_once"),
            models.UniqueConstraint(
                fields=["article", "import_key"],
                condition=~models.Q(import_key=""),
                name="claim_imported_once",
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="claim_from_one"),
            models.CheckConstraint(
                condition=models.Q(status__in=[status.value for status in ClaimStatus]),
                name="claim_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=(models.Q(status="returned") & ~models.Q(return_reason=""))
                | (~models.Q(status="returned") & models.Q(return_reason="")),
                name="claim_sent_back_with_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-id"],
                name="claim_proposed_newest_first",
                condition=models.Q(status="proposed"),
            )
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="claim_stays_accepted",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="accepted")
                & ~pgtrigger.Q(new__status="accepted"),
            ),
            pgtrigger.Protect(
                name="claim_keeps_its_number",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__number__df=pgtrigger.F("new__number"))
                | pgtrigger.Q(old__article_id__df=pgtrigger.F("new__article_id")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}-{self.number}"

    def get_absolute_url(self) -> str:
        """Costs a query unless the article was fetched along."""
        return reverse("claim", args=[self.article.slug, self.number])


class Wording(models.Model):
    """How a claim is worded from a moment on. Rewording adds a row; stances point at theirs."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveSmallIntegerField(default=1)
    statement = models.CharField(max_length=500)
    tone = models.CharField(max_length=12, choices=Tone, default=Tone.LITERAL)
    note = models.CharField(max_length=1_000, blank=True, default="")
    since = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "number"], name="wording_numbered_once"),
            models.CheckConstraint(
                condition=~models.Q(statement=""), name="wording_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.statement
