"""Comments in HTML from elsewhere → our source text: what was seen is seen, and nothing else happens."""

from html import escape, unescape

import pytest
from django.utils.html import strip_tags
from hypothesis import example, given
from hypothesis import strategies as st

from discussions import markup
from discussions.from_html import from_html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("Een\nregel\n\nen meer", "<p>Een<br>\nregel</p><p>en meer</p>"),
        ("<b>vet </b>en <em>schuin</em>", "<p><strong>vet</strong> en <em>schuin</em></p>"),
        ("1. nee\n- niet\n> geen citaat", "<p>1. nee<br>\n- niet<br>\n&gt; geen citaat</p>"),
        ("a * b * c _d_ [x](y)", "<p>a * b * c _d_ [x](y)</p>"),
        (
            '<a href="https://voorbeeld.example/a_(b)">daar</a>',
            '<p><a href="https://voorbeeld.example/a_(b)" rel="nofollow ugc noopener">daar</a></p>',
        ),
        ('<a href="javascript:alert(1)">klik</a>', "<p>klik</p>"),
        ("<script>alert(1)</script>hoi<style>p{}</style>", "<p>hoi</p>"),
        ("<ul><li>een</li><li>twee</li></ul>", "<ul><li>een</li><li>twee</li></ul>"),
        (
            "<blockquote><p>een</p><p>twee</p></blockquote>drie",
            "<blockquote><p>een</p><p>twee</p></blockquote><p>drie</p>",
        ),
        ("&lt;b&gt; &amp;amp; 3 &lt; 4", "<p>&lt;b&gt; &amp;amp; 3 &lt; 4</p>"),
        ("foo<b>bar</b>baz", "<p>foobarbaz</p>"),  # marks inside a word do not work everywhere
        ('<img src="x" onerror="alert(1)" alt="een hond">', "<p>een hond</p>"),
    ],
)
def test_what_a_comment_of_wordpress_becomes(html: str, shown: str) -> None:
    assert markup.render(from_html(html, keeps_lines=True)) == shown


def test_disqus_breaks_lines_only_where_it_says_so() -> None:
    source = from_html("<p>Een\n regel<br>twee</p>\n<p>Drie</p>", keeps_lines=False)
    assert markup.render(source) == "<p>Een regel<br>\ntwee</p><p>Drie</p>"


TYPED = st.text(
    alphabet=st.sampled_from("ab1 .,*_-+>#[]()<>\\`~!&;:'\"/|=\n"), min_size=1, max_size=60
)


@given(TYPED)
@example("\\*a*\\")
@example("1) a\n2. b")
@example("***a***")
@example("www.a.nl/_b_ *c*")
@example("- \n> - a")
def test_plain_words_stay_exactly_what_they_were(text: str) -> None:
    source = markup.normalise(from_html(escape(text), keeps_lines=True))
    if not source:
        assert not text.strip()
        return
    shown = unescape(strip_tags(markup.render(source)))
    assert "".join(shown.split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_no_html_makes_it_fall_over_or_pass_the_wall(html: str) -> None:
    source = from_html(html, keeps_lines=False)
    try:
        rendered = markup.render(source)
    except markup.NotShowable:
        return
    assert markup.clean(rendered) == rendered
