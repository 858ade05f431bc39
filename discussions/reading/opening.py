"""How a text begins, for a list: its own sentences, never ours. Pure."""

import re

LONG_ENOUGH = 220  # characters: about three lines in a list

# A full stop after one of these ends no sentence.
WRITTEN_WITH_A_STOP = """
    a.o. art. bijv. blz. bv. ca. dhr. dr. drs. e.a. enz. evt. i.v.m. incl. ing. ir. jr. m.b.t.
    m.i.v. m.n. max. min. mr. mw. nl. nr. o.a. o.l.v. prof. resp. sr. st. t.a.v. t.o.v. vgl. zgn.
    zr.
"""
ABBREVIATIONS = frozenset(WRITTEN_WITH_A_STOP.split())
SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-Z0-9À-ÖØ-Þ])")


def opening_sentences(text: str, long_enough: int = LONG_ENOUGH) -> str:
    """Whole sentences from the start of `text`, as many as fit in `long_enough` characters.

    Always at least the first, however long it is: a sentence cut short says something else. Text
    without a sentence end comes back whole. White space is made single spaces.
    """
    text = " ".join(text.split())
    if len(text) <= long_enough:
        return text
    shown = 0
    for end in SENTENCE_END.finditer(text):
        last_word = text[: end.end()].rsplit(" ", 1)[-1].lower().lstrip('(“‘"')
        if last_word in ABBREVIATIONS:
            continue
        if shown and end.end() > long_enough:
            break
        shown = end.end()
    return text[:shown] if shown else text
