"""The key under the priority matrix: what size and sign of a bubble say."""

from dataclasses import dataclass
from math import sqrt

from charts.lettering import text_width
from charts.numerals import heat_words
from charts.page import MARGIN
from charts.scatter.sign import RADIUS, draw_sign
from charts.scatter.touching import Disc
from charts.scene import Scene, Style
from charts.theme import PAGE_NOTE, Theme
from charts.wrapping import Block, set_text

LARGEST, SMALLEST, COLD = 27.0, 9.0, 8.0
HEIGHT = 66.0


@dataclass(frozen=True, slots=True)
class Key:
    """Bubbles of the least and the hottest heat, one without any, and the sign for talking."""

    bubbles: tuple[tuple[Disc, bool, Block], ...]
    discuss: tuple[Disc, Block] | None


def radius(heat: float, hottest: float) -> float:
    """The bubble's area grows with the heat; none at all is a small ring."""
    if heat <= 0 or hottest <= 0:
        return COLD
    return max(SMALLEST, LARGEST * sqrt(heat / hottest))


def lay_key(heats: list[float], y: float, *, discuss: bool) -> Key:
    """`heats` of all points; what does not occur needs no explanation."""
    middle, x = y + HEIGHT / 2 + 4, MARGIN
    warm = sorted({heat for heat in heats if heat > 0})
    entries = [
        (radius(heat, warm[-1]), False, f"heat {heat_words(heat)}")
        for heat in (warm[:1] + warm[1:][-1:])
    ]
    if min(heats, default=1.0) <= 0:
        entries.insert(0, (COLD, True, "no heat"))
    bubbles = []
    for size, hollow, words in entries:
        disc = Disc(x + size, middle, size)
        bubbles.append((disc, hollow, _words(words, x + 2 * size + 8, middle)))
        x = bubbles[-1][2].box.right + 24
    sign = Disc(x + RADIUS, middle, RADIUS)
    told = _words("discuss: scores lie far apart", x + 2 * RADIUS + 8, middle)
    return Key(tuple(bubbles), (sign, told) if discuss else None)


def _words(words: str, x: float, middle: float) -> Block:
    width = text_width(words, PAGE_NOTE.size, PAGE_NOTE.weight) + 2
    return set_text(words, PAGE_NOTE, x, middle - PAGE_NOTE.size * PAGE_NOTE.leading / 2, width, 1)


def draw_key(scene: Scene, key: Key, theme: Theme) -> None:
    for disc, hollow, words in key.bubbles:
        if hollow:
            scene.circle(Style(None, theme.muted, 2.4), disc.x, disc.y, disc.radius - 1)
        else:
            scene.circle(Style(fill=theme.planned), disc.x, disc.y, disc.radius)
        scene.block(words, theme.muted)
    if key.discuss:
        draw_sign(scene, key.discuss[0], theme)
        scene.block(key.discuss[1], theme.muted)
