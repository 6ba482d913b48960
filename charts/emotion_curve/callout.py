"""The best and the worst moment, with the customer's words, above the curve."""

from dataclasses import dataclass, replace

from charts.emotion_curve.data import EmotionCurve, Moment
from charts.geometry import Box
from charts.icons import draw_face
from charts.numerals import signed
from charts.option_label import OptionLabel, set_label
from charts.page import INNER, MARGIN
from charts.scene import Scene, Style
from charts.theme import GAP, PAGE_BODY, PAGE_FIGURE, PAGE_LABEL, PAGE_NAME, PAGE_NOTE, Rgb, Theme
from charts.wrapping import Block, set_text

PAD = 16.0
APART = 14.0
STRIPE = 6.0
FACE = 30.0
RADIUS = 10.0


@dataclass(frozen=True, slots=True)
class Callout:
    best: bool
    box: Box
    face: Box
    figure: Block
    label: Block
    name: Block
    quote: Block
    detail: Block


def lay_callouts(data: EmotionCurve, y: float) -> tuple[Callout, ...]:
    """Best and worst beside each other; nothing where nothing was observed."""
    if data.best is None:
        return ()
    moments = [(data.best, True)] + ([(data.worst, False)] if data.worst else [])
    width = (INNER - (len(moments) - 1) * APART) / len(moments)
    callouts = []
    for index, (moment, best) in enumerate(moments):
        box = Box(MARGIN + index * (width + APART), y, width, 0)
        callouts.append(_lay(data, moment, box, best=best))
    height = max(callout.box.h for callout in callouts)
    return tuple(replace(callout, box=replace(callout.box, h=height)) for callout in callouts)


def _lay(data: EmotionCurve, moment: Moment, box: Box, *, best: bool) -> Callout:
    left, width = box.x + STRIPE + PAD, box.w - STRIPE - 2 * PAD
    face = Box(left, box.y + PAD, FACE, FACE)
    value = signed(moment.observed or 0.0)
    figure = set_text(value, PAGE_FIGURE, face.right + 10, face.y - 1, 76, 1)
    at = figure.box.right + GAP
    label = set_text(
        "Best moment" if best else "Worst moment", PAGE_LABEL, at, face.y + 6, left + width - at, 2
    )
    top = max(face.bottom, label.box.bottom) + GAP
    words = OptionLabel(moment.number, moment.name.strip() or "Unnamed")
    name = set_label(words, PAGE_NAME, left, top, width, 8)
    said = " ".join(moment.quote.split())
    quote = set_text(
        f"\u201c{said}\u201d" if said else "", PAGE_BODY, left, name.box.bottom + 4, width, 7
    )
    told = " \u00b7 ".join(filter(None, (_stage_of(data, moment), f"n {moment.n}")))
    detail = set_text(told, PAGE_NOTE, left, quote.box.bottom + 4, width, 4)
    height = detail.box.bottom + PAD - 2 - box.y
    return Callout(best, replace(box, h=height), face, figure, label, name, quote, detail)


def _stage_of(data: EmotionCurve, moment: Moment) -> str:
    return next(stage.name for stage in data.stages if moment in stage.moments)


def draw_callout(scene: Scene, callout: Callout, theme: Theme) -> None:
    colour: Rgb = theme.best if callout.best else theme.worst
    scene.rectangle(Style(fill=theme.column), callout.box, RADIUS)
    stripe = Box(callout.box.x, callout.box.y + 12, STRIPE, callout.box.h - 24)
    scene.rectangle(Style(fill=colour), stripe, STRIPE / 2, 1)
    mood = 1.0 if callout.best else -1.0
    draw_face(scene, mood, callout.face, Style(stroke=colour, width=2.0), 2)
    scene.block(callout.figure, colour)
    scene.block(callout.label, theme.muted)
    scene.block(callout.name, theme.ink)
    scene.block(callout.quote, theme.ink)
    scene.block(callout.detail, theme.muted)
