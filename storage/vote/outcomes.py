"""What pain points and opportunities got when they were last voted on.

Kept with the options when a round closed, so that lists and cards need not count dots. The
votes of a private channel are for that channel alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Select, String, and_, bindparam, exists, func, or_
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.models import ChannelBinding, VoteOption, VoteRound
from storage.statements import table_of
from storage.vocabulary import RoundStatus

_OPTION, _ROUND, _BINDING = table_of(VoteOption), table_of(VoteRound), table_of(ChannelBinding)
_CHANNEL = bindparam("channel_id", type_=String)
_IN_JOURNEY = _ROUND.c.journey_id == bindparam("journey_id")
_IS_PUBLIC = exists().where(
    _BINDING.c.workspace_id == _ROUND.c.workspace_id,
    _BINDING.c.journey_id == _ROUND.c.journey_id,
    _BINDING.c.channel_id == _ROUND.c.channel_id,
    _BINDING.c.private.is_(False),
)


@dataclass(frozen=True, slots=True)
class Voted:
    """Dots, who put them, and in which round, as V-number."""

    dots: int
    voters: int
    round: int


def _latest(thing: Column[int], wanted: ColumnElement[bool]) -> Select[Any]:
    """Each thing in the closed round that was the last to be about it."""
    latest_first = (_ROUND.c.closed_at.desc(), _ROUND.c.id.desc())
    closed = (
        core_select(
            thing.label("thing"),
            _OPTION.c.dots,
            _OPTION.c.voters,
            _ROUND.c.number,
            func.row_number().over(partition_by=thing, order_by=latest_first).label("age"),
        )
        .join(
            _ROUND,
            and_(
                _ROUND.c.workspace_id == _OPTION.c.workspace_id, _ROUND.c.id == _OPTION.c.round_id
            ),
        )
        .where(
            _ROUND.c.workspace_id == bindparam("workspace_id"),
            _ROUND.c.status == RoundStatus.CLOSED.value,
            thing.is_not(None),
            or_(_ROUND.c.channel_id == _CHANNEL, _IS_PUBLIC),
            wanted,
        )
        .subquery()
    )
    return core_select(closed.c.thing, closed.c.dots, closed.c.voters, closed.c.number).where(
        closed.c.age == 1
    )


_FOR_PAINS = _latest(_OPTION.c.pain_point_id, _IN_JOURNEY)
_FOR_OPPORTUNITIES = _latest(_OPTION.c.opportunity_id, _IN_JOURNEY)
_OF_PAINS = _latest(
    _OPTION.c.pain_point_id, _OPTION.c.pain_point_id.in_(bindparam("ids", expanding=True))
)


def for_pains(
    session: Session, *, workspace_id: str, journey_id: int, channel_id: str | None = None
) -> dict[int, Voted]:
    """By id of a pain point of this journey; `channel_id` is where it is shown."""
    asked = {"workspace_id": workspace_id, "journey_id": journey_id, "channel_id": channel_id}
    return _votes(session, _FOR_PAINS, asked)


def for_opportunities(
    session: Session, *, workspace_id: str, journey_id: int, channel_id: str | None = None
) -> dict[int, Voted]:
    """The same for opportunities."""
    asked = {"workspace_id": workspace_id, "journey_id": journey_id, "channel_id": channel_id}
    return _votes(session, _FOR_OPPORTUNITIES, asked)


def of_pains(
    session: Session, *, workspace_id: str, ids: Sequence[int], channel_id: str | None = None
) -> dict[int, Voted]:
    """The same for some pain points of any journey."""
    asked = {"workspace_id": workspace_id, "ids": ids, "channel_id": channel_id}
    return _votes(session, _OF_PAINS, asked)


def _votes(
    session: Session, statement: Select[Any], asked: Mapping[str, object]
) -> dict[int, Voted]:
    found = session.connection().execute(statement, asked)
    return {thing: Voted(*got) for thing, *got in found}
