"""Puts a journey's own fields back: name, goal, scope, review rhythm, owner and framework."""

from sqlmodel import Session

from storage.history import entries as history
from storage.journey import edits as journey_edits
from storage.models import Journey
from storage.models.columns import JsonObject
from storage.restore.names import taken
from storage.restore.steps import By, Frozen, Step
from storage.snapshot.freezing import JOURNEY_FIELDS

_NOT_YOURS = "only its owner and workspace administrators hand a journey over"
_TOO_OLD = "the snapshot was taken before they were kept in snapshots"


def restore(session: Session, journey: Journey, frozen: Frozen, by: By) -> list[Step]:
    """The fields, where the journey is meant; and which of its parts the snapshot has not."""
    steps = _fields(session, journey, frozen, by) if frozen.means_journey else []
    if frozen.scope.whole and not frozen.scope.undo and not frozen.knows_people:
        parts = {"personas": None, "briefs": None}
        steps.append(Step("journey", None, journey.name, "kept", parts, why=_TOO_OLD))
    return steps


def _fields(session: Session, journey: Journey, frozen: Frozen, by: By) -> list[Step]:
    wanted = {name: frozen.journey[name] for name in JOURNEY_FIELDS if name in frozen.journey}
    now: JsonObject = {name: getattr(journey, name) for name in wanted}
    before, after = history.differences(now, wanted)
    kept = []
    if "owner_id" in after and not by.may_hand_over:
        kept.append(_give_up("owner_id", before, after, now, why=_NOT_YOURS))
    if _edit(session, journey, after, by) is journey_edits.Outcome.NAME_TAKEN:
        why = taken("journey", str(after["name"]))
        kept.append(_give_up("name", before, after, now, why=why))
        _edit(session, journey, after, by)
    done = [Step("journey", None, now["name"], "edited", before, after)] if after else []
    return [*done, *kept]


def _give_up(
    column: str, before: JsonObject, after: JsonObject, now: JsonObject, *, why: str
) -> Step:
    """One column stays as it is."""
    del after[column]
    return Step("journey", None, now["name"], "kept", {column: before.pop(column)}, why=why)


def _edit(session: Session, journey: Journey, changes: JsonObject, by: By) -> journey_edits.Outcome:
    return journey_edits.edit(
        session, journey=journey, changes=changes, actor_id=by.actor_id, at=by.at
    )
