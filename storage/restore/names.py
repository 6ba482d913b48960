"""Gives stages their earlier fields back, in whatever order their names get free."""

from dataclasses import dataclass
from itertools import count

from sqlmodel import Session

from storage.folding import fold
from storage.journey import stage_edits, stages
from storage.journey.stage_edits import Outcome
from storage.models import Stage
from storage.models.columns import JsonObject
from storage.restore.steps import By, Step

# What a stage is called for the moment in which two swap their names.
_ASIDE = "↔"


@dataclass(slots=True)
class Edit:
    """The columns of a stage that differ from the snapshot's."""

    stage: Stage
    before: JsonObject
    after: JsonObject


def taken(name: str) -> str:
    """Why a name can't be given back."""
    return f"another stage is called “{name}” now"


def edit_all(session: Session, edits: list[Edit], by: By) -> list[Step]:
    """Does them all; a name that a later stage took meanwhile stays with that."""
    steps: list[Step] = []
    waiting = [edit for edit in edits if edit.after]
    while waiting:
        held = [edit for edit in waiting if not _done(session, edit, by)]
        steps += [_step(edit) for edit in waiting if edit not in held]
        if len(held) == len(waiting):
            steps += _make_way(session, held, by)
        waiting = [edit for edit in held if edit.after]
    return steps


def _done(session: Session, edit: Edit, by: By) -> bool:
    outcome = stage_edits.edit(
        session, stage=edit.stage, changes=edit.after, actor_id=by.actor_id, at=by.at
    )
    return outcome is not Outcome.NAME_TAKEN


def _make_way(session: Session, held: list[Edit], by: By) -> list[Step]:
    """One of those that swapped names steps aside; a name that is another's now is given up."""
    stuck = held[0]
    name = str(stuck.after["name"])
    holder = next((each for each in held if fold(each.stage.name) == fold(name)), None)
    if holder is not None:
        aside = {"name": _free_name(session, holder.stage)}
        stage_edits.edit(session, stage=holder.stage, changes=aside, actor_id=by.actor_id, at=by.at)
        return []
    kept = Step("stage", None, str(stuck.before.pop("name")), "kept", why=taken(name))
    del stuck.after["name"]
    return [kept]


def _free_name(session: Session, stage: Stage) -> str:
    in_use = stages.of(session, workspace_id=stage.workspace_id, journey_id=stage.journey_id)
    names = (f"{_ASIDE} {number}" for number in count(1))
    return next(name for name in names if stages.with_name(in_use, name) is None)


def _step(edit: Edit) -> Step:
    name = str(edit.before.get("name", edit.stage.name))
    return Step("stage", None, name, "edited", edit.before, edit.after)
