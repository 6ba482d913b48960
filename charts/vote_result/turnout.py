"""The tiles above the bars: how many voted, whether that is enough, how many dots there are."""

from dataclasses import dataclass, replace
from typing import Literal

from charts.geometry import Box
from charts.numerals import counted, percent
from charts.page import INNER, MARGIN
from charts.scene import Scene, Style
from charts.theme import GAP, PAGE_FIGURE, PAGE_LABEL, PAGE_NOTE, Theme
from charts.vote_result.data import VoteResult
from charts.wrapping import Block, set_fitting, set_text

Kind = Literal["turnout", "met", "missed", "dots"]
PAD = 14.0
TILE_GAP = 12.0
GAUGE = 7.0
MARK = 24.0


@dataclass(frozen=True, slots=True)
class Tile:
    """`gauge` is how much of its track is full, 0..1; None where nothing is gauged."""

    kind: Kind
    box: Box
    label: Block
    mark: Box | None
    figure: Block
    detail: Block
    track: Box
    gauge: float | None


def lay_turnout(data: VoteResult, y: float) -> tuple[Tile, ...]:
    told = _told(data)
    width = (INNER - (len(told) - 1) * TILE_GAP) / len(told)
    tiles = []
    for index, (kind, label, figure, detail) in enumerate(told):
        box = Box(MARGIN + index * (width + TILE_GAP), y, width, 0)
        tiles.append(_tile(kind, box, (label, figure, detail), data))
    height = max(tile.box.h for tile in tiles)
    return tuple(replace(tile, box=replace(tile.box, h=height)) for tile in tiles)


def _told(data: VoteResult) -> list[tuple[Kind, str, str, str]]:
    """Kind, label, figure and detail of each tile."""
    if data.participation is None:
        told: list[tuple[Kind, str, str, str]] = [
            ("turnout", "Voted", str(data.voters), "person" if data.voters == 1 else "people")
        ]
    else:
        detail = f"{data.voters} of {data.eligible} voted"
        told = [("turnout", "Participation", percent(data.participation), detail)]
    if data.quorum_met is not None:
        kind: Kind = "met" if data.quorum_met else "missed"
        asked = "" if data.quorum is None else f"{counted(data.quorum, 'voter')} needed"
        told.append((kind, "Quorum", "Met" if data.quorum_met else "Not met", asked))
    options = f"on {counted(len(data.options), 'option')}"
    told.append(("dots", "Dots", str(data.dots), options))
    return told


def _tile(kind: Kind, box: Box, words: tuple[str, str, str], data: VoteResult) -> Tile:
    left, width = box.x + PAD, box.w - 2 * PAD
    label = set_text(words[0], PAGE_LABEL, left, box.y + PAD - 3, width, 1)
    top = label.box.bottom + 2
    mark, at = None, left
    if kind in {"met", "missed"}:
        mark = Box(left, top + 3, MARK, MARK)
        at = mark.right + GAP
    figure = set_fitting(words[1], PAGE_FIGURE, at, top, left + width - at)
    detail = set_fitting(words[2], PAGE_NOTE, left, figure.box.bottom + 1, width)
    bottom = figure.box.bottom + 1 + PAGE_NOTE.size * PAGE_NOTE.leading
    track = Box(left, bottom + 6, width, GAUGE)
    gauge = min(1.0, data.participation) if kind == "turnout" and data.participation else None
    if data.participation is not None:
        bottom = track.bottom
    return Tile(
        kind, replace(box, h=bottom + PAD - box.y), label, mark, figure, detail, track, gauge
    )


def draw_tile(scene: Scene, tile: Tile, theme: Theme) -> None:
    colour = {"met": theme.best, "missed": theme.worst}.get(tile.kind, theme.ink)
    scene.rectangle(Style(fill=theme.column), tile.box, 10.0)
    scene.block(tile.label, theme.muted)
    scene.block(tile.figure, colour)
    scene.block(tile.detail, theme.muted)
    if tile.gauge is not None:
        scene.rectangle(Style(fill=theme.grid), tile.track, GAUGE / 2, layer=1)
        full = replace(tile.track, w=max(GAUGE, tile.track.w * tile.gauge))
        scene.rectangle(Style(fill=theme.observed), full, GAUGE / 2, layer=2)
    if tile.mark:
        x, y, unit = tile.mark.x, tile.mark.y, MARK / 12
        ticks = {"met": [[(2.6, 6.4), (5.0, 8.8), (9.4, 3.8)]]}
        cross = [[(3.4, 3.4), (8.6, 8.6)], [(8.6, 3.4), (3.4, 8.6)]]
        scene.circle(Style(fill=colour), *tile.mark.centre, MARK / 2, layer=1)
        for stroke in ticks.get(tile.kind, cross):
            points = [(x + dx * unit, y + dy * unit) for dx, dy in stroke]
            scene.polyline(Style(stroke=theme.paper, width=3.0), points, layer=2)
