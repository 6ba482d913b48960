"""Where everything goes on a touchpoint's card and in a pain point's entry."""

from dataclasses import dataclass, replace

from charts.geometry import Box
from charts.journey_map.data import Pain, Touchpoint
from charts.lettering import text_width
from charts.numerals import counted, heat_words
from charts.theme import BODY, GAP, NAME, SMALL, SMALL_STRONG
from charts.wrapping import Block, set_text

PAD = 11.0
CARD_GAP = 9.0
ICON = 16.0
PIP = 8.4
PIPS = 5
ROW = 17.0
LARGEST_DOT = 7.5
SMALLEST_DOT = 3.0
BAR = 7.0


@dataclass(frozen=True, slots=True)
class Card:
    """A touchpoint's card; `moment`, `pips` (the first), `dot` are centres, None if not drawn."""

    touchpoint: Touchpoint
    box: Box
    number: Block
    moment: tuple[float, float] | None
    pips: tuple[float, float] | None
    dot: tuple[float, float, float] | None
    heat: Block | None
    name: Block
    icon: Box
    where: Block
    badge: Box
    badge_words: Block


@dataclass(frozen=True, slots=True)
class PainEntry:
    pain: Pain
    box: Box
    number: Block
    heat: Block
    title: Block
    track: Box
    bar: Box
    detail: Block


def lay_card(
    point: Touchpoint, x: float, y: float, width: float, hottest: float, *, departments: bool = True
) -> Card:
    """A card at `x`, `y`; `hottest` is the map's highest heat of a touchpoint (0 if none)."""
    left, inner = x + PAD, width - 2 * PAD
    middle = y + PAD + ROW / 2
    dot, heat = _heat(point, left + inner, middle, hottest)
    taken = left + inner - dot[0] + LARGEST_DOT + 3 if dot else 0.0
    number, moment, pips = _top_left(point, left, y + PAD, inner - taken)
    name = set_text(point.name, NAME, left, y + PAD + ROW + 4, inner, 6)
    icon = Box(left, name.box.bottom + 5, ICON, ICON)
    words_of_place = where_words(point, departments=departments)
    where = set_text(words_of_place, SMALL, left + ICON + 6, icon.y + 0.5, inner - ICON - 6, 3)
    evidence_width = inner - 2 * GAP
    words = _set_evidence(point.evidence, left + GAP, 0, evidence_width)
    widest = max((text_width(line, SMALL.size, SMALL.weight) for line in words.lines), default=0.0)
    badge = Box(left, max(where.box.bottom, icon.bottom) + 7, widest + 2 * GAP, words.box.h + 6)
    words = _set_evidence(point.evidence, left + GAP, badge.y + 3, evidence_width)
    bottom = badge.bottom if words.lines else max(where.box.bottom, icon.bottom)
    box = Box(x, y, width, bottom + PAD - y)
    return Card(point, box, number, moment, pips, dot, heat, name, icon, where, badge, words)


def _set_evidence(evidence: str, x: float, y: float, width: float) -> Block:
    """In one line, or with "by 3 people" together on the last one."""
    whole = set_text(evidence, SMALL, x, y, width, 3)
    seen, by, people = evidence.rpartition(" by ")
    first = set_text(seen, SMALL, x, y, width, 3)
    if not by or len(whole.lines) == 1 or len(first.lines) > 1:
        return whole
    last = set_text(f"by {people}", SMALL, x, first.box.bottom, width, 2)
    box = replace(first.box, h=first.box.h + last.box.h)
    return Block((*first.lines, *last.lines), SMALL, box)


def where_words(point: Touchpoint, *, departments: bool = True) -> str:
    """The channel, and the department when one is known and shown."""
    channel = point.channel.capitalize()
    known = departments and point.department
    return f"{channel} \u00b7 {point.department}" if known else channel


def _top_left(
    point: Touchpoint, x: float, y: float, width: float
) -> tuple[Block, tuple[float, float] | None, tuple[float, float] | None]:
    """The number, then the moment-of-truth mark, then the five pips if there is room left."""
    mark = 23 if point.moment_of_truth else 6
    needed = text_width(point.number, SMALL_STRONG.size, SMALL_STRONG.weight) + 2
    number_width = min(needed, width - mark)
    number = set_text(point.number, SMALL_STRONG, x, y + 1, number_width, 1)
    at = x + number_width + 6
    moment = (at + 6, y + ROW / 2) if point.moment_of_truth else None
    if moment:
        at += 17
    fits = at + PIPS * PIP <= x + width
    pips = (at + PIP / 2, y + ROW / 2) if point.significance and fits else None
    return number, moment, pips


def _heat(
    point: Touchpoint, right: float, middle: float, hottest: float
) -> tuple[tuple[float, float, float] | None, Block | None]:
    """A dot whose area grows with the heat, and the number beside it, flush right."""
    if point.heat <= 0 or hottest <= 0:
        return None, None
    words = heat_words(point.heat)
    width = text_width(words, SMALL_STRONG.size, SMALL_STRONG.weight)
    y = middle - SMALL_STRONG.size * SMALL_STRONG.leading / 2
    block = set_text(words, SMALL_STRONG, right - width - 1, y, width + 1, 1)
    radius = max(SMALLEST_DOT, LARGEST_DOT * min(1.0, point.heat / hottest) ** 0.5)
    return (block.box.x - 5 - LARGEST_DOT, middle, radius), block


def lay_pain(pain: Pain, where: str, x: float, y: float, width: float, hottest: float) -> PainEntry:
    """An entry of the pain lane, met at touchpoint `where`.

    The bar is full at `hottest`, the heat of the map's hottest pain point.
    """
    heat = heat_words(pain.heat)
    heat_width = text_width(heat, SMALL_STRONG.size, SMALL_STRONG.weight) + 1
    number = set_text(
        f"{pain.number} \u00b7 {where}", SMALL_STRONG, x, y, width - heat_width - GAP, 1
    )
    value = set_text(heat, SMALL_STRONG, x + width - heat_width, y, heat_width, 1)
    track = Box(x, number.box.bottom + 4, width, BAR)
    share = min(1.0, max(0.0, pain.heat / hottest)) if hottest > 0 else 0.0
    bar = Box(track.x, track.y, max(BAR, width * share), BAR)
    title = set_text(pain.title, BODY, x, track.bottom + 5, width, 5)
    told = (counted(pain.sightings, "sighting"), pain.votes, pain.status)
    words = " \u00b7 ".join(filter(None, told))
    detail = set_text(words, SMALL, x, title.box.bottom + 2, width, 3)
    return PainEntry(
        pain, Box(x, y, width, detail.box.bottom - y), number, value, title, track, bar, detail
    )
