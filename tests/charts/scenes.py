"""What holds for every picture: no text leaves its cell or the page, no two texts overlap."""

from collections.abc import Iterator, Sequence

from charts.geometry import Box
from charts.lettering import outline
from charts.scene import Line, Scene

TALL_GLYPHS = 0.3
"""Ems that stacked accents and other scripts may rise above or hang below the line's body."""

PREVIEW = 400
"""Pixels across, as a phone shows a picture."""


def ink(line: Line) -> Box:
    drawn, size = outline(line.text, line.type.weight).ink, line.type.size
    return Box(
        line.x + drawn.x * size, line.baseline + drawn.y * size, drawn.w * size, drawn.h * size
    )


def check(scene: Scene) -> None:
    page = Box(0, 0, scene.width, scene.height)
    for line in scene.lines:
        size = line.type.size
        assert line.cell.contains(line.box, 0.6), f"{line.text!r} leaves its cell"
        # Slashes of fractions lean over their neighbours by design.
        overhang = (0.4 if "⁄" in line.text else 0.12) * size  # noqa: RUF001
        tolerated = Box(
            line.box.x - overhang,
            line.box.y - TALL_GLYPHS * size,
            line.box.w + 2 * overhang,
            line.box.h + 2 * TALL_GLYPHS * size,
        )
        assert tolerated.contains(ink(line)), f"the glyphs of {line.text!r} leave their box"
        assert page.contains(line.box)
    for one, other in _beside_each_other(scene.lines):
        assert not one.box.overlaps(other.box, 0.3), f"{one.text!r} overlaps {other.text!r}"


def _beside_each_other(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """The pairs that may overlap: on a tall map most lines end above where others begin."""
    downward = sorted(((line.box, line) for line in lines), key=lambda pair: pair[0].y)
    for index, (box, line) in enumerate(downward, start=1):
        for further, other in downward[index:]:
            if further.y >= box.bottom:
                break
            yield line, other


def smallest(scene: Scene) -> float:
    """The size of the smallest letters in pixels where a phone shows the picture."""
    return min(line.type.size for line in scene.lines) * PREVIEW / scene.width


def words(scene: Scene) -> str:
    return " ".join(line.text for line in scene.lines)
