"""Contact details: always found, never published, and never seen where there are none. All are made up."""

import json

import pytest

from articles.cleaning.classes import LineClass
from articles.cleaning.classify import classify
from articles.cleaning.clean import clean
from articles.cleaning.contact import contact_details, has_masked_details
from articles.cleaning.meta_line import meta_parts

ADVERTISEMENT = "Bel An de Wit op 06 12 34 56 78 of mail naar iemand@example.org."
PARAGRAPH = "Een wijkteam begint bij de vraag van wie er woont. Daarna komt pas wie er werkt, en wie er betaalt."

NUMBERS = [
    "06 12 34 56 78",
    "06-12345678",
    "0612345678",
    "06 - 12 34 56 78",
    "06.12.34.56.78",
    "(06) 1234 5678",
    "+31 6 12345678",
    "+31 (0)6 12 34 56 78",
    "0031612345678",
    "020 123 45 67",
    "020-1234567",
    "(030) 12 34 567",
    "0412 - 123 456",
    "0412123456",
    "088 123 4567",
    "0800-1234",
    "0900 1234567",
    "+32 2 123 45 67",
    "06\u00a012\u00a034\u00a056\u00a078",
    "06\u200b12345678",
    "06\u20101234\u20115678",
    "06\u2012123456\u221278",
    "06  -  12345678",
    "06_12345678",
    "06:12345678",
    "０６１２３４５６７８",
    "0６12345678",
    "٠٦١٢٣٤٥٦٧٨",
    "+1 212 555 0123",
    "+90 532 123 45 67",
    "0090 532 1234567",
    "+48 601 234 567",
    "31612345678",
]
ADDRESSES = [
    "iemand@example.org",
    "An.de-Wit+werk@mail.example.nl",
    "iemand [at] example.org",
    "iemand(at)example(dot)org",
    "iemand (apenstaartje) example punt org".replace(" punt ", "."),
    "renée@example.org",
    "an at zorg punt nl",
    "An at zorg dot nl",
    "an AT zorg.nl",
    "an[a]zorg.nl",
    "an (add) zorg.nl",
    "an＠zorg.nl",
    "an@gmail",
]
IN_CONTEXT = [
    ("Tel. 1234567 op werkdagen", "1234567"),
    ("Telefoon: (123) 45 67", "(123) 45 67"),
    ("Bel 123 45 67 (Almelo)", "123 45 67"),
    ("Bel naar 0 20 123 45 67", "0 20 123 45 67"),
    ("Fax 1234567", "1234567"),
    ("https://wa.me/31612345678", "31612345678"),
    ("wa.me/4915123456789", "4915123456789"),
    ("mailto:an@zorg", "an@zorg"),
    ("mail naar an @ zorg punt nl", "an @ zorg punt nl"),
    ("BSN 123456782", "123456782"),
    ("haar burgerservicenummer is 123 456 782", "123 456 782"),
]
NEITHER = [
    "artikel 2.1.3 van de Wmo 2015",
    "op 06-12-2021 om 14:30 uur",
    "op 06-12-2021 14:30 sloot de proef",
    "van 01-02-2021 tot 03-04-2021",
    "tussen 2015 en 2021",
    "€ 12.345.678,90",
    "1 234 567 inwoners",
    "ISO 26000, NEN 7510 en NEN-EN 15224",
    "ECLI:NL:RVS:2012:BX1234",
    "ISBN 0306406152",
    "NL91 ABNA 0417 1643 00",
    "52.0907006, 5.1214201",
    "open van 0900-1230 uur",
    "09.00 - 12.30 uur en 13.00 - 17.00 uur",
    "Stb. 2014, 280",
    "Kamerstukken II 2012/13, 33 841, nr. 3",
    "bladzijde 123-456, deel 12",
    "2021-03-12",
    "0,123456789 procent",
    "@wijkteam op een ander platform",
    "https://example.org/@naam/123",
    "14 020 euro",
    "25 wijkteams, 43 gemeenten, 7 punten",
    "KvK 12345678",
    "KvK-nummer 08123456",
    "tel. 2019-2020",
    "Bel in 2019/2020 nog eens",
    "wij bellen 100 000 mensen, en daarna 120.000 mensen",
    "een groei van +12.345.678 euro",
    "+12 345 678 inwoners",
    "van 06:00 tot 07:30, 06:00 - 07:30 - 08:00 uur",
    "artikel 7:658 BW en 6:162 BW",
    "ECLI:NL:CRVB:2018:1225, 16-4023 WMO",
    "ISBN 978-90-1234-567-8 en 9789012345678",
    "1980-1990, 1991-2000 en 2001-2010",
    "jaargang 06, 2015, bladzijde 12-18",
    "hij werkte at bol.com en at daar",
    "De kat at vis punt uit",
    "Bel 112",
    "BSN 123456789 komt niet door de proef",
    "het BSN is een nummer van 9 cijfers",
    "doi 10.1016/j.0031612345",
    "12 m² van 06¹²³⁴⁵⁶⁷⁸",
]


def published(text: str, choices: dict[int, LineClass] | None = None) -> str:
    draft = clean(text, raw_sha256="", choices=choices)
    data = draft.to_dict() | {"lines": None}
    return json.dumps(data, ensure_ascii=False) + repr(draft)


@pytest.mark.parametrize("number", NUMBERS)
def test_telephone_number_is_found(number: str) -> None:
    [found] = contact_details(f"Voor vragen: {number}, op werkdagen.")
    assert found.kind == "een telefoonnummer"
    assert f"Voor vragen: {number}, op werkdagen."[found.start : found.end].strip(
        "("
    ) == number.strip("(")


@pytest.mark.parametrize("address", ADDRESSES)
def test_email_address_is_found(address: str) -> None:
    [found] = contact_details(f"Schrijf naar {address} en wacht af")
    assert found.kind == "een e-mailadres"
    assert f"Schrijf naar {address} en wacht af"[found.start : found.end] == address


@pytest.mark.parametrize(("text", "detail"), IN_CONTEXT)
def test_detail_beside_its_label_is_found(text: str, detail: str) -> None:
    [found] = contact_details(text)
    assert text[found.start : found.end] == detail


def test_citizen_number_is_named_and_never_published() -> None:
    text = f"Titel van het stuk\n\n{PARAGRAPH}\n\nZijn BSN is 123456782."
    line = clean(text, raw_sha256="").lines[4]
    assert line.reason == "Bevat een burgerservicenummer: voorstel om niet te publiceren."
    assert "123456782" not in published(text, {5: LineClass.BODY})


def test_numbers_that_run_together_are_hidden_to_the_last_digit() -> None:
    text = f"Titel van het stuk\n\n{PARAGRAPH}\n\n+1 212 555 0123 06 1 06 12 34 56 78"
    assert "12 34" not in published(text, {5: LineClass.BODY})


@pytest.mark.parametrize("text", NEITHER)
def test_other_numbers_and_names_are_left_alone(text: str) -> None:
    assert contact_details(text) == ()


def test_town_hall_number_counts_when_it_can_be_called() -> None:
    assert contact_details("Bel 14 020 voor een afspraak")


def test_blotted_out_details_are_seen_beside_a_word_for_contact() -> None:
    assert has_masked_details("Bel •• •• •• •• •• of mail naar •••••••••")
    assert not has_masked_details("Het rapport noemt ████████ als opdrachtgever")
    assert not has_masked_details("• Bel eerst aan")


@pytest.mark.parametrize(
    "text",
    [
        f"Titel van het stuk\n\n{PARAGRAPH}\n\n{ADVERTISEMENT}",
        f"Titel van het stuk\n\n{ADVERTISEMENT}\n\n{PARAGRAPH}",
        f"Titel van het stuk\n\n{PARAGRAPH}\n\n{PARAGRAPH} {ADVERTISEMENT}\n\n{PARAGRAPH}",
        f"Titel van het stuk\n{ADVERTISEMENT}\n12 maart 2020\n\n{PARAGRAPH}",
        f"{ADVERTISEMENT}\nTitel van het stuk\n\n{PARAGRAPH}",
        f"Titel van het stuk\n\n{PARAGRAPH} [1]\n\nNoten\n\n[1] {ADVERTISEMENT}",
        f"Titel van het stuk\n\n{PARAGRAPH}\n\nZie ook\n\n• {ADVERTISEMENT}",
        f"Titel van het stuk\n\nFoto: {ADVERTISEMENT}\n\n{PARAGRAPH}",
        f"Titel van het stuk\nDoor: An de Wit iemand@example.org 06 12 34 56 78\n\n{PARAGRAPH}",
        f"Titel van het stuk\n\n{PARAGRAPH}\nen {ADVERTISEMENT}\nof nog iets\n\n{PARAGRAPH}",
    ],
    ids=[
        "last line",
        "first line",
        "inside a paragraph",
        "lead",
        "above the title",
        "note",
        "see also",
        "caption",
        "byline",
        "broken paragraph",
    ],
)
def test_line_with_contact_details_is_never_published(text: str) -> None:
    shown = published(text)
    assert "06 12" not in shown
    assert "example.org" not in shown
    [line] = [line for line in clean(text, raw_sha256="").lines if "@" in line.text]
    assert line.line_class is LineClass.CALL_TO_CONTACT
    assert "een e-mailadres" in line.reason
    assert "een telefoonnummer" in line.reason
    assert "voorstel om niet te publiceren" in line.reason
    assert "06" not in line.reason


@pytest.mark.parametrize("line_class", list(LineClass))
def test_choice_of_an_editor_publishes_the_line_but_not_the_details(line_class: LineClass) -> None:
    text = f"Titel van het stuk\n\n{PARAGRAPH}\n\n{ADVERTISEMENT}"
    shown = published(text, {5: line_class})
    assert "06 12" not in shown
    assert "iemand@example.org" not in shown


def test_choice_to_publish_shows_where_details_were_left_out() -> None:
    text = f"Titel van het stuk\n\n{PARAGRAPH}\n\n{ADVERTISEMENT}"
    draft = clean(text, raw_sha256="", choices={5: LineClass.BODY})
    assert draft.canonical_text.endswith("Bel An de Wit op […] of mail naar […].")
    assert any("regel 5" in hint for hint in draft.hints)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "Een lange regel die over ons gaat en eindigt met bel 06 12 34",
            "56 78 voor een afspraak.",
        ),
        (
            "Een lange regel die over ons gaat en eindigt met iemand@",
            "example.org voor een afspraak.",
        ),
    ],
)
def test_details_cut_in_two_by_a_line_break_are_found(above: str, below: str) -> None:
    text = f"Titel van het stuk\n\n{PARAGRAPH}\n\n{above}\n{below}\n\n{PARAGRAPH}"
    lines = clean(text, raw_sha256="").lines
    assert {lines[4].line_class, lines[5].line_class} == {LineClass.CALL_TO_CONTACT}
    flipped = published(text, {5: LineClass.BODY, 6: LineClass.BODY})
    for part in ("06 12", "56 78", "iemand@", "example.org"):
        assert part not in flipped


def test_printed_objects_never_show_a_hidden_line() -> None:
    text = f"Titel van het stuk\n12 maart 2020 | Door: An de Wit\n\n{PARAGRAPH}\n\n{ADVERTISEMENT}"
    found = classify(text)
    shown = repr((found, found.page.lines, [meta_parts(line) for line in found.page.lines]))
    assert "06 12" not in shown
    assert "An de Wit" not in shown


def test_number_at_the_end_of_a_line_does_not_hide_the_next_line() -> None:
    text = f"Titel van het stuk\n\n{PARAGRAPH} Bel 06 12 34 56 78\n25 wijkteams deden mee."
    assert clean(text, raw_sha256="").lines[3].line_class is LineClass.BODY
