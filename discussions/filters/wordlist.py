"""Words and phrases that the editors put on a list."""

from discussions.filters.facts import Facts, Match
from discussions.filters.tokens import key_of, tokens

CODE = "F-2"
_NAMED = 3  # words of the list in the sentence; the rest is marked in the text


def wordlist(text: str, facts: Facts, limit: int) -> Match | None:
    """Whole words, without regard to capitals and accents. No patterns: each place in the text is looked up once for
    each length of phrase, so that no list makes it slow."""
    listed = {key_of(words): words for words in facts.words}
    lengths = sorted({len(key) for key in listed if key}, reverse=True)
    words = tokens(text)
    keys = [word.key for word in words]
    spans, found, free = [], {}, 0
    for place in range(len(words)):
        if place < free:
            continue
        for length in lengths:
            entry = listed.get(tuple(keys[place : place + length]))
            if entry is not None and place + length <= len(words):
                spans.append((words[place].start, words[place + length - 1].end))
                found[entry] = True
                free = place + length
                break
    if not spans:
        return None
    named = ", ".join(f"‘{entry}’" for entry in list(found)[:_NAMED])
    verb, what = ("staat", "een woord") if len(found) == 1 else ("staan", "woorden")
    return Match(CODE, f"In je tekst {verb} {what} van de woordenlijst: {named}.", tuple(spans))
