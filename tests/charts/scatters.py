"""What holds for every scatter picture: points stand where they should, labels touch nothing."""

from itertools import combinations

import pytest

from charts.scatter.axes import across, up
from charts.scatter.data import Scatter
from charts.scatter.picture import lay_scatter
from charts.scatter.touching import cross, crosses_box

AWAY = 2.0
"""Points nearer than this, in units of a picture 720 across, share a mark."""


def check_plot(data: Scatter) -> None:
    layout = lay_scatter(data, "", 0, 0)
    frame, marks, labelling = layout.frame, layout.marks, layout.labelling
    members = [index for mark in marks for index in mark.members]
    assert sorted(members) == list(range(len(data.spots)))
    for mark in marks:
        assert frame.box.contains(mark.home)
        assert bool(mark.sign) == any(data.spots[index].discuss for index in mark.members)
        for index in mark.members:
            spot = data.spots[index]
            assert mark.zone is data.zone(spot)
            assert mark.disc.x == pytest.approx(across(frame.inner, data.x, spot.x), abs=AWAY)
            assert mark.disc.y == pytest.approx(up(frame.inner, data.y, spot.y), abs=AWAY)
    discs = [disc for mark in marks for disc in (mark.disc, mark.sign) if disc]
    boxes = [written.placed.box for written in labelling.written]
    names = [quadrant.name.box for quadrant in frame.quadrants]
    for box in boxes:
        assert frame.box.contains(box)
    for box in [*boxes, *names]:
        assert not [disc for disc in discs if disc.touches(box)]
    for one, other in combinations([*boxes, *names], 2):
        assert not one.overlaps(other)
    leaders = [written.placed.leader for written in labelling.written if written.placed.leader]
    for leader in leaders:
        assert sum(crosses_box(leader, box) for box in boxes) == 0
    for first, second in combinations(leaders, 2):
        assert not cross(first, second)
    _check_labels(data, layout.labelling.listed)


def _check_labels(data: Scatter, listed: bool) -> None:  # noqa: FBT001
    """Every point is named in the plot, by its title or by its number."""
    labelling = lay_scatter(data, "", 0, 0).labelling
    lines = [
        line for written in labelling.written for block in written.blocks for line in block.lines
    ]
    told = " ".join(lines).replace(",", "").split()
    if listed:
        assert sorted(told) == sorted(" ".join(labelling.numbers).split())
        assert len(set(labelling.numbers)) == len(data.spots)
    else:
        assert sum(len(written.blocks) for written in labelling.written) == len(data.spots)
        assert not [line for line in lines if line.endswith("\u2026") and line != "\u2026"]
