"""Moves a touchpoint to another place on the map; a retired one comes back by it."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.blocks import Option
from commands.errors import FieldError
from commands.fields import Fields
from commands.journey import which
from commands.pain.form_views import touchpoint_choice
from commands.reply import Offer, OpenForm, Reply
from commands.request import Request
from commands.touchpoint import add, edit, find, form_views, place, receipt_views, words
from commands.touchpoint.form_views import FIRST, FIRST_CHOICE
from commands.wording import touchpoint_number
from storage import retirement
from storage.history import entries as history
from storage.identity import identity
from storage.journey import stages
from storage.models import Stage, Touchpoint
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint import touchpoints

_RETIRED = "It is retired. Moving it brings it back onto the map."


def open_move(request: Request, session: Session) -> Reply:
    """`/touchpoint move T-7` and the button of the card."""
    touchpoint = find.meant(request, session, word="move")
    stage, behind = place.of(session, touchpoint)
    seen = str(history.latest_id(session, touchpoint))
    context = {
        "journey": str(touchpoint.journey_id),
        "touchpoint": str(touchpoint.id),
        "behind": behind,
        "retired": "yes" if touchpoint.retired_at else "",
        "seen": seen,
    }
    notes = [_RETIRED] if touchpoint.retired_at else []
    return _form(request, session, touchpoint, context, (stage, behind), notes)


def offer_behind(request: Request, session: Session) -> Reply:
    """The type-ahead "Behind": the first place, then the journey's touchpoints."""
    journey = which.current(request, session)
    if journey is None:
        return [Offer([])]
    rows = touchpoint_rows.rows(
        session, workspace_id=request.workspace_id, journey_id=identity(journey)
    )
    moved = request.context.get("touchpoint")
    offered = [
        touchpoint_choice(row)
        for row in touchpoint_rows.matching(rows, request.text)
        if str(row.id) != moved
    ]
    first = FIRST_CHOICE[0].casefold().startswith(request.text.strip().casefold())
    return [Offer([FIRST_CHOICE, *offered] if first else offered)]


def submit(request: Request, session: Session) -> Reply:
    """Puts the touchpoint where the form says."""
    fields = Fields(request.values)
    chosen = fields.value("stage", missing="Choose a stage.")
    after = fields.value("behind")
    fields.check()
    expected_retired = bool(request.context.get("retired"))
    touchpoint = edit.of_form(request, session, field="stage", even_retired=expected_retired)
    others = _moved_by_others(request, session, touchpoint)
    if others:
        context = {**request.context, "seen": str(history.latest_id(session, touchpoint))}
        return _form(request, session, touchpoint, context, (chosen, after), others)
    stage = add.chosen_stage(request, session, chosen)
    existing = touchpoints.named(session, stage=stage, name=touchpoint.name, besides=touchpoint)
    if existing:
        raise FieldError({"stage": add.same_name(existing, stage)})
    moved = touchpoints.move(
        session,
        touchpoint=touchpoint,
        stage=stage,
        behind=_behind(request, session, touchpoint, stage, after),
        actor_id=request.person.id,
        at=request.now,
    )
    restored = retirement.restore(session, touchpoint, actor_id=request.person.id, at=request.now)
    happened = "is back on the map" if restored else "is moved" if moved else "stays where it was"
    said = f"*{words.named(touchpoint)}* {happened}: {place.said(session, touchpoint)}."
    return [receipt_views.done(touchpoint, said)]


def _form(
    request: Request,
    session: Session,
    touchpoint: Touchpoint,
    context: dict[str, str],
    chosen: tuple[str, str],
    notes: Sequence[str],
) -> Reply:
    """The form with a stage and "Behind" chosen, or words when there is no stage to move to."""
    offered = stages.of(
        session, workspace_id=request.workspace_id, journey_id=touchpoint.journey_id
    )
    if not offered:
        journey = find.journey_of(request, session, touchpoint)
        return [receipt_views.no_stages(journey.name if journey else "This journey", "")]
    stage, behind = chosen
    return [
        OpenForm(
            form_views.move_form(
                number=touchpoint.number,
                name=touchpoint.name,
                stages=[(each.name, str(identity(each))) for each in offered],
                stage=stage,
                behind=_choice(session, touchpoint, behind),
                context=context,
                notes=notes,
            )
        )
    ]


def _choice(session: Session, touchpoint: Touchpoint, behind: str) -> Option | None:
    if behind == FIRST:
        return FIRST_CHOICE
    rows = touchpoint_rows.rows(
        session, workspace_id=touchpoint.workspace_id, journey_id=touchpoint.journey_id
    )
    return next((touchpoint_choice(row) for row in rows if str(row.id) == behind), None)


def _moved_by_others(request: Request, session: Session, touchpoint: Touchpoint) -> list[str]:
    """What to tell when somebody else moved it while the form was open."""
    since = history.since(session, touchpoint, history_id=edit.carried(request, "seen"))
    moves = [
        entry for entry in since if entry.what == "moved" and entry.actor_id != request.person.id
    ]
    if not moves:
        return []
    note = (
        "*Nothing is stored yet:* while the form was open, "
        f"<@{moves[-1].actor_id}> moved it. It is {place.said(session, touchpoint)} now. "
        "“Move” puts it where you said, “Cancel” leaves it there."
    )
    return [note]


def _behind(
    request: Request, session: Session, touchpoint: Touchpoint, stage: Stage, value: str
) -> Touchpoint | None:
    """The one to stand behind; None for the first place.

    A neighbour of the old stage that was only left standing in the form doesn't count.
    """
    if value == FIRST:
        return None
    line = [
        other for other in touchpoints.in_stage(session, stage=stage) if other.id != touchpoint.id
    ]
    chosen = next((other for other in line if str(other.id) == value), None)
    if chosen:
        return chosen
    if value and (stage.id == touchpoint.stage_id or value != request.context.get("behind")):
        raise FieldError({"behind": _not_there(request, session, stage, value)})
    return line[-1] if line else None


def _not_there(request: Request, session: Session, stage: Stage, value: str) -> str:
    other = (
        touchpoints.get_or_none(
            session, workspace_id=request.workspace_id, touchpoint_id=int(value)
        )
        if value.isdecimal()
        else None
    )
    todo = f"Choose one in {stage.name}, “{FIRST_CHOICE[0]}”, or none to put it last."
    if other is None or other.journey_id != stage.journey_id:
        return f"This touchpoint no longer exists. {todo}"
    number = touchpoint_number(other.number)
    if other.retired_at is not None:
        return f"{number} was retired while this form was open. {todo}"
    return f"{number} is not in {stage.name}. {todo}"
