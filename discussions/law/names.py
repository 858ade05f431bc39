"""PURE: finding people's names in a text, however they are written."""

import re
import unicodedata
from collections.abc import Iterable


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words between the parts of a name; alone they say nothing.
_BETWEEN = _words("van de der den het 't ter ten te in op aan 's la le du von el al bin ben")
# What accounts of a site may be called; these point at nobody.
_OFFICES = _words(
    "redactie redacteur beheer beheerder moderator webmaster admin lid gemeente wijkteam stichting"
)
_NO_NAMES = _BETWEEN | _OFFICES
# Parts of names that are ordinary words too: these count with a capital, or beside the rest of the name.
_ORDINARY = _words(
    """
    bakker slager smit smid visser jager boer kok kuiper mulder schipper dekker koning prins ridder keizer graaf
    hertog bisschop vogel haan wolf vos leeuw beer bosch berg dijk dam brink heide kamp hof veld velde veen meer
    water stroom groot klein lang kort jong oude nieuw wit zwart bruin groen rood goed best vries haas mos roos
    roze bloem linde eik poort molen kerk toren markt straat post bode wever timmer schouten meester meijer mark
    rein lente zomer winter peer appel hans merel iris olga tijd
    """
)
# These begin sentences; there a capital says nothing.
_BEGINS_SENTENCES = _words(
    """
    wil ben door mei kan meer groot lang klein jong nieuw goed best bij dan nu zo op aan kort oude an is as do
    """
)
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.$")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


class Names:
    """The names of people, ready to be found in many texts.

    A whole name is found in any spelling of capitals, accents and spaces. One part of it is found with a capital,
    and without one unless it is an ordinary word; at the beginning of a sentence "Wil" and "Door" are words.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._parts: set[str] = set()
        self._whole: dict[str, set[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(_folded(word) for word in _WORD.findall(name.replace("’", "'")))
            if _NO_NAMES.issuperset(words):
                continue
            self._whole.setdefault(words[0], set()).add(words)
            self._parts.update(word for word in words if len(word) > 1 and word not in _NO_NAMES)

    def found_in(self, text: str) -> list[tuple[int, int]]:
        """The [start, end) of whole names and of parts of names, in order of place."""
        words = [(_folded(word[0]), word[0], *word.span()) for word in _WORD.finditer(text)]
        found = []
        for at, (folded, written, start, end) in enumerate(words):
            whole = self._end_of_whole_name(words, at)
            if whole is not None:
                found.append((start, whole))
            elif self._is_part(folded, written, begins=_begins_sentence(text, start)):
                found.append((start, end))
        return found

    def _end_of_whole_name(self, words: list[tuple[str, str, int, int]], at: int) -> int | None:
        for name in self._whole.get(words[at][0], ()):
            said = tuple(word[0] for word in words[at : at + len(name)])
            if len(name) > 1 and name in (said, (*said[:-1], _without_genitive(said[-1]))):
                return words[at + len(name) - 1][3]
        return None

    def _is_part(self, folded: str, written: str, *, begins: bool) -> bool:
        part = folded if folded in self._parts else _without_genitive(folded)
        if part not in self._parts:
            return False
        if written[0].isupper():
            return not (begins and part in _BEGINS_SENTENCES)
        return len(part) > 3 and part not in _ORDINARY and part not in _BEGINS_SENTENCES


def _folded(word: str) -> str:
    """Without regard to capitals and accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _without_genitive(word: str) -> str:
    """Jansens, Anna's and Bas' are Jansen, Anna and Bas."""
    return word.removesuffix("s").removesuffix("'")


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 200) : start].rstrip(" \t\"'(")
    if _INITIAL.search(before):
        return False
    return not before or before[-1] in ".!?:\n"
