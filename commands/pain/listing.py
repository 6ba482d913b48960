"""Lists pain points and delights: `/pain list mine checkout since 14 days`."""

from dataclasses import replace

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import which
from commands.pain import card_facts, list_parser, list_since, list_views
from commands.pain.list_parser import Understood
from commands.pain.list_query import MAX_TYPED, MAX_WORDS, Known, Named, Query, typed
from commands.pain.list_views import Listed
from commands.reply import Replace, Reply, Say
from commands.request import Kind as RequestKind
from commands.request import Request
from commands.text import clean_line
from storage.identity import identity
from storage.journey import journeys, stages
from storage.models import Journey
from storage.pain import lists as pain_lists
from storage.persona import personas
from storage.touchpoint import rows as touchpoint_rows
from storage.vocabulary import Kind

PAGE = 10


def show(request: Request, session: Session) -> Reply:
    """The first page of what was asked for."""
    return _first(request, session, clean_line(request.text))


def first(request: Request, session: Session) -> Reply:
    """A button that opens the list, beside the message it stands in."""
    return _first(request, session, clean_line(request.value))


def delights(request: Request, session: Session) -> Reply:
    """`/journey delights`: the same words narrow them."""
    return _first(request, session, clean_line(request.text), kind=Kind.DELIGHT)


def turn(request: Request, session: Session) -> Reply:
    """Another page, in the same message; the button says which, and of which journey."""
    number, _, rest = request.value.partition(" ")
    journey, query = carried(request, session, rest)
    if journey is None:
        return which.ask(request, session)
    understood = understand(request, session, journey, query)
    chosen = int(number) if number.isdecimal() and len(number) < MAX_WORDS else 1
    answer = Replace if request.kind is RequestKind.ACTION else Say
    return [page(request, session, journey, understood, number=chosen, answer=answer)]


def carried(request: Request, session: Session, value: str) -> tuple[Journey | None, str]:
    """The journey and the query of a button's value; without a number it is this place's."""
    number, _, query = value.partition(" ")
    if not number.isdecimal() or len(number) > 18:  # noqa: PLR2004 - longer ones fit no row
        return which.current(request, session), value
    return journeys.get_or_none(session, viewer=request.viewer, journey_id=int(number)), query


def resumable(request: Request, word: str) -> Request:
    """The request with its word back in front of what was typed, to be carried out later."""
    if request.kind is not RequestKind.COMMAND:
        return request
    return replace(request, text=f"{word} {request.text}".rstrip())


def understand(request: Request, session: Session, journey: Journey, words: str) -> Understood:
    """What the words ask for in this journey; UserError when they are too many."""
    if len(words) > MAX_TYPED:
        raise UserError(
            f"That is {len(words):,} characters to look for; there is room for {MAX_TYPED:,}. "
            "Say it in fewer words, or use the button *Filter* of `/pain list`."
        )
    understood = list_parser.understand(
        words,
        known(session, journey),
        now=request.now,
        zone=list_since.zone_of(request.person.zone),
    )
    check_size(understood.query)
    return understood


def check_size(query: Query) -> None:
    """UserError for what can't be looked for or carried in a button."""
    if len(query.words) > MAX_WORDS:
        raise UserError(
            f"Those are {len(query.words)} words to look for; at most {MAX_WORDS} at once. "
            "Keep those that matter most, like `/pain list checkout voucher`."
        )
    if len(typed(query)) > MAX_TYPED:
        raise UserError("That is too long to look for. Keep the words that matter most.")


def known(session: Session, journey: Journey) -> Known:
    """Everything of the journey that a query can name."""
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    rows = touchpoint_rows.rows(
        session, workspace_id=workspace_id, journey_id=journey_id, with_retired=True
    )
    # Of equal names the one in use is meant.
    rows.sort(key=lambda row: row.retired)
    of_stages = stages.of(session, workspace_id=workspace_id, journey_id=journey_id)
    of_people = personas.of(session, workspace_id=workspace_id, journey_id=journey_id)
    return Known(
        [Named(identity(stage), stage.name) for stage in of_stages],
        [Named(row.id, row.name, row.number) for row in rows],
        [Named(identity(persona), persona.name) for persona in of_people],
    )


def page(
    request: Request,
    session: Session,
    journey: Journey,
    understood: Understood,
    *,
    number: int,
    answer: type[Say | Replace] = Say,
) -> Say | Replace:
    """A page of the list as a message."""
    query, journey_id = understood.query, identity(journey)
    found = pain_lists.page(
        session,
        workspace_id=request.workspace_id,
        which=query.filter(journey_id=journey_id, person_id=request.person.id),
        now=request.now,
        order=query.sorted_by,
        number=number,
        size=PAGE,
    )
    votes = card_facts.votes(
        session,
        workspace_id=request.workspace_id,
        ids=[row.id for row in found.rows],
        channel_id=request.place.id if request.place else None,
    )
    listed = Listed(
        query, found, journey_id, journey.name, understood.near, understood.hints, votes
    )
    return answer(*list_views.list_message(listed))


def _first(request: Request, session: Session, words: str, kind: Kind = Kind.PAIN) -> Reply:
    journey = which.current(request, session)
    if journey is None:
        word = "list" if kind is Kind.PAIN else "delights"
        return which.ask(resumable(request, word), session)
    understood = understand(request, session, journey, words)
    if kind is Kind.DELIGHT:
        narrowed = [(label, replace(each, kind=kind)) for label, each in understood.near]
        query = replace(understood.query, kind=kind)
        understood = Understood(query, tuple(narrowed), understood.hints)
    return [page(request, session, journey, understood, number=1)]
