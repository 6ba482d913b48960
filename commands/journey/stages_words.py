"""Changes to stages, each with the words that say what became of it."""

from sqlmodel import Session

from commands.request import Request
from commands.text import plural
from commands.wording import title
from storage.identity import identity
from storage.journey import stage_edits, stages
from storage.journey.stage_edits import MAX_STAGES, Outcome
from storage.models import Journey, Stage

FULL = f"A journey has room for {MAX_STAGES} stages. Retire one first."


def add(
    request: Request,
    session: Session,
    journey: Journey,
    *,
    name: str,
    goal: str = "",
    funnel: str = "",
) -> Outcome:
    """A new stage at the end."""
    return stage_edits.add(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        name=name,
        goal=goal,
        funnel=funnel,
        actor_id=request.person.id,
        at=request.now,
    )


def retire(request: Request, session: Session, stage: Stage) -> str:
    """Retires a stage that holds nothing."""
    name = f"*{title(stage.name)}*"
    outcome = stage_edits.retire(session, stage=stage, actor_id=request.person.id, at=request.now)
    if outcome is Outcome.HOLDS_TOUCHPOINTS:
        left = plural(stages.touchpoints_left(session, stage=stage), "touchpoint")
        return f"{name} still holds {left}. Move or retire them first: `/touchpoint list`."
    if outcome is Outcome.ALREADY:
        return f"{name} was retired already."
    return f"{name} is retired. It can be restored at any time."


def restore(request: Request, session: Session, stage: Stage) -> str:
    """Brings a stage back."""
    name = f"*{title(stage.name)}*"
    outcome = stage_edits.restore(session, stage=stage, actor_id=request.person.id, at=request.now)
    if outcome is Outcome.NAME_TAKEN:
        return f"There is another stage called {name} now. Rename that one, then restore this."
    if outcome is Outcome.FULL:
        return FULL
    if outcome is Outcome.ALREADY:
        return f"{name} is in use already."
    return f"{name} is back."


def move(request: Request, session: Session, stage: Stage, beside: Stage, *, before: bool) -> str:
    """Puts a stage directly before or behind another."""
    moved = stage_edits.move(
        session,
        stage=stage,
        beside=beside,
        before=before,
        actor_id=request.person.id,
        at=request.now,
    )
    where = f"{'before' if before else 'behind'} *{title(beside.name)}*"
    return f"*{title(stage.name)}* stands {where} {'now' if moved else 'already'}."
