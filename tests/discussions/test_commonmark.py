"""What we claim of CommonMark, measured against a parser that follows it; and the list of where we differ.

Known are paragraphs, emphasis, lists, quotes and links. Two settings are part of the claim: a line end that was
typed is a line break, and line breaks are written as HTML and not as XML.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from discussions.markup import LINK_REL, MAX_LEVEL, NotShowable, render

REFERENCE = MarkdownIt("commonmark", {"breaks": True, "xhtmlOut": False})
ADDRESS = "https://wetten.voorbeeld"

SAME = [
    # paragraphs and line breaks
    "een\n\ntwee",
    "een\ntwee",
    "een  \ntwee",
    "een\\\ntwee",
    "een\n\n\n\ntwee",
    # emphasis: which signs open and close, and how they nest
    "*a*",
    "_a_",
    "**a**",
    "__a__",
    "*a **b** c*",
    "***a***",
    "a*b*c",
    "a_b_c",
    "a__b__c",
    "* a *",
    "**a*",
    "*a**",
    "_(a)_",
    "*a _b* c_",
    "**a **b",
    "*(**a**)*",
    "*a*b",
    "_a_b",
    '*"a"*',
    '"*a*"',
    "*[a*](https://wetten.voorbeeld)",
    "_a __b__ c_",
    "**a*b*c**",
    # signs that stand for themselves
    "\\*a\\*",
    "\\_a\\_",
    "\\- a",
    "1\\. a",
    "5 * 3 * 2",
    # lists
    "- a\n- b",
    "* a\n* b",
    "+ a\n+ b",
    "1. a\n2. b",
    "3) a\n4) b",
    "7. a\n7. b",
    "- a\n  - b\n    - c",
    "1. a\n   - b",
    "- a\n\n- b",
    "- a\n\n  b",
    "1. a\n- b",
    "- a\n+ b",
    "-a",
    "1.a",
    "1234567890. a",
    "a\n- b",
    "a\n2. b",
    "a\n1. b",
    "- a\nb",
    "- \n- b",
    # quotes
    "> a",
    ">a",
    "> a\nb",
    "> a\n> b",
    "> a\n\n> b",
    "> a\n>\n> b",
    ">> a",
    "> - a\n> - b",
    "- > a",
    "> *a*",
    # links
    "[a](https://wetten.voorbeeld)",
    "[a](<https://wetten.voorbeeld/b c>)",
    "[*a*](https://wetten.voorbeeld)",
    "[a\\]b](https://wetten.voorbeeld)",
    "[a](https://wetten.voorbeeld/b_(c))",
    "<https://wetten.voorbeeld>",
    "<an@voorbeeld.example>",
    "[a](javascript:alert(1))",
]

# Example → what CommonMark makes of it, what we make of it, and why.
DEVIATIONS = {
    "# a": ("<h1>a</h1>", "<p># a</p>", "headings belong to the page"),
    "a\n===": ("<h1>a</h1>", "<p>a<br>\n===</p>", "headings belong to the page"),
    "---": ("<hr>", "<p>---</p>", "no rules across a comment"),
    "    a": ("<pre><code>a\n</code></pre>", "<p>a</p>", "an indented letter is no program"),
    "```\na\n```": (
        "<pre><code>a\n</code></pre>",
        "<p>```<br>\na<br>\n```</p>",
        "no code among these readers",
    ),
    "`a`": ("<p><code>a</code></p>", "<p>`a`</p>", "no code among these readers"),
    "<b>a</b>": ("<p><b>a</b></p>", "<p>&lt;b&gt;a&lt;/b&gt;</p>", "HTML is shown, never run"),
    "&copy;": ("<p>©</p>", "<p>&amp;copy;</p>", "what is typed is what is shown"),
    "![a](https://wetten.voorbeeld/b.png)": (
        '<p><img src="https://wetten.voorbeeld/b.png" alt="a"></p>',
        '<p>!<a href="https://wetten.voorbeeld/b.png">a</a></p>',
        "no pictures from elsewhere, which would tell who reads",
    ),
    "[a][b]\n\n[b]: https://wetten.voorbeeld": (
        '<p><a href="https://wetten.voorbeeld">a</a></p>',
        '<p>[a][b]</p><p>[b]: <a href="https://wetten.voorbeeld">https://wetten.voorbeeld</a></p>',
        "a link says where it goes in its own place",
    ),
    '[a](https://wetten.voorbeeld "b")': (
        '<p><a href="https://wetten.voorbeeld" title="b">a</a></p>',
        '<p><a href="https://wetten.voorbeeld">a</a></p>',
        "a title is read by a mouse only",
    ),
    "[a]()": ('<p><a href="">a</a></p>', "<p>[a]()</p>", "a link that leads nowhere is words"),
    "https://wetten.voorbeeld": (
        "<p>https://wetten.voorbeeld</p>",
        '<p><a href="https://wetten.voorbeeld">https://wetten.voorbeeld</a></p>',
        "a bare address is a link, as people expect",
    ),
}


def reference(text: str) -> str:
    """Theirs without layout between tags, and with the quotation marks that need no other way of writing."""
    return REFERENCE.render(text).replace(">\n<", "><").replace("&quot;", '"').strip()


def ours(text: str) -> str:
    """Ours without what every link of ours says about itself."""
    return render(text).replace(f' rel="{LINK_REL}"', "")


@pytest.mark.parametrize("text", SAME)
def test_as_commonmark(text: str) -> None:
    assert ours(text) == reference(text)


@pytest.mark.parametrize("text", DEVIATIONS)
def test_where_we_differ(text: str) -> None:
    theirs, here, why = DEVIATIONS[text]
    assert reference(text) == theirs, "the list is about what CommonMark really does"
    assert ours(text) == here
    assert why


def test_nesting_ends() -> None:
    """The last deviation: CommonMark nests without end."""
    deep = "> " * (MAX_LEVEL + 3) + "a"
    assert reference(deep).count("<blockquote>") == MAX_LEVEL + 3
    assert 0 < ours(deep).count("<blockquote>") <= MAX_LEVEL
    assert "&gt;" in ours(deep)


_words = st.sampled_from(["a", "b c", "de wet", "één", "zorg, thuis"])
_inline = st.recursive(
    _words,
    lambda inner: st.one_of(
        inner.map(lambda text: f"*{text}*"),
        inner.map(lambda text: f"**{text}**"),
        inner.map(lambda text: f"_{text}_"),
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map("\n".join),
    ),
    max_leaves=5,
)
_blocks = st.one_of(
    _inline,
    _inline.map(lambda text: "\n".join(f"> {line}" for line in text.split("\n"))),
    st.lists(_words, min_size=1, max_size=4).map(lambda each: "\n".join(f"- {a}" for a in each)),
    st.lists(_words, min_size=1, max_size=4).map(
        lambda each: "\n".join(f"{n}. {a}" for n, a in enumerate(each, 1))
    ),
    _words.map(lambda text: f"[{text}]({ADDRESS})"),
)


@given(st.lists(_blocks, min_size=1, max_size=5).map("\n\n".join))
def test_whatever_is_made_of_the_known_parts(text: str) -> None:
    try:
        found = ours(text)
    except NotShowable:
        return
    assert found == reference(text)
