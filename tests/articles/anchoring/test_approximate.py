"""Approximate search against plain dynamic programming, and finding again whatever the text holds."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from articles.anchoring.approximate import Likeness, fewest_errors, most_alike
from articles.anchoring.find_again import Certainty, ChangedText, Limits
from articles.anchoring.matching_text import matching_text
from articles.anchoring.quote import Quote, describe, splits_grapheme, trim_selection

NAUGHTY = "ab …\u00a0\n’“—é\u0301👩\u200d🏽🇳🇱\u202e\u200b\ufeff\x00İß"
few_letters = st.text(alphabet="ab ", max_size=24)
naughty = st.text(alphabet=NAUGHTY, max_size=40) | st.text(max_size=40)


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        above, row = row, [i]
        for j, b in enumerate(other, start=1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b)))
    return row[-1]


def slowly(text: str, pattern: str, most: int) -> list[Likeness]:
    everywhere = [
        Likeness(start, end, distance(text[start:end], pattern))
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
    ]
    lowest = min((place.errors for place in everywhere), default=most + 1)
    if not pattern or lowest > most or lowest >= len(pattern):
        return []
    return [place for place in everywhere if place.errors == lowest]


@given(few_letters, st.text(alphabet="ab ", min_size=1, max_size=9), st.integers(0, 9))
def test_it_finds_what_the_slow_way_finds(text: str, pattern: str, most: int) -> None:
    assert most_alike(text, pattern, most) == slowly(text, pattern, most)


@given(
    st.text(alphabet="abcdefgh", max_size=60),
    st.text(alphabet="abcdefgh", min_size=12, max_size=20),
)
def test_looking_only_around_pieces_misses_nothing(text: str, pattern: str) -> None:
    half = text[: len(text) // 2] + pattern[:5] + "x" + pattern[6:] + text[len(text) // 2 :]
    assert most_alike(half, pattern, 6) == slowly(half, pattern, 6)


@given(few_letters, few_letters)
def test_fewest_errors_is_the_least_of_all_stretches(text: str, pattern: str) -> None:
    stretches = {text[i:j] for i in range(len(text) + 1) for j in range(i, len(text) + 1)}
    assert fewest_errors(text, pattern) == min(distance(part, pattern) for part in stretches)


def test_a_place_over_the_limit_is_none() -> None:
    assert most_alike("xxxxx", "aaaa", 4) == []
    assert most_alike("aabaa", "aacaa", 0) == []


def test_very_many_equal_places_are_bounded() -> None:
    found = most_alike("ab" * 50_000, "ac", 1, near=60_000)
    assert 0 < len(found) <= 600
    assert all(abs(place.start - 60_000) < 1_000 for place in found)


def test_a_long_pattern_counts_beyond_one_machine_word() -> None:
    pattern = "De wijk vraagt om zorg en aandacht. " * 40
    text = "Vooraf. " + pattern.replace("zorg", "zorgen", 3) + " Achteraf."
    [place] = [p for p in most_alike(text, pattern, 256) if text[p.start] == "D"][:1]
    assert (place.start, place.errors) == (8, 6)


@given(naughty, st.data())
def test_a_passage_is_found_where_it_stood(text: str, data: st.DataObject) -> None:
    text = unicodedata.normalize("NFC", text)
    quote, place = drawn(text, data)
    if quote is None:
        return
    found = ChangedText(text).find_again(quote, place, Limits())
    assert (found.certainty, found.place, found.score) == (Certainty.UNCHANGED, place, 1.0)


@given(naughty, naughty, st.data())
def test_finding_again_gives_the_same_twice_and_never_half_a_character(
    text: str, other: str, data: st.DataObject
) -> None:
    text, other = (unicodedata.normalize("NFC", one) for one in (text, other))
    quote, place = drawn(text, data)
    if quote is None:
        return
    found = ChangedText(other).find_again(quote, place, Limits())
    assert found == ChangedText(other).find_again(quote, place, Limits())
    for candidate in found.candidates:
        assert other[candidate.start : candidate.end]
        assert not splits_grapheme(other, candidate.start)
        assert not splits_grapheme(other, candidate.end)
        assert 0 <= candidate.score <= 1
    if found.place:
        assert describe(other, *found.place).exact == other[slice(*found.place)]


@given(naughty)
def test_matching_text_leads_back_to_every_character(text: str) -> None:
    matching = matching_text(text)
    assert len(matching.index_map) == len(matching.text)
    assert matching_text(matching.text).text == matching.text
    covered = {offset for start, end in matching.index_map for offset in range(start, end)}
    assert covered == set(range(len(text)))


def test_emoji_line_ends_and_no_break_spaces_do_not_shift_a_place() -> None:
    text = "Eerst dit.\n\nDe wijk\u00a0vraagt om zorg en om aandacht. Dan dat."
    start = text.index("De wijk")
    end = text.index(" Dan")
    quote = describe(text, start, end)
    changed = "👩‍👩‍👧 " + text.replace("\u00a0", " ").replace("zorg", "zorgen")
    found = ChangedText(changed).find_again(quote, (start, end), Limits())
    assert found.certainty is Certainty.CHANGED
    assert found.place is not None
    assert changed[slice(*found.place)] == "De wijk vraagt om zorgen en om aandacht."


def test_two_changed_places_that_are_as_good_prove_neither() -> None:
    sentence = "De wijk vraagt om zorg en om aandacht voor elkaar."
    quote = Quote(sentence, "", "")
    half = sentence.replace("zorg", "hulp")
    found = ChangedText(f"{half}\n\nIets anders.\n\n{half}").find_again(quote, (0, 50), Limits())
    assert found.certainty is Certainty.DOUBTFUL
    assert len(found.candidates) == 2


def test_a_place_never_begins_at_an_accent() -> None:
    """With as few errors it could begin at the accent, or after it: it takes the letter along."""
    quote = Quote("abcdefghij en klmnopqrst", "", "")
    text = "x.\n\nq\u0301bcdefghij en klmnopqrst"
    found = ChangedText(text).find_again(quote, None, Limits())
    assert found.place == (4, len(text))
    turned = "abcdefghij en klmnopqrsq\u0301 x"
    found = ChangedText(turned).find_again(quote, None, Limits())
    assert found.place is not None
    assert not splits_grapheme(turned, found.place[1])


def test_of_very_many_literal_places_those_nearby_come_into_question() -> None:
    sentence = "Dat is nu eenmaal zo gezegd. "
    text = sentence * 1_000
    quote = Quote(sentence.strip(), "", "")
    found = ChangedText("x" + text).find_again(quote, (14_500, 14_528), Limits())
    assert found.certainty is Certainty.DOUBTFUL
    assert all(abs(place.start - 14_500) < 200 for place in found.candidates)


def drawn(text: str, data: st.DataObject) -> tuple[Quote | None, tuple[int, int]]:
    """Any selection of the text that is allowed, if there is one."""
    if not text.strip():
        return None, (0, 0)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        place = trim_selection(text, start, end)
        return describe(text, *place), place
    except ValueError:
        return None, (0, 0)


def test_another_word_with_most_of_its_letters_is_not_drawn() -> None:
    """Found by the property tests: alone, `rdrbmk` and `rirbmtvs` are alike enough, and both sides agree."""
    text = "Wie kijkt naar alles wat daarvoor kwam ziet rdrbmk en alles wat er daarna nog komt."
    start = text.index("rdrbmk")
    quote = describe(text, start, start + 6)
    found = ChangedText(text.replace("rdrbmk", "rirbmtvs")).find_again(quote, None, Limits())
    assert found.certainty is Certainty.DOUBTFUL
    assert found.place is None


def test_a_long_word_of_which_the_end_alone_is_alike_is_not_taken_in() -> None:
    text = "hhldnsgrgo svahs\n\nmbsi, bkmhoki eznngrwp – zuwiihlpzmkur wmiuu. uslnna."
    start = text.index("wmiuu")
    quote = describe(text, start, len(text) - 1)
    changed = text.replace("wmiuu. ", "")
    found = ChangedText(changed).find_again(quote, None, Limits())
    assert all("zuwiihlpzmkur" not in changed[c.start : c.end] for c in found.candidates)


def test_a_word_is_not_said_again_by_a_longer_one() -> None:
    text = "Ieder mens heeft zorg nodig, en wie dat anders ziet mag het zeggen."
    start = text.index("zorg")
    quote = describe(text, start, start + 4)
    changed = text.replace("heeft zorg nodig", "heeft hulp nodig") + " Verzorgen is werk."
    found = ChangedText(changed).find_again(quote, None, Limits())
    assert all(changed[c.start : c.end] != "zorg" for c in found.candidates)
    # A part of a word that was chosen as such is found as such.
    part = describe(changed, changed.index("zorgen"), changed.index("zorgen") + 6)
    again = ChangedText("Nu dan. " + changed).find_again(part, None, Limits())
    assert again.place == (changed.index("zorgen") + 8, changed.index("zorgen") + 14)
