"""What lies behind a result, to one person: votes by department, and all names."""

from sqlmodel import Session

from commands.errors import UserError
from commands.reply import Block, Replace, Reply, Say
from commands.request import Request
from commands.vote import ballot, result, result_detail_views
from commands.vote.result_views import Result
from storage.models import VoteRound
from storage.vocabulary import RoundStatus
from storage.vote import departments as vote_departments
from storage.vote import names as vote_names
from storage.vote.departments import MayAsk

_STALE = "This button no longer works. `/vote list` opens the votes anew."


def departments(request: Request, session: Session) -> Reply:
    """The button By department."""
    round, page = _asked(request, session)
    may = vote_departments.may_ask(session, round=round)
    if may is not MayAsk.YES:
        raise UserError(result_detail_views.no_departments(round.number, may))
    found = vote_departments.by_department(session, round=round)
    seen = result.of(session, round, request.now)
    return _answer(request, result_detail_views.departments(seen, found, page))


def names(request: Request, session: Session) -> Reply:
    """The button All names."""
    round, page = _asked(request, session)
    if not vote_names.shown(round):
        raise UserError(result_detail_views.no_names(round))
    seen: Result = result.of(session, round, request.now)
    return _answer(request, result_detail_views.names(seen, page))


def without(request: Request, session: Session) -> Reply:
    """The button All without dots."""
    round, _ = _asked(request, session)
    if round.status != RoundStatus.CLOSED:
        raise UserError(result_detail_views.not_closed(round))
    return [Say(*result_detail_views.without(result.of(session, round, request.now)))]


def _answer(request: Request, shown: tuple[str, list[Block]]) -> Reply:
    """The first page beside the result; another one in the place of the page turned."""
    turned = request.name.partition(":")[0].endswith("_turn")
    return [Replace(*shown) if turned else Say(*shown)]


def _asked(request: Request, session: Session) -> tuple[VoteRound, int]:
    number, _, page = request.value.partition(" ")
    if not ballot.NUMBER.fullmatch(number) or not number.isdecimal() or not page.isdecimal():
        raise UserError(_STALE)
    return ballot.find(request, session, int(number)), max(1, int(page[:4]))
