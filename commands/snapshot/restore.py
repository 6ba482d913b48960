"""Puts a part of the map back from a snapshot: shown first, then done, and taken back by Undo."""

import hashlib

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import roles
from commands.reply import OpenForm, Reply, Say
from commands.request import Request
from commands.snapshot import find, restore_views, restoring_part, taking
from commands.snapshot.restoring_part import Part
from commands.wording import snapshot_number
from storage.models import Journey, Snapshot
from storage.restore import restoring
from storage.restore.restoring import By, Step
from storage.snapshot import snapshots

_CHANGED = (
    "*Nothing is changed yet: the map changed while this was open.* This is what would be done now."
)
_HOW = (
    "Restore from which snapshot? Say its number, like `/journey restore S-3`, "
    "`/journey restore S-3 T-7` or `/journey restore S-3 Purchase`. "
    "`/journey snapshots` lists them."
)


def typed(request: Request, session: Session) -> Reply:
    """`/journey restore S-3 [T-7|stage]`: what would change."""
    first, _, rest = request.text.strip().partition(" ")
    number = find.said_number(first)
    if number is None:
        raise UserError(_HOW)
    snapshot, journey = find.numbered(request, session, number)
    part = restoring_part.meant(snapshot, journey, rest)
    return _open(request, session, snapshot, journey, part)


def begin(request: Request, session: Session) -> Reply:
    """The button Restore…: the whole journey."""
    snapshot, journey = find.clicked(request, session, request.value)
    part = restoring_part.meant(snapshot, journey, "")
    return _open(request, session, snapshot, journey, part)


def undo(request: Request, session: Session) -> Reply:
    """The button Undo of a restore; its value is the snapshot taken right before."""
    snapshot, journey = find.clicked(request, session, request.value)
    return _open(request, session, snapshot, journey, restoring_part.undo(journey))


def submit(request: Request, session: Session) -> Reply:
    """Does it, unless the map changed meanwhile: then it is shown anew."""
    snapshot, journey, part = _of_form(request, session)
    steps = _preview(request, session, snapshot, journey, part)
    if _digest(steps) != request.context.get("digest"):
        return _shown(snapshot, part, steps, note=_CHANGED)
    before = _before(request, session, journey)
    done = restoring.restore(
        session,
        snapshot=snapshot,
        scope=part.scope,
        by=_by(request, session, journey),
    )
    text, body = restore_views.receipt(
        done,
        what=part.said,
        snapshot=snapshot_number(snapshot.number),
        undo=part.scope.undo,
        before=before.number,
    )
    return [Say(text, body)]


def _before(request: Request, session: Session, journey: Journey) -> Snapshot:
    """What Undo goes back to, of the same moment as the changes."""
    taken = taking.take(
        session,
        journey=journey,
        slot=snapshots.restore_slot(request.now),
        by=request.person.id,
        at=request.now,
    )
    if taken is None:
        raise UserError(
            "Somebody restores something of this journey at this very moment. Try it again."
        )
    return taken


def _open(
    request: Request, session: Session, snapshot: Snapshot, journey: Journey, part: Part
) -> Reply:
    return _shown(snapshot, part, _preview(request, session, snapshot, journey, part))


def _shown(snapshot: Snapshot, part: Part, steps: list[Step], note: str = "") -> Reply:
    number = snapshot_number(snapshot.number)
    if not any(step.what != "kept" for step in steps):
        said = restore_views.nothing(part.said, number)
        lines = [restore_views.line(step) for step in steps]
        return [Say("\n".join([said, *lines]))]
    context = {
        "snapshot": str(snapshot.number),
        "part": part.key,
        "digest": _digest(steps),
    }
    view = restore_views.preview(
        steps,
        what=part.said,
        snapshot=number,
        undo=part.scope.undo,
        context=context,
        note=note,
    )
    return [OpenForm(view)]


def _preview(
    request: Request, session: Session, snapshot: Snapshot, journey: Journey, part: Part
) -> list[Step]:
    return restoring.preview(
        session, snapshot=snapshot, scope=part.scope, by=_by(request, session, journey)
    )


def _by(request: Request, session: Session, journey: Journey) -> By:
    """Asked before the restore, which may make somebody else the owner."""
    person = request.person
    return By(
        person.id,
        request.now,
        runs_journey=roles.runs(request, session, journey),
        may_hand_over=person.admin or person.id == journey.owner_id,
    )


def _of_form(request: Request, session: Session) -> tuple[Snapshot, Journey, Part]:
    snapshot, journey = find.clicked(request, session, request.context.get("snapshot", ""))
    part = restoring_part.of_key(snapshot, journey, request.context.get("part", ""))
    if part is None:
        raise UserError("This form is too old. `/journey restore` opens it anew.")
    return snapshot, journey, part


def _digest(steps: list[Step]) -> str:
    """The same for the same steps, so that exactly what was shown is done."""
    return hashlib.sha256(repr(steps).encode()).hexdigest()[:32]
