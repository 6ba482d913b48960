"""The journey map as a scene, a figure and bytes."""

from matplotlib.figure import Figure

from charts.cache import PictureCache
from charts.canvas import scene_figure
from charts.geometry import Box
from charts.journey_map.data import JourneyMap
from charts.journey_map.draw_curve import draw_curve
from charts.journey_map.draw_header import draw_header
from charts.journey_map.draw_stages import draw_row
from charts.journey_map.layout import lay_map
from charts.names import JOURNEY_MAP
from charts.output import Format, kept_bytes
from charts.scene import Scene, Style
from charts.theme import GOAL, HEADLINE, LIGHT, Theme


def journey_map_scene(data: JourneyMap, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    layout = lay_map(data)
    scene = Scene(layout.width, layout.height, theme.paper)
    draw_header(scene, layout.header, theme)
    for row in layout.rows:
        draw_row(scene, row, data, theme)
        if row.plot:
            draw_curve(scene, row.plot, data, theme)
    if layout.empty:
        _draw_empty(scene, layout.empty, theme)
    return scene


def journey_map_figure(data: JourneyMap, *, theme: Theme = LIGHT) -> Figure:
    return scene_figure(journey_map_scene(data, theme=theme))


def render(
    data: JourneyMap,
    *,
    format: Format = "png",  # noqa: A002 (the word everybody uses for it)
    theme: Theme = LIGHT,
    cache: PictureCache | None = None,
) -> bytes:
    """The picture's bytes; with a `cache`, a map that was drawn before is not drawn again."""
    return kept_bytes(
        JOURNEY_MAP,
        data.to_json(),
        lambda: journey_map_scene(data, theme=theme),
        format_=format,
        theme=theme,
        title=data.title,
        cache=cache,
    )


def _draw_empty(scene: Scene, box: Box, theme: Theme) -> None:
    scene.rectangle(Style(theme.column, theme.planned, 1.4, (7, 6)), box, 12.0)
    middle = box.inset(40, box.h / 2 - 32)
    scene.text("This journey has no stages yet", HEADLINE, theme.ink, middle, align=0.5)
    below = Box(middle.x, middle.y + 34, middle.w, 30)
    scene.text("/journey stages adds the first ones", GOAL, theme.muted, below, align=0.5)
