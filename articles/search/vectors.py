"""A text as PostgreSQL's full-text search stores it: forms of words, with their places and weight."""

from articles.search.words import fold, forms_in_order, words_in

# Which rules made a stored vector. Raise it whenever the forms of a word change: the next start then stores
# the words of every text anew.
RULES = 2

# PostgreSQL refuses a vector of a mebibyte, and counts no place after this one.
_MOST_BYTES = 900_000
_LAST_PLACE = 16_383
_PLACES_OF_ONE = 255
_SHORTEST_KNOWN = 3


def vector_of(*parts: tuple[str, str]) -> str:
    """The literal of a tsvector from (weight, text) parts: weight A to D, D the least.

    All forms of a word stand in its place, so that a phrase is found in any of them. Between two
    parts a place stays empty: no phrase runs from a title into the text.
    """
    places: dict[str, list[str]] = {}
    place = size = 0
    for weight, text in parts:
        place += 1
        for word in words_in(text):
            place += 1
            where = f"{min(place, _LAST_PLACE)}{weight}"
            for form, length in forms_in_order(word):
                known = places.get(form)
                if known is None:
                    size += length + 8
                    if size > _MOST_BYTES:
                        continue
                    known = places[form] = []
                if len(known) < _PLACES_OF_ONE:
                    size += 2
                    known.append(where)
    return " ".join([f"'{form}':{','.join(known)}" for form, known in places.items()])


def vocabulary_of(*texts: str) -> set[str]:
    """The different words of a text, folded, that are worth proposing to someone who mistypes."""
    seen: set[str] = set()
    for text in texts:
        seen.update(words_in(text))
    return {word for word in map(fold, seen) if len(word) >= _SHORTEST_KNOWN and word.isalpha()}


def trigrams(word: str) -> list[str]:
    """Its runs of three letters, with its beginning and end marked: ^zo, zor, org, rg$."""
    padded = f"^{word}$"
    return sorted({padded[start : start + 3] for start in range(len(padded) - 2)})
