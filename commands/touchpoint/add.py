"""Adds a touchpoint: by the form, in one line, or from the form prefilled with what was typed."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.errors import FieldError
from commands.fields import Fields
from commands.journey import which
from commands.reply import OpenForm, Reply, Say
from commands.request import Request
from commands.text import clean_line
from commands.touchpoint import card, draft, find, form_views, prefill, receipt_views
from commands.touchpoint.draft import Draft
from commands.wording import touchpoint_number
from storage.identity import identity
from storage.journey import stages
from storage.models import Journey, Stage, Touchpoint
from storage.touchpoint import touchpoints


def free(request: Request, session: Session) -> Reply:
    """`/touchpoint T-7` shows it; any other text is a touchpoint to add."""
    number = find.said_number(request.text)
    if number is not None:
        return card.show(request, session, find.numbered(request, session, number))
    return open_add(request, session)


def open_add(request: Request, session: Session) -> Reply:
    """`/touchpoint [text]`, the global shortcut and every button that adds.

    A whole line is stored at once; whatever misses something opens the form, prefilled.
    """
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    offered = stages.of(session, workspace_id=request.workspace_id, journey_id=identity(journey))
    typed = clean_line(request.text or request.value)
    if not offered:
        return [receipt_views.no_stages(journey.name, typed)]
    filled = prefill.from_line(typed, offered)
    if filled.stage is None or not filled.whole:
        return [_form(journey, offered, filled)]
    stage = touchpoints.lock_stage(session, stage=filled.stage)
    existing = touchpoints.named(session, stage=stage, name=filled.draft.name)
    if existing:
        return [receipt_views.there_already(existing, stage)]
    return [_store(request, session, stage, filled.draft)]


def open_add_in(request: Request, session: Session) -> Reply:
    """The button "Add another": the form with the stage chosen; its value is the stage."""
    chosen = request.value
    stage = (
        stages.get_or_none(session, workspace_id=request.workspace_id, stage_id=int(chosen))
        if chosen.isdecimal()
        else None
    )
    journey = find.journey_of(request, session, stage) if stage else None
    if stage is None or journey is None:
        journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    offered = stages.of(session, workspace_id=request.workspace_id, journey_id=identity(journey))
    if not offered:
        return [receipt_views.no_stages(journey.name, "")]
    return [_form(journey, offered, prefill.Prefill(Draft(), stage))]


def submit(request: Request, session: Session) -> Reply:
    """Stores what the form holds."""
    fields = Fields(request.values)
    filled = draft.read(fields)
    chosen = fields.value("stage", missing="Choose the stage it belongs to.")
    fields.check()
    stage = chosen_stage(request, session, chosen)
    existing = touchpoints.named(session, stage=stage, name=filled.name)
    if existing:
        raise FieldError({"name": same_name(existing, stage)})
    return [_store(request, session, stage, filled), *fields.masked_notice()]


def chosen_stage(request: Request, session: Session, value: str) -> Stage:
    """The stage a form chose, kept from changing; FieldError when it can't be used any more."""
    journey = which.current(request, session)
    if journey is None:
        raise FieldError(
            {"stage": "This journey is no longer there. `/journey list` shows the others."}
        )
    found = (
        stages.get_or_none(session, workspace_id=request.workspace_id, stage_id=int(value))
        if value.isdecimal()
        else None
    )
    if found is None or found.journey_id != journey.id:
        raise FieldError({"stage": "This stage no longer exists. Choose another."})
    stage = touchpoints.lock_stage(session, stage=found)
    if stage.retired_at is not None:
        raise FieldError(
            {"stage": f"{stage.name} was retired while this form was open. Choose another."}
        )
    return stage


def same_name(existing: Touchpoint, stage: Stage) -> str:
    """What to do when the name is taken."""
    number = touchpoint_number(existing.number)
    return (
        f"{stage.name} has a touchpoint of this name: {number}. Choose another name or stage, "
        f"or change that one with /touchpoint edit {number}."
    )


def _form(journey: Journey, offered: Sequence[Stage], filled: prefill.Prefill) -> OpenForm:
    return OpenForm(
        form_views.add_form(
            journey_id=identity(journey),
            journey=journey.name,
            stages=[(stage.name, str(identity(stage))) for stage in offered],
            draft=filled.draft,
            stage=str(filled.stage.id) if filled.stage else None,
            notes=filled.notes,
        )
    )


def _store(request: Request, session: Session, stage: Stage, filled: Draft) -> Say:
    touchpoint = touchpoints.add(
        session,
        stage=stage,
        name=filled.name,
        channel=filled.channel,
        actor_id=request.person.id,
        at=request.now,
        details=filled.details(),
    )
    place = len(touchpoints.in_stage(session, stage=stage))
    return receipt_views.added(touchpoint, stage, place=place)
