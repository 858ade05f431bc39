"""How a text begins, for a list: its own sentences, never ours. Pure."""

from articles.reading.sentences import sentence_ends

LONG_ENOUGH = 220  # characters: about three lines in a list


def opening_sentences(text: str, long_enough: int = LONG_ENOUGH) -> str:
    """Whole sentences from the start of `text`, as many as fit in `long_enough` characters.

    Always at least the first, however long it is: a sentence cut short says something else. Text
    without a sentence end comes back whole. White space is made single spaces.
    """
    text = " ".join(text.split())
    if len(text) <= long_enough:
        return text
    shown = 0
    for end in sentence_ends(text):
        if shown and end > long_enough:
            break
        shown = end
    return text[:shown] if shown else text
