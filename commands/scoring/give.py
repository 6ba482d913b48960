"""Takes a person's scores: a private form, changeable until the result is revealed."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.reply import AskMembers, Effect, OpenForm, Reply, Say
from commands.request import Request
from commands.scoring import ending, give_views, rounds
from commands.scoring.message_views import PEOPLE
from commands.text import plural
from storage.identity import identity
from storage.models import Opportunity, ScoreRound
from storage.opportunity import scores
from storage.opportunity.scores import SIDES, Sheet
from storage.vocabulary import Scoring


def open_form(request: Request, session: Session) -> Reply:
    """The button Score."""
    begun = rounds.of_value(request, session, request.value)
    if ending.over(begun):
        raise UserError(ending.over(begun))
    view = give_views.give_form(
        scores.items(session, begun=begun),
        kind=Scoring(begun.kind),
        given=scores.mine(session, begun=begun, person_id=request.person.id),
        context={"round": str(identity(begun))},
    )
    return [OpenForm(view)]


def submit(request: Request, session: Session) -> Reply:
    """Stores them in place of what the person gave before."""
    seen = rounds.of_value(request, session, request.context.get("round", ""))
    begun = (
        scores.lock(
            session, workspace_id=request.workspace_id, round_id=identity(seen), alone=False
        )
        or seen
    )
    items = scores.items(session, begun=begun)
    first = give_views.field_name(SIDES[Scoring(begun.kind)][0], identity(items[0]))
    if ending.over(begun):
        did = "revealed" if begun.revealed_at is not None else "cancelled"
        raise FieldError({first: f"It was {did} while this form was open: nothing was stored."})
    sheet = _read(request, items, begun)
    if not sheet:
        raise FieldError({first: "Score at least one of them."})
    scores.give(session, begun=begun, person_id=request.person.id, sheet=sheet, at=request.now)
    return [_thanks(sheet, items), rounds.rebuilt(begun), *_ask_again(session, begun)]


def _read(request: Request, items: Sequence[Opportunity], begun: ScoreRound) -> Sheet:
    """Both sides of each opportunity, or none; FieldError for a half answer."""
    fields = Fields(request.values)
    sheet: dict[tuple[int, str], int] = {}
    for item in items:
        names = [(side, give_views.field_name(side, identity(item))) for side in _sides(begun)]
        given = [(side, name, fields.number(name, range(1, 6))) for side, name in names]
        answered = [value for _, _, value in given if value is not None]
        for side, name, value in given:
            if value is not None:
                sheet[identity(item), side] = value
            elif answered:
                fields.wrong(name, "Answer both, or leave out both.")
    fields.check()
    return sheet


def _sides(begun: ScoreRound) -> tuple[str, str]:
    return SIDES[Scoring(begun.kind)]


def _thanks(sheet: Sheet, items: Sequence[Opportunity]) -> Say:
    scored = len({opportunity_id for opportunity_id, _ in sheet})
    left = "" if scored == len(items) else f" of {len(items)}"
    said = (
        f"Your scores of {plural(scored, 'opportunity', 'opportunities')}{left} are stored. "
        "Until it is revealed, *Score* changes them."
    )
    return Say(said)


def _ask_again(session: Session, begun: ScoreRound) -> list[Effect]:
    """More people than Slack told of: some came since."""
    if begun.eligible is None or scores.scorers(session, begun=begun) <= begun.eligible:
        return []
    return [AskMembers(begun.channel_id, PEOPLE, str(identity(begun)))]
