"""The button "Filter" of a list: a form with what it is narrowed to."""

from sqlmodel import Session

from commands.errors import UserError
from commands.fields import Fields
from commands.journey import which
from commands.pain import list_form_views, list_since, listing
from commands.pain.list_form_views import filter_form
from commands.pain.list_parser import Understood
from commands.pain.list_query import MAX_TYPED, MAX_WORDS, Known, Named, Query, Since, in_order
from commands.pain.list_tokens import tokens
from commands.pain.list_words import ORDERS, STATUS_WORDS
from commands.reply import OpenForm, Reply
from commands.request import Request
from storage.folding import fold
from storage.identity import identity
from storage.pain.lists import Order
from storage.vocabulary import Kind, Status


def open_filter(request: Request, session: Session) -> Reply:
    """Opens it, prefilled with the list's query, which is the button's value."""
    journey, words = listing.carried(request, session, request.value)
    if journey is None:
        return which.ask(request, session)
    query = listing.understand(request, session, journey, words).query
    form = filter_form(
        query,
        listing.known(session, journey),
        journey_id=identity(journey),
        journey=journey.name,
    )
    return [OpenForm(form)]


def submit(request: Request, session: Session) -> Reply:
    """The first page of what the form asks for."""
    journey = which.current(request, session)
    if journey is None:
        raise UserError("This journey can't be seen here any more. `/pain list` opens a list.")
    query = _query(request, listing.known(session, journey))
    listing.check_size(query)
    return [listing.page(request, session, journey, Understood(query), number=1)]


def _query(request: Request, known: Known) -> Query:
    fields = Fields(request.values)
    kind = fields.choice("kind", [each.value for each in Kind])
    order = fields.choice("order", list(ORDERS))
    statuses = _statuses(fields)
    stage = _chosen(fields, "stage", known.stages)
    touchpoint = _chosen(fields, list_form_views.WHERE, known.touchpoints)
    persona = _chosen(fields, "persona", known.personas)
    words = _words(fields)
    since = _since(request, fields)
    fields.check()
    return Query(
        kind=Kind(kind or Kind.PAIN),
        statuses=statuses,
        mine=fields.ticked("mine"),
        rising=fields.ticked("rising"),
        stage=stage,
        touchpoint=touchpoint,
        persona=persona,
        since=since,
        words=words,
        order=Order.NEWEST if order == Order.NEWEST else None,
    )


def _statuses(fields: Fields) -> tuple[Status, ...]:
    said = [part for part in fields.value("status").split(",") if part]
    if any(part not in STATUS_WORDS for part in said):
        fields.wrong("status", "This choice no longer exists. Please pick another.")
        return ()
    return in_order([status for part in said for status in STATUS_WORDS[part]])


def _chosen(fields: Fields, name: str, among: object) -> Named | None:
    value = fields.value(name)
    if not value:
        return None
    some = among if isinstance(among, (list, tuple)) else ()
    for each in some:
        if isinstance(each, Named) and str(each.id) == value:
            return each
    fields.wrong(name, "This no longer exists. Please choose another.")
    return None


def _words(fields: Fields) -> tuple[str, ...]:
    typed = fields.text("text", most=MAX_TYPED, lines=False)
    words = tuple(token.text for token in tokens(typed) if fold(token.text))
    if len(words) > MAX_WORDS:
        fields.wrong("text", f"Those are {len(words)} words; at most {MAX_WORDS} at once.")
    return words


def _since(request: Request, fields: Fields) -> Since | None:
    said = fields.text("since", most=list_form_views.MAX_SINCE, lines=False)
    if not said:
        return None
    zone = list_since.zone_of(request.person.zone)
    at = list_since.moment(said, now=request.now, zone=zone)
    if at is None:
        fields.wrong("since", f"Say it like {list_since.EXAMPLES}, or leave it empty.")
        return None
    return Since(said, at)
