"""From a word as it is written to the forms under which it is stored and looked for.

A word is found under every form in `forms(word)`; two words meet when they share one. The rules
are those of Dutch spelling, read backwards: an open syllable that was long gets its second vowel
back (manen, maan), a doubled consonant goes (mannen, man), v and z at the end become f and s
(brieven, brief; huizen, huis). Where spelling does not tell (oordelen, wandelen), both forms are
given: the one that is no word meets nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _listed(words: str) -> list[str]:
    return words.split()


LONGEST = 60  # code points of a word that count; what is longer is no word

STOP_WORDS = frozenset(
    _listed(
        "de het een en van in op te ten ter aan met voor bij door om uit er die dat dit deze is "
        "was zijn wordt worden werd als ook naar tot dan of over we wij ze zij je jij ik hij u "
        "ons hun haar zo heeft hebben had kan zal zou"
    )
)

_VOWELS = frozenset("aeiouy")
_DOUBLES = frozenset("aeou")
_DIPHTHONGS = frozenset(("aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ei", "ij", "ou", "au"))

# Endings whose plural is not made by the rules; whole words that only look like one.
_IRREGULAR = {
    "steden": "stad",
    "leden": "lid",
    "schepen": "schip",
    "smeden": "smid",
    "koeien": "koe",
    "kinderen": "kind",
    "kinders": "kind",
    "bladeren": "blad",
    "eieren": "ei",
    "liederen": "lied",
    "volkeren": "volk",
    "runderen": "rund",
    "raderen": "rad",
    "goederen": "goed",
    "kalveren": "kalf",
    "lammeren": "lam",
    "beenderen": "been",
    "hoenderen": "hoen",
    "heden": "heid",
    "crises": "crisis",
    "bases": "basis",
    "musea": "museum",
    "centra": "centrum",
}
_NOT_IRREGULAR = frozenset(
    _listed(
        "heden geleden verleden overleden bekleden beleden besteden aanbesteden uitbesteden "
        "geschepen verheden"
    )
)
# A short vowel that becomes long in the plural: dag, dagen.
_SHORT = tuple(
    _listed(
        "dag weg dak bad glas gat hof god oorlog slot spel drag brek slag pad vat blad graf lot "
        "bevel bod hertog schot hol gebed verbod staf"
    )
)
_VERBS_TOO = ("spel", "drag", "brek", "weg")
_LENGTHENED = {
    (word[:-1] + {"f": "v", "s": "z"}.get(word[-1], word[-1])) + "en": word for word in _SHORT
}
_WITH_S = _listed(
    "el em en er al aar aard erd eur ier e a o i u y team club film budget expert trend blog "
    "app tip test flat tram label model scan account event platform"
)
# Of these the t belongs to the word, though a word is left without it.
_NO_VERB = tuple(_listed("buurt plant maart markt start voort moest consult beurt sport front"))
# Before -ent stands a verb (rekent, opent) or a noun (document, moment, student).
_VERB_IN_EN = ("eken", "open", "oefen", "egen", "wapen")
_NO_PLURAL = frozenset(
    _listed(
        "anders elders tevens trouwens overigens volgens jegens wegens telkens dikwijls immers "
        "vooraleer onlangs hoezeer meestens minstens hoogstens"
    )
)


def words_in(text: str) -> Iterator[str]:
    """The words of a text in their order, as they are written."""
    return iter(TOKEN.findall(text))


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Without capitals, accents and apostrophes: één is een, foto's is fotos."""
    if word.isascii():
        return word.lower().replace("'", "")[:LONGEST]
    plain = unicodedata.normalize("NFKD", word).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in plain if letter.isalnum())[:LONGEST]


@lru_cache(maxsize=65_536)
def forms(word: str) -> frozenset[str]:
    """Every form of a word under which it is stored: itself, and what it may be a form of.

    Holds the folded word; is empty only for what has no letter or digit.
    """
    folded = fold(word)
    if not folded:
        return frozenset()
    if len(folded) < 4 or not folded.isalpha():
        return frozenset((folded,))
    return frozenset((folded, *_bases(folded, has_apostrophe_s(word))))


@lru_cache(maxsize=65_536)
def forms_in_order(word: str) -> tuple[tuple[str, int], ...]:
    """The forms of a word by the alphabet, each with its size in bytes."""
    return tuple((form, len(form.encode())) for form in sorted(forms(word)))


def has_apostrophe_s(word: str) -> bool:
    return word[-2:].lower() in ("'s", "’s")


def _bases(word: str, is_surely_plural: bool) -> Iterator[str]:
    irregular = _irregular(word)
    if irregular:
        yield irregular
        if irregular.endswith(_VERBS_TOO):
            yield from _closed(word[:-2])  # spelen: spel, and speel
        return
    if word.endswith("en"):
        yield from _of_en(word)
    elif word.endswith(("jes", "je")):
        yield from _diminutive(word.removesuffix("s"))
    elif word.endswith("t"):
        yield from _of_t(word)
    elif word.endswith("s"):
        yield from _of_s(word, is_surely_plural)
    elif word.endswith("e"):
        yield from _of_e(word)
    elif word.endswith("ia") and len(word) > 5:
        yield word[:-1] + "um"  # criteria, criterium
    elif word.endswith("ici"):
        yield word[:-1] + "us"  # politici, politicus


def _irregular(word: str) -> str:
    if word in _NOT_IRREGULAR:
        return ""
    for ending, base in (*_IRREGULAR.items(), *_LENGTHENED.items()):
        if word.endswith(ending) and _may_stand_before(word.removesuffix(ending)):
            return word.removesuffix(ending) + base
    return ""


def _may_stand_before(head: str) -> bool:
    """Whether an irregular word may follow: nothing, or something that is a word itself."""
    return not head or len(head) > 2 or head in ("be", "ge", "on")


def _of_en(word: str) -> Iterator[str]:
    if len(word) > 4 and word[-3] != word[-4]:
        yield word[:-1]  # gemeenten, gemeente
    yield from _closed(word[:-2])


def _of_e(word: str) -> Iterator[str]:
    if len(word) > 4 or word[-2] not in _VOWELS:
        yield from _closed(word[:-1])


def _closed(stem: str) -> Iterator[str]:
    """How a stem is written when nothing follows it."""
    if len(stem) < 2 or not _VOWELS.intersection(stem):
        return
    last, before = stem[-1], stem[-2]
    if last in _VOWELS:
        yield stem
    elif last == before:
        yield stem[:-1]  # gezinn, gezin
    elif before in _VOWELS and stem[-3:-1] not in _DIPHTHONGS:
        yield from _open_syllable(stem[:-2], before, _hard(last))
    else:
        yield stem[:-1] + _hard(last)  # huiz, huis; werk, werk


def _open_syllable(head: str, vowel: str, last: str) -> Iterator[str]:
    if vowel in _DOUBLES:
        yield head + vowel * 2 + last  # man(en), maan
    is_unstressed = bool(_VOWELS.intersection(head)) and (
        vowel + last in ("el", "er", "em", "en", "or") or vowel == "i"
    )
    if is_unstressed or vowel not in _DOUBLES:
        yield head + vowel + last  # wandel(en), wandel


def _hard(letter: str) -> str:
    return {"v": "f", "z": "s"}.get(letter, letter)


def _of_s(word: str, is_surely_plural: bool) -> Iterator[str]:
    stem = word[:-1]
    if is_surely_plural:
        yield stem
        return
    if word in _NO_PLURAL or len(word) < 5 or stem[-1] == "s":
        return
    for ending in _WITH_S:
        if stem.endswith(ending) and len(stem) - len(ending) >= (1 if len(ending) == 1 else 2):
            yield stem
            return
        if stem == ending:
            yield stem
            return


def _of_t(word: str) -> Iterator[str]:
    """werkt: werk, which werken has too. Nothing where the t surely belongs to the word."""
    stem = word[:-1]
    if len(stem) < 4 or word.endswith(_NO_VERB):
        return
    last, before = stem[-1], stem[-2]
    if last in _VOWELS:
        if stem.endswith(("aai", "ooi", "oei")):
            yield stem  # zaait, groeit
    elif last == "n" and before == "e" and stem[-3] not in _VOWELS:
        if stem.endswith(_VERB_IN_EN):
            yield stem
    elif last not in "ts" and not stem.endswith("ch"):
        yield stem
    elif last == "s" and (before in _VOWELS or before == "j"):
        yield stem  # leest, wijst; not hoogst


def _diminutive(word: str) -> Iterator[str]:
    if len(word) < 5:
        return
    stem = word[:-2]
    yield stem  # huisje, huis
    yield word  # huisjes, huisje
    if stem.endswith("et"):
        yield from _closed(stem[:-2])  # mannetje, man
    if stem.endswith("t"):
        yield stem[:-1]  # tafeltje, tafel
    elif stem.endswith("mp"):
        yield stem[:-1]  # boompje, boom
    elif stem.endswith("nk"):
        yield stem[:-1] + "g"  # koninkje, koning
