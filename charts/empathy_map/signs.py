"""The signs of an empathy map's six fields, drawn in strokes."""

from math import cos, pi, sin

from charts.geometry import Box
from charts.scene import Scene, Style
from charts.theme import Rgb

LAYER = 3
WIDTH = 2.2
Points = list[tuple[float, float]]


def draw_sign(scene: Scene, name: str, box: Box, colour: Rgb) -> None:
    """The sign of a field by its name, on a grid of 24 by 24 put into the box."""
    scale = box.w / 24
    for points in SIGNS[name]:
        placed = [(box.x + x * scale, box.y + y * scale) for x, y in points]
        scene.polyline(Style(stroke=colour, width=WIDTH), placed, LAYER)


def _arc(x: float, y: float, radius: float, start: float, end: float) -> Points:
    """Part of a circle, in half turns, clockwise from the right."""
    steps = [pi * (start + (end - start) * step / 24) for step in range(25)]
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in steps]


def _heart() -> Points:
    left, right = _arc(7.5, 8.5, 4.6, 0.75, 1.9), _arc(16.5, 8.5, 4.6, 1.1, 2.25)
    return [(12, 20.5), *left, *right, (12, 20.5)]


SPEECH: list[Points] = [
    [(3, 4), (21, 4), (21, 16), (12, 16), (7, 21), (7, 16), (3, 16), (3, 4)],
    [(7.5, 10), (16.5, 10)],
]
THOUGHT: list[Points] = [
    [
        *_arc(7.5, 10, 4.5, 0.5, 1.3),
        *_arc(12, 6.6, 4.4, 1.1, 1.9),
        *_arc(16.8, 10, 4.4, 1.5, 2.5),
        (7.5, 14.5),
    ],
    _arc(8.2, 18, 1.5, 0, 2),
    _arc(5.2, 21.4, 0.8, 0, 2),
]
STEPS: list[Points] = [
    [(4, 20), (9.5, 20), (9.5, 14.5), (15, 14.5), (15, 9), (20.5, 9)],
    [(4.5, 11), (12, 3.5)],
    [(7, 3.5), (12, 3.5), (12, 8.5)],
]
HEART: list[Points] = [_heart()]
BOLT: list[Points] = [
    [(14, 2.5), (5, 13.5), (11.5, 13.5), (10, 21.5), (19, 10.5), (12.5, 10.5), (14, 2.5)]
]
STAR: list[Points] = [
    [
        (12 + r * sin(pi * step / 5), 12.6 - r * cos(pi * step / 5))
        for step, r in zip(range(11), (10.0, 4.4) * 6, strict=False)
    ]
]
SIGNS: dict[str, list[Points]] = {
    "says": SPEECH,
    "thinks": THOUGHT,
    "does": STEPS,
    "feels": HEART,
    "pains": BOLT,
    "gains": STAR,
}
