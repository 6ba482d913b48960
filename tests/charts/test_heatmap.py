"""The heatmap's room: for the words of its columns before that of the stages' names."""

from charts.heatmap.data import Cell, Heatmap
from charts.heatmap.picture import heatmap_scene
from tests.charts.scenes import check

STAGES = ("Awareness", "Research", "Purchase", "Post-purchase", "Loyalty")
DEPARTMENTS = ("Store operations", "Marketing", "E-commerce", "Logistics", "Customer support")


def test_no_word_of_a_column_is_broken_where_the_stages_can_spare_the_room() -> None:
    cells = tuple(Cell(row, DEPARTMENTS[row], 1, 3, 2.5) for row in range(5))
    scene = heatmap_scene(Heatmap("Shop", "", "1 May", "department", STAGES, DEPARTMENTS, cells))
    check(scene)
    lines = [line.text for line in scene.lines]
    assert "E-commerce" in lines
    assert lines.count("Marketing") == 1, "all departments stand in one band"
    assert {"Post-", "purchase"} <= set(lines), "a name gives way at its hyphen"
    assert {"Awareness", "Research", "Purchase", "Loyalty"} <= set(lines)


def test_without_need_the_stages_names_stay_whole() -> None:
    cells = tuple(Cell(row, "Sales", 1, 3, 2.5) for row in range(5))
    data = Heatmap("Shop", "", "1 May", "department", STAGES, ("Sales", "E-commerce"), cells)
    lines = [line.text for line in heatmap_scene(data).lines]
    assert {"Post-purchase", "E-commerce"} <= set(lines)
