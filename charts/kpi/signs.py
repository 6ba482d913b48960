"""The signs that a KPI picture's legend explains."""

from charts.curves.signs import LINE, solid_sign, spread_sign
from charts.geometry import Box
from charts.kpi.data import Kpi
from charts.legend import Sign
from charts.scene import Scene, Style
from charts.theme import Theme

DASH = (8.0, 6.0)


def legend_signs(data: Kpi) -> list[Sign]:
    """What is on this picture, and nothing else."""
    found = [Sign("reading", LINE, solid_sign)]
    if any(each.low is not None for each in data.readings):
        found.append(Sign("95 % interval", 30.0, spread_sign))
    if data.target is not None:
        found.append(Sign("target", LINE, target_sign))
    if data.actions:
        found.append(Sign("action done", 26.0, action_sign))
    return found


def target_sign(scene: Scene, box: Box, theme: Theme) -> None:
    y = box.centre[1]
    line = [(box.x + 2, y), (box.right - 2, y)]
    scene.polyline(Style(stroke=theme.best, width=2.6, dash=DASH), line, 2)


def action_sign(scene: Scene, box: Box, theme: Theme) -> None:
    x, y = box.centre
    scene.polyline(Style(stroke=theme.moment, width=2.0), [(x, box.y + 3), (x, box.bottom - 1)], 2)
    scene.rectangle(Style(fill=theme.moment), Box(x - 9, y - 10, 18, 11), 5.0, 3)
