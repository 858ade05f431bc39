"""The short way for texts without signs gives to the letter what the parser and the cleaner would."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from discussions import markup
from discussions.markup import NotShowable, clean, normalise
from discussions.markup_plain import plain_html
from tests.discussions.test_markup import MARKS, NAUGHTY

# Mostly what people write, so that the short way is taken; and a sign that may mean something.
WRITTEN = st.text(
    alphabet=st.sampled_from(list("abéz1 \n  \n.,:;!?'\"“’…()&>-+=#~|{}$^%/\u200d\u00a0wWhH€")),
    max_size=80,
)


def the_long_way(text: str) -> str:
    return markup._render_signs(text)


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_string(text: str) -> None:
    normal = normalise(text)
    short = plain_html(normal)
    if short is not None:
        assert short == the_long_way(normal)
        assert clean(short) == short


@settings(max_examples=600)
@given(st.one_of(WRITTEN, MARKS))
@example("a  \n b\n\n \n\n   c & d > e")
@example("een\n1) twee")
@example("zie WWW.wijk.example en HTTPS://wijk.example")
@example("a\n\u00a0\nb")
def test_short_way_is_the_long_way(text: str) -> None:
    normal = normalise(text)
    short = plain_html(normal)
    if short is not None:
        assert short == the_long_way(normal)
        assert clean(short) == short
    elif not normal:
        with pytest.raises(NotShowable, match="empty"):
            markup.render(text)


@pytest.mark.parametrize(
    "text",
    [
        *("*a*", "a_b_", "[a](b)", "<https://a.nl>", "https://a.nl", "Www.a.nl", "a@b.nl"),
        *("- a", "1. a", "> a", "\\*", "a\n  + b", "a\tb", "tekst\n\n12) b"),
    ],
)
def test_sign_takes_the_long_way(text: str) -> None:
    assert plain_html(text) is None


def test_plain_text_takes_the_short_way() -> None:
    assert plain_html("Een & 'twee' – 3 < kan niet") is None
    assert plain_html("Een & 'twee' – 3 > 2.\nZo.\n\nKlaar") == (
        "<p>Een &amp; 'twee' – 3 &gt; 2.<br>\nZo.</p><p>Klaar</p>"
    )
