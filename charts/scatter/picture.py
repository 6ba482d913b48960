"""A scatter picture from its heading down: plot, explanation, key and list, as a scene."""

from dataclasses import dataclass

from charts.page import INNER, MARGIN, WIDTH, Heading, draw_heading
from charts.scatter.data import Scatter
from charts.scatter.drawing import draw_frame, draw_points
from charts.scatter.frame import Frame, lay_frame
from charts.scatter.labelling import Labelling, lay_labels
from charts.scatter.listing import Section, draw_list, lay_list
from charts.scatter.marks import Mark, lay_marks
from charts.scene import Scene
from charts.theme import GAP, PAGE_NOTE, Theme
from charts.wrapping import Block, set_text


@dataclass(frozen=True, slots=True)
class ScatterLayout:
    frame: Frame
    marks: tuple[Mark, ...]
    labelling: Labelling
    note: Block
    sections: tuple[Section, ...]
    bottom: float


def lay_scatter(data: Scatter, note: str, top: float, key_height: float) -> ScatterLayout:
    frame = lay_frame(data, top + 2 * GAP)
    marks = lay_marks(data, frame)
    labelling = lay_labels(data, marks, frame)
    told = set_text(note, PAGE_NOTE, MARGIN, frame.bottom + 1.5 * GAP, INNER, 6)
    bottom = told.box.bottom + key_height
    sections = lay_list(data, labelling, bottom + 2.5 * GAP) if labelling.listed else ()
    bottom = sections[-1].stripe.bottom if sections else bottom
    return ScatterLayout(frame, marks, labelling, told, sections, bottom + MARGIN)


def scatter_scene(heading: Heading, layout: ScatterLayout, theme: Theme) -> Scene:
    scene = Scene(WIDTH, layout.bottom, theme.paper)
    draw_heading(scene, heading, theme)
    draw_frame(scene, layout.frame, theme)
    draw_points(scene, layout.marks, layout.labelling, theme)
    scene.block(layout.note, theme.muted)
    draw_list(scene, layout.sections, theme)
    return scene
