"""PURE: the HTML of a text in which nothing means something to `markup`: most of what people write.

Reading such a text for signs costs ten times as much as putting it in paragraphs, and an import
brings tens of thousands of them. The result is the same to the letter; a test holds that.
"""

import re
from html import escape

# Whatever the parser might read as more than itself, and any white space it may treat in its own way.
_SIGN = re.compile(
    r"[\\*_\[\]<@]|://|www\.|[^\S \n]|^ *(?:[>+-]|\d+[.)])", re.IGNORECASE | re.MULTILINE
)


def plain_html(text: str) -> str | None:
    """What `markup.render` makes of a normalised text without signs; None for one that has any."""
    if not text or _SIGN.search(text):
        return None
    paragraphs: list[list[str]] = [[]]
    for line in escape(text, quote=False).split("\n"):
        if words := line.strip(" "):
            paragraphs[-1].append(words)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "".join("<p>" + "<br>\n".join(lines) + "</p>" for lines in paragraphs if lines)
