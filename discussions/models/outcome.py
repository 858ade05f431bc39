"""What was decided, what made somebody look, and how far a program took part."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What was decided. The first five are about a comment's status, the next five about something else of a
    comment; then what slows or stops writing, and its end; then what is said to a person; then the answer to an
    appeal, and taking an imported text or its claim off the site."""

    KEEP = "keep", _("left alone")
    HIDE = "hide", _("hidden")
    RESTORE = "restore", _("restored")
    RELEASE = "release", _("let through")
    REFUSE = "refuse", _("not let through")
    HOLD = "hold", _("held for the editors")
    MOVE = "move", _("moved")
    HIDE_TEXT = "hide_text", _("earlier version hidden")
    SHOW_TEXT = "show_text", _("earlier version shown again")
    LABEL = "label", _("labelled")
    UNLABEL = "unlabel", _("label taken off")
    CLOSE = "close", _("closed")
    SLOW = "slow", _("slow mode")
    READ_FIRST = "read_first", _("read first by the editors")
    LIMIT = "limit", _("limited")
    SUSPEND = "suspend", _("suspended")
    NO_NOTICES = "no_notices", _("reports not handled")
    END = "end", _("ended")
    WARN = "warn", _("warned")
    UNWARN = "unwarn", _("warning taken back")
    REOPEN = "reopen", _("taken up again")
    UPHOLD = "uphold", _("upheld after reappraisal")
    SHORTEN = "shorten", _("shortened after reappraisal")
    LAPSE = "lapse", _("held no longer at the reappraisal")
    WITHDRAW = "withdraw", _("taken off the site")


ON_STATUS = (Outcome.KEEP, Outcome.HIDE, Outcome.RESTORE, Outcome.RELEASE, Outcome.REFUSE)
ON_LABELS = (Outcome.LABEL, Outcome.UNLABEL)
BESIDE_STATUS = (Outcome.HOLD, Outcome.MOVE, Outcome.HIDE_TEXT, Outcome.SHOW_TEXT, *ON_LABELS)
ON_WRITING = (Outcome.CLOSE, Outcome.SLOW, Outcome.READ_FIRST, Outcome.LIMIT, Outcome.SUSPEND)
ON_PERSON = (Outcome.WARN, Outcome.UNWARN, Outcome.LIMIT, Outcome.SUSPEND, Outcome.NO_NOTICES)
# Held against somebody: these stand on a rule or a law, and are explained in somebody's own words.
GROUNDED = (
    *(Outcome.HIDE, Outcome.REFUSE, Outcome.HIDE_TEXT, Outcome.LABEL),
    *(Outcome.WARN, Outcome.LIMIT, Outcome.SUSPEND, Outcome.NO_NOTICES),
)
# Reading first is held against somebody only when it is their comments that are read.
GROUNDED_OF_PERSON = Outcome.READ_FIRST


class Source(models.TextChoices):
    """What made somebody look. Notices of article 16 are those of illegal content (regulation 2022/2065); whether one
    came from a trusted flagger nobody here can know, so the operator states those. The author asks for it when an
    earlier text of theirs should go."""

    VOLUNTARY = "voluntary", _("own initiative")
    REPORT = "report", _("a report")
    ARTICLE_16 = "article_16", _("a notice of illegal content")
    AUTHOR = "author", _("a request by the author")


AFTER_REPORT = (Source.REPORT, Source.ARTICLE_16)


class Automation(models.TextChoices):
    """How far a decision was taken by a program."""

    NO = "no", _("not automated")
    PARTLY = "partly", _("partly automated")
    FULLY = "fully", _("fully automated")
