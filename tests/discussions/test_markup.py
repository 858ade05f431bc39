"""What people type, and what is shown of it."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions import markup
from discussions.markup import NotShowable, clean, normalise, render
from tests.discussions.outline import Outline, assert_harmless, shown
from tests.discussions.payloads import XSS

DATA = Path(__file__).parent.parent / "data"
NAUGHTY: list[str] = json.loads((DATA / "naughty-strings" / "blns.json").read_text())
# Everything that means something to the parser, and letters that hide or turn around.
MARKS = st.text(
    alphabet=st.sampled_from(
        list("ab1 \n\t*_>-+.)([]<>\"'&;:/\\!#`~|=@%é\u0301\u200d\u202e\u00ad\u2066x")
    )
    | st.characters(),
    max_size=200,
)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Hoi", "<p>Hoi</p>"),
        ("een\ntwee", "<p>een<br>\ntwee</p>"),
        ("een\r\n\r\ntwee", "<p>een</p><p>twee</p>"),
        ("*schuin* en **vet**", "<p><em>schuin</em> en <strong>vet</strong></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
        ("> zei je\n\nJa.", "<blockquote><p>zei je</p></blockquote><p>Ja.</p>"),
        (
            "[de wet](https://wetten.nl/x)",
            '<p><a href="https://wetten.nl/x" rel="nofollow ugc noopener">de wet</a></p>',
        ),
        (
            "zie https://wetten.nl.",
            '<p>zie <a href="https://wetten.nl" rel="nofollow ugc noopener">https://wetten.nl</a>.</p>',
        ),
        (
            "zie www.wetten.nl/a, daar",
            '<p>zie <a href="https://www.wetten.nl/a" rel="nofollow ugc noopener">www.wetten.nl/a</a>,'
            " daar</p>",
        ),
        (
            "an@example.nl",
            '<p><a href="mailto:an@example.nl" rel="nofollow ugc noopener">an@example.nl</a></p>',
        ),
    ],
)
def test_render_what_is_known(body: str, html: str) -> None:
    assert render(body) == html


@pytest.mark.parametrize(
    "body",
    [
        "# Geen kop",
        "Geen kop\n===",
        "Geen kop\n---",
        "***",
        "    geen code",
        "```\ngeen blok\n```",
        "`geen code`",
        "| a | b |\n|---|---|\n| c | d |",
        "&lt;b&gt; &#x202e; &amp;",
        "<b>geen html</b>",
        "<!-- geen commentaar -->",
        "[x]: https://example.nl/verwijzing 'titel'",
        "De zorg.De gemeente, e.d.nl in 3.14.nu",
        "ftp://example.nl/x",
        "[leeg]() [#](#x) [rel](/artikelen/) [stil](//example.nl)",
        "~~door~~",
    ],
)
def test_render_shows_unknown_signs_as_they_are(body: str) -> None:
    expected = " ".join(body.replace("[x]: https://example.nl/verwijzing", "[x]: #").split())
    text = " ".join(shown(body).replace("https://example.nl/verwijzing", "#").split())
    assert text == expected
    assert {tag for tag, _ in Outline(render(body)).tags} <= {"p", "br", "a"}


def test_render_makes_no_image_but_keeps_its_words() -> None:
    assert render("![foto](https://example.nl/a.png)") == (
        '<p>!<a href="https://example.nl/a.png" rel="nofollow ugc noopener">foto</a></p>'
    )


@pytest.mark.parametrize("typed", ["[](https://example.nl)", "[ ](https://example.nl)"])
def test_render_makes_no_link_without_words(typed: str) -> None:
    assert "<a" not in render(typed)
    assert shown(typed) == typed


def test_render_drops_titles_of_links() -> None:
    assert "title" not in render("[a](https://example.nl 'Klik hier')")


@pytest.mark.parametrize(
    "url",
    [
        "https://bank.nl@example.org/",
        "https://bank.nl%40x@example.org/",
        "mailto:an@example.nl?bcc=iedereen@example.nl&body=x",
        "https:example.nl",
        "https:///example.nl",
        "tel:0612345678",
        "data:text/html,x",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "JaVaScRiPt&colon;alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_render_makes_no_link_of_a_dishonest_address(url: str) -> None:
    for body in (f"[klik]({url})", f"<{url}>", f"[klik](<{url}>)"):
        for tag, attributes in Outline(render(body)).tags:
            assert tag != "a" or str(attributes["href"]).split("?")[0] in {
                "mailto:an@example.nl",
                "mailto:iedereen@example.nl",
            }


@pytest.mark.parametrize("typed", ["https://раураl.com/inloggen", "<https://раураl.com/inloggen>"])
def test_render_shows_a_lookalike_host_as_punycode(typed: str) -> None:
    assert "xn--" in shown(typed)
    assert "р" not in shown(typed)


def test_render_keeps_typed_punycode_and_percent_signs() -> None:
    assert shown("https://xn--80ak6aa92e.com/") == "https://xn--80ak6aa92e.com/"
    assert shown("https://example.nl/%E2%80%AEx") == "https://example.nl/%E2%80%AEx"


@pytest.mark.parametrize("payload", XSS)
def test_render_hostile_text_harmlessly(payload: str) -> None:
    assert_harmless(render(payload))


def test_there_are_enough_hostile_texts() -> None:
    assert len(set(XSS)) >= 40


@pytest.mark.parametrize("text", NAUGHTY)
def test_render_naughty_strings(text: str) -> None:
    if normalise(text).strip() in ("", "-"):  # a list without items shows nothing either
        with pytest.raises(NotShowable, match="empty"):
            render(text)
        return
    html = render(text)
    assert_harmless(html)
    assert clean(html) == html


@given(MARKS)
def test_render_is_harmless_and_a_fixpoint(text: str) -> None:
    try:
        html = render(text)
    except NotShowable:
        return
    assert_harmless(html)
    assert clean(html) == html
    assert render(normalise(text)) == html


@given(MARKS)
def test_normalise_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet="ab c\n>-*_1.)[](!<&\\`#", max_size=120))
def test_render_drops_no_letter(text: str) -> None:
    """Markers may become layout; letters stay, each of them and in their order."""
    try:
        visible = shown(text)
    except NotShowable:
        assert not re.search("[abc]", text)
        return
    assert re.findall("[abc]", visible) == re.findall("[abc]", text)


@given(st.text(alphabet="<>/abscript=\"' on:&#;!-x", max_size=80))
def test_clean_is_a_wall_of_its_own(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert {tag for tag, _ in Outline(once).tags} <= markup.TAGS
