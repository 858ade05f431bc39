"""Give every line of a page its class, with the reason, and mark the parts of lines that have a class of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from articles.cleaning.classes import PUBLISHED, ClassifiedLine, Fragment, LineClass, Verdict
from articles.cleaning.lines import Line
from articles.cleaning.outline import Outline, outline_of
from articles.cleaning.page import Page
from articles.cleaning.rules import judge
from articles.cleaning.view import View
from articles.cleaning.vocabulary import INSTRUCTION

CHOSEN = "Zo gekozen door de redactie."
NOT_CHOSEN_AS_TITLE = "De redactie koos een andere titel; deze regel blijft als tussenkop."


@dataclass(frozen=True)
class Classification:
    """Every line of a page, once, in order, with what was found out about the page as a whole."""

    page: Page = field(repr=False)
    outline: Outline
    lines: tuple[ClassifiedLine, ...]


def classify(text: str, choices: Mapping[int, LineClass] | None = None) -> Classification:
    """Classify a source text (NFC, line feeds only). The same text and choices always give the same classes.

    `choices` are an editor's: line number → class, and they go before every rule. A choice publishes a line with
    contact details too, but never the details: those are marked as a fragment and cut. Choices for numbers that do
    not exist do nothing.
    """
    page = Page.of(text)
    view = View(page, outline_of(page))
    for line in page.lines:
        view.verdicts[line.number] = judge(view, line)
    verdicts = _with_choices(view.verdicts, choices or {})
    return Classification(
        page,
        view.outline,
        tuple(_classified(page, line, verdicts[line.number]) for line in page.lines),
    )


def _with_choices(
    verdicts: Mapping[int, Verdict], choices: Mapping[int, LineClass]
) -> dict[int, Verdict]:
    chosen = dict(verdicts)
    if LineClass.TITLE in choices.values():
        for number, verdict in verdicts.items():
            if verdict.line_class is LineClass.TITLE:
                chosen[number] = Verdict(LineClass.HEADING, NOT_CHOSEN_AS_TITLE)
    for number, line_class in choices.items():
        if number in chosen and chosen[number].line_class is not line_class:
            chosen[number] = Verdict(line_class, CHOSEN)
    return chosen


def _classified(page: Page, line: Line, verdict: Verdict) -> ClassifiedLine:
    fragments = tuple(fragments_of(page, line, is_published=verdict.line_class in PUBLISHED))
    return ClassifiedLine(
        line.number, line.text, line.start, verdict.line_class, verdict.reason, fragments
    )


def fragments_of(page: Page, line: Line, *, is_published: bool) -> Iterator[Fragment]:
    """Contact details in any line, and instructions in a published one, in order and without overlap."""
    details = [
        Fragment(
            line.start + detail.start,
            line.start + detail.end,
            LineClass.CALL_TO_CONTACT,
            f"Bevat {detail.kind}: wordt nooit gepubliceerd, ook niet als de rest van de regel blijft.",
        )
        for detail in page.details.get(line.number, ())
    ]
    instructions = [
        Fragment(
            line.start + match.start(),
            line.start + match.end(),
            LineClass.WIDGET,
            "Aanwijzing bij een afbeelding of knop die er niet bij is.",
        )
        for match in (INSTRUCTION.finditer(line.text) if is_published else ())
    ]
    last_end = 0
    for fragment in sorted(details + instructions, key=lambda fragment: fragment.start):
        if fragment.start >= last_end:
            last_end = fragment.end
            yield fragment
