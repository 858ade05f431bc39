"""What a file is, from its first bytes, its name and its media type."""

import pytest

from articles.importers.kinds import SourceKind, guess_kind


@pytest.mark.parametrize(
    ("file_name", "media_type", "head", "kind"),
    [
        ("stuk.txt", "text/plain", b"Een titel\n", SourceKind.TEXT),
        ("stuk", "", b"Een titel\n", SourceKind.TEXT),
        ("stuk.HTML", "", b"<p>tekst", SourceKind.HTML),
        ("bewaard", "", b"\xef\xbb\xbf \n<!DOCTYPE html><title>x", SourceKind.HTML),
        ("bewaard", "", "<!doctype html><title>x".encode("utf-16"), SourceKind.HTML),
        ("bewaard", "text/html; charset=utf-8", b"<p>tekst", SourceKind.HTML),
        ("notitie.md", "text/plain", b"# Kop", SourceKind.MARKDOWN),
        ("notitie", "text/markdown", b"# Kop", SourceKind.MARKDOWN),
        ("stuk.docx", "", b"PK\x03\x04rest", SourceKind.WORD),
        ("stuk.txt", "", b"PK\x03\x04rest", SourceKind.WORD),
        ("stuk.doc", "", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", SourceKind.WORD),
        (
            "blog.xml", "text/xml",
            b'<?xml version="1.0"?><!-- generator="WordPress/6.5" --><rss version="2.0"'
            b' xmlns:wp="http://wordpress.org/export/1.2/">', SourceKind.WORDPRESS,
        ),
        ("export.xml", "", b'<?xml version="1.0"?><disqus xmlns="http://disqus.com">', SourceKind.DISQUS),
        ("feed.xml", "", b'<?xml version="1.0"?><rss version="2.0"><channel>', SourceKind.FEED),
        ("feed", "", b'<feed xmlns="http://www.w3.org/2005/Atom">', SourceKind.FEED),
        ("feed", "application/atom+xml", b"", SourceKind.FEED),
        ("", "", b"", SourceKind.TEXT),
    ],
)  # fmt: skip
def test_kind_is_guessed(file_name: str, media_type: str, head: bytes, kind: SourceKind) -> None:
    assert guess_kind(file_name, media_type, head) is kind


def test_page_about_feeds_is_a_page() -> None:
    head = b"<!doctype html><html><body><p>Een feed begint met rss.</p>"
    assert guess_kind("uitleg.html", "text/html", head) is SourceKind.HTML
