"""Numbers in the words that pictures and alt texts use."""

from math import copysign, floor

HAIR = 1e-9
"""A half like 1.45 is stored as a little less, and still is rounded as a half."""


def signed(emotion: float) -> str:
    """An emotion in one decimal with a true minus sign: +1.2, -0.8 (as U+2212), 0.0."""
    rounded = round(emotion, 1)
    if rounded == 0:
        return "0.0"
    return f"+{rounded:.1f}" if rounded > 0 else f"\u2212{-rounded:.1f}"


def heat_words(heat: float) -> str:
    return f"{heat:.1f}" if round(heat, 1) < 100 else f"{heat:.0f}"  # noqa: PLR2004


def counted(number: int, thing: str, things: str = "") -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {things or thing + 's'}"


def percent(share: float | None) -> str:
    """A share (0..1) in whole per cent, halves upward; a dash when there is nothing to share."""
    if share is None:
        return "\u2013"
    whole = floor(100 * share + 0.5)
    if share > 0 and whole == 0:
        return "<1 %"
    return "99 %" if share < 1 and whole == 100 else f"{whole} %"  # noqa: PLR2004


def round_number(number: float) -> str:
    """A number that is round to hundredths at most, with no decimal too many: 40, 0.2, 0.02."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def plain(number: float) -> str:
    """One decimal, none for a whole number, two for what is nearly whole: 2.4, 3, 2.96.

    Halves away from nothing, as on paper: 2.3 of 2.25.
    """
    short = f"{copysign(floor(10 * abs(number) + 0.5 + HAIR) / 10, number):.1f}"
    if short.endswith(".0") and round(number, 2) != round(number):
        return f"{number:.2f}"
    return short.removesuffix(".0")
