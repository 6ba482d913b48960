"""The form "Stages": every click is carried out at once and shows what is stored now."""

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import stages_views as views
from commands.journey import stages_words as words
from commands.journey import which
from commands.reply import OpenForm, Reply, UpdateForm, View
from commands.request import Request
from storage.identity import identity
from storage.journey import sizes, stage_edits, stages
from storage.journey.stage_edits import Outcome
from storage.models import Journey, Stage

_ID_DIGITS = 18


def open_form(request: Request, session: Session) -> Reply:
    """`/journey stages` and the button Edit stages."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    return [OpenForm(_form(session, journey))]


def add(request: Request, session: Session) -> Reply:
    """The button Add stage."""
    return [OpenForm(views.edit_form(identity(_journey(request, session)), None))]


def act(request: Request, session: Session) -> Reply:
    """An entry of a stage's menu: edit, before, behind, retire."""
    journey = _journey(request, session)
    verb, _, rest = request.value.partition(" ")
    first, _, second = rest.partition(" ")
    stage = _stage(session, journey, first)
    if stage is None or (verb != "retire" and stage.retired_at is not None):
        return [UpdateForm(_form(session, journey, "Somebody retired this stage meanwhile."))]
    if verb == "edit":
        return [OpenForm(views.edit_form(identity(journey), stage))]
    if verb == "retire":
        return [UpdateForm(_form(session, journey, words.retire(request, session, stage)))]
    beside = _stage(session, journey, second)
    notice = ""
    if beside is None or beside.retired_at is not None:
        notice = "The stage beside it was retired meanwhile. Nothing was moved."
    else:
        words.move(request, session, stage, beside, before=verb == "before")
    return [UpdateForm(_form(session, journey, notice))]


def restore(request: Request, session: Session) -> Reply:
    """The button Restore."""
    journey = _journey(request, session)
    stage = _stage(session, journey, request.value)
    notice = words.restore(request, session, stage) if stage else "This stage is gone."
    return [UpdateForm(_form(session, journey, notice))]


def submit(request: Request, session: Session) -> Reply:
    """Stores a new or changed stage, and shows the list again."""
    journey = _journey(request, session)
    carried = request.context.get("stage", "")
    stage = _stage(session, journey, carried) if carried else None
    fields = Fields(request.values)
    known = {*views.FUNNEL, stage.funnel if stage else ""}
    name = fields.text("name", most=views.MAX_NAME, missing="Give the stage a name.", lines=False)
    goal = fields.text("goal", most=views.MAX_GOAL)
    funnel = fields.choice("funnel", known)
    if stage and stage.retired_at is not None:
        fields.wrong("name", "This stage was retired while the form was open. Restore it first.")
    fields.check()
    details = {"name": name, "goal": goal, "funnel": funnel}
    outcome = (
        stage_edits.edit(
            session, stage=stage, changes=details, actor_id=request.person.id, at=request.now
        )
        if stage
        else words.add(request, session, journey, **details)
    )
    if outcome is Outcome.NAME_TAKEN:
        raise FieldError({"name": "There is a stage of this name already. Choose another name."})
    if outcome is Outcome.FULL:
        raise FieldError({"name": words.FULL})
    return [UpdateForm(_form(session, journey, fields.masked))]


def _form(session: Session, journey: Journey, notice: str = "") -> View:
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    return views.stages_form(
        journey,
        stages.of(session, workspace_id=workspace_id, journey_id=journey_id),
        stages.retired(session, workspace_id=workspace_id, journey_id=journey_id),
        sizes.of_stages(session, workspace_id=workspace_id, journey_id=journey_id),
        notice=notice,
    )


def _journey(request: Request, session: Session) -> Journey:
    journey = which.current(request, session)
    if journey is None:
        raise UserError("This journey is no longer there. `/journey list` shows what is.")
    return journey


def _stage(session: Session, journey: Journey, value: str) -> Stage | None:
    """A stage of this very journey."""
    if not (value.isascii() and value.isdigit() and len(value) <= _ID_DIGITS):
        return None
    stage = stages.get_or_none(session, workspace_id=journey.workspace_id, stage_id=int(value))
    return stage if stage and stage.journey_id == journey.id else None
