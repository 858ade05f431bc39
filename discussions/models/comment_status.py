"""What the editors let others see of a comment, and what its writer says it adds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentStatus(models.TextChoices):
    """The moderated status. Only `decide` changes it; withdrawing is the author's own column.

    What is held waits for the editors, and what is refused was never let through: neither is there for
    anybody but its author and the moderators.
    """

    PUBLISHED = "published", _("published")
    HIDDEN = "hidden", _("hidden")
    HELD = "held", _("waits for the editors")
    REFUSED = "refused", _("not let through")


# Those that take a place in the discussion, whether their words can be read or not.
PLACED = (CommentStatus.PUBLISHED, CommentStatus.HIDDEN)


class ContributionKind(models.TextChoices):
    """What a comment adds, where the writer says so. Agreeing or not is what a stance says."""

    QUESTION = "question", _("question")
    EXPERIENCE = "experience", _("experience")
