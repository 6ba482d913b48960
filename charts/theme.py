"""The house style: type scale, spacing and colours, light and dark."""

from dataclasses import dataclass
from typing import Literal

Weight = Literal["regular", "semibold"]


@dataclass(frozen=True, slots=True)
class Type:
    """One step of the type scale. `size` in layout units, `leading` is the line height / size."""

    size: float
    weight: Weight = "regular"
    leading: float = 1.28


TITLE = Type(36, "semibold", 1.18)
LEAD = Type(17.5, "regular", 1.32)
STAGE = Type(25, "semibold", 1.12)
FIGURE = Type(30, "semibold", 1.1)
KPI_FIGURE = Type(27, "semibold", 1.1)
HEADLINE = Type(19.5, "semibold", 1.2)
CALLOUT = Type(20, "semibold", 1.2)
GOAL = Type(14.5)
NAME = Type(15, "semibold", 1.24)
BODY = Type(13.5, "regular", 1.28)
LABEL = Type(13, "semibold", 1.2)
SMALL = Type(12, "regular", 1.25)
SMALL_STRONG = Type(12, "semibold", 1.25)

PAGE_TITLE = Type(31, "semibold", 1.16)
PAGE_LEAD = Type(19, "regular", 1.32)
PAGE_FIGURE = Type(28, "semibold", 1.1)
PAGE_NAME = Type(19, "semibold", 1.26)
PAGE_BODY = Type(18, "regular", 1.3)
PAGE_NOTE = Type(16.5, "regular", 1.32)
PAGE_LABEL = Type(16.5, "semibold", 1.24)
"""The scale of pictures that stand in a conversation: none smaller than 9 pixels at 400 across."""

GAP = 8.0
"""The step of the spacing: everything stands at multiples of it or its half."""

Rgb = str
"""A colour as #rrggbb."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they mean.

    Meaning never hangs on hue alone: observed and planned differ in dash, best and worst in the
    direction of their mark, heat in lightness and size (it only ever gets darker on light paper and
    lighter on dark paper, so it survives grey print). Blue, green and vermilion are those of
    Okabe and Ito, told apart with every common kind of colour blindness.
    """

    name: str
    paper: Rgb
    column: Rgb
    card: Rgb
    line: Rgb
    grid: Rgb
    ink: Rgb
    muted: Rgb
    stage: Rgb
    stage_ink: Rgb
    observed: Rgb
    observed_soft: Rgb
    planned: Rgb
    best: Rgb
    worst: Rgb
    moment: Rgb
    badge: Rgb
    badge_ink: Rgb
    heat: tuple[Rgb, Rgb, Rgb, Rgb, Rgb]
    track: Rgb

    def heat_colour(self, share: float) -> Rgb:
        """The colour of a heat that is `share` (0..1) of the hottest one on the picture."""
        step = min(len(self.heat) - 1, max(0, int(share * len(self.heat))))
        return self.heat[step]


def mixed(colour: Rgb, paper: Rgb, share: float) -> Rgb:
    """`share` (0..1) of the colour on the paper, as a wash of paint."""
    pairs = zip(_channels(colour), _channels(paper), strict=True)
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def legible(fill: Rgb, theme: Theme) -> Rgb:
    """The theme's ink or paper, whichever stands out more on the filling (as WCAG measures it)."""
    return max((theme.ink, theme.paper), key=lambda colour: contrast(colour, fill))


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours after WCAG 2, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Rgb) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _channels(colour: Rgb) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


LIGHT = Theme(
    name="light",
    paper="#ffffff",
    column="#f4f6f8",
    card="#ffffff",
    line="#d3dae2",
    grid="#dde3ea",
    ink="#17212e",
    muted="#566273",
    stage="#1d3b5c",
    stage_ink="#ffffff",
    observed="#0072b2",
    observed_soft="#d6e8f4",
    planned="#7b8796",
    best="#00795a",
    worst="#c14600",
    moment="#6a3d9a",
    badge="#e6ecf3",
    badge_ink="#2a3a4e",
    heat=("#f6c48a", "#ee9a4d", "#dd6b20", "#b8430f", "#7f2405"),
    track="#e4e9ee",
)

DARK = Theme(
    name="dark",
    paper="#0f141b",
    column="#171e27",
    card="#212a36",
    line="#354254",
    grid="#2b3644",
    ink="#eef2f7",
    muted="#a9b5c4",
    stage="#2f5f93",
    stage_ink="#ffffff",
    observed="#5cb8ee",
    observed_soft="#1d3a50",
    planned="#93a1b2",
    best="#35c495",
    worst="#ff8a4c",
    moment="#c39bf0",
    badge="#303c4c",
    badge_ink="#dbe4ee",
    heat=("#6d3f1d", "#9a5620", "#cf7526", "#f4a13f", "#ffd690"),
    track="#2c3745",
)
