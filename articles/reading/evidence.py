"""What the text of an article proves about it, said in a sentence under each field."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Article, Series, Source, Topic
from articles.reading.record import facts_of

# The names in `Article.corrected` by field of the form; the fields of a series are one.
_CORRECTED = {"source_name": "source"}


def evidence_of(article: Article) -> dict[str, SafeString]:
    """Field → sentence, with links to the lines that prove it. The article comes with its version."""
    version = article.current_version
    assert version is not None
    record = reverse("article_record", args=[article.slug])
    found = {}
    for name, fact in facts_of(version.metadata).items():
        key = "series" if name.startswith("series_") else _CORRECTED.get(name, name)
        said = (
            _("You said otherwise; the text says:")
            if key in article.corrected
            else _("The text says:")
        )
        found[_FIELDS.get(name, name)] = format_html(
            "{} {} {}", said, fact.value, _links(record, fact.lines)
        )
    return found


def known_names() -> dict[str, list[str]]:
    """Names to choose from while typing; three queries."""
    return {
        "sources": list(Source.objects.order_by("name").values_list("name", flat=True)),
        "series": list(Series.objects.order_by("title").values_list("title", flat=True)),
        "topics": list(Topic.objects.order_by("name").values_list("name", flat=True)),
    }


_FIELDS = {"series_previous": "series_previous_label", "series_next": "series_next_label"}


def _links(record: str, lines: Iterable[int]) -> SafeString:
    return format_html_join(
        ", ",
        '<a href="{}#regel-{}">{}</a>',
        ((record, line, _("line %(number)s") % {"number": line}) for line in lines),
    )
