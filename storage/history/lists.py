"""The history of a whole journey: page by page, of a part of it or a person, and of one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from storage.models import ChannelBinding, History, PainPoint, Touchpoint, VoteRound
from storage.statements import table_of

_P, _T, _V, _B = (table_of(model) for model in (PainPoint, Touchpoint, VoteRound, ChannelBinding))


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that a change was about."""

    subject: str
    subject_id: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Everything given must hold.

    A touchpoint brings its pain points along, a stage its touchpoints and theirs, a persona its
    empathy notes. `channel_id`
    is where it is shown: the votes of a private channel are for that channel alone.
    """

    journey_id: int
    thing: Changed | None = None
    person_id: str | None = None
    channel_id: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list: `number` is 1 for the first; `more` when there are older ones."""

    entries: Sequence[History]
    number: int
    more: bool


def page(
    session: Session, *, workspace_id: str, which: Filter, number: int = 1, size: int = 10
) -> Page:
    """What happened, latest first."""
    number = max(1, number)
    found = session.exec(
        select(History)
        .where(History.workspace_id == workspace_id, *_conditions(workspace_id, which))
        .order_by(col(History.at).desc(), col(History.id).desc())
        .limit(size + 1)
        .offset((number - 1) * size)
    ).all()
    return Page(found[:size], number, len(found) > size)


def changed_at(
    session: Session, *, workspace_id: str, journey_id: int, moment: datetime
) -> set[Changed]:
    """What was changed in one moment: by one request, for that has one."""
    found = session.exec(
        select(History.subject, History.subject_id).where(
            History.workspace_id == workspace_id,
            History.journey_id == journey_id,
            History.at == moment,
        )
    )
    return {Changed(*row) for row in found}


def _conditions(workspace_id: str, which: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        col(History.journey_id) == which.journey_id,
        or_(col(History.subject) != "vote", _may_tell(workspace_id, which.channel_id)),
    ]
    if which.person_id is not None:
        found.append(col(History.actor_id) == which.person_id)
    if which.thing is not None:
        found.append(_about(workspace_id, which.thing))
    return found


def _about(workspace_id: str, thing: Changed) -> ColumnElement[bool]:
    """The thing itself, and what belongs to it on the map."""
    found = [_is(thing.subject, col(History.subject_id) == thing.subject_id)]
    if thing.subject == "stage":
        points = core_select(_T.c.id).where(
            _T.c.workspace_id == workspace_id, _T.c.stage_id == thing.subject_id
        )
        found.append(_is("touchpoint", col(History.subject_id).in_(points)))
    elif thing.subject == "touchpoint":
        points = core_select(_T.c.id).where(
            _T.c.workspace_id == workspace_id, _T.c.id == thing.subject_id
        )
    elif thing.subject == "persona":
        return or_(*found, _is("empathy", col(History.subject_id) == thing.subject_id))
    else:
        return found[0]
    pains = core_select(_P.c.id).where(
        _P.c.workspace_id == workspace_id, _P.c.touchpoint_id.in_(points)
    )
    found.append(_is("pain", col(History.subject_id).in_(pains)))
    return or_(*found)


def _is(subject: str, which: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(col(History.subject) == subject, which)


def _may_tell(workspace_id: str, channel_id: str | None) -> ColumnElement[bool]:
    """Whether the vote of an entry was held here, or in a public channel of the journey."""
    public = exists().where(
        _B.c.workspace_id == workspace_id,
        _B.c.journey_id == _V.c.journey_id,
        _B.c.channel_id == _V.c.channel_id,
        _B.c.private.is_(False),
    )
    return col(History.subject_id).in_(
        core_select(_V.c.id).where(
            _V.c.workspace_id == workspace_id, or_(_V.c.channel_id == channel_id, public)
        )
    )
