"""Data for the pictures of issue five's kind: nothing, one, many, and names that are hard."""

from charts import comparison, emotion_curve, empathy_map, flow, funnel, heatmap, persona_card
from tests.charts.maps import CHANNELS, FEELINGS, NAMES, SHAPES

USUAL = (
    "Checkout page",
    "Choosing a delivery window",
    "Till",
    "Support line",
    "Shop window and entrance",
)
LONG = tuple((name * 30)[:80] for name in NAMES)
DEPARTMENTS = ("E-commerce", None, "Rechtsabteilung & Kundendienstleistungen", "営業部")
WHEN = "21 Nov 2026"


def _name(names: tuple[str, ...], index: int) -> str:
    return names[index % len(names)]


def curve(counts: tuple[int, ...], names: tuple[str, ...] = USUAL) -> emotion_curve.EmotionCurve:
    def moment(number: int) -> emotion_curve.Moment:
        observed = FEELINGS[number % len(FEELINGS)]
        return emotion_curve.Moment(
            f"T-{number}",
            _name(names, number),
            FEELINGS[(number + 2) % len(FEELINGS)],
            observed,
            0 if observed is None else number % 200,
            None if observed is None or number % 3 == 0 else number % 5 / 4,
            number % 4 == 0,
            _name(names, number + 1) if number % 2 else "",
        )

    stages = tuple(
        emotion_curve.Stage(
            _name(names, index), tuple(moment(100 + index * 20 + k) for k in range(count))
        )
        for index, count in enumerate(counts)
    )
    return emotion_curve.EmotionCurve(_name(names, 1), _name(names, 0), WHEN, stages)


def the_flow(counts: tuple[int, ...], names: tuple[str, ...] = USUAL) -> flow.Flow:
    def step(number: int) -> flow.Step:
        return flow.Step(
            f"T-{number}",
            _name(names, number),
            CHANNELS[number * 7 % len(CHANNELS)],
            DEPARTMENTS[number // 2 % len(DEPARTMENTS)],
            number % 4 == 0,
        )

    stages = tuple(
        flow.Stage(_name(names, index), tuple(step(100 + index * 20 + k) for k in range(count)))
        for index, count in enumerate(counts)
    )
    return flow.Flow(_name(names, 1), _name(names, 0), WHEN, stages)


def heat(rows: int, columns: int, names: tuple[str, ...] = USUAL) -> heatmap.Heatmap:
    """By department when names are hard: channels are a closed list of short words."""
    across: heatmap.Across = "channel" if names is USUAL else "department"
    kept = CHANNELS if names is USUAL else (*dict.fromkeys(names), "")
    heats = (0.0, 12.4, 0.0, 3.1, 1234.5, 0.2)
    cells = tuple(
        heatmap.Cell(row, column, number % 3, number % 4 * 40, heats[number % 6])
        for row in range(rows)
        for number, column in enumerate(kept[:columns], start=row)
    )
    names_of_rows = tuple(_name(names, row) for row in range(rows))
    return heatmap.Heatmap(
        _name(names, 1), _name(names, 0), WHEN, across, names_of_rows, kept[:columns], cells
    )


def empathy(notes: int, names: tuple[str, ...] = USUAL) -> empathy_map.EmpathyMap:
    def some(start: int) -> tuple[empathy_map.Note, ...]:
        return tuple(
            empathy_map.Note(
                " ".join(_name(names, start + k + i) for i in range(1 + k % 3)),
                k % 2 == 1,
                f"P-{k}" if k % 2 == 0 else "",
            )
            for k in range(notes)
        )

    return empathy_map.EmpathyMap(
        _name(names, 2), _name(names, 0), WHEN, "\u263a",
        some(0), some(1), (), some(2), some(3), some(4),
    )  # fmt: skip


def persona(
    names: tuple[str, ...] | None = USUAL, *, sightings: int = 12
) -> persona_card.PersonaCard:
    if names is None:
        return persona_card.PersonaCard("", "", "")
    lines = "\n".join(f"- {name}" for name in names)
    return persona_card.PersonaCard(
        _name(names, 1), _name(names, 2), WHEN, "\u2600", _name(names, 0), lines, lines,
        _name(names, 3), _name(names, 4), " ".join(names), lines, sightings, min(sightings, 5),
    )  # fmt: skip


COUNTS: dict[str, tuple[int | None, ...]] = {
    "no stage": (),
    "nothing counted": (None, None, None),
    "one": (7,),
    "five": (48210, 20118, 3120, 2995, 640),
    "gaps": (None, 900, None, 0, 12),
    "growing": (1, 20, 3000000),
    "twelve": (1200, 1100, None, 900, 800, 700, None, None, 400, 300, 200, 100),
}


def the_funnel(counts: tuple[int | None, ...], names: tuple[str, ...] = USUAL) -> funnel.Funnel:
    stages = tuple(
        funnel.Stage(_name(names, index), ("", _name(names, index + 1))[index % 2], count, "K-3")
        for index, count in enumerate(counts)
    )
    return funnel.Funnel(_name(names, 1), _name(names, 0), WHEN, stages, period="October 2026")


def compared(
    counts: tuple[int, ...], changes: int, names: tuple[str, ...] = USUAL
) -> comparison.Comparison:
    def moment(number: int) -> comparison.Moment:
        before, after = FEELINGS[(number + 2) % len(FEELINGS)], FEELINGS[number % len(FEELINGS)]
        return comparison.Moment(f"T-{number}", _name(names, number), before, after)

    def some(start: int) -> tuple[comparison.Change, ...]:
        return tuple(
            comparison.Change(
                "Pain point",
                f"P-{k}",
                _name(names, start + k),
                _name(names, k),
                (None, True, False)[k % 3],
            )
            for k in range(changes)
        )

    figures = tuple(
        comparison.Figure(
            _name(names, index), value, index * 1.5, ("up", "down", "neither")[index % 3]
        )
        for index, value in enumerate((4, None, 3.0, 12345.6, 0)[:changes])
    )
    stages = tuple(
        comparison.Stage(
            _name(names, index), tuple(moment(100 + index * 20 + k) for k in range(count))
        )
        for index, count in enumerate(counts)
    )
    return comparison.Comparison(
        _name(names, 1),
        _name(names, 2),
        "2 Nov 2026",
        WHEN,
        figures,
        stages,
        some(0),
        some(1),
        some(2),
    )


__all__ = ["LONG", "NAMES", "SHAPES", "USUAL"]
