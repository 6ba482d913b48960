"""Where everything of the emotion curve goes: best and worst moment, legend, bands."""

from dataclasses import dataclass

from charts.curves import signs
from charts.curves.data import Point, Span
from charts.curves.layout import Band, lay_bands
from charts.emotion_curve.callout import Callout, lay_callouts
from charts.emotion_curve.data import EmotionCurve, Moment
from charts.legend import Legend, Sign, lay_legend
from charts.numerals import signed
from charts.page import INNER, MARGIN, Heading, lay_heading
from charts.theme import GAP, PAGE_NOTE
from charts.wrapping import Block, set_text

NOT_OBSERVED = "Nothing observed yet: /pain logs what customers really meet, and how they feel."
NO_TOUCHPOINTS = "No touchpoints yet: /touchpoint adds the first, and the curve begins."
NO_STAGES = "No stages yet: /journey stages adds the first ones."


@dataclass(frozen=True, slots=True)
class CurveLayout:
    height: float
    heading: Heading
    callouts: tuple[Callout, ...]
    legend: Legend
    bands: tuple[Band, ...]
    note: Block


def lay_curve(data: EmotionCurve) -> CurveLayout:
    """The whole picture, as high as it needs to be."""
    title = data.title or "Untitled journey"
    heading = lay_heading("Emotion curve", title, data.subtitle, data.as_of)
    y = heading.bottom + 2 * GAP
    callouts = lay_callouts(data, y)
    y = max((callout.box.bottom + 2 * GAP for callout in callouts), default=y)
    legend = lay_legend(_signs(data) if data.moments else (), y)
    y = legend.bottom + 1.5 * GAP
    bands = lay_bands([Span(s.name, tuple(map(_point, s.moments))) for s in data.stages], y)
    y = bands[-1].bottom + 1.5 * GAP if bands else y
    note = set_text(_note(data), PAGE_NOTE, MARGIN, y, INNER, 4)
    return CurveLayout(note.box.bottom + MARGIN - 8, heading, callouts, legend, bands, note)


def _point(moment: Moment) -> Point:
    labels = (moment.number, "\u2013", "")
    if moment.observed is not None:
        labels = (moment.number, signed(moment.observed), f"n {moment.n}")
    return Point(
        moment.number,
        moment.name,
        moment.observed,
        moment.planned,
        labels,
        moment.spread,
        diamond=moment.moment_of_truth,
    )


def _signs(data: EmotionCurve) -> list[Sign]:
    found = [
        Sign("observed", signs.LINE, signs.solid_sign),
        Sign("planned", signs.LINE, signs.dashed_sign),
    ]
    if any(moment.spread is not None for moment in data.moments):
        found.append(Sign("spread", 30.0, signs.spread_sign))
    if any(moment.moment_of_truth for moment in data.moments):
        found.append(Sign("moment of truth", 18.0, signs.moment_sign))
    return found


def _note(data: EmotionCurve) -> str:
    if not data.stages:
        return NO_STAGES
    if not data.moments:
        return NO_TOUCHPOINTS
    if data.best is None:
        return NOT_OBSERVED
    told = "n: sightings that note a feeling, the latest counting most."
    if any(moment.spread is not None for moment in data.moments):
        told += " Spread: one standard deviation up and down."
    return told
