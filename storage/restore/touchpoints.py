"""Puts touchpoints back: onto the map, into their stage and place, with all their fields."""

from collections.abc import Iterable, Iterator

from sqlmodel import Session, col, select

from storage import retirement
from storage.folding import fold
from storage.history import entries as history
from storage.history.lists import Changed
from storage.identity import identity
from storage.journey import stages
from storage.models import Journey, Stage, Touchpoint
from storage.models.columns import JsonObject
from storage.restore import texts as restoring_texts
from storage.restore.order import misplaced
from storage.restore.steps import By, Frozen, Step
from storage.snapshot.freezing import TOUCHPOINT_FIELDS
from storage.touchpoint import touchpoints

_NO_STAGE = "its stage is off the map and can't come back"


def restore(session: Session, journey: Journey, frozen: Frozen, by: By) -> list[Step]:
    """Every touchpoint meant; what another one stands in the way of stays as it is."""
    rows = _rows(session, journey)
    in_use = stages.of(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
    places = _places(frozen, in_use)
    meant = {each["id"]: each for each in frozen.touchpoints_meant if each["id"] in rows}
    steps: list[Step] = []
    put: dict[int, Touchpoint] = {}
    for point_id, each in meant.items():
        point, stage = rows[point_id], places.get(each["stage_id"])
        why = _NO_STAGE if stage is None else _in_the_way(session, stage, each, meant)
        if stage is None or why:
            steps.append(Step("touchpoint", point.number, point.name, "kept", why=why))
            continue
        steps += _fields(session, point, each, by)
        put[point_id] = point
    moved = _order(session, frozen, places, put, by)
    return [*steps, *moved]


def retire(session: Session, journey: Journey, frozen: Frozen, by: By) -> Iterator[Step]:
    """Takes off the map again what the restore had brought back that is being undone."""
    rows = _rows(session, journey)
    for point_id in frozen.off_the_map("touchpoints"):
        point = rows.get(point_id)
        if point is None or Changed("touchpoint", point_id) not in frozen.changed:
            continue
        if retirement.retire(session, point, actor_id=by.actor_id, at=by.at):
            yield Step("touchpoint", point.number, point.name, "retired")


def _rows(session: Session, journey: Journey) -> dict[int, Touchpoint]:
    found = session.exec(
        select(Touchpoint)
        .where(
            Touchpoint.workspace_id == journey.workspace_id,
            Touchpoint.journey_id == journey.id,
        )
        .order_by(col(Touchpoint.id))
        .execution_options(populate_existing=True)
    )
    return {identity(point): point for point in found}


def _places(frozen: Frozen, in_use: Iterable[Stage]) -> dict[int, Stage]:
    """By a stage's id in the snapshot the stage that stands for it now: itself, or its namesake."""
    by_id = {identity(stage): stage for stage in in_use}
    by_name = {fold(stage.name): stage for stage in by_id.values()}
    found = {
        each["id"]: by_id.get(each["id"]) or by_name.get(fold(each["name"]))
        for each in frozen.stages
    }
    return {stage_id: stage for stage_id, stage in found.items() if stage is not None}


def _in_the_way(
    session: Session, stage: Stage, each: JsonObject, meant: dict[int, JsonObject]
) -> str:
    """What came later to the stage under the same name; empty when nothing did."""
    for other in touchpoints.in_stage(session, stage=stage):
        if identity(other) not in meant and fold(other.name) == fold(each["name"]):
            return f"T-{other.number} is called “{other.name}” there now"
    return ""


def _fields(session: Session, point: Touchpoint, each: JsonObject, by: By) -> list[Step]:
    steps = []
    name = point.name
    if retirement.restore(session, point, actor_id=by.actor_id, at=by.at):
        steps.append(Step("touchpoint", point.number, name, "back"))
    now: JsonObject = {column: getattr(point, column) for column in TOUCHPOINT_FIELDS}
    before, after = history.differences(now, {column: each[column] for column in now})
    if touchpoints.edit(session, touchpoint=point, changes=after, actor_id=by.actor_id, at=by.at):
        steps.append(Step("touchpoint", point.number, name, "edited", before, after))
    return steps + restoring_texts.restore(session, point, name, each, by)


def _order(
    session: Session,
    frozen: Frozen,
    places: dict[int, Stage],
    put: dict[int, Touchpoint],
    by: By,
) -> list[Step]:
    """Each into its stage, behind what it stood behind; later ones keep their places."""
    steps = []
    for stage in {identity(stage): stage for stage in places.values()}.values():
        stand = {identity(one): one for one in touchpoints.in_stage(session, stage=stage)}
        wanted = [
            each["id"]
            for each in frozen.touchpoints
            if _belongs(each, stage, places, put)
            # A single one finds its place among all that it once stood among.
            or (len(put) == 1 and each["id"] in stand and each["id"] not in put)
        ]
        moving = misplaced([*stand], wanted, [*put])
        known = {**stand, **put}
        for place, point_id in enumerate(wanted):
            if point_id in moving:
                behind = known[wanted[place - 1]] if place else None
                steps += _move(session, known[point_id], stage, behind, by)
    return steps


def _belongs(
    each: JsonObject, stage: Stage, places: dict[int, Stage], put: dict[int, Touchpoint]
) -> bool:
    return each["id"] in put and places.get(each["stage_id"]) is stage


def _move(
    session: Session, point: Touchpoint, stage: Stage, behind: Touchpoint | None, by: By
) -> list[Step]:
    source = session.get_one(Stage, point.stage_id).name
    if not touchpoints.move(
        session, touchpoint=point, stage=stage, behind=behind, actor_id=by.actor_id, at=by.at
    ):
        return []
    after = {"stage": stage.name, "behind": behind.name if behind else None}
    return [Step("touchpoint", point.number, point.name, "moved", {"stage": source}, after)]
