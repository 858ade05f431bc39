"""Claims: a neutral sentence, the places where a text says it, and how claims relate."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from articles.models.article import Article, ArticleVersion


class Tone(models.TextChoices):
    """How the text says it. People answer the neutral statement, not the irony."""

    LITERAL = "literal", _("literal")
    IRONIC = "ironic", _("ironic")
    RHETORICAL = "rhetorical", _("rhetorical question")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: "User | AnonymousUser") -> "ClaimQuerySet":
        """A claim is seen by whoever may see its article."""
        if getattr(user, "is_editor", False):
            return self
        return self.filter(article__status="published")

    def of_article(self, article: "Article") -> "ClaimQuerySet":
        """Its own claims, in the order of their permanent numbers."""
        return self.filter(article=article).order_by("number")

    def with_wording(self) -> "ClaimQuerySet":
        return self.select_related("current_wording")


class Claim(models.Model):
    """Something an article asserts. `number` is its permanent place in the article's list.

    `import_key` ("a3") ties it to the file it was imported from, within its article.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="claims")
    number = models.PositiveSmallIntegerField()
    import_key = models.CharField(max_length=40, blank=True, default="")
    current_wording = models.ForeignKey(
        "articles.Wording", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

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


class PassageState(models.TextChoices):
    """How sure we are of the place. Only the first three are ever drawn."""

    UNCHANGED = "unchanged", _("unchanged")
    MOVED = "moved", _("moved")
    CHANGED = "changed", _("changed")
    DOUBTFUL = "doubtful", _("to be checked")
    ORPHAN = "orphan", _("lost")


DRAWN_STATES = (PassageState.UNCHANGED, PassageState.MOVED, PassageState.CHANGED)


class PassageQuerySet(models.QuerySet["Passage"]):
    def drawn(self) -> "PassageQuerySet":
        """Only what is certain: a doubtful place is never shown as if it were known."""
        return self.filter(state__in=DRAWN_STATES)

    def doubtful(self) -> "PassageQuerySet":
        return self.filter(state__in=(PassageState.DOUBTFUL, PassageState.ORPHAN))

    def in_version(self, version: "ArticleVersion") -> "PassageQuerySet":
        return self.filter(version=version)

    def in_order(self) -> "PassageQuerySet":
        """By the number of their claim, and then as the claim lists them."""
        return self.order_by("claim__number", "ordinal")


class Passage(models.Model):
    """A place in one version where a claim stands.

    `start` and `end` count code points in that version's canonical text, end exclusive; both are
    empty when the place is not known. `exact`, `prefix` and `suffix` are canonical text: how the
    passage is found again. `carried_from` is the passage of the former version.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="passages")
    version = models.ForeignKey(
        "articles.ArticleVersion", on_delete=models.CASCADE, related_name="passages"
    )
    ordinal = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(max_length=5_000)
    prefix = models.CharField(max_length=120, blank=True, default="")
    suffix = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=12, choices=PassageState, default=PassageState.UNCHANGED)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="carried_to"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = PassageQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim", "version", "ordinal"], name="passage_numbered_once"
            ),
            # A CHECK that compares with NULL is not false, so every case is spelled out.
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True)
                | models.Q(start__isnull=False, end__isnull=False, end__gt=models.F("start")),
                name="passage_is_a_whole_place",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[state.value for state in DRAWN_STATES])
                | models.Q(start__isnull=False, end__isnull=False),
                name="passage_drawn_has_a_place",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["version", "start"],
                name="passage_drawn_in_version",
                condition=models.Q(start__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}/{self.ordinal} {self.state}"


class RelationType(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")
    NUANCES = "nuances", _("nuances")


class RelationQuerySet(models.QuerySet["Relation"]):
    def between_visible(self, user: "User | AnonymousUser") -> "RelationQuerySet":
        """A relation says something about both ends, so both must be open to the reader."""
        if getattr(user, "is_editor", False):
            return self
        return self.filter(
            from_claim__article__status="published",
            to_claim__article__status="published",
        )


class Relation(models.Model):
    """How one claim bears on another, and why we think so. *Contradicts* reads both ways."""

    from_claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="relations_out")
    to_claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="relations_in")
    type = models.CharField(max_length=12, choices=RelationType)
    rationale = models.CharField(max_length=1_000)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar = RelationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["from_claim", "type", "to_claim"], name="relation_once"
            ),
            models.UniqueConstraint(
                Least("from_claim", "to_claim"),
                Greatest("from_claim", "to_claim"),
                condition=models.Q(type="contradicts"),
                name="relation_contradicts_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_claim=models.F("to_claim")),
                name="relation_between_two",
            ),
            models.CheckConstraint(condition=~models.Q(rationale=""), name="relation_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.from_claim_id} {self.type} {self.to_claim_id}"
