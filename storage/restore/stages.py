"""Puts stages back: their fields, onto the map, and into their order."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from storage.history.lists import Changed
from storage.identity import identity
from storage.journey import stage_edits, stages
from storage.journey.stage_edits import Outcome
from storage.models import Journey, Stage
from storage.models.columns import JsonObject
from storage.restore import names as restoring_names
from storage.restore import texts as restoring_texts
from storage.restore.names import Edit, Naming
from storage.restore.order import misplaced
from storage.restore.steps import By, Frozen, Step
from storage.snapshot.freezing import STAGE_FIELDS

_WHY = {Outcome.FULL: "the journey has no room for another stage"}


def restore(session: Session, journey: Journey, frozen: Frozen, by: By) -> list[Step]:
    """Names, goals and places in the funnel; then what was retired since; then the order."""
    found = [(each, _get(session, journey, each["id"])) for each in frozen.stages]
    needed = [
        (each, stage, stage.name)
        for each, stage in found
        if stage is not None and each["id"] in frozen.stages_needed
    ]
    edits = [
        Edit(stage, *_differences(stage, each))
        for each, stage, _ in needed
        if each["id"] in frozen.stages_meant
    ]
    steps = restoring_names.edit_all(edits, _naming(session, journey, by))
    for each, stage, name in needed:
        if each["id"] in frozen.stages_meant:
            steps += restoring_texts.restore(session, stage, name, each, by)
        if stage.retired_at is not None:
            steps.append(_bring_back(session, stage, name, by))
    return [*steps, *_order(session, journey, frozen, by)]


def retire(session: Session, journey: Journey, frozen: Frozen, by: By) -> Iterator[Step]:
    """Takes off the map again what the restore had brought back that is being undone."""
    for stage_id in frozen.off_the_map("stages"):
        stage = _get(session, journey, stage_id)
        if stage is None or stage.retired_at or Changed("stage", stage_id) not in frozen.changed:
            continue
        outcome = stage_edits.retire(session, stage=stage, actor_id=by.actor_id, at=by.at)
        if outcome is Outcome.DONE:
            yield Step("stage", None, stage.name, "retired")
        else:
            yield Step("stage", None, stage.name, "kept", why="touchpoints are in it by now")


def _naming(session: Session, journey: Journey, by: By) -> Naming[Stage]:
    def edit(stage: Stage, changes: JsonObject) -> bool:
        outcome = stage_edits.edit(
            session, stage=stage, changes=changes, actor_id=by.actor_id, at=by.at
        )
        return outcome is not Outcome.NAME_TAKEN

    def names() -> list[str]:
        return [stage.name for stage in _in_use(session, journey)]

    return Naming("stage", edit, names)


def _get(session: Session, journey: Journey, stage_id: int) -> Stage | None:
    return stages.get_or_none(session, workspace_id=journey.workspace_id, stage_id=stage_id)


def _in_use(session: Session, journey: Journey) -> Sequence[Stage]:
    return stages.of(session, workspace_id=journey.workspace_id, journey_id=identity(journey))


def _differences(stage: Stage, frozen: JsonObject) -> tuple[JsonObject, JsonObject]:
    changed = [name for name in STAGE_FIELDS if getattr(stage, name) != frozen[name]]
    before = {name: getattr(stage, name) for name in changed}
    return before, {name: frozen[name] for name in changed}


def _bring_back(session: Session, stage: Stage, name: str, by: By) -> Step:
    outcome = stage_edits.restore(session, stage=stage, actor_id=by.actor_id, at=by.at)
    if outcome is Outcome.DONE:
        return Step("stage", None, name, "back")
    why = _WHY.get(outcome) or restoring_names.taken("stage", stage.name)
    return Step("stage", None, name, "kept", why=why)


def _order(session: Session, journey: Journey, frozen: Frozen, by: By) -> list[Step]:
    """Only the stages that the snapshot knew; later ones keep their places among them."""
    before = _in_use(session, journey)
    names = [stage.name for stage in before]
    in_use = {identity(stage): stage for stage in before}
    wanted = [each["id"] for each in frozen.stages if each["id"] in in_use]
    moving = misplaced([*in_use], wanted, frozen.stages_movable)
    for place, stage_id in enumerate(wanted):
        if stage_id not in moving:
            continue
        beside = in_use[wanted[place - 1]] if place else _in_use(session, journey)[0]
        stage_edits.move(
            session,
            stage=in_use[stage_id],
            beside=beside,
            before=not place,
            actor_id=by.actor_id,
            at=by.at,
        )
    after = [stage.name for stage in _in_use(session, journey)]
    if after == names:
        return []
    return [Step("journey", None, journey.name, "moved", {"stages": names}, {"stages": after})]
