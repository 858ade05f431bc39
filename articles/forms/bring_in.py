"""Bringing one text or export in, and deciding about it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.importers.kinds import HEAD_BYTES, SourceKind, guess_kind
from articles.models import Article, ArticleVersion, Intake, Source

if TYPE_CHECKING:
    Upload = UploadedFile[Any]
    ChoiceOfArticle = forms.ModelChoiceField[Article]
else:  # neither is generic when it runs
    Upload, ChoiceOfArticle = UploadedFile, forms.ModelChoiceField

MEGABYTE = 1_000_000
MOST_PASTED = 2 * MEGABYTE
# An export of a whole site may be large; the text of one article is not.
MOST_UPLOADED = 100 * MEGABYTE

KIND_LABELS: dict[SourceKind, str | Promise] = {
    SourceKind.TEXT: _("Plain text"),
    SourceKind.HTML: _("Web page (HTML)"),
    SourceKind.MARKDOWN: _("Markdown"),
    SourceKind.WORD: _("Word document (.docx)"),
    SourceKind.WORDPRESS: _("Export of WordPress, with its comments"),
    SourceKind.DISQUS: _("Export of Disqus"),
}


class ArticleChoice(ChoiceOfArticle):
    """Articles by their title."""

    def label_from_instance(self, obj: Article) -> str:
        return obj.current_version.title if obj.current_version else obj.slug


class BringInForm(forms.Form):
    """One text: pasted, or in a file. Whether it can be read, the importer says."""

    text = forms.CharField(
        label=_("Paste the text"),
        help_text=_("The text of the article, or the source of its page. The title comes first."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        help_text=_(
            "Plain text, a web page, Markdown or Word; or an export of WordPress or Disqus. "
            "At most 100 MB."
        ),
        required=False,
        allow_empty_file=True,
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=lambda: [("", _("See for yourself")), *KIND_LABELS.items()],
        required=False,
    )
    source_url = forms.URLField(
        label=_("Address of the original"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _("Give a whole address, such as https://example.org/page.")},
    )
    source = forms.ModelChoiceField(
        label=_("Source"),
        queryset=Source.objects.none(),
        required=False,
        empty_label=_("What the text itself says"),
    )
    article = ArticleChoice(
        label=_("Is it a new version of an article that is here?"),
        queryset=Article.objects.none(),
        required=False,
        empty_label=_("No, it is a new article"),
    )
    attachments = forms.FileField(
        label=_("Pictures with a WordPress export"),
        help_text=_("A ZIP of the folder wp-content/uploads."),
        required=False,
    )

    def __init__(self, *args: Any, editor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source, article = self.fields["source"], self.fields["article"]
        assert isinstance(source, forms.ModelChoiceField)
        assert isinstance(article, forms.ModelChoiceField)
        source.queryset = Source.objects.editable_by(editor).order_by("name")
        article.queryset = (
            Article.objects.editable_by(editor)
            .exclude(current_version=None)
            .select_related("current_version")
            .only("slug", "import_key", "current_version__title")
            .order_by("current_version__title", "pk")
        )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.encode()) > MOST_PASTED:
            raise forms.ValidationError(
                _("This text is larger than 2 MB. Save it as a file and choose that file.")
            )
        return text

    def clean_file(self) -> Upload | None:
        return _of_a_fair_size(self.cleaned_data["file"])

    def clean_attachments(self) -> Upload | None:
        return _of_a_fair_size(self.cleaned_data["attachments"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        has_text = bool(found.get("text", "").strip())
        if has_text and found.get("file"):
            self.add_error(
                "file", _("There is a text and a file: empty one of the two, so that it is clear.")
            )
        elif not has_text and not found.get("file") and not self.errors:
            self.add_error("text", _("Paste a text or choose a file."))
        return found

    def source_bytes(self) -> tuple[SourceKind, bytes, str]:
        """Kind, bytes and file name (empty for a pasted text) of a valid form."""
        file: Upload | None = self.cleaned_data["file"]
        if file is None:
            raw, name, media_type = self.cleaned_data["text"].encode(), "", ""
        else:
            raw, name, media_type = file.read(), file.name or "", file.content_type or ""
        chosen = self.cleaned_data["kind"]
        kind = SourceKind(chosen) if chosen else guess_kind(name, media_type, raw[:HEAD_BYTES])
        return kind, raw, name

    def zipped_pictures(self) -> bytes | None:
        file: Upload | None = self.cleaned_data["attachments"]
        return file.read() if file is not None else None


class DecideForm(forms.Form):
    """What becomes of a text that was looked over. `seen` is the mark of what was on the page."""

    seen = forms.CharField(
        max_length=16, required=False, widget=forms.HiddenInput(attrs={"id": "gezien"})
    )
    change_note = forms.CharField(
        label=_("What is different in this version?"),
        help_text=_("Readers see this sentence with the version."),
        max_length=ArticleVersion._meta.get_field("change_note").max_length,
        required=False,
    )
    saw_changes = forms.BooleanField(
        label=_("I have looked at the passages that changed; publish them as they are."),
        required=False,
    )

    def offer(self, intake: Intake, *, has_changes: bool) -> None:
        """Leave out what this text does not need."""
        if intake.article is None:
            del self.fields["change_note"]
        if not has_changes:
            del self.fields["saw_changes"]


def _of_a_fair_size(file: Upload | None) -> Upload | None:
    if file is not None and file.size is not None and file.size > MOST_UPLOADED:
        raise forms.ValidationError(
            _("%(name)s is larger than 100 MB. Split it into smaller files."),
            params={"name": file.name},
        )
    return file
