"""Photographs a running site: `python docs/pictures.py http://127.0.0.1:8000 PASSWORD [folder]`.

Every page type at 360, 768 and 1280 pixels, light and dark, as visitor, member, editor, moderator
and operator. With `--whole` from top to bottom, else the first 1400 pixels. The few that the README
shows are kept in docs/beelden/, taken where people had talked already; look at all of them.
"""

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ARTICLE = "/artikelen/betere-samenwerking-professionals-door-structuurveranderingen/"
CLAIM = "/stellingen/betere-samenwerking-professionals-door-structuurveranderingen-3/"
DESK = "/redactie/betere-samenwerking-professionals-door-structuurveranderingen/"
# A new site has no second version of any article.
MAY_BE_MISSING = {"verschil"}
PAGES: dict[str, dict[str, str]] = {
    "": {
        "overzicht": "/",
        "artikel": ARTICLE,
        "naast": f"{ARTICLE}#stelling-3",
        "artikel-noten": "/artikelen/samenwerking-organiseren/",
        "artikel-stelling": "/artikelen/tijd-voor-transformatie/",
        "stelling": CLAIM,
        "discussie": f"{CLAIM}reacties/",
        "stellingen": "/stellingen/",
        "zoeken": "/zoeken/?q=samenwerking",
        "zoeken-leeg": "/zoeken/",
        "reeks": "/reeksen/op-weg-naar-participatie-en-herstel/",
        "versies": f"{ARTICLE}versies/",
        "verschil": f"{ARTICLE}versies/1/2/",
        "huisregels": "/huisregels/",
        "over": "/over/",
        "inloggen": "/account/login/",
        "aanmelden": "/account/signup/",
        "stijlgids": "/stijlgids/",
        "niet-gevonden": "/bestaat-niet/",
    },
    "an@example.org": {
        "artikel-lid": ARTICLE,
        "stelling-lid": CLAIM,
        "discussie-lid": f"{CLAIM}reacties/",
        "later-lezen": "/later-lezen/",
        "berichten": "/berichten/",
        "wat-je-volgt": "/berichten/volgen/",
        "mailkeuzes": "/berichten/keuzes/",
        "waarom-geen-mail": "/berichten/waarom/",
        "concepten": "/mijn-concepten/",
        "gedempt": "/account/gedempt/",
    },
    "mo@example.org": {
        "wachtrij": "/moderatie/",
        "logboek": "/moderatie/logboek/",
        "schrijfregels": f"/moderatie{CLAIM}schrijven/",
    },
    "els@example.org": {
        "redactie": "/redactie/",
        "invoeren": "/redactie/invoeren/",
        "markeren": f"{DESK}stellingen/",
        "voorstellen": "/redactie/voorstellen/",
        "regels": f"{DESK}regels/",
    },
    "olga@example.org": {"mensen": "/beheer/mensen/", "post": "/beheer/post/"},
}
WIDTHS = (360, 768, 1280)
HEIGHT = 1400
SCHEMES = {"licht": "light", "donker": "dark"}


def log_in(page: Page, site: str, email: str, password: str) -> None:
    page.goto(f"{site}/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("main form button").first.click()
    page.wait_for_url(f"{site}/")


def keep(picture: bytes, path: Path) -> None:
    """A page is ink on paper: 256 colours show it as well, in a third of the bytes."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(
        256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    ).save(path, optimize=True)


def photograph(browser: Browser, site: str, password: str, folder: Path, *, whole: bool) -> None:
    """One PNG per page, width and scheme, named `<page>-<width>-<scheme>.png`."""
    for email, pages in PAGES.items():
        context = browser.new_context(locale="nl-NL", reduced_motion="reduce")
        page = context.new_page()
        if email:
            log_in(page, site, email, password)
        for name, address in pages.items():
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                for label, scheme in SCHEMES.items():
                    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                    answer = page.goto(site + address)
                    # What opens beside the text is fetched when the page is there.
                    page.wait_for_load_state("networkidle")
                    if name in MAY_BE_MISSING and answer and answer.status == 404:
                        continue
                    keep(page.screenshot(full_page=whole), folder / f"{name}-{width}-{label}.png")
        context.close()


def main() -> None:
    words = [word for word in sys.argv[1:] if word != "--whole"]
    site, password = words[0].rstrip("/"), words[1]
    folder = Path(words[2] if len(words) > 2 else Path(__file__).parent / "beelden")
    folder.mkdir(parents=True, exist_ok=True)
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        photograph(browser, site, password, folder, whole="--whole" in sys.argv)
        browser.close()


if __name__ == "__main__":
    main()
