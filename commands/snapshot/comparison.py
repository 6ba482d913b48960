"""Two frozen maps and their differences as the data of the picture that shows both."""

from charts.comparison import Change, Comparison, Figure, Moment, Stage
from charts.comparison.data import Better
from commands.snapshot import diff_words
from commands.snapshot.differences import Compared, Difference, Way
from commands.snapshot.find import Side
from commands.wording import month_day
from storage.models.columns import JsonObject


def comparison(journey: str, before: Side, after: Side, compared: Compared) -> Comparison:
    """Most important first: the picture shows the first of each kind. Both curves, every stage."""
    return Comparison(
        title=journey,
        subtitle="",
        before=_of(before),
        after=_of(after),
        figures=tuple(
            Figure(
                counted.many.capitalize(),
                counted.before,
                counted.after,
                _better(counted.better),
            )
            for counted in compared.counts
            if counted.before or counted.after
        ),
        stages=_stages(before.data, after.data),
        came=_changes(compared, Way.CAME),
        went=_changes(compared, Way.WENT),
        changed=_changes(compared, Way.CHANGED),
    )


def _better(said: str) -> Better:
    return "down" if said == "down" else "up" if said == "up" else "neither"


def _of(side: Side) -> str:
    return f"{side.said}, {month_day(side.at)}"


def _changes(compared: Compared, way: Way) -> tuple[Change, ...]:
    return tuple(_change(each) for each in compared.differences if each.way is way)


def _change(difference: Difference) -> Change:
    return Change(
        what=diff_words.kind(difference).capitalize(),
        number=diff_words.number(difference),
        name=" ".join(difference.name.split()),
        detail=diff_words.plain(diff_words.detail(difference)),
        better=difference.better,
    )


def _stages(before: JsonObject, after: JsonObject) -> tuple[Stage, ...]:
    """In the later map's order; what it has no more stands behind."""
    was, now = _emotions(before), _emotions(after)
    now_first = [*after["stages"], *before["stages"]]
    stages = {stage["id"]: stage for stage in reversed(now_first)}
    shown = {
        stage["id"] for data in (before, after) for stage in data["stages"] if not stage["retired"]
    }
    known = {each["id"] for each in after["touchpoints"]}
    gone = [each for each in before["touchpoints"] if each["id"] not in known]
    points = {each["id"]: each for each in [*after["touchpoints"], *gone]}
    return tuple(
        Stage(
            stages[stage_id]["name"],
            tuple(
                Moment(f"T-{point['number']}", point["name"], was.get(one), now.get(one))
                for one, point in points.items()
                if point["stage_id"] == stage_id and (one in was or one in now)
            ),
        )
        for stage_id in dict.fromkeys(stage["id"] for stage in now_first)
        if stage_id in shown
    )


def _emotions(data: JsonObject) -> dict[int, float | None]:
    return {each["id"]: each["emotion"] for each in data["touchpoints"] if not each["retired"]}
