"""The signs that a curve's legend explains."""

from charts.geometry import Box
from charts.scene import Scene, Style
from charts.theme import Theme

LINE = 40.0


def solid_sign(scene: Scene, box: Box, theme: Theme) -> None:
    x, y = box.centre
    line = [(box.x + 2, y), (box.right - 2, y)]
    scene.polyline(Style(stroke=theme.observed, width=4.2), line, 2)
    scene.circle(Style(theme.observed, theme.paper, 2), x, y, 6.8, 3)


def dashed_sign(scene: Scene, box: Box, theme: Theme) -> None:
    x, y = box.centre
    line = [(box.x + 2, y), (box.right - 2, y)]
    scene.polyline(Style(stroke=theme.planned, width=2.4, dash=(7, 5)), line, 2)
    scene.circle(Style(theme.paper, theme.planned, 2.0), x, y, 4.4, 3)


def spread_sign(scene: Scene, box: Box, theme: Theme) -> None:
    scene.rectangle(Style(fill=theme.observed_soft), box.inset(2, 4), 5.0, 1)


def moment_sign(scene: Scene, box: Box, theme: Theme) -> None:
    scene.diamond(Style(fill=theme.moment), *box.centre, 8.5, 2)
