"""The rules that give each line its class, in order: the first that answers decides.

A rule is one small function from (view, line) to a verdict or None. Furniture must prove itself; whatever no rule
claims is text of the article and stays, since a furniture line left in is ugly but a lost sentence is never missed.
"""

from __future__ import annotations

from collections.abc import Callable

from articles.cleaning import head_rules, tail_rules, text_rules
from articles.cleaning.classes import LineClass, Verdict
from articles.cleaning.lines import Line
from articles.cleaning.view import View

Rule = Callable[[View, Line], Verdict | None]


def judge(view: View, line: Line) -> Verdict:
    """The verdict of the first rule that answers, and gewone tekst when none does."""
    found = next((verdict for rule in RULES if (verdict := rule(view, line))), None)
    return found or Verdict(
        LineClass.BODY, "Gewone tekst: niets wijst op iets anders, bij twijfel bewaren."
    )


def _spacer(view: View, line: Line) -> Verdict | None:
    if not line.is_empty:
        return None
    return Verdict(
        LineClass.SPACER, "Opmaakregel met alleen witruimte." if line.text else "Lege regel."
    )


def _contact_details(view: View, line: Line) -> Verdict | None:
    sign = view.page.sign(line)
    if sign and sign.line_class is LineClass.CALL_TO_CONTACT:
        return Verdict(sign.line_class, sign.reason)
    return None


def _sign(view: View, line: Line) -> Verdict | None:
    """Words decide, unless they are also used as notes without notes or as numbers between paragraphs."""
    sign = view.page.sign(line)
    if sign is None or sign.line_class is LineClass.FOOTNOTE_HEADING:
        return None
    if (
        sign.line_class is LineClass.COUNTER
        and sign.ambiguous
        and line.content != "0"
        and view.outline.is_interior(line)
    ):
        return None
    return Verdict(sign.line_class, sign.reason)


RULES: tuple[Rule, ...] = (
    _spacer,
    _contact_details,
    head_rules.title,
    text_rules.footnotes,
    head_rules.series,
    tail_rules.see_also,
    head_rules.genre,
    text_rules.signed_heading,
    text_rules.word_among_short_lines,
    text_rules.timeline_heading,
    tail_rules.offer_heading,
    tail_rules.comments,
    _sign,
    text_rules.second_half,
    text_rules.broken_label,
    head_rules.tab_title,
    head_rules.site_name,
    head_rules.above_title,
    head_rules.repeated_title,
    text_rules.caption,
    tail_rules.closing_offer,
    head_rules.lead,
    tail_rules.tagline,
    tail_rules.loose_words,
    text_rules.heading,
    text_rules.list_item,
    text_rules.paragraph,
)
