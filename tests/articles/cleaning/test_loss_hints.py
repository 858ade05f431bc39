"""An editor is told where text may have been lost and where people may be exposed; no hint quotes them."""

from articles.cleaning.clean import clean
from articles.cleaning.draft import ArticleDraft

TITLE = "Het recht op rust"
PROSE = (
    "Rust is een recht. Wie nooit rust krijgt, wordt ziek, en wie ziek wordt, kost geld: dat is de "
    "kortste samenvatting van dit betoog."
)
LONG = " ".join(["Zij vond dat de meeste bewoners na een jaar nog geen bank hadden."] * 3)


def draft_of(*lines: str) -> ArticleDraft:
    return clean("\n\n".join((TITLE, *lines)), raw_sha256="")


def hint_with(draft: ArticleDraft, words: str) -> str:
    [hint] = [hint for hint in draft.hints if words in hint]
    return hint


def test_paragraph_hidden_for_one_address_is_told_with_its_line_and_reason() -> None:
    draft = draft_of(PROSE, f"{LONG} Schrijf naar iemand@example.org.")
    hint = hint_with(draft, "hele alinea")
    assert hint.startswith("Regel 5 ")
    assert "een e-mailadres" in hint
    assert "iemand" not in hint


def test_short_line_with_an_address_is_hidden_without_a_hint() -> None:
    assert draft_of(PROSE, "Schrijf naar iemand@example.org.").hints == ()


def test_little_text_left_is_told() -> None:
    draft = draft_of(PROSE, *[f"{LONG} Bel 06 12 34 56 78."] * 2)
    assert hint_with(draft, "Minder dan de helft")


def test_words_hidden_at_the_foot_are_told() -> None:
    draft = draft_of(PROSE, "Deel dit artikel", "Geen mens is een machine")
    assert "Geen mens" not in draft.canonical_text
    assert "regel 7" in hint_with(draft, "losse woorden")


def test_subheading_above_a_sentence_is_kept_below_the_share_buttons() -> None:
    draft = draft_of(PROSE, "Deel dit artikel", "Geen mens is een machine", "Neem rust. Veel rust.")
    assert draft.canonical_text.endswith("Geen mens is een machine\n\nNeem rust. Veel rust.")


def test_last_line_with_a_sentence_of_its_own_is_kept() -> None:
    draft = draft_of(PROSE, "Schrijf naar ons bestuur. Wij antwoorden binnen zes weken.")
    assert draft.canonical_text.endswith("binnen zes weken.")


def test_address_and_day_of_birth_are_for_a_person_to_decide() -> None:
    draft = draft_of(PROSE, "Zij woont op Kerkstraat 12.", "Kees, geboren op 3-4-1950, ook.")
    assert "Kerkstraat 12" in draft.canonical_text
    assert hint_with(draft, "een adres").startswith("Regel 5 ")
    assert hint_with(draft, "een geboortedatum").startswith("Regel 7 ")


def test_years_and_articles_of_law_are_no_address() -> None:
    assert draft_of(PROSE, "In 2015 BW gold artikel 2.1.3; de weg 2 werd gesloten.").hints == ()


def test_note_hidden_for_a_number_is_told_and_not_linked() -> None:
    notes = ("Noten", "¹ Te bestellen via 030 - 789 21 11.", "² CBS, StatLine.")
    draft = draft_of(f"{PROSE}¹ En meer.²", *notes)
    assert "Noot 1 (regel 7) wordt niet gepubliceerd" in hint_with(draft, "Noot 1")
    assert not any("niet in dit bestand" in hint for hint in draft.hints)
    assert [span.note for block in draft.blocks for span in block.spans] == [2]


def test_powers_and_units_are_no_references() -> None:
    text = "Een kamer van 12 m² is klein. Dat is waar.² Er is 10 km² land en x² + y², zegt de wet.¹"
    draft = draft_of(f"{PROSE} {text}", "Noten", "¹ Eigen meting.", "² CBS 2018.")
    found = [draft.canonical_text[s.start - 4 : s.end] for b in draft.blocks for s in b.spans]
    assert found == ["aar.²", "wet.¹"]
