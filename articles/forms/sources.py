"""What may be done with the texts of a source."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from articles.actions.sources import FeedWishes
from articles.models import Feed, Source
from articles.models.source import Display, Rights
from articles.outgoing import Refused, judge

MOST_HOURS = 24 * 31

RIGHTS = [
    (
        Rights.OWN,
        _("Our own: we wrote it. Search engines, feeds and preview cards may show it."),
    ),
    (
        Rights.PERMISSION,
        _("With permission: the maker said yes, or a licence does. It may be shown everywhere."),
    ),
    (
        Rights.UNKNOWN,
        _(
            "Unknown: nobody asked yet. It can be read here, and is kept out of search engines, feeds and cards."
        ),
    ),
]
DISPLAY = [
    (Display.FULL, _("The whole text, for everyone.")),
    (Display.MEMBERS, _("The whole text for members only; others see the beginning.")),
    (Display.EXCERPT, _("A fragment, with a link to the original. The careful choice for a feed.")),
]


class SourceForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Give the source a name.")},
    )
    homepage = forms.URLField(
        label=_("Address of its site"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _("Give a whole address, such as https://example.org/page.")},
    )
    rights = forms.ChoiceField(
        label=_("What may we do with its texts?"), choices=RIGHTS, widget=forms.RadioSelect
    )
    display = forms.ChoiceField(
        label=_("What do readers see here?"), choices=DISPLAY, widget=forms.RadioSelect
    )
    feed_url = forms.URLField(
        label=_("Address of its feed (Atom or RSS)"),
        help_text=_(
            "Fetching works only for sites that the operator allowed. New texts come in as drafts. Changes in a "
            "text that is public already are taken over, unless an editor must see them first."
        ),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _("Give a whole address, such as https://example.org/page.")},
    )
    is_on = forms.BooleanField(label=_("Fetch this feed by itself"), required=False)
    every_hours = forms.IntegerField(
        label=_("Every how many hours?"),
        min_value=1,
        max_value=MOST_HOURS,
        initial=24,
        error_messages={
            "required": _("Give a number of hours, from 1 to 744."),
            "invalid": _("Give a number of hours, from 1 to 744."),
            "min_value": _("Give a number of hours, from 1 to 744."),
            "max_value": _("Give a number of hours, from 1 to 744."),
        },
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("is_on") and not found.get("feed_url") and "feed_url" not in self.errors:
            self.add_error("feed_url", _("There is nothing to fetch without an address."))
        elif found.get("is_on") and found.get("feed_url"):
            try:
                judge(found["feed_url"], settings.FEED_HOSTS)
            except Refused as refusal:
                self.add_error("feed_url", refusal.reason)
        return found

    def wishes(self) -> FeedWishes:
        said = self.cleaned_data
        return FeedWishes(said["feed_url"], said["is_on"], said["every_hours"])


def known_source(source: Source, feed: Feed | None) -> dict[str, object]:
    """What the form begins with."""
    return {
        "name": source.name,
        "homepage": source.homepage,
        "rights": source.rights,
        "display": source.display,
        "feed_url": feed.url if feed else "",
        "is_on": feed.is_on if feed else False,
        "every_hours": feed.every_hours if feed else 24,
    }
