"""Moves a touchpoint to another place on the map; a retired one comes back by it."""

from dataclasses import dataclass

from sqlmodel import Session

from commands.errors import FieldError
from commands.fields import Fields
from commands.journey import which
from commands.pain.views import touchpoint_choice
from commands.reply import Offer, OpenForm, Reply
from commands.request import Request
from commands.touchpoint import add, edit, find, form_views, receipt_views, words
from commands.touchpoint.form_views import FIRST, FIRST_CHOICE
from commands.wording import title, touchpoint_number
from storage import stages, touchpoints
from storage.identity import identity
from storage.models import Stage, Touchpoint

RETIRED_NOTE = "It is retired: moving it brings it back onto the map."


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a touchpoint stands: its stage in use, and the one before it."""

    stage: Stage | None
    behind: Touchpoint | None


def open_move(request: Request, session: Session) -> Reply:
    """`/touchpoint move T-7` and the button of the card."""
    touchpoint = find.meant(request, session, word="move")
    offered = stages.of(
        session, workspace_id=request.workspace_id, journey_id=touchpoint.journey_id
    )
    if not offered:
        journey = find.journey_of(request, session, touchpoint)
        return [receipt_views.no_stages(journey.name if journey else "", "")]
    notes = (RETIRED_NOTE,) if touchpoint.retired_at else ()
    return [_form(session, touchpoint, offered, notes)]


def offer_behind(request: Request, session: Session) -> Reply:
    """The type-ahead "Behind": first of all the first place, then the journey's touchpoints."""
    journey = which.current(request, session)
    if journey is None:
        return [Offer([])]
    rows = touchpoints.rows(
        session, workspace_id=request.workspace_id, journey_id=identity(journey)
    )
    moved = request.context.get("touchpoint")
    found = [
        touchpoint_choice(row)
        for row in touchpoints.matching(rows, request.text)
        if str(row.id) != moved
    ]
    typed = request.text.strip().casefold()
    return [Offer([FIRST_CHOICE, *found] if FIRST_CHOICE[0].casefold().startswith(typed) else found)]


def submit(request: Request, session: Session) -> Reply:
    """Puts the touchpoint where the form says."""
    fields = Fields(request.values)
    chosen = fields.value("stage", missing="Choose a stage.")
    after = fields.value("behind")
    fields.check()
    touchpoint = _of_form(request, session)
    elsewhere = _moved_meanwhile(request, session, touchpoint)
    if elsewhere:
        return [elsewhere]
    stage = add.chosen_stage(request, session, chosen)
    behind = _behind(request, session, touchpoint, stage, after)
    existing = touchpoints.named(session, stage=stage, name=touchpoint.name, besides=touchpoint)
    if existing:
        raise FieldError(
            {
                "stage": f"{stage.name} has a touchpoint of this name: "
                f"{touchpoint_number(existing.number)}. Choose another stage, or rename one first."
            }
        )
    who = {"actor_id": request.person.id, "at": request.now}
    moved = touchpoints.move(
        session,
        touchpoint=touchpoint,
        stage=stage,
        behind=behind,
        actor_id=request.person.id,
        at=request.now,
    )
    del who
    restored = touchpoints.restore(
        session, touchpoint=touchpoint, actor_id=request.person.id, at=request.now
    )
    return [receipt_views.done(touchpoint, _said(session, touchpoint, stage, moved, restored))]


def standing(session: Session, touchpoint: Touchpoint) -> tuple[int, int]:
    """Its place in its stage and how many stand there: (2, 5) is the 2nd of 5."""
    line = touchpoints.in_stage(session, stage=session.get_one(Stage, touchpoint.stage_id))
    place = next((at for at, other in enumerate(line, 1) if other.id == touchpoint.id), 0)
    return place, len(line)
