"""Shows one pain point: `/pain P-12`."""

from sqlmodel import Session

from commands.errors import UserError
from commands.pain import card_action_views, card_facts, card_views, list_since, thanks
from commands.pain.card_views import Card
from commands.pain.status_words import named
from commands.reply import Block, Replace, Reply, Say
from commands.request import Request
from commands.wording import pain_number, title
from storage.action import rows as action_rows
from storage.history import entries as history
from storage.identity import identity
from storage.journey import journeys
from storage.models import PainPoint
from storage.opportunity import pains as opportunity_pains
from storage.pain import merges, pains

_DUPLICATES = 20


def clicked(request: Request, session: Session) -> Reply:
    """A button that opens the card; its value is the number."""
    number = int(request.value) if request.value.isdecimal() else 0
    return show(request, session, find(request, session, number))


def find(request: Request, session: Session, number: int) -> PainPoint:
    """The pain point of this number, or words saying that there is none to be seen."""
    pain = find_or_none(request, session, number)
    if pain is None:
        raise UserError(
            f"There is no {pain_number(number)} here. "
            "`/pain list` shows the pain points of this journey."
        )
    return pain


def find_or_none(request: Request, session: Session, number: int) -> PainPoint | None:
    """The pain point of this number, unless it is not for this person's eyes."""
    pain = pains.numbered(session, workspace_id=request.workspace_id, number=number)
    if pain is None or not journeys.get_or_none(
        session, viewer=request.viewer, journey_id=pain.journey_id
    ):
        return None
    return pain


def of_form(request: Request, session: Session) -> PainPoint | None:
    """The pain point an open form is about, unless it is out of sight by now."""
    carried = request.context.get("pain", "")
    return find_or_none(request, session, int(carried)) if carried.isdecimal() else None


def show(request: Request, session: Session, pain: PainPoint) -> Reply:
    text = f"{pain_number(pain.number)}: {title(pain.title)}"
    return [Say(text, _blocks(request, session, pain))]


def answer(
    request: Request, session: Session, pain: PainPoint, *, lead: str, in_place: bool = False
) -> Say | Replace:
    """The card as it is now under what is to be said; in place of the one clicked in."""
    kind = Replace if in_place else Say
    return kind(lead or named(pain), _blocks(request, session, pain, lead=lead))


def _blocks(request: Request, session: Session, pain: PainPoint, *, lead: str = "") -> list[Block]:
    workspace_id, pain_id = pain.workspace_id, identity(pain)
    changes = history.latest(
        session,
        pain,
        limit=card_views.CHANGES + 1,
    )
    duplicate = pain.duplicate_of_id is not None
    card = Card(
        pain=pain,
        row=card_facts.row(session, pain, request.now),
        sightings=pains.sightings(
            session, workspace_id=workspace_id, pain_id=pain_id, limit=card_views.SIGHTINGS
        ),
        changes=changes,
        names=card_facts.names(session, pain, changes),
        personas=card_facts.personas_of(session, pain),
        into=merges.leads_to(session, pain=pain) if duplicate else None,
        duplicates=[
            each.number for each in merges.duplicates(session, pain=pain, limit=_DUPLICATES)
        ],
        thanks=thanks.of(session, pain),
        answers=opportunity_pains.answering(session, pain=pain, limit=card_views.ANSWERS + 1),
        place_id=request.place.id if request.place else None,
        may_change=not request.person.guest,
        actions=_actions(request, session, pain),
        votes=card_facts.votes(
            session,
            workspace_id=workspace_id,
            ids=[pain_id],
            channel_id=request.place.id if request.place else None,
        ).get(pain_id, ""),
    )
    return card_views.card_blocks(card, lead=lead)


def _actions(request: Request, session: Session, pain: PainPoint) -> list[Block]:
    """What is done about it, by when of the reader's days."""
    rows, total = action_rows.for_pain(
        session, pain=pain, viewer=request.viewer, limit=card_action_views.ACTIONS
    )
    today = request.now.astimezone(list_since.zone_of(request.person.zone)).date()
    return card_action_views.action_blocks(rows, total=total, today=today)
