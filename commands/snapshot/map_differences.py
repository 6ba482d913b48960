"""What is different on the map itself: its stages, its touchpoints, its name and aims."""

from collections.abc import Iterator, Mapping

from commands.snapshot.differences import Difference, Way, by_key
from storage.models.columns import JsonObject
from storage.snapshot.freezing import JOURNEY_FIELDS, STAGE_FIELDS, TOUCHPOINT_FIELDS

# A smaller difference of means would be rounded away.
_LEAST_EMOTION = 0.1


def stages(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
    """Stages that came, went or were edited, and whether their order is another."""
    was, now = by_key(before["stages"], "id"), by_key(after["stages"], "id")
    for stage_id, stage in now.items():
        old = was.get(stage_id)
        there = old is not None and not old["retired"]
        if stage["retired"]:
            if there:
                yield Difference(Way.WENT, "stage", stage["name"], 82, what="retired")
        elif old is None or not there:
            what = "back" if old else "added"
            yield Difference(Way.CAME, "stage", stage["name"], 80, what=what)
        else:
            yield from _edited("stage", old["name"], old, stage, STAGE_FIELDS, 65)
    yield from _reordered(before, after)


def _reordered(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
    """The stages in use on both maps, where they stand in another order; by their later names."""
    was, now = _in_use(before), _in_use(after)
    order = [[each for each in was if each in now], [each for each in now if each in was]]
    if order[0] != order[1]:
        names = [[now[stage_id] for stage_id in ids] for ids in order]
        yield Difference(
            Way.CHANGED, "journey", after["journey"]["name"], 55, what="moved",
            before={"stages": names[0]}, after={"stages": names[1]},
        )  # fmt: skip


def _in_use(data: JsonObject) -> dict[int, str]:
    """Stages by row in the map's order, with their names."""
    return {stage["id"]: stage["name"] for stage in data["stages"] if not stage["retired"]}


def touchpoints(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
    """Touchpoints that came, went, moved, were edited or are felt otherwise."""
    was, now = by_key(before["touchpoints"], "id"), by_key(after["touchpoints"], "id")
    stage_names = _names(before) | _names(after)
    for point_id, point in now.items():
        old = was.get(point_id)
        there = old is not None and not old["retired"]
        if point["retired"]:
            if there:
                yield Difference(
                    Way.WENT, "touchpoint", point["name"], 75, point["number"], "retired"
                )
        elif old is None or not there:
            what = "back" if old else "added"
            yield Difference(Way.CAME, "touchpoint", point["name"], 70, point["number"], what)
        else:
            yield from _changed_touchpoint(old, point, stage_names)


def _changed_touchpoint(
    was: JsonObject, now: JsonObject, stage_names: Mapping[int, str]
) -> Iterator[Difference]:
    number, name = now["number"], now["name"]
    if was["emotion"] is not None and now["emotion"] is not None:
        change = round(now["emotion"] - was["emotion"], 2)
        if abs(change) >= _LEAST_EMOTION:
            yield Difference(
                Way.CHANGED, "touchpoint", name, 60 + 40 * abs(change), number, "emotion", was, now,
                better=change > 0,
            )  # fmt: skip
    elif now["emotion"] is not None:
        yield Difference(Way.CHANGED, "touchpoint", name, 48, number, "first emotion", was, now)
    changed = [column for column in TOUCHPOINT_FIELDS if was[column] != now[column]]
    if changed:
        yield Difference(
            Way.CHANGED,
            "touchpoint",
            was["name"],
            45 if "name" in changed else 40,
            number,
            "edited",
            {column: was[column] for column in changed},
            {column: now[column] for column in changed},
        )
    if was["stage_id"] != now["stage_id"]:
        yield Difference(
            Way.CHANGED, "touchpoint", name, 42, number, "moved",
            {"stage": stage_names.get(was["stage_id"], "")},
            {"stage": stage_names.get(now["stage_id"], "")},
        )  # fmt: skip


def _names(data: JsonObject) -> dict[int, str]:
    return {stage["id"]: stage["name"] for stage in data["stages"]}


def journey(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
    """What was edited about the journey itself."""
    was, now = before["journey"], after["journey"]
    yield from _edited("journey", was["name"], was, now, JOURNEY_FIELDS, 62)


def _edited(
    subject: str,
    name: str,
    was: JsonObject,
    now: JsonObject,
    fields: tuple[str, ...],
    weight: float,
) -> Iterator[Difference]:
    changed = [column for column in fields if was.get(column) != now.get(column)]
    if changed:
        yield Difference(
            Way.CHANGED,
            subject,
            name,
            weight,
            what="edited",
            before={column: was.get(column) for column in changed},
            after={column: now.get(column) for column in changed},
        )
