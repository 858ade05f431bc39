"""A picture is made anew: nothing hidden comes along, and the same bytes always give the same picture."""

import hashlib
import io

import pytest
from PIL import Image

from articles.cleaning.draft import DraftPicture
from articles.importers.pictures import WIDEST, Album, read_picture


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **saved: object
) -> bytes:
    out = io.BytesIO()
    image = Image.new(mode, size)
    image.putpixel((0, 0), 255 if mode in {"L", "P"} else (255,) * len(mode))
    image.save(out, kind, **saved)
    return out.getvalue()


def read(raw: bytes) -> DraftPicture:
    found = read_picture(raw)
    assert isinstance(found, DraftPicture), found
    assert found.sha256 == hashlib.sha256(found.data).hexdigest()
    return found


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/png")],
)
def test_four_formats_are_read_and_give_the_same_each_time(kind: str, media_type: str) -> None:
    raw = picture(kind)
    found = read(raw)
    assert (found.media_type, found.width, found.height) == (media_type, 40, 20)
    assert read(raw) == found


def test_place_and_camera_are_left_behind_and_the_picture_is_turned() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Geheime Camera"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    raw = picture(exif=exif, icc_profile=b"profiel" * 20, comment=b"thuis bij Jan")
    assert b"Geheime Camera" in raw
    found = read(raw)
    assert (found.width, found.height) == (20, 40)
    for hidden in (b"Geheime", b"profiel", b"thuis", b"Exif"):
        assert hidden not in found.data
    assert not Image.open(io.BytesIO(found.data)).getexif()


def test_wide_picture_becomes_narrower() -> None:
    found = read(picture("PNG", (WIDEST * 2, 100)))
    assert (found.width, found.height) == (WIDEST, 50)


def test_only_the_first_image_of_a_moving_one_comes_along() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    found = Image.open(io.BytesIO(read(out.getvalue()).data)).convert("RGB")
    assert found.getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "leeg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "geen JPEG"),
        (picture("BMP"), "geen JPEG"),
        (picture("TIFF"), "geen JPEG"),
        (picture("PNG")[:60], "beschadigd"),
        (picture("PNG", (1, 1)), "te klein"),
        (picture("PNG", (8_000, 8_000), "L"), "40 miljoen beeldpunten"),
        (picture("PNG", (30_000, 30_000), "1", compress_level=9), "40 miljoen beeldpunten"),
        (b"\xff\xd8" + bytes(20_000_000), "groter dan 20 MB"),
    ],
    ids=["empty", "svg", "bmp", "tiff", "cut", "pixel", "large", "bomb", "heavy"],
)
def test_other_bytes_give_a_reason(raw: bytes, words: str) -> None:
    found = read_picture(raw)
    assert isinstance(found, str)
    assert words in found
    assert found.endswith(".")


def test_album_reads_each_picture_once_and_no_more_than_it_may() -> None:
    album = Album()
    first = album.read(picture("PNG", (5, 5)))
    assert album.read(picture("PNG", (5, 5))) is first
    for width in range(6, 65):
        assert isinstance(album.read(picture("PNG", (width, 5))), DraftPicture)
    assert "meer dan 60 afbeeldingen" in str(album.read(picture("PNG", (70, 5))))
