"""Votes against heat as a scene."""

from charts.evidence.crowd import crowd_of
from charts.evidence.data import Evidence, Place, Point
from charts.numerals import counted, heat_words, plain
from charts.option_label import OptionLabel
from charts.page import lay_heading
from charts.scatter.data import Corner, Scatter, Spot, Zone
from charts.scatter.picture import lay_scatter, scatter_scene
from charts.scatter.scale import measured
from charts.scene import Scene
from charts.theme import LIGHT, Theme

RADIUS = 9.5
CROWD_RADIUS = 13.0
CORNERS: dict[Place, Corner] = {
    Place.FREQUENT: (True, False),
    Place.POPULAR: (False, True),
    Place.BOTH: (True, True),
    Place.NEITHER: (False, False),
}
"""In the order of the list: where votes and evidence disagree comes first."""

ZONES: dict[Place, Zone] = {
    Place.FREQUENT: Zone(Place.FREQUENT, "met often, few dots", lambda theme: theme.worst),
    Place.POPULAR: Zone(Place.POPULAR, "many dots, seldom met", lambda theme: theme.moment),
    Place.BOTH: Zone(Place.BOTH, "many dots, met often", lambda theme: theme.observed),
    Place.NEITHER: Zone(Place.NEITHER, "few dots, seldom met", lambda theme: theme.muted),
}
TOGETHER = Zone("All options", "", lambda theme: theme.observed)


def evidence_scene(data: Evidence, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    heading = lay_heading("Votes and evidence", data.title or "Untitled vote", data.subtitle)
    scatter = evidence_scatter(data)
    layout = lay_scatter(scatter, _note(data), heading.bottom, 0.0)
    return scatter_scene(heading, layout, theme)


def evidence_scatter(data: Evidence) -> Scatter:
    """Heat to the right, dots upward; not divided where there is nothing to compare.

    A crowd without dots is one point, and its numbers one line of the list.
    """
    divided = not data.alike
    ordered = [point for place in CORNERS for point in data.at(place)] if divided else data.ranked
    crowd = crowd_of(data)
    folded = set(map(id, crowd.points)) if crowd else set()
    spots = [_spot(point) for point in ordered if id(point) not in folded]
    if crowd:
        spots.append(Spot(crowd.label, crowd.heat, 0, CROWD_RADIUS, (crowd.detail,)))
    heats, dots = [point.heat for point in data.points], [float(p.dots) for p in data.points]
    heat_line = (data.middle_heat, heat_words(data.middle_heat)) if divided else None
    dots_line = (data.even_share, plain(data.even_share)) if divided else None
    return Scatter(
        spots=tuple(spots),
        x=measured("Hotter \u2192", heats, heat_line, whole=False),
        y=measured("\u2191 More dots", dots, dots_line, whole=True),
        zones={corner: ZONES[place] for place, corner in CORNERS.items()} if divided else {},
        order=tuple(CORNERS.values()),
        together=TOGETHER,
    )


def _spot(point: Point) -> Spot:
    detail = (f"{counted(point.dots, 'dot')} \u00b7 heat {heat_words(point.heat)}",)
    label = OptionLabel.of(point.label, "Unnamed option")
    return Spot(label, point.heat, point.dots, RADIUS, detail)


def _note(data: Evidence) -> str:
    if data.alike:
        return data.alike
    return (
        f"Popular: more dots than an even share ({plain(data.even_share)} each). "
        f"Frequent: hotter than the middle of the list (median {heat_words(data.middle_heat)}). "
        "Heat: what was seen, by severity, the latest counting most."
    )
