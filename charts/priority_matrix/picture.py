"""The priority matrix as a scene."""

from charts.numerals import heat_words, plain
from charts.option_label import OptionLabel
from charts.page import lay_heading
from charts.priority_matrix.data import (
    HIGHEST,
    LOWEST,
    MIDPOINT,
    Point,
    PriorityMatrix,
    Quadrant,
)
from charts.priority_matrix.key import HEIGHT, draw_key, lay_key, radius
from charts.scatter.data import Axis, Corner, Scatter, Spot, Zone
from charts.scatter.picture import lay_scatter, scatter_scene
from charts.scene import Scene
from charts.theme import LIGHT, Theme

CORNERS: dict[Quadrant, Corner] = {
    Quadrant.QUICK_WIN: (True, False),
    Quadrant.BIG_BET: (True, True),
    Quadrant.FILL_IN: (False, False),
    Quadrant.TIME_SINK: (False, True),
}
ZONES: dict[Quadrant, Zone] = {
    Quadrant.QUICK_WIN: Zone(
        Quadrant.QUICK_WIN, "much value, little effort", lambda theme: theme.best
    ),
    Quadrant.BIG_BET: Zone(
        Quadrant.BIG_BET, "much value, much effort", lambda theme: theme.observed
    ),
    Quadrant.FILL_IN: Zone(
        Quadrant.FILL_IN, "little value, little effort", lambda theme: theme.muted
    ),
    Quadrant.TIME_SINK: Zone(
        Quadrant.TIME_SINK, "little value, much effort", lambda theme: theme.worst
    ),
}
NOTE = "Means of scores from 1 to 5. High is above 3, the middle of the scale."
NOTHING = "Nothing has been scored yet."


def priority_matrix_scene(data: PriorityMatrix, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    heading = lay_heading("Value and effort", data.title or "Untitled list", data.subtitle)
    scatter = matrix_scatter(data)
    key_height = HEIGHT if data.points else 0.0
    layout = lay_scatter(scatter, NOTE if data.points else NOTHING, heading.bottom, key_height)
    scene = scatter_scene(heading, layout, theme)
    discuss = any(point.discuss for point in data.points)
    heats = [point.heat for point in data.points]
    draw_key(scene, lay_key(heats, layout.note.box.bottom, discuss=discuss), theme)
    return scene


def matrix_scatter(data: PriorityMatrix) -> Scatter:
    """Value to the right, effort upward."""
    hottest = max((point.heat for point in data.points), default=0.0)
    ordered = [point for quadrant in CORNERS for point in data.at(quadrant)]
    zones = {corner: ZONES[quadrant] for quadrant, corner in CORNERS.items()}
    return Scatter(
        tuple(_spot(point, hottest) for point in ordered),
        _axis("More value \u2192"),
        _axis("\u2191 More effort"),
        zones,
        tuple(CORNERS.values()),
        ZONES[Quadrant.FILL_IN],
    )


def _axis(title: str) -> Axis:
    ticks = tuple(LOWEST + step for step in range(int(HIGHEST - LOWEST) + 1))
    return Axis(title, LOWEST, HIGHEST, ticks, MIDPOINT, plain(MIDPOINT))


def _spot(point: Point, hottest: float) -> Spot:
    told = [f"heat {heat_words(point.heat)}", *(["discuss"] if point.discuss else [])]
    scores = f"value {plain(point.value)} \u00b7 effort {plain(point.effort)}"
    size = radius(point.heat, hottest)
    label = OptionLabel.of(point.label, "Unnamed opportunity")
    return Spot(
        label,
        point.value,
        point.effort,
        size,
        (scores, " \u00b7 ".join(told)),
        hollow=point.heat <= 0,
        discuss=point.discuss,
    )
