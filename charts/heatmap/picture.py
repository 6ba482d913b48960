"""The heatmap as a scene."""

from dataclasses import replace

from charts.heatmap.data import Heatmap
from charts.heatmap.layout import Band, ColumnHead, Field, HeatmapLayout, lay_heatmap
from charts.icons import draw_channel
from charts.page import WIDTH, draw_heading
from charts.scene import Scene, Style
from charts.theme import LIGHT, Rgb, Theme, legible

RADIUS = 8.0


def heatmap_scene(data: Heatmap, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    layout = lay_heatmap(data)
    scene = Scene(WIDTH, layout.height, theme.paper)
    draw_heading(scene, layout.heading, theme)
    scene.block(layout.facts, theme.ink)
    _draw_key(scene, layout, theme)
    for band in layout.bands:
        _draw_band(scene, band, theme)
    scene.block(layout.note, theme.muted)
    return scene


def _draw_key(scene: Scene, layout: HeatmapLayout, theme: Theme) -> None:
    for words in layout.key_words:
        scene.block(words, theme.muted)
    if not layout.key:
        return
    shades: list[Rgb] = [theme.column, *theme.heat]
    width = layout.key.w / len(shades)
    for index, shade in enumerate(shades):
        step = replace(layout.key, x=layout.key.x + index * width, w=width)
        scene.rectangle(Style(shade, theme.line, 0.8), step)


def _draw_band(scene: Scene, band: Band, theme: Theme) -> None:
    for head in band.heads:
        _draw_head(scene, head, theme)
    for name in band.names:
        scene.block(name, theme.ink)
    for field in band.fields:
        _draw_field(scene, field, theme)


def _draw_head(scene: Scene, head: ColumnHead, theme: Theme) -> None:
    if head.icon:
        draw_channel(scene, head.column, head.icon, Style(stroke=theme.ink, width=1.9), 2)
    scene.block(head.name, theme.ink, align=0.5)


def _draw_field(scene: Scene, field: Field, theme: Theme) -> None:
    """Hot ones in the shades of heat; an outline alone where there is no touchpoint."""
    if field.cell is None:
        scene.rectangle(Style(stroke=theme.grid, width=1.2), field.box.inset(0.6), RADIUS)
        scene.block(field.detail, theme.muted, align=0.5)
        return
    if field.cell.heat > 0 and field.cell.sightings:
        fill = theme.heat_colour(field.share)
        ink = legible(fill, theme)
        scene.rectangle(Style(fill=fill), field.box, RADIUS, 1)
        scene.block(field.figure, ink, align=0.5)
        scene.block(field.detail, ink, align=0.5)
        return
    if field.cell.sightings:
        scene.rectangle(Style(fill=theme.column), field.box, RADIUS, 1)
    else:
        dashed = Style(theme.column, theme.muted, 1.3, (5, 4))
        scene.rectangle(dashed, field.box.inset(0.6), RADIUS, 1)
    scene.block(field.figure, theme.ink, align=0.5)
    scene.block(field.detail, theme.muted, align=0.5)
