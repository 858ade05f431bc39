"""PURE: pictures beside an export, in a ZIP → inside the page that shows them. Nothing is fetched."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from articles.importers.errors import UnreadableSource
from articles.importers.foreign import ForeignPicture
from articles.importers.pictures import read_picture

MOST_FILES = 50_000
MAX_FILE_BYTES = 20_000_000
# What one page may carry along; the importer of pages takes no more than 10 MB.
MAX_EMBEDDED = 6_000_000
_NAMES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp"})
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"""\s(?:srcset|data-[\w-]+|loading)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE
)
# WordPress shows a smaller copy, "foto-300x200.jpg"; the original may be all there is.
_SIZE = re.compile(r"-(?:\d+x\d+|scaled|rotated)(?=\.\w+$)")


class Attachments:
    """The pictures in a ZIP, found by the path in their address: the longest end of it that fits."""

    def __init__(self, zipped: bytes | None, *, name: str = "de bijlagen") -> None:
        """Raises UnreadableSource for what is no ZIP, or one with too many files."""
        self._archive: zipfile.ZipFile | None = None
        self._by_name: dict[str, list[zipfile.ZipInfo]] = {}
        if not zipped:
            return
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(zipped))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise UnreadableSource(
                f"{name} is geen ZIP-bestand, of het is beschadigd: pak de map met afbeeldingen opnieuw in."
            ) from None
        if len(entries) > MOST_FILES:
            raise UnreadableSource(
                f"{name} heeft meer dan {MOST_FILES} bestanden: pak alleen de afbeeldingen van deze export in."
            )
        for entry in entries:
            path = PurePosixPath(entry.filename)
            if path.suffix.lower() in _NAMES and not entry.is_dir():
                self._by_name.setdefault(path.name.casefold(), []).append(entry)

    @property
    def given(self) -> bool:
        """Whether there is a ZIP at all."""
        return self._archive is not None

    def find(self, url: str) -> bytes | None:
        """The file at this address, if it is in the ZIP and small enough; never more than it may hold."""
        if self._archive is None:
            return None
        path = unquote(urlsplit(url).path) if _is_splittable(url) else ""
        for wanted in dict.fromkeys((path, _SIZE.sub("", path))):
            parts = PurePosixPath(wanted).parts
            entries = self._by_name.get(parts[-1].casefold(), []) if parts else []
            best = max(entries, key=lambda entry: _shared_end(parts, entry.filename), default=None)
            if best is not None and best.file_size <= MAX_FILE_BYTES:
                return self._read(best)
        return None

    def _read(self, entry: zipfile.ZipInfo) -> bytes | None:
        assert self._archive is not None
        try:
            # The size in the list may lie: read no more than we are willing to hold.
            with self._archive.open(entry) as file:
                held = file.read(MAX_FILE_BYTES + 1)
        except (
            zipfile.BadZipFile,
            RuntimeError,
            NotImplementedError,
            OSError,
            EOFError,
            ValueError,
        ):
            return None  # damaged, or locked with a password
        except Exception:  # zlib.error, lzma.LZMAError: each method of packing has its own
            return None
        return held if len(held) <= MAX_FILE_BYTES else None


def embed(html: str, attachments: Attachments) -> tuple[str, list[str]]:
    """The page with its pictures inside it, and the addresses of those that are not there.

    Each is made anew first, so that no place or camera comes along. The same input gives the same page.
    """
    missing: list[str] = []
    room = MAX_EMBEDDED

    def replaced(found: re.Match[str]) -> str:
        nonlocal room
        source = _SOURCE.search(found[0])
        if source is None:
            return found[0]
        url = unescape(source[1] or source[2] or source[3] or "")
        if url.startswith("data:"):
            return found[0]
        raw = attachments.find(url)
        picture = read_picture(raw) if raw else ""
        if isinstance(picture, str) or len(picture.data) > room:
            missing.append(url)
            return found[0]
        room -= len(picture.data)
        data = base64.b64encode(picture.data).decode()
        tag = found[0][: source.start()] + f'src="data:{escape(picture.media_type)};base64,{data}"'
        return tag + _ELSEWHERE.sub("", found[0][source.end() :])

    return _IMAGE.sub(replaced, html), missing


def shows(html: str, picture: ForeignPicture) -> bool:
    """Whether the page shows this picture already, in whatever size."""
    number = re.compile(rf"\bwp-image-{re.escape(picture.key)}(?![\w-])")
    wanted = _original(picture.url)
    for found in _IMAGE.finditer(html):
        if number.search(found[0]):
            return True
        source = _SOURCE.search(found[0])
        if source and _original(unescape(source[1] or source[2] or source[3] or "")) == wanted:
            return True
    return False


def _original(url: str) -> str:
    """The path of the picture that all its copies were made of; the same site may have many names."""
    path = unquote(urlsplit(url).path) if _is_splittable(url) else url
    return _SIZE.sub("", path).casefold()


def zip_of_folder(folder: Path) -> bytes:
    """The pictures in a folder and below it, packed as `Attachments` wants them; links are not followed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(_pictures_in(folder)):
            archive.write(path, path.relative_to(folder).as_posix())
    return packed.getvalue()


def _pictures_in(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix.lower() in _NAMES and path.is_file() and not path.is_symlink():
            yield path


def _shared_end(parts: tuple[str, ...], filename: str) -> int:
    """How many names, from the last one up, both paths have in common."""
    number = 0
    for one, other in zip(reversed(parts), reversed(PurePosixPath(filename).parts), strict=False):
        if one.casefold() != other.casefold():
            break
        number += 1
    return number


def _is_splittable(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True
