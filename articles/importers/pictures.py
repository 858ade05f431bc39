"""Pictures: what a file holds, made anew without the place, camera or person it may name."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass, field

from PIL import Image, ImageOps

from articles.cleaning.draft import DraftPicture

WIDEST = 2_000
HIGHEST = 4_000
# A picture of 40 megapixels takes 160 MB while it is open; a larger one is refused before it is opened.
MAX_PIXELS = 40_000_000
MAX_BYTES = 20_000_000
# Together, in one article.
MOST_PICTURES = 60
MAX_TOTAL_BYTES = 40_000_000

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
# What a spacer or a counting pixel is at most.
_SMALLEST = 3
_JPEG_QUALITY = 85
_OPAQUE = {"RGB", "L", "CMYK", "YCbCr", "LAB", "HSV", "F", "I"}


def read_picture(raw: bytes) -> DraftPicture | str:
    """The picture in these bytes, or the reason in Dutch why it does not come along.

    JPEG, PNG, WebP or GIF, of which only the first image. Turned as its file says it must be seen, at most `WIDEST` by
    `HIGHEST` pixels, and written anew: no EXIF, no GPS, no colour profile, no comments. The same bytes always give
    the same picture.
    """
    if not raw:
        return "De afbeelding is leeg."
    if len(raw) > MAX_BYTES:
        return f"De afbeelding is groter dan {MAX_BYTES // 1_000_000} MB."
    try:
        with warnings.catch_warnings():
            # We look at the size ourselves, before a pixel is read; damaged metadata is left behind anyway.
            warnings.simplefilter("ignore")
            return _read(raw)
    except Image.DecompressionBombError:
        return _TOO_LARGE
    except Exception:
        return "De afbeelding is beschadigd of geen JPEG, PNG, WebP of GIF."


_TOO_LARGE = f"De afbeelding heeft meer dan {MAX_PIXELS // 1_000_000} miljoen beeldpunten."


def _read(raw: bytes) -> DraftPicture | str:
    with Image.open(io.BytesIO(raw), formats=_FORMATS) as opened:
        kind = opened.format or ""
        width, height = opened.size
        if width * height > MAX_PIXELS:
            return _TOO_LARGE
        if width < _SMALLEST or height < _SMALLEST:
            return "De afbeelding is te klein om te zien: een meetpunt of een opvulling."
        if kind == "JPEG":
            # Decodes straight to a smaller size where that is still large enough.
            opened.draft("RGB", (WIDEST, HIGHEST))
        opened.seek(0)
        opened.load()
        picture = ImageOps.exif_transpose(opened)
    picture = picture.convert(_mode(picture, kind))
    picture.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return _written(clean, "PNG" if kind == "GIF" else kind)


def _mode(picture: Image.Image, kind: str) -> str:
    if kind == "JPEG":
        return "L" if picture.mode == "L" else "RGB"
    if picture.mode in {"1", "L", "I;16"}:
        return "L"
    has_transparency = picture.mode not in _OPAQUE and (
        "A" in picture.getbands() or "transparency" in picture.info
    )
    return "RGBA" if has_transparency or "transparency" in picture.info else "RGB"


def _written(picture: Image.Image, kind: str) -> DraftPicture:
    out = io.BytesIO()
    if kind == "JPEG":
        picture.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    elif kind == "WEBP":
        picture.save(out, "WEBP", quality=_JPEG_QUALITY, method=4)
    else:
        picture.save(out, "PNG", optimize=True)
    data = out.getvalue()
    return DraftPicture(
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_MEDIA_TYPES[kind],
        width=picture.width,
        height=picture.height,
        data=data,
    )


@dataclass
class Album:
    """The pictures of one article: each is read once, and together they stay within bounds."""

    _seen: dict[str, DraftPicture | str] = field(default_factory=dict)
    _bytes: int = 0

    def read(self, raw: bytes) -> DraftPicture | str:
        """See `read_picture`."""
        key = hashlib.sha256(raw).hexdigest()
        if key not in self._seen:
            if len(self._seen) >= MOST_PICTURES:
                return f"Het artikel heeft meer dan {MOST_PICTURES} afbeeldingen; deze komt niet meer mee."
            if self._bytes + len(raw) > MAX_TOTAL_BYTES:
                return (
                    f"De afbeeldingen zijn samen groter dan {MAX_TOTAL_BYTES // 1_000_000} MB; "
                    "deze komt niet meer mee."
                )
            self._bytes += len(raw)
            self._seen[key] = read_picture(raw)
        return self._seen[key]
