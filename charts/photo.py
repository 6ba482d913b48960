"""Makes a small square portrait of a picture that somebody has, without trusting its file."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

SIDE = 264
"""Pixels: the card's disc at two pixels a unit."""

MOST_PIXELS = 50_000_000
"""What claims to be larger is not unpacked."""

FORMATS = ("PNG", "JPEG")
QUALITY = 85
FACES = (0.5, 0.4)
"""Which part of a picture is kept that is no square: faces are a little above the middle."""

_UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


def portrait(content: bytes) -> bytes | None:
    """A square of `SIDE` pixels as JPEG, its middle part; None for what is no PNG or JPEG.

    Everything else that a photo's file tells (where and when, on what) is left behind.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as held:
            if held.width * held.height > MOST_PIXELS:
                return None
            held.draft("RGB", (2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(held)
            square = ImageOps.fit(upright.convert("RGBA"), (SIDE, SIDE), centering=FACES)
    except _UNREADABLE:
        return None
    paper = Image.new("RGBA", square.size, "white")
    paper.alpha_composite(square)
    small = io.BytesIO()
    paper.convert("RGB").save(small, "JPEG", quality=QUALITY)
    return small.getvalue()
