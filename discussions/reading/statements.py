"""Decisions on their way to the Commission's database of statements of reasons: made, validated, and stopped when
anything in them points at a person. Four queries, however many decisions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from discussions.law.decided import ABOUT_COMMENT, ABOUT_PERSON, Decided, statement_of
from discussions.law.names import Names
from discussions.law.personal_data import find_personal_data
from discussions.law.statement import validate
from discussions.models import Decision, ImportedAuthor, Outcome, Report
from discussions.moderation.grounds import ground_of
from discussions.moderation.legal_grounds import LegalGround
from discussions.moderation.policy import HouseRule

# What happened, in general: where nobody wrote it, or where what was written may not leave.
_GENERAL = {
    "hide": "De redactie heeft een reactie verborgen.",
    "refuse": "De redactie heeft een reactie niet doorgelaten.",
    "hold": "Een reactie wordt pas geplaatst als de redactie haar heeft gelezen.",
    "hide_text": "De redactie heeft een eerdere versie van een reactie verborgen.",
    "label": "De redactie heeft een label bij een reactie gezet.",
    "move": "De redactie heeft een reactie verplaatst naar een andere discussie.",
    "limit": "Iemand kan een tijd minder vaak reageren.",
    "read_first": "De redactie leest een tijd wat iemand schrijft, voordat het wordt geplaatst.",
    "suspend": "Iemand kan een tijd niet reageren.",
}
_BECAUSE = {
    "voluntary": "Dat gebeurde uit eigen beweging.",
    "report": "Dat gebeurde na een melding.",
    "article_16": "Dat gebeurde na een melding van illegale inhoud.",
    "author": "Dat gebeurde op verzoek van de schrijver zelf.",
}


# How a finding is called on the page of the operator.
_WHAT = {
    "name": _("a name"),
    "email": _("an e-mail address"),
    "phone": _("a telephone number"),
    "profile": _("a profile"),
    "citizen_number": _("a citizen service number"),
    "iban": _("a bank account"),
    "birth_date": _("a date of birth"),
    "address": _("an address"),
}


@dataclass(frozen=True)
class Found:
    """A stretch of text that points at a person, and what it is, in words."""

    what: str
    text: str


@dataclass(frozen=True)
class Stopped:
    """A statement that may not leave: what points at a person, or which fields the database would refuse."""

    decision: str
    findings: Sequence[Found]
    wrong: dict[str, str]


@dataclass(frozen=True)
class Export:
    """Statements as lines of JSON, and those that were stopped."""

    lines: Sequence[str]
    stopped: Sequence[Stopped]

    @property
    def may_leave(self) -> bool:
        return not self.stopped

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)


def load_export(*, start: datetime, end: datetime, in_general: bool = False) -> Export:
    """The statements of what was decided from `start` until `end`, the oldest first.

    With `in_general` what points at a person is replaced by a general sentence instead of stopping.
    """
    names = Names(_every_name())
    lines: list[str] = []
    stopped: list[Stopped] = []
    for decided in _decided(start, end):
        findings = _findings(decided.facts, names)
        if findings and in_general:
            findings = []
            decided = replace(decided, facts="")
        if not decided.facts.strip():
            decided = replace(decided, facts=_in_general(decided))
        record = statement_of(decided)
        wrong = validate(record)
        if findings or wrong:
            stopped.append(Stopped(decided.public_id, findings, wrong))
        else:
            lines.append(record.as_json())
    return Export(lines, stopped)


def _findings(facts: str, names: Names) -> list[Found]:
    """The facts are all that people wrote of a statement: the rest are codes, dates and the words of our rules."""
    found = find_personal_data(facts, names)
    return [Found(str(_WHAT[finding.kind]), finding.text) for finding in found]


def _every_name() -> Iterator[str]:
    """Everybody who has an account, wrote on another site, or reported without an account."""
    yield from User.objects.values_list("display_name", flat=True)
    yield from ImportedAuthor.objects.exclude(name="").values_list("name", flat=True).distinct()
    yield from Report.objects.exclude(name="").values_list("name", flat=True).distinct()


def _decided(start: datetime, end: datetime) -> Iterator[Decided]:
    """What restricts somebody in particular, and was told; not what article 17(2) leaves out, nor putting back what was
    moved, which goes by the same name."""
    restricts = Q(outcome__in=ABOUT_COMMENT, comment__isnull=False) | Q(
        outcome__in=ABOUT_PERSON, person__isnull=False
    )
    found = Decision.objects.that_were_told().filter(
        restricts, created_at__gte=start, created_at__lt=end, unannounced=False
    )
    # What goes back to where it was, under the same name.
    found = found.exclude(outcome__in=[Outcome.HOLD, Outcome.MOVE], reverses__isnull=False)
    for decision in found.select_related("comment", "text").order_by("pk"):
        yield _of_decision(decision)


def _of_decision(decision: Decision) -> Decided:
    ground = ground_of(decision)
    rule = ground if isinstance(ground, HouseRule) else None
    law = ground if isinstance(ground, LegalGround) else None
    words = getattr(decision, "text", None)
    day = timezone.localdate(decision.created_at)
    written = timezone.localdate(decision.comment.created_at) if decision.comment else day
    page = settings.PUBLIC_URL + reverse("house_rules")
    return Decided(
        public_id=str(decision.public_id),
        measure=decision.outcome,
        decided_on=day,
        # A comment from another site may say of itself that it is older than the database takes.
        content_date=min(max(written, datetime(2000, 1, 1).date()), day),
        facts=words.facts if words else "",
        why=rule.text if rule else law.explanation if law else "",
        ground=rule.name if rule else f"{law.label} ({law.article})" if law else "",
        source=decision.source,
        automated_detection=decision.automated_detection,
        automated_decision=decision.automated_decision,
        rule_code=decision.rule_code,
        law=law,
        until=timezone.localdate(decision.until) if decision.until else None,
        rules_url=f"{page}#{rule.code}" if rule else page,
    )


def _in_general(decided: Decided) -> str:
    return f"{_GENERAL[decided.measure]} {_BECAUSE[decided.source]}"
