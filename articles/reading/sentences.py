"""Where sentences end. Pure."""

import re
from collections.abc import Iterator

# A full stop after one of these ends no sentence.
WRITTEN_WITH_A_STOP = """
    a.o. art. bijv. blz. bv. ca. dhr. dr. drs. e.a. enz. evt. i.v.m. incl. ing. ir. jr. m.b.t.
    m.i.v. m.n. max. min. mr. mw. nl. nr. o.a. o.l.v. prof. resp. sr. st. t.a.v. t.o.v. vgl. zgn.
    zr.
"""
ABBREVIATIONS = frozenset(WRITTEN_WITH_A_STOP.split())
SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-Z0-9À-ÖØ-Þ])")


def sentence_ends(text: str) -> Iterator[int]:
    """The offsets just behind each sentence that is followed by another, in order."""
    for end in SENTENCE_END.finditer(text):
        last_word = text[: end.end()].split()[-1].lower().lstrip('(“‘"')
        if last_word not in ABBREVIATIONS:
            yield end.end()


def first_sentence(text: str) -> str:
    """The first sentence of `text`, or "" where no sentence ends before the text does."""
    return text[: next(sentence_ends(text), 0)]
