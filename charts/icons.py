"""Small drawings made of strokes: one for each channel, and faces for the ends of the curve."""

from collections.abc import Callable
from math import cos, pi, sin

from charts.geometry import Box
from charts.scene import Scene, Style

GRID = 16.0
"""Icons are drawn on a grid of 16 by 16."""

Pair = tuple[float, float]
Points = list[Pair]
Pen = tuple[Scene, Style, Box, int]


def _place(box: Box, points: Points) -> Points:
    return [(box.x + x * box.w / GRID, box.y + y * box.h / GRID) for x, y in points]


def _stroke(pen: Pen, points: Points) -> None:
    scene, style, box, layer = pen
    scene.polyline(style, _place(box, points), layer)


def _round(pen: Pen, x: float, y: float, w: float, h: float, radius: float) -> None:
    scene, style, box, layer = pen
    unit = box.w / GRID
    inner = Box(box.x + x * unit, box.y + y * unit, w * unit, h * unit)
    scene.rectangle(style, inner, radius * unit, layer)


def _arc(pen: Pen, x: float, y: float, radius: Pair, turn: Pair) -> None:
    """Part of an ellipse, from `turn[0]` to `turn[1]` in half turns, clockwise from the right."""
    start, end = turn
    steps = [pi * (start + (end - start) * step / 12) for step in range(13)]
    _stroke(pen, [(x + radius[0] * cos(angle), y + radius[1] * sin(angle)) for angle in steps])


def _website(pen: Pen) -> None:
    _round(pen, 1.5, 1.5, 13, 13, 6.5)
    _arc(pen, 8, 8, (2.8, 6.5), (0, 2))
    _stroke(pen, [(1.5, 8), (14.5, 8)])


def _app(pen: Pen) -> None:
    _round(pen, 4, 1.2, 8, 13.6, 2)
    _stroke(pen, [(7, 12.4), (9, 12.4)])


def _email(pen: Pen) -> None:
    _round(pen, 1.5, 3.2, 13, 9.8, 1.6)
    _stroke(pen, [(2.2, 4.4), (8, 9), (13.8, 4.4)])


def _phone(pen: Pen) -> None:
    _arc(pen, 8, 9, (6, 6), (1, 2))
    _round(pen, 1.2, 8.6, 3, 5, 1.2)
    _round(pen, 11.8, 8.6, 3, 5, 1.2)


def _chat(pen: Pen) -> None:
    _stroke(
        pen,
        [(5, 11.6), (3.2, 14.4), (3.2, 11.5), (1.6, 10.2), (1.6, 3.8), (3, 2.4), (13, 2.4),
         (14.4, 3.8), (14.4, 10.2), (13, 11.6), (5, 11.6)],
    )  # fmt: skip
    _stroke(pen, [(5, 7), (11, 7)])


def _store(pen: Pen) -> None:
    _stroke(pen, [(2.6, 7.2), (2.6, 14), (13.4, 14), (13.4, 7.2)])
    _stroke(pen, [(3, 2.2), (13, 2.2), (14.6, 6.6), (1.4, 6.6), (3, 2.2)])
    _stroke(pen, [(6.4, 14), (6.4, 10), (9.6, 10), (9.6, 14)])


def _social(pen: Pen) -> None:
    _round(pen, 1.6, 5.9, 4.2, 4.2, 2.1)
    _round(pen, 10.4, 1.6, 4.2, 4.2, 2.1)
    _round(pen, 10.4, 10.2, 4.2, 4.2, 2.1)
    _stroke(pen, [(5.6, 7), (10.5, 4.6)])
    _stroke(pen, [(5.6, 9), (10.5, 11.4)])


def _advertising(pen: Pen) -> None:
    _stroke(pen, [(1.8, 6.2), (5, 6.2), (12.4, 2.4), (12.4, 13), (5, 9.4), (1.8, 9.4), (1.8, 6.2)])
    _stroke(pen, [(4.2, 9.6), (5.2, 13.8), (7.2, 13.8), (6.6, 10.4)])
    _stroke(pen, [(14.6, 6.2), (14.6, 9.2)])


def _mail(pen: Pen) -> None:
    _round(pen, 1.8, 5, 12.4, 9, 0.8)
    _stroke(pen, [(1.8, 5.4), (4, 2), (12, 2), (14.2, 5.4)])
    _stroke(pen, [(6.2, 5), (6.2, 8.4), (9.8, 8.4), (9.8, 5)])


def _partner(pen: Pen) -> None:
    _round(pen, 1.2, 4, 8.4, 8.4, 4.2)
    _round(pen, 6.4, 4, 8.4, 8.4, 4.2)


def _other(pen: Pen) -> None:
    for x in (2.4, 6.8, 11.2):
        _round(pen, x, 7.1, 2, 2, 1)


CHANNELS: dict[str, Callable[[Pen], None]] = {
    "website": _website,
    "app": _app,
    "email": _email,
    "phone": _phone,
    "chat": _chat,
    "store": _store,
    "social": _social,
    "advertising": _advertising,
    "mail": _mail,
    "partner": _partner,
    "other": _other,
}


def draw_channel(scene: Scene, channel: str, box: Box, style: Style, layer: int) -> None:
    """The sign of a channel; one that is not known gets the sign of "other"."""
    CHANNELS.get(channel, _other)((scene, style, box, layer))


def draw_face(scene: Scene, mood: float, box: Box, style: Style, layer: int) -> None:
    """A face whose mouth bends up by `mood` (-1..1)."""
    pen = (scene, style, box, layer)
    _round(pen, 1, 1, 14, 14, 7)
    for x in (5.4, 10.6):
        _stroke(pen, [(x, 5.8), (x, 6.8)])
    ends, middle = 10.6 - 1.2 * mood, 10.6 + 1.6 * mood
    across = [step / 8 for step in range(9)]
    _stroke(
        pen,
        [(4.6 + 6.8 * t, ends + (middle - ends) * (1 - (2 * t - 1) ** 2)) for t in across],
    )
