"""Somebody's portrait: a photo, else their emoji where a font has it, initials or a silhouette."""

from base64 import b64decode
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

from charts.geometry import Box
from charts.lettering import outline
from charts.printable import printable
from charts.scene import Photo, Scene, Style
from charts.script import begins_from_right, drawable, is_wide
from charts.theme import Theme, Type
from charts.wrapping import Block

GLYPH, LETTERS = 0.56, 0.4
"""Size of an emoji and of initials, of the disc's diameter."""

MOST_SIGNS = 4
"""An emoji with its skin tone or its joiners; what is longer is no emoji."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """`glyph` is empty where only a silhouette can be drawn."""

    disc: Box
    glyph: str
    emoji: bool
    photo: bytes = b""


def portrait_of(emoji: str, name: str, disc: Box, photo: str = "") -> Portrait:
    """A photo (a PNG or JPEG in base 64) goes before the rest; made by charts.photo."""
    if photo:
        return Portrait(disc, "", emoji=False, photo=b64decode(photo))
    drawn = _emoji(emoji)
    if drawn:
        return Portrait(disc, drawn, emoji=True)
    return Portrait(disc, initials(name), emoji=False)


def _emoji(text: str) -> str:
    """The emoji as one glyph; empty where no font has it, and for words."""
    plain = printable(text).strip()
    if not plain or plain[0].isascii() or len(plain) > MOST_SIGNS or plain[0].isalpha():
        return ""
    glyph = drawable(plain[0], "regular")
    return glyph if len(glyph) == 1 and len(outline(glyph, "regular").codes) else ""


def initials(name: str) -> str:
    """The first letters of the first and the last word; one of a script without capitals."""
    words = [word for word in printable(name).split() if word[0].isalpha()]
    if not words:
        return ""
    first = words[0][0]
    if is_wide(first) or begins_from_right(first):
        letters = first
    else:
        letters = (first + (words[-1][0] if len(words) > 1 else "")).upper()
    return letters if drawable(letters, "semibold") == letters else ""


def draw_portrait(scene: Scene, portrait: Portrait, theme: Theme) -> None:
    disc = portrait.disc
    x, y = disc.centre
    scene.circle(Style(fill=theme.badge), x, y, disc.w / 2, 1)
    if portrait.photo:
        scene.photos.append(Photo(2, portrait.photo, disc))
        return
    if not portrait.glyph:
        _draw_silhouette(scene, disc, theme)
        return
    size = disc.w * (GLYPH if portrait.emoji else LETTERS)
    type_ = Type(size, "regular" if portrait.emoji else "semibold", 1.2)
    ink = outline(portrait.glyph, type_.weight).ink
    # What is seen of the glyph stands in the middle, wherever its font puts it.
    middle = y - (ink.y + ink.h / 2) * size
    height = size * type_.leading
    box = Box(disc.x, middle - height / 2, disc.w, height)
    block = Block((portrait.glyph,), type_, box)
    baseline = _baseline(block)
    lifted = replace(block, box=replace(box, y=box.y + middle - baseline))
    scene.block(lifted, theme.badge_ink, align=0.5, cell=disc)


def _baseline(block: Block) -> float:
    probe = Scene(1, 1, "#ffffff")
    probe.block(block, "#000000")
    return probe.lines[0].baseline


def _draw_silhouette(scene: Scene, disc: Box, theme: Theme) -> None:
    """Head and shoulders."""
    x, y = disc.centre
    r = disc.w / 2
    style = Style(fill=theme.planned)
    scene.circle(style, x, y - 0.2 * r, 0.32 * r, 2)
    edge = 0.92 * r
    angles = [2 * pi * step / 48 for step in range(48)]
    body = [(0.6 * r * cos(angle), 0.84 * r + 0.62 * r * sin(angle)) for angle in angles]
    # What would stand out of the disc follows its rim.
    kept = [(dx, dy, min(1.0, edge / hypot(dx, dy))) for dx, dy in body]
    scene.polygon(style, [(x + dx * part, y + dy * part) for dx, dy, part in kept], 2)
