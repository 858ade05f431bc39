"""The reading page over HTTP, on the five seed articles and on made-up ones."""

import re

import pytest
from django.test import Client

from articles.models import Article
from tests.articles import seeds as seed_files
from tests.discussions.texts import make_text
from tests.factories import make_person, say
from tests.pages.page import Page, get

FILES = [
    "000_0bb5e7bc34389656.txt",
    "001_a78324f661313a5b.txt",
    "002_f03b92c206f76f95.txt",
    "003_97e07c0785e51693.txt",
    "004_3fcfaf861ac83d8a.txt",
]
# What is content by the table of the importer's rules: line numbers of each file, title first.
# All the rest is furniture; series, source, date and see-also stand elsewhere on the page.
CONTENT = {
    FILES[0]: [1, 3, 5, 7, 9, 11, 13, 15],
    FILES[1]: [9, 11, 15, 17, 19, 21, 23],
    FILES[2]: [1, 3, 6, 9, 11, 14, 16, 19, 21],
    FILES[3]: [1, 5, 7, 9, 11],
    FILES[4]: [1, 5, 7, 9, 13, 15, 17, 19, 21, 23],
}
ABSENT = "caption absent"  # what we say of a picture that did not come along
ADDED_BY_US = ("nr", "ref", "marginal", "value", "back", "contents", "spoken")


def article_from(file: str) -> Article:
    return Article.objects.get(import_key=file)


def read(client: Client, file: str) -> Page:
    return get(client, article_from(file).get_absolute_url())


def blocks_of(page: Page) -> list[str]:
    """Title, lead, text and notes, block by block: everything that claims to be the author's."""
    text = page.all("div", class_="text")[0]
    blocks = [text_block for text_block in text.all() if text_block.tag in ("p", "h2", "li")]
    listed = [entry for contents in text.all(class_="contents") for entry in contents.all()]
    own = [block for block in blocks if block not in listed and block["class"] != ABSENT]
    return [block.text_without(*ADDED_BY_US) for block in (page.one("h1"), *own)]


def lines_of(file: str) -> list[str]:
    return seed_files.raw(file).decode().split("\n")


@pytest.mark.parametrize("file", FILES)
def test_shows_every_line_of_the_text_and_no_other(seeds: None, client: Client, file: str) -> None:
    lines = lines_of(file)
    wanted = [lines[number - 1] for number in CONTENT[file]]
    # The page draws references, against their word, and numbers of notes itself; the fragment is
    # furniture.
    wanted = [re.sub(r"\s*\[(\d+|Klik voor vergroting)\]", "", line) for line in wanted]
    assert blocks_of(read(client, file)) == [" ".join(line.split()) for line in wanted]


def test_nothing_of_the_advertisement_is_anywhere(seeds: None, client: Client) -> None:
    line = lines_of(FILES[0])[16]
    pages = ["/", "/stellingen/", *(a.get_absolute_url() for a in Article.objects.all())]
    pages += [c.get_absolute_url() for c in article_from(FILES[0]).claims.select_related("article")]
    for url in pages:
        html = get(client, url).html
        for part in ("Bent u op zoek naar", "directeur Sociaal Domein", "•", "of mail naar"):
            assert part in line
            assert part not in html, url


@pytest.mark.parametrize("file", FILES)
def test_claims_jump_to_their_passage_and_on_to_their_page(
    seeds: None, client: Client, file: str
) -> None:
    page = read(client, file)
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    claims = seed_files.article(file)["claims"]
    for contents in page.all(class_="claims"):
        jumps = [a["href"] for a in contents.all("a") if a["data-jump"]]
        assert len(jumps) == len(claims)
        assert {jump.removeprefix("#") for jump in jumps} <= set(page.ids)
    numbers = {a["id"]: a["href"] for a in page.all("a", class_="nr") if a["id"]}
    assert len(numbers) == sum(len(claim["passages"]) for claim in claims)
    for anchor, url in numbers.items():
        claim_page = get(client, url)
        back = [href for href, words in claim_page.links() if "terug naar de tekst" in words]
        assert f"{article_from(file).get_absolute_url()}#{anchor}" in back


def test_marks_are_the_words_of_the_passages(seeds: None, client: Client) -> None:
    page = read(client, FILES[2])
    title = [mark.text for mark in page.one("h1").all("mark")]
    assert title == ["transformeren kost aandacht, lef én tijd"]
    assert all(mark["id"] == "" for mark in page.all("mark"))


def test_notes_link_there_and_back(seeds: None, client: Client) -> None:
    page = read(client, FILES[4])
    references = [a for sup in page.all("sup") for a in sup.all("a")]
    assert [a["href"] for a in references] == [f"#noot-{n}" for n in (12, 13, 14, 15)]
    for reference in references:
        note = page.one(id=reference["href"].removeprefix("#"))
        assert f"#{reference['id']}" in [a["href"] for a in note.all("a")]


def test_series_names_parts_that_are_not_here_without_a_link(seeds: None, client: Client) -> None:
    page = read(client, FILES[4])
    assert "POORT-7" in page.text
    assert "POORT-9" in page.text
    assert not any("POORT" in words for _href, words in page.links())
    before = make_text("deel-zeven", series=article_from(FILES[4]).series, series_part=7)
    page = read(client, FILES[4])
    assert (before.get_absolute_url(), "POORT-7") in page.links()


def test_says_of_a_lost_picture_that_it_is_not_here(seeds: None, client: Client) -> None:
    page = read(client, FILES[4])
    text = page.all("div", class_="text")[0]
    paragraphs = [p for p in text.all("p") if p.text.startswith("De onderstaande lijst")]
    (place,) = [index for index, p in enumerate(text.all("p")) if p in paragraphs]
    below = text.all("p")[place + 1]
    assert below["class"] == ABSENT
    assert below.text == "De afbeelding bij deze alinea is niet overgenomen."
    # The file name above the third text stands under its title, not under a paragraph.
    assert not [p for file in FILES[:4] for p in read(client, file).all("p", class_="absent")]


def test_a_reference_stands_against_its_word(seeds: None, client: Client) -> None:
    html = read(client, FILES[4]).html
    assert "Almere\u2060<sup" in html.replace("&#8288;", "\u2060")
    assert not re.search(r"\s(?:&#8288;|\u2060)?<sup", html)


@pytest.mark.parametrize("file", FILES)
def test_no_gap_of_two_spaces_is_drawn(seeds: None, client: Client, file: str) -> None:
    page = read(client, file)
    drawn = [page.one("h1"), *page.all("div", class_="text")[0].all("p")]
    assert not [p for p in drawn if re.search(r"[ \u00a0]{2}", "".join(p._words(set())))]


def test_a_default_category_is_not_shown(seeds: None, client: Client) -> None:
    article = article_from(FILES[3])
    assert article.category == "Geen categorie"
    assert "Geen categorie" not in read(client, FILES[3]).text
    Article.objects.filter(pk=article.pk).update(category="Wonen")
    assert "Wonen" in read(client, FILES[3]).text


def test_see_also_of_a_lost_address_says_so(seeds: None, client: Client) -> None:
    text = read(client, FILES[3]).text
    assert (
        "Lees hier meer over strategie en sturing in het sociaal domein (niet op deze site)" in text
    )


def test_see_also_stands_after_the_text(seeds: None, client: Client) -> None:
    page = read(client, FILES[4])
    assert "Transformatie sociaal domein (2)" in page.text
    assert "Transformatie sociaal domein (2)" not in " ".join(blocks_of(page))


def test_says_what_other_articles_say_against_it(seeds: None, client: Client) -> None:
    assert "Professionals weten elkaar in de regel prima" in read(client, FILES[0]).text
    assert "is een barrière voor een integrale aanpak" in read(client, FILES[1]).text


@pytest.mark.parametrize("file", FILES)
def test_ends_as_the_page_it_came_from(seeds: None, client: Client, file: str) -> None:
    page = read(client, file)
    article = article_from(file)
    on_paper = page.one("section", class_="outcomes").all("h2")
    headings = [h2.text for h2 in page.all("h2") if h2 not in on_paper]
    assert headings[-3:] == ["Artikel delen", "Reacties (0)", "Laat een reactie achter"]
    assert "U moet ingelogd zijn om een reactie te plaatsen." in page.text
    (login,) = [href for href, _ in page.links() if "reageren" in href]
    assert login == f"/account/login/?next=%2Fartikelen%2F{article.slug}%2F%23reageren"
    (mail,) = [href for href, _ in page.links() if href.startswith("mailto:?")]
    assert "subject=" in mail
    assert f"artikelen%2F{article.slug}%2F" in mail


def test_a_member_gets_the_form_instead_of_the_gate(seeds: None, client: Client) -> None:
    client.force_login(make_person("An"))
    page = read(client, FILES[1])
    assert page.all("textarea")
    assert "U moet ingelogd zijn" not in page.text


def test_counts_comments_in_correct_dutch(seeds: None, client: Client) -> None:
    article = article_from(FILES[1])
    claim = article.claims.get(number=3)
    say(under=article_from(FILES[0]))
    say(under=claim)
    page = read(client, FILES[1])
    assert "Reacties (0)" in page.text
    number = page.one(id="passage-3-1")
    assert number.text.endswith(", 1 reactie")
    say(under=claim)
    say(under=article)
    page = read(client, FILES[1])
    assert "Reacties (1)" in page.text
    assert page.one(id="passage-3-1").text.endswith(", 2 reacties")


def test_unknown_rights_keep_search_engines_out(seeds: None, client: Client) -> None:
    for file in FILES:
        page = read(client, file)
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert page.one("meta", name="robots")["content"] == "noindex"
