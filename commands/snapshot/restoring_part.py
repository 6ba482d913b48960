"""Which part of a snapshot is meant: T-7, a stage by its name then or now, or all of it."""

from dataclasses import dataclass

from commands.errors import UserError
from commands.text import clip, escape
from commands.touchpoint.find import said_number
from commands.wording import snapshot_number, title, touchpoint_number
from storage.folding import fold
from storage.models import Journey, Snapshot
from storage.models.columns import JsonObject
from storage.restore.restoring import Scope

_UNDO, _WHOLE = "undo", "whole"


@dataclass(frozen=True, slots=True)
class Part:
    """What is put back, how it is said (safe in mrkdwn), and how a form carries it along."""

    scope: Scope
    said: str
    key: str


def undo(journey: Journey) -> Part:
    """Exactly what a restore changed."""
    return Part(Scope(undo=True), title(journey.name, 80), _UNDO)


def meant(snapshot: Snapshot, journey: Journey, words: str) -> Part:
    """What the words name, or words saying what there is."""
    words = " ".join(words.split())
    if not words or fold(words) in ("all", "everything", fold(journey.name)):
        return Part(Scope(), title(journey.name, 80), _WHOLE)
    number = said_number(words)
    if number is not None:
        return _touchpoint(snapshot, number)
    called = [
        stage
        for stage in snapshot.data["stages"]
        if fold(stage["name"]) == fold(words) and not stage["retired"]
    ]
    if called:
        return _stage(called[0])
    names = ", ".join(
        title(stage["name"], 40) for stage in snapshot.data["stages"] if not stage["retired"]
    )
    raise UserError(
        f"{snapshot_number(snapshot.number)} has no stage called “{escape(clip(words, 60))}”. "
        f"It has: {clip(names, 600) or 'none'}. A touchpoint is named by its number, like `T-7`."
    )


def of_key(snapshot: Snapshot, journey: Journey, key: str) -> Part | None:
    """What a form carried along."""
    if key == _UNDO:
        return undo(journey)
    if key == _WHOLE:
        return meant(snapshot, journey, "")
    what, _, number = key.partition(" ")
    part = "touchpoints" if what == "touchpoint" else "stages"
    found = next((each for each in snapshot.data[part] if str(each["id"]) == number), None)
    if found is None:
        return None
    return _point(found) if what == "touchpoint" else _stage(found)


def _touchpoint(snapshot: Snapshot, number: int) -> Part:
    found = next((each for each in snapshot.data["touchpoints"] if each["number"] == number), None)
    if found is None or found["retired"]:
        how = "was retired" if found else "was not on the map"
        raise UserError(
            f"{touchpoint_number(number)} {how} when {snapshot_number(snapshot.number)} was taken. "
            "`/journey snapshots` lists the others."
        )
    return _point(found)


def _point(found: JsonObject) -> Part:
    said = f"{touchpoint_number(found['number'])} {title(found['name'], 80)}"
    return Part(Scope(touchpoint_id=found["id"]), said, f"touchpoint {found['id']}")


def _stage(found: JsonObject) -> Part:
    said = f"stage {title(found['name'], 80)} with its touchpoints"
    return Part(Scope(stage_id=found["id"]), said, f"stage {found['id']}")
