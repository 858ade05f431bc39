"""Facts of an article, and the reason for taking it away."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.actions.correct_facts import Facts
from articles.cleaning.draft import SeriesPlace
from articles.models import Article, Withdrawal

LANGUAGES: list[tuple[str, str | Promise]] = [
    ("nl", _("Dutch")),
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("fy", _("Frisian")),
]
MOST_TOPICS = 8


class FactsForm(forms.Form):
    """What is known about an article. What is empty is not known, and is not shown.

    `evidence` says for some of the fields what the text proves.
    """

    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    source_name = forms.CharField(
        label=_("Source"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "bronnen"}),
    )
    source_url = forms.URLField(
        label=_("Address of the original"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _("Give a whole address, such as https://example.org/page.")},
    )
    author_name = forms.CharField(label=_("Author"), max_length=200, required=False)
    published_on = forms.DateField(
        label=_("Date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give a date, such as 2026-03-31.")},
    )
    category = forms.CharField(label=_("Category"), max_length=120, required=False)
    topics = forms.CharField(
        label=_("Topics"),
        help_text=_("With commas between them. A new topic is made at once."),
        max_length=600,
        required=False,
        widget=forms.TextInput(attrs={"list": "themas"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    series_title = forms.CharField(
        label=_("Series"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "reeksen"}),
    )
    series_part = forms.IntegerField(
        label=_("Number of the part"), min_value=1, max_value=999, required=False
    )
    series_part_label = forms.CharField(label=_("Name of the part"), max_length=40, required=False)
    series_previous_label = forms.CharField(label=_("Previous part"), max_length=40, required=False)
    series_next_label = forms.CharField(label=_("Next part"), max_length=40, required=False)

    def __init__(self, *args: Any, evidence: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Before anything asks for a field: what is drawn of it keeps the help it had then.
        for name, sentence in evidence.items():
            if name in self.fields:
                self.fields[name].help_text = sentence

    def clean_topics(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["topics"].split(",") if name.strip()]
        if len(names) > MOST_TOPICS:
            raise forms.ValidationError(
                _("Choose at most %(most)s topics."), params={"most": MOST_TOPICS}
            )
        if any(len(name) > 80 for name in names):
            raise forms.ValidationError(_("A topic is at most 80 characters long."))
        return names

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("series_part") and not found.get("series_title"):
            self.add_error("series_title", _("A part belongs to a series: give its title."))
        return found

    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(
            source_name=said["source_name"],
            source_url=said["source_url"],
            author_name=said["author_name"],
            published_on=said["published_on"],
            category=said["category"],
            topics=said["topics"],
            language=said["language"],
            series=SeriesPlace(
                title=said["series_title"] or None,
                part=said["series_part"],
                part_label=said["series_part_label"] or None,
                previous_label=said["series_previous_label"] or None,
                next_label=said["series_next_label"] or None,
            ),
        )

    def show_both(self, known: Mapping[str, object]) -> None:
        """After a colleague's save: what one typed stays in its field, with what stands there now under it."""
        for name, field in self.fields.items():
            if name == "seen":
                continue
            now = str(known[name] or "")
            if str(self[name].value() or "").strip() == now.strip():
                continue
            said = dict(LANGUAGES).get(now, now) if name == "language" else now
            sentence = (
                _("%(field)s: a colleague saved “%(value)s”.")
                if said
                else _("%(field)s: a colleague left this empty.")
            )
            params = {"field": field.label, "value": said}
            self.add_error(name, forms.ValidationError(sentence, params=params))


def known_facts(article: Article, topics: Sequence[str]) -> dict[str, object]:
    """What the form begins with."""
    return {
        "source_name": article.source.name if article.source else "",
        "source_url": article.source_url,
        "author_name": article.author_name,
        "published_on": article.published_on,
        "category": article.category,
        "topics": ", ".join(topics),
        "language": article.language,
        "series_title": article.series.title if article.series else "",
        "series_part": article.series_part,
        "series_part_label": article.series_part_label,
        "series_previous_label": article.series_previous_label,
        "series_next_label": article.series_next_label,
    }


class WithdrawForm(forms.Form):
    """Why an article goes away, in words for everyone."""

    reason = forms.CharField(
        label=_("Reason that everyone reads"),
        help_text=_("It stands at the address of the article for as long as it is withdrawn."),
        max_length=Withdrawal._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why, in words that every reader may see.")},
    )
