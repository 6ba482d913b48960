"""The sign beside a point that should be talked about: a speech bubble with three dots."""

from charts.scatter.touching import Disc
from charts.scene import Scene, Style
from charts.theme import Theme

RADIUS = 10.5
APART = 8.5
"""From the rim of the point to the middle of the sign."""

DIAGONAL = 0.7071
HALO = 2.0
LAYER = 90


def sign_at(point: Disc) -> Disc:
    """To the upper right of the point."""
    away = DIAGONAL * (point.radius + APART)
    return Disc(point.x + away, point.y - away, RADIUS)


def reach(radius: float) -> float:
    """How far from its middle a point with a sign takes room."""
    return max(radius, DIAGONAL * (radius + APART) + RADIUS + HALO)


def draw_sign(scene: Scene, at: Disc, theme: Theme) -> None:
    halo = Style(theme.paper, theme.paper, 2 * HALO)
    ink = Style(theme.ink, theme.ink, 0.8)
    for style, layer in ((halo, LAYER), (ink, LAYER + 1)):
        scene.polygon(style, _tail(at), layer)
        scene.circle(style, at.x, at.y, at.radius - 0.4, layer)
    for step in (-1, 0, 1):
        x = at.x + step * at.radius * 0.45
        scene.circle(Style(fill=theme.paper), x, at.y, at.radius * 0.16, LAYER + 2)


def _tail(at: Disc) -> list[tuple[float, float]]:
    r = at.radius
    points = ((0.15, 0.85), (0.85, 1.25), (0.8, 0.2))
    return [(at.x + dx * r, at.y + dy * r) for dx, dy in points]
