"""Portraits from photos: small, square, upright, without what else the file tells; and on cards."""

import io
from base64 import b64encode
from dataclasses import replace

import pytest
from PIL import Image

from charts import catalogue, names, photo
from charts.output import Format
from charts.persona_card import PersonaCard
from charts.portrait import portrait_of
from tests.charts import worlds

ORIENTATION, TURNED, MADE_WITH = 0x0112, 6, 0x0131
ABOVE, BELOW = (200, 40, 40), (40, 40, 200)


def picture(
    size: tuple[int, int] = (400, 800), kind: str = "JPEG", *, turned: bool = False
) -> bytes:
    """Red above, blue below; with a camera's notes in it."""
    made = Image.new("RGB", size, ABOVE)
    made.paste(BELOW, (0, size[1] // 2, *size))
    exif = Image.Exif()
    exif[MADE_WITH] = "A camera of Ana's"
    if turned:
        made = made.transpose(Image.Transpose.ROTATE_90)
        exif[ORIENTATION] = TURNED
    held = io.BytesIO()
    made.save(held, kind, exif=exif)
    return held.getvalue()


def small(content: bytes) -> Image.Image:
    found = photo.portrait(content)
    assert found
    return Image.open(io.BytesIO(found))


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_photo_becomes_a_small_upright_square(kind: str, turned: bool) -> None:  # noqa: FBT001
    made = small(picture(kind=kind, turned=turned))
    assert made.size == (photo.SIDE, photo.SIDE)
    assert near(made.getpixel((5, 5)), ABOVE)
    assert near(made.getpixel((5, photo.SIDE - 5)), BELOW)
    assert not made.getexif()


def test_what_can_be_seen_through_stands_on_white() -> None:
    held = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(held, "PNG")
    assert small(held.getvalue()).getpixel((9, 9)) == (255, 255, 255)


def test_what_is_no_picture_is_refused() -> None:
    whole = picture()
    held = io.BytesIO()
    Image.new("RGB", (9, 9)).save(held, "GIF")
    for content in (b"", b"<svg/>", whole[:300], held.getvalue()):
        assert photo.portrait(content) is None


def test_a_picture_that_would_fill_the_memory_is_not_unpacked() -> None:
    held = io.BytesIO()
    Image.new("1", (10_000, 9_000)).save(held, "PNG")
    assert len(held.getvalue()) < 100_000
    assert photo.portrait(held.getvalue()) is None


def card() -> PersonaCard:
    held = photo.portrait(picture())
    assert held
    return replace(worlds.persona(worlds.USUAL), photo=b64encode(held).decode())


def test_the_card_shows_the_photo_the_right_way_up() -> None:
    drawn = Image.open(io.BytesIO(catalogue.draw(names.PERSONA_CARD, card().to_json())))
    disc = catalogue.CHARTS[names.PERSONA_CARD].scene(card()).photos[0].disc
    x, y = disc.centre
    pixels = drawn.convert("RGB")
    assert near(pixels.getpixel((round(2 * x), round(2 * (y - 40)))), ABOVE)
    assert near(pixels.getpixel((round(2 * x), round(2 * (y + 40)))), BELOW)
    corner = pixels.getpixel((round(2 * disc.x) + 4, round(2 * disc.y) + 4))
    assert corner == (255, 255, 255), "seen through a round hole"


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_bytes_with_a_photo_are_the_same_twice(kind: Format) -> None:
    first, again = (
        catalogue.draw(names.PERSONA_CARD, card().to_json(), format_=kind) for _ in range(2)
    )
    assert first == again


def test_without_a_photo_the_emoji_stands_or_initials() -> None:
    disc = catalogue.CHARTS[names.PERSONA_CARD].scene(card()).photos[0].disc
    assert portrait_of("\u263a", "Nadia Berg", disc).emoji
    assert portrait_of("", "Nadia Berg", disc).glyph == "NB"
