"""Closing or slowing a discussion, limiting or suspending a person."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from discussions.forms.fields import MomentField, OneOf
from discussions.forms.moderation import ground_choices, ground_codes, rule_choices
from discussions.forms.sources import SourceField
from discussions.models import Outcome, Restriction, RestrictionKind
from discussions.models.restriction import WITH_INTERVAL
from discussions.moderation.choice import Choice, Subject, Words
from discussions.moderation.restrictions import OUTCOME_OF

WARN = "warn"  # set in the same form as what slows or stops a person
_KINDS = {
    RestrictionKind.CLOSED: _("Close the discussion: nobody can post"),
    RestrictionKind.SLOW: _("Slow mode: everyone posts less often"),
    RestrictionKind.LIMITED: _("Limit: this person posts less often, everywhere"),
    RestrictionKind.SUSPENDED: _("Suspend: this person cannot post, anywhere"),
    RestrictionKind.HELD: _(
        "Read first: others see a comment when the editors have let it through"
    ),
    RestrictionKind.UNHEARD: _(
        "Leave their reports: what this person reports is not handled, unless somebody may be in danger"
    ),
}
# One switch for an article with all its claims.
WHOLE_ARTICLE = "held_article"
_SITE = {
    RestrictionKind.CLOSED: _("Reading only: nobody can post, anywhere on this site"),
    RestrictionKind.HELD: _KINDS[RestrictionKind.HELD],
}
_MINUTES = (1, 5, 10, 30, 60, 240, 1440)


def _interval_choices() -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [("", _("Not needed"))]
    for minutes in _MINUTES:
        words = (
            ngettext_lazy("%(count)s minute", "%(count)s minutes", "count") % {"count": minutes}
            if minutes < 60
            else ngettext_lazy("%(count)s hour", "%(count)s hours", "count")
            % {"count": minutes // 60}
        )
        found.append((str(minutes), words))
    return found


class RestrictionForm(forms.Form):
    """What a moderator fills in; whether it fits together, `decide` knows."""

    kind = OneOf(
        label=_("What do you do?"),
    )
    interval = forms.ChoiceField(
        label=_("Time between two comments of one person"),
        choices=_interval_choices,
        required=False,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    starts_at = MomentField(
        label=_("From when?"),
        help_text=_(
            "For closing only: it is announced until then. Leave it empty to let it hold at once."
        ),
        required=False,
    )
    until = MomentField(
        label=_("Until when?"),
        required=False,
    )
    public_reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everyone whom it concerns reads this sentence, before they write."),
        max_length=Restriction._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: everyone whom it concerns reads this.")},
    )
    gravity = forms.CharField(
        label=_("How grave is it?"),
        help_text=_(
            "For a suspension, and for leaving reports. It stands in the letter: how grave it is, and what came of it."
        ),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    intention = forms.CharField(
        label=_("What was meant?"),
        help_text=_(
            "For a suspension, and for leaving reports. What you know of the intention: clumsy, angry, or on purpose?"
        ),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rule_code = forms.ChoiceField(
        label=_("House rule"),
        choices=lambda: [("", _("No rule")), *rule_choices()],
        required=False,
        error_messages={"invalid_choice": _("Choose a house rule.")},
    )
    source = SourceField()

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[RestrictionKind],
        of_article: bool = False,
        everywhere: bool = False,
        was_reported: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        of_person = RestrictionKind.SUSPENDED in kinds
        words = _SITE if everywhere else _KINDS
        kind.choices = [(each, words[each]) for each in kinds]
        if of_article:
            kind.choices = [
                *kind.choices,
                (
                    WHOLE_ARTICLE,
                    _("Read first, under this article and in the discussions of all its claims"),
                ),
            ]
        if of_person:
            kind.choices = [
                (WARN, _("Warn: this person reads it before they write again")),
                *kind.choices,
            ]
            self._offer_for_person(was_reported)
        else:
            # Closed, slow and read first stand on no law, and nobody gets a letter of them.
            del self.fields["gravity"], self.fields["intention"], self.fields["source"]
        if RestrictionKind.CLOSED not in kinds:
            del self.fields["starts_at"]
        self.fields["interval"].help_text = (
            _("For a limit only.") if of_person else _("For slow mode only.")
        )
        self.fields["until"].help_text = (
            _("It ends by itself then. A suspension always has an end, and so has leaving reports.")
            if of_person
            else _("It ends by itself then. Leave it empty if you do not know yet.")
        )
        if len(kinds) == 1:
            kind.initial = kinds[0]
        if not set(kinds) & set(WITH_INTERVAL):
            del self.fields["interval"]

    def _offer_for_person(self, was_reported: bool) -> None:
        """What is held against somebody stands on a rule or a law, and something made the editors look."""
        ground, source = self.fields["rule_code"], self.fields["source"]
        assert isinstance(ground, forms.ChoiceField)
        assert isinstance(source, SourceField)
        ground.label, ground.choices = _("House rule or law"), ground_choices()
        if was_reported:
            source.leave_open(
                _(
                    "It stands in the letter; who reported it never does. Something of this person was hidden after a "
                    "report within the last year: say whether this follows on a report too."
                )
            )

    def chosen(self) -> dict[str, Any]:
        """What `decide` takes, when the form is valid."""
        minutes = self.cleaned_data.get("interval")
        interval = timedelta(minutes=int(minutes)) if minutes else None
        kind = self.cleaned_data["kind"]
        ground = ground_codes(self.cleaned_data["rule_code"])
        if kind == WARN:
            told = {name: self.cleaned_data[name] for name in ("public_reason", "source")}
            return {**told, **ground, "outcome": Outcome.WARN}
        kind = RestrictionKind.HELD if self.is_about_article else kind
        chosen = {**self.cleaned_data, "interval": interval, "outcome": OUTCOME_OF[kind]}
        del chosen["kind"], chosen["rule_code"]
        return {**chosen, **ground}

    def choice(self, moderator: User, about: Subject | None) -> Choice:
        """The same before it is decided, for a preview."""
        chosen = self.chosen()
        words = Words(public_reason=chosen.pop("public_reason"))
        return Choice(moderator=moderator, about=about, words=words, **chosen)

    @property
    def is_about_article(self) -> bool:
        """Whether the article with all its claims was chosen, when the form is valid."""
        return bool(self.cleaned_data["kind"] == WHOLE_ARTICLE)
