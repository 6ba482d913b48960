"""Lists actions: `/journey actions`, `/journey actions mine overdue`."""

import difflib
from dataclasses import dataclass

from sqlmodel import Session

from commands.action import action_words, list_views
from commands.action.list_views import Listed
from commands.errors import UserError
from commands.journey import which as which_journey
from commands.reply import Replace, Reply, Say
from commands.request import Kind, Request
from commands.text import clip, escape
from storage.action import rows as action_rows
from storage.action.rows import Filter, Which
from storage.identity import identity
from storage.journey import journeys
from storage.models import Journey

PAGE = 10
_MINE = "mine"
_WORDS = {
    _MINE: _MINE,
    "my": _MINE,
    "open": Which.OPEN,
    "all": Which.OPEN,
    "overdue": Which.OVERDUE,
    "late": Which.OVERDUE,
    "carried": Which.OVERDUE,
    "done": Which.DONE,
    "dropped": Which.DROPPED,
}
_LONGEST_ID = 18
_LONGEST_PAGE = 6


@dataclass(frozen=True, slots=True)
class _Asked:
    which: Which = Which.OPEN
    mine: bool = False


def show(request: Request, session: Session) -> Reply:
    """The first page of what was asked for, in words."""
    return _first(request, session, request.text)


def first(request: Request, session: Session) -> Reply:
    """A button that opens a list, beside the message it stands in; its value are the words."""
    return _first(request, session, request.value)


def turn(request: Request, session: Session) -> Reply:
    """Another page or another list, in the same message."""
    number, asked, journey_id = _carried(request)
    journey = (
        journeys.get_or_none(session, viewer=request.viewer, journey_id=journey_id)
        if journey_id
        else which_journey.current(request, session)
    )
    if journey is None and not asked.mine:
        return which_journey.ask(request, session)
    answer = Replace if request.kind is Kind.ACTION else Say
    return [_page(request, session, journey, asked, number=number, answer=answer)]


def _first(request: Request, session: Session, words: str) -> Reply:
    asked = _understood(words)
    journey = which_journey.current(request, session)
    # One's own stand in any journey, so nobody is asked which.
    if journey is None and not asked.mine:
        return which_journey.ask(request, session)
    return [_page(request, session, journey, asked, number=1, answer=Say)]


def _understood(words: str) -> _Asked:
    """UserError for a word that names no list."""
    which, mine = Which.OPEN, False
    for word in words.casefold().split():
        meant = _WORDS.get(word)
        if meant is None:
            near = difflib.get_close_matches(word, _WORDS, n=1, cutoff=0.7)
            guess = f" Did you mean `/journey actions {near[0]}`?" if near else ""
            raise UserError(
                f"“{escape(clip(word, 40))}” is no list of actions.{guess} There are *mine*, "
                "*overdue*, *done* and *dropped*, like `/journey actions mine overdue`. "
                "`/journey action` with your words adds one."
            )
        if isinstance(meant, Which):
            which = meant
        else:
            mine = True
    return _Asked(which, mine)


def _carried(request: Request) -> tuple[int, _Asked, int]:
    number, journey_id, owner, which = [*request.value.split(), "", "", "", ""][:4]
    if (
        not (number.isdecimal() and len(number) <= _LONGEST_PAGE)
        or not (journey_id.isdecimal() and len(journey_id) <= _LONGEST_ID)
        or which not in list(Which)
    ):
        raise UserError("This button no longer works. `/journey actions` opens the list anew.")
    return int(number), _Asked(Which(which), owner == _MINE), int(journey_id)


def _page(
    request: Request,
    session: Session,
    journey: Journey | None,
    asked: _Asked,
    *,
    number: int,
    answer: type[Say | Replace],
) -> Say | Replace:
    today = action_words.today(request)
    found = action_rows.page(
        session,
        workspace_id=request.workspace_id,
        which=Filter(
            today=today,
            which=asked.which,
            journey_id=None if asked.mine or journey is None else identity(journey),
            owner_id=request.person.id if asked.mine else None,
            viewer=request.viewer,
        ),
        number=number,
        size=PAGE,
    )
    listed = Listed(
        which=asked.which,
        mine=asked.mine,
        journey_id=identity(journey) if journey else 0,
        journey=journey.name if journey else "",
        today=today,
        guest=request.person.guest,
    )
    return answer(*list_views.list_message(listed, found))
