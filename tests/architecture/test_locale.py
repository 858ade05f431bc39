"""Every visible word exists in Dutch and in English, and no translation is left over."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from config.messages import find_messages

LOCALE: Path = settings.BASE_DIR / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


@pytest.mark.parametrize("language", ["nl", "en"])
def test_catalogue_holds_exactly_the_words_of_the_sources(language: str) -> None:
    known = {key(entry) for entry in catalogue(language) if not entry.obsolete}
    used = {(message.context, message.singular) for message in find_messages(settings.BASE_DIR)}
    assert used - known == set(), "not in the catalogue: run `make messages`"
    assert known - used == set(), "no longer used: run `make messages`"


def test_every_word_is_translated_into_dutch() -> None:
    waiting = [entry.msgid for entry in catalogue("nl") if not entry.translated()]
    assert waiting == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_translations_keep_the_placeholders(language: str) -> None:
    for entry in catalogue(language):
        forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for form in forms:
            if form:
                assert set(PLACEHOLDER.findall(form)) <= wanted, entry.msgid
        if wanted and any(forms):
            assert set(PLACEHOLDER.findall(" ".join(forms))) == wanted, entry.msgid


def test_english_catalogue_is_the_source_itself() -> None:
    """English msgids: the English catalogue says the same, so that nothing falls back to Dutch."""
    for entry in catalogue("en"):
        if entry.msgid_plural:
            assert entry.msgstr_plural == {0: entry.msgid, 1: entry.msgid_plural}
        else:
            assert entry.msgstr == entry.msgid
