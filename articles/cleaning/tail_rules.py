"""The rules for what stands below the text: comments, other pages, offers, the slogan, the foot of the site."""

from __future__ import annotations

from articles.cleaning.classes import LineClass, Verdict
from articles.cleaning.lines import Line
from articles.cleaning.meta_line import is_rights
from articles.cleaning.view import View

_SLOGAN_WORDS = range(3, 16)
_LONGEST_LOOSE_WORDS = 6
LOOSE_WORDS = "Losse woorden onder het einde van het artikel."


def see_also(view: View, line: Line) -> Verdict | None:
    if line.number in view.outline.see_also:
        return Verdict(
            LineClass.SEE_ALSO, "Staat onder een kop met verwijzingen naar andere pagina's."
        )
    return None


def comments(view: View, line: Line) -> Verdict | None:
    """A comment has a name, a date and words of its own; buttons and links among them say what they are."""
    in_comments = (LineClass.META, LineClass.CAPTION, LineClass.COUNTER)
    if line.number not in view.outline.comments or is_rights(line):
        return None
    if view.page.unsigned(line) or view.page.has_class(line, *in_comments):
        return Verdict(LineClass.COMMENTS, "Staat onder de kop van de reacties.")
    return None


def closing_offer(view: View, line: Line) -> Verdict | None:
    if line.number in view.outline.offers:
        return Verdict(
            LineClass.CALL_TO_CONTACT, "Oproep om contact op te nemen, onder de laatste alinea."
        )
    return None


def offer_heading(view: View, line: Line) -> Verdict | None:
    below = view.page.next(line)
    asks = line.key.rstrip("?") in {
        "meer weten",
        "vragen",
        "interesse",
        "contact",
        "geïnteresseerd",
        "meer informatie",
    }
    if not asks or below is None or below.number < view.outline.last_prose:
        return None
    if below.number in view.outline.offers or view.page.has_class(below, LineClass.CALL_TO_CONTACT):
        return Verdict(LineClass.CALL_TO_CONTACT, "Kop boven een oproep om contact op te nemen.")
    return None


def tagline(view: View, line: Line) -> Verdict | None:
    """A slogan is a sentence or nearly one; only its place, alone below the links, gives it away."""
    above = view.page.previous(line)
    if above is None or line.number < view.outline.tail or line.sentences > 1:
        return None
    if not line.ends_sentence and len(line.words) not in _SLOGAN_WORDS:
        return None
    if len(line.words) > max(_SLOGAN_WORDS) or not view.page.has_class(above, LineClass.NAVIGATION):
        return None
    if any(map(view.page.unsigned, view.page.after(line))):
        return None
    return Verdict(
        LineClass.TAGLINE, "Slagzin van de website: de enige zin na het bladeren onder het artikel."
    )


def loose_words(view: View, line: Line) -> Verdict | None:
    """Below the furniture that ends a page, words that form no sentence belong to its foot."""
    if (
        line.number < view.outline.tail
        or line.ends_sentence
        or len(line.words) > _LONGEST_LOOSE_WORDS
    ):
        return None
    return Verdict(LineClass.NAVIGATION, LOOSE_WORDS)
