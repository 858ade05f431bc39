"""PURE: somebody's words as a quote in a text of one's own, with the name of who said them."""

import re

# So much of a long comment is quoted: as much as one still reads before the answer.
LONGEST_QUOTE = 600
_SIGNS = re.compile(r"([\\*_\[\]<>`])")


def quoted(body: str, lead: str) -> str:
    """The first paragraphs of `body` as a quote under `lead` ("An wrote:"), ready to write below it.

    What `body` itself quotes is left out. A first paragraph that is too long ends at a word, with an
    ellipsis.
    """
    own = "\n".join(line for line in body.split("\n") if not line.lstrip().startswith(">"))
    paragraphs = [part.strip("\n") for part in re.split(r"\n\s*\n", own) if part.strip()]
    kept: list[str] = []
    for paragraph in paragraphs:
        if kept and sum(map(len, kept)) + len(paragraph) > LONGEST_QUOTE:
            kept.append("…")
            break
        kept.append(_shortened(paragraph))
    lines = [_SIGNS.sub(r"\\\1", lead), "", *"\n\n".join(kept).split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _shortened(paragraph: str) -> str:
    if len(paragraph) <= LONGEST_QUOTE:
        return paragraph
    return paragraph[:LONGEST_QUOTE].rsplit(maxsplit=1)[0] + " …"
