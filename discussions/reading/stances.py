"""Stances as a page shows them: the viewer's own, and how everyone stands, without a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from articles.models import Claim
from discussions.agreement import Distribution, Verdict, bars, verdicts
from discussions.models import Leaning, Stance, StanceValue
from discussions.reading.standing import said
from discussions.reading.writing import BESIDE_QUERY, beside_url
from discussions.standing import reads_only, site_rule

# What the style sheet calls the three answers.
KINDS = {StanceValue.AGREE: "eens", StanceValue.DEPENDS: "nuance", StanceValue.DISAGREE: "oneens"}


@dataclass(frozen=True)
class Choice:
    value: str
    kind: str
    label: str
    pressed: bool


@dataclass(frozen=True)
class StancePanel:
    """The three buttons. A visitor's lead to the log-in page; `next_url` is the way back.

    `own_label` is empty until the viewer has a stance; `asks_condition` once it depends,
    and `has_condition` once the sentence is there. `key` ends the ids on the page. `closed`: why nobody can press
    now, or "".
    """

    action: str
    choices: Sequence[Choice]
    own_label: str
    withdraw_url: str
    login_url: str
    next_url: str
    asks_condition: bool
    has_condition: bool
    key: str = ""
    closed: str = ""


@dataclass(frozen=True)
class DrawnBar:
    """Lengths are text: a number would get the decimal comma of the page's language."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Agreement:
    """`missing` above 0: too few people, and only how many more are needed may be said."""

    total: int
    missing: int
    agree: int
    depends: int
    disagree: int
    verdict: str
    bars: Sequence[DrawnBar]


def own_stance(viewer: User | AnonymousUser, claim: Claim) -> Stance | None:
    if not viewer.is_authenticated:
        return None
    return Stance.objects.filter(claim=claim, person=viewer).first()


def stance_panel(
    viewer: User | AnonymousUser, claim: Claim, own: Stance | None, beside: str = ""
) -> StancePanel:
    """Costs no query when the claim's article and its discussion came along (see `nothing_holds`), else one. `beside`:
    see `WritingPlace`."""
    now = timezone.now()
    rule = site_rule(now) if reads_only(viewer) else None
    query = BESIDE_QUERY if beside else ""
    address = [claim.article.slug, claim.number]
    labels = {
        StanceValue.AGREE: pgettext("button", "Agree"),
        StanceValue.DEPENDS: pgettext("button", "It depends"),
        StanceValue.DISAGREE: pgettext("button", "Disagree"),
    }
    visitor = not viewer.is_authenticated
    back = beside_url(claim) if beside else reverse("claim", args=address) + "#standpunt"
    return StancePanel(
        action=reverse("stance", args=address) + query,
        choices=[
            Choice(value, KINDS[value], label, pressed=own is not None and own.value == value)
            for value, label in labels.items()
        ],
        own_label=_own_label(own),
        withdraw_url=reverse("withdraw_stance", args=address) + query if own else "",
        login_url=reverse("account_login") if visitor else "",
        next_url=back if visitor else "",
        asks_condition=rule is None and own is not None and own.value == StanceValue.DEPENDS,
        has_condition=own is not None and bool(own.condition),
        key=beside,
        closed=said(rule, now) if rule else "",
    )


def agreement_on(claim: Claim) -> Agreement:
    """How everyone stands on the claim, in one query. Never who."""
    counts = dict(Stance.objects.filter(claim=claim).values_list("value").annotate(Count("pk")))
    return shown_agreement(Distribution(**counts))


def agreements_on(claim_ids: Sequence[int]) -> dict[int, Agreement]:
    """The same for several claims, in one query; also for those nobody took a stance on."""
    counts: dict[int, dict[str, int]] = {claim_id: {} for claim_id in claim_ids}
    rows = Stance.objects.filter(claim__in=claim_ids).values_list("claim", "value")
    for claim_id, value, count in rows.annotate(Count("pk")):
        counts[claim_id][value] = count
    return {claim_id: shown_agreement(Distribution(**found)) for claim_id, found in counts.items()}


def stance_counts(claim_ids: Sequence[int]) -> dict[int, int]:
    """How many people took a stance on each claim, in one query."""
    return dict(
        Stance.objects.filter(claim__in=claim_ids).values_list("claim").annotate(Count("pk"))
    )


def shown_agreement(stances: Distribution) -> Agreement:
    """In words first: below the limit the three counts are not even handed to the template."""
    hidden = bool(stances.missing)
    kinds = {value.value: kind for value, kind in KINDS.items()}
    return Agreement(
        total=stances.total,
        missing=stances.missing,
        agree=0 if hidden else stances.agree,
        depends=0 if hidden else stances.depends,
        disagree=0 if hidden else stances.disagree,
        verdict="" if hidden else ", ".join(_verdict_label(found) for found in verdicts(stances)),
        bars=[
            DrawnBar(kinds[bar.answer], f"{bar.x:.2f}", f"{bar.width:.2f}") for bar in bars(stances)
        ],
    )


def _verdict_label(verdict: Verdict) -> str:
    return {
        Verdict.TOO_FEW: _("too early for a conclusion"),
        Verdict.DIVIDED: _("divided"),
        Verdict.UNANIMOUS: _("unanimous"),
        Verdict.NEEDS_DETAIL: _("calls for elaboration"),
        Verdict.MOSTLY_AGREE: _("mostly agree"),
        Verdict.MOSTLY_DISAGREE: _("mostly disagree"),
    }[verdict]


def _own_label(own: Stance | None) -> str:
    if own is None:
        return ""
    if own.value == StanceValue.AGREE:
        return _("You agree.")
    if own.value == StanceValue.DISAGREE:
        return _("You disagree.")
    if own.leaning == Leaning.PROVIDED:
        return _("You say: it depends, provided that %(condition)s") % {"condition": own.condition}
    if own.leaning == Leaning.UNLESS:
        return _("You say: it depends, unless %(condition)s") % {"condition": own.condition}
    return _("You say: it depends.")
