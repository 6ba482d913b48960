"""Who may end a scoring, whether it still runs, and its end without a result."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import roles
from commands.reply import Reply, Say
from commands.request import Request
from commands.scoring import rounds
from storage.identity import identity
from storage.models import Journey, ScoreRound
from storage.opportunity import scores

REVEALED = "This was revealed already: the result stands in the channel."
CANCELLED = "This scoring was cancelled, and its scores are deleted. `/journey score` starts anew."


def over(begun: ScoreRound) -> str:
    """Why nothing can be done with it any more; empty while it runs."""
    if begun.cancelled_at is not None:
        return CANCELLED
    return REVEALED if begun.revealed_at is not None else ""


def held(request: Request, session: Session, *, to: str) -> ScoreRound:
    """The round that a button is about, which nobody scores in until this is done.

    Raises UserError when it is over, or saying who may do this.
    """
    seen = rounds.of_value(request, session, request.value)
    begun = (
        scores.lock(session, workspace_id=request.workspace_id, round_id=identity(seen), alone=True)
        or seen
    )
    if over(begun):
        raise UserError(over(begun))
    journey = session.get_one(Journey, begun.journey_id)
    if request.person.id != begun.started_by and not roles.runs(request, session, journey):
        raise UserError(
            f"<@{begun.started_by}> started this and can {to} it, so can the journey's owner "
            f"<@{journey.owner_id}>, its facilitators and workspace administrators."
        )
    return begun


def cancel(request: Request, session: Session) -> Reply:
    """The button Cancel scoring, which has asked whether it is meant."""
    begun = held(request, session, to="cancel")
    scores.cancel(session, begun=begun, person_id=request.person.id, at=request.now)
    said = "The scoring is cancelled. All its scores are deleted."
    return [rounds.rebuilt(begun), Say(said)]
