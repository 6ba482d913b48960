"""Shows empathy maps in words: of one persona, one side of it, and the list of all."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.empathy import map_views, rounds
from commands.empathy.map_views import PAGE, Row, Shown
from commands.errors import UserError
from commands.journey import binding, picking, roles, which
from commands.persona import find
from commands.reply import Block, Replace, Reply, Say
from commands.request import Kind, Request
from storage.empathy import collecting as empathy
from storage.empathy import map as empathy_map
from storage.empathy.map import Whose
from storage.identity import identity
from storage.models import Journey, Persona
from storage.persona import personas
from storage.vocabulary import EmpathySide

_MOST_DIGITS = 4
OLD = "This button no longer works. `/journey empathy` opens it anew."


def clicked(request: Request, session: Session) -> Reply:
    """The button "Empathy map"."""
    return [answer(request, session, find.clicked(request, session))]


def answer(request: Request, session: Session, persona: Persona, *, lead: str = "") -> Say:
    """The map as it is now, as far as the person may see it."""
    begun = rounds.about(request, session, persona)
    whose = Whose(persona.workspace_id, identity(persona), reader_id=request.person.id)
    shown = Shown(
        persona=persona,
        journey=session.get_one(Journey, persona.journey_id).name,
        sides=empathy_map.by_side(session, whose, most=map_views.NOTES),
        ready=rounds.unused(session, persona),
        round_id=begun.id if begun else None,
        hidden=empathy.is_hidden(begun),
        guest=request.person.guest,
        in_channel=binding.in_channel(request),
        runs=_runs(request, session, persona),
    )
    return Say(*map_views.map_blocks(shown, lead=lead))


def side(request: Request, session: Session) -> Reply:
    """One side's notes; the button carries persona, side and page."""
    persona = find.clicked(request, session)
    _, named, page = split(request.value, 3)
    if named not in list(EmpathySide):
        raise UserError(OLD)
    chosen, number = EmpathySide(named), page_of(page)
    return [turned(request)(*side_page(request, session, persona, chosen, number))]


def side_page(
    request: Request,
    session: Session,
    persona: Persona,
    chosen: EmpathySide,
    number: int,
    *,
    lead: Sequence[Block] = (),
) -> tuple[str, list[Block]]:
    """A page of one side, as this person may see it."""
    whose = Whose(persona.workspace_id, identity(persona), reader_id=request.person.id)
    rows, total = empathy_map.page(session, whose, side=chosen, number=number, size=PAGE)
    if not rows and total:  # the last one of the last page was taken off
        number = -(-total // PAGE)
        rows, total = empathy_map.page(session, whose, side=chosen, number=number, size=PAGE)
    return map_views.side_blocks(
        persona,
        chosen,
        rows,
        total=total,
        page=number,
        runs=_runs(request, session, persona),
        lead=lead,
    )


def _runs(request: Request, session: Session, persona: Persona) -> bool:
    return roles.runs(request, session, session.get_one(Journey, persona.journey_id))


def show_list(request: Request, session: Session) -> Reply:
    """`/journey empathy`, and the buttons that turn its page."""
    journey_id, page = split(request.value, 2)
    journey = picking.by_id(request, session, journey_id) or which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    known = personas.of(session, workspace_id=request.workspace_id, journey_id=identity(journey))
    counts = empathy_map.counts(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        reader_id=request.person.id,
    )
    number = page_of(page)
    text, body = map_views.list_blocks(
        [
            Row(one, counts.get(identity(one), 0))
            for one in known[(number - 1) * PAGE : number * PAGE]
        ],
        journey=journey.name,
        journey_id=identity(journey),
        total=len(known),
        page=number,
        guest=request.person.guest,
    )
    return [turned(request)(text, body)]


def split(value: str, parts: int) -> list[str]:
    """The words of a button's value, as many as asked for."""
    return (value.split(" ", parts - 1) + [""] * parts)[:parts]


def page_of(value: str) -> int:
    """The page a button carries; the first when it carries none."""
    is_number = value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS
    return max(1, int(value)) if is_number else 1


def turned(request: Request) -> type[Say | Replace]:
    """The first page beside what was clicked; another one in the place of the page turned."""
    return Replace if ":" in request.name and request.kind is Kind.ACTION else Say
