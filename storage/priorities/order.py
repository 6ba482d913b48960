"""In which order the list of priorities stands, and which of it make up one page.

What has a value comes first. All else follows by heat, read from the index that is in that
order, so that a page costs the same among very many pain points.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from sqlalchemy import bindparam, func
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import BindParameter, ColumnElement
from sqlmodel import Session

from storage.identity import identity
from storage.models import Opportunity, PainPoint, Touchpoint
from storage.opportunity import lists as opportunity_lists
from storage.opportunity import pains as opportunity_pains
from storage.pain.filters import Filter, conditions
from storage.priorities.rounds import Round
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Framework, OpportunityStatus, Status
from storage.vote.outcomes import Voted

_P, _T = table_of(PainPoint), table_of(Touchpoint)
_FURTHEST_FIRST = (Status.IN_PROGRESS, Status.PLANNED, Status.CONFIRMED, Status.NEW)
_PLANNED_FIRST = (OpportunityStatus.PLANNED, OpportunityStatus.OPEN)

# What stands before the rest, by id: larger values first.
First = Mapping[int, tuple[float, ...]]
# How many there are, and some of them from a place on.
_Part = tuple[int, Callable[[int, int], Sequence[int]]]


class Sort(StrEnum):
    """What the list is in the order of."""

    HEAT = "heat"
    VOTES = "votes"
    SCORE = "score"
    STATUS = "status"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which list: of a journey, or of one of its stages, by its one framework."""

    workspace_id: str
    journey_id: int
    framework: Framework
    sort: Sort = Sort.HEAT
    stage_id: int | None = None


@dataclass(frozen=True, slots=True)
class Some:
    """The ids of one page; `number` is 1 for the first, and never past the last."""

    ids: Sequence[int]
    total: int
    number: int
    pages: int


def voted(votes: Mapping[int, Voted], rounds: Mapping[int, Round]) -> First:
    """By their share of the dots in their own round: other rounds had other dots."""
    return {one: (rounds[got.round].share(got.dots), got.dots) for one, got in votes.items()}


def pains(session: Session, *, wanted: Wanted, first: First, number: int, size: int) -> Some:
    """A page of the open pain points."""
    which = Filter(journey_id=wanted.journey_id, stage_id=wanted.stage_id)
    among = conditions(wanted.workspace_id, which, settled=True)
    if wanted.sort is Sort.STATUS:
        parts = _by_status(session, among)
    elif wanted.sort in (Sort.VOTES, Sort.SCORE):
        parts = _first_then_rest(session, among, first)
    else:
        newest = wanted.sort is Sort.NEWEST
        parts = [(_count(session, among), partial(_in_order, session, among, newest))]
    return _page(parts, number, size)


def opportunities(
    session: Session, *, wanted: Wanted, first: First, number: int, size: int
) -> tuple[Some, list[Opportunity]]:
    """A page of the open opportunities; of a stage, those that answer something in it."""
    found = opportunity_lists.of_journey(
        session, workspace_id=wanted.workspace_id, journey_id=wanted.journey_id
    )
    by_id = {identity(one): one for one in found}
    if wanted.stage_id is not None or wanted.sort is Sort.HEAT:
        cold = _coldness(session, wanted, list(by_id))
        if wanted.stage_id is not None:
            by_id = {one: held for one, held in by_id.items() if one in cold}
        if wanted.sort is Sort.HEAT:
            first = {one: (-coldness,) for one, coldness in cold.items()}
    match wanted.sort:
        case Sort.NEWEST:
            ids = sorted(by_id, key=lambda one: -by_id[one].number)
        case Sort.STATUS:
            statuses = [status.value for status in _PLANNED_FIRST]
            ids = sorted(
                by_id, key=lambda one: (statuses.index(by_id[one].status), by_id[one].number)
            )
        case _:
            ids = _largest_first([(one, 0.0, held.number) for one, held in by_id.items()], first)
            ids += [one for one in by_id if one not in first]
    some = _page([(len(ids), _of(ids))], number, size)
    return some, [by_id[one] for one in some.ids]


def _page(parts: Sequence[_Part], number: int, size: int) -> Some:
    total = sum(count for count, _ in parts)
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    start, ids = (number - 1) * size, list[int]()
    for count, some in parts:
        if start < count and len(ids) < size:
            ids += some(start, size - len(ids))
        start = max(0, start - count)
    return Some(ids, total, number, pages)


def _by_status(session: Session, among: Sequence[ColumnElement[bool]]) -> list[_Part]:
    """What is furthest along first, the hottest first among equals."""
    counted = core_select(_P.c.status, func.count()).where(*among).group_by(_P.c.status)
    held = {status: int(count) for status, count in session.connection().execute(counted)}
    return [
        (
            held.get(status.value, 0),
            partial(_in_order, session, [*among, _P.c.status == status.value], False),
        )
        for status in _FURTHEST_FIRST
    ]


def _first_then_rest(
    session: Session, among: Sequence[ColumnElement[bool]], first: First
) -> list[_Part]:
    """Those named, largest first, then everything else by heat."""
    total = _count(session, among)
    named: BindParameter[int] = bindparam(
        "first", value=list(first), expanding=True, literal_execute=True
    )
    found = session.connection().execute(
        core_select(_P.c.id, _P.c.coldness, _P.c.number).where(*among, _P.c.id.in_(named))
    )
    ids = _largest_first([(one, coldness, number) for one, coldness, number in found], first)
    rest = [*among, _P.c.id.not_in(named)] if ids else among
    return [(len(ids), _of(ids)), (total - len(ids), partial(_in_order, session, rest, False))]


def _largest_first(held: Sequence[tuple[int, float, int]], first: First) -> list[int]:
    """Ids of (id, coldness, number): what is named, ties hottest first, then by number."""
    named = [each for each in held if each[0] in first]
    ranked = sorted(named, key=lambda one: ([-value for value in first[one[0]]], one[1], one[2]))
    return [one for one, _, _ in ranked]


def _of(ids: Sequence[int]) -> Callable[[int, int], Sequence[int]]:
    return lambda start, size: ids[start : start + size]


def _in_order(
    session: Session,
    among: Sequence[ColumnElement[bool]],
    newest: bool,  # noqa: FBT001 - bound once, by partial
    start: int,
    size: int,
) -> Sequence[int]:
    order = [_P.c.number.desc()] if newest else [_P.c.coldness, _P.c.number]
    statement = core_select(_P.c.id).where(*among).order_by(*order).limit(size).offset(start)
    return session.connection().execute(statement).scalars().all()


def _count(session: Session, among: Sequence[ColumnElement[bool]]) -> int:
    statement = core_select(func.count()).select_from(_P).where(*among)
    return session.connection().execute(statement).scalar_one()


def _coldness(session: Session, wanted: Wanted, ids: Sequence[int]) -> dict[int, float]:
    """Of each opportunity that answers an open pain point here: minus what heat adds up to.

    All heats cool alike, so that the order is that of the heats at any moment.
    """
    links = opportunity_pains.of(session, workspace_id=wanted.workspace_id, ids=ids)
    statement = core_select(_P.c.id, _P.c.coldness).where(
        _P.c.workspace_id == wanted.workspace_id,
        _P.c.id.in_({link.leads_to for link in links}),
        _P.c.status.in_(OPEN_STATUSES),
    )
    if wanted.stage_id is not None:
        statement = statement.join(_T, _P.c.touchpoint_id == _T.c.id).where(
            _T.c.workspace_id == wanted.workspace_id, _T.c.stage_id == wanted.stage_id
        )
    cold = {
        pain_id: float(coldness) for pain_id, coldness in session.connection().execute(statement)
    }
    each_once = {(link.opportunity_id, link.leads_to) for link in links if link.leads_to in cold}
    found: dict[int, float] = {}
    for opportunity_id, pain_id in each_once:
        found[opportunity_id] = found.get(opportunity_id, 0.0) + cold[pain_id]
    return found
