"""Reminders of actions: when the next ones come, and when the last ones came."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.action import reminders
from storage.action.reminders import BEFORE, Sent
from storage.action.seen import seen_by
from storage.agenda import waking
from storage.agenda.moments import Moment, Thing, gathered
from storage.journey.visibility import Viewer
from storage.models import Action, ActionReminder, Member, Muted
from storage.statements import table_of
from storage.vocabulary import OPEN_ACTIONS
from storage.workspace import preferences
from storage.workspace.preferences import ACTIONS
from storage.workspace.quiet_hours import QuietHours, of_row

_A, _ROW = table_of(Action), table_of(ActionReminder)
_MEMBER, _MUTED = table_of(Member), table_of(Muted)


def coming(
    session: Session, *, viewer: Viewer, journey_ids: Sequence[int], now: datetime
) -> list[Moment]:
    """The next reminder of each open action, of those whose owners want to be reminded."""
    of = (_A.c.workspace_id, _A.c.owner_id)
    hours = (_MEMBER.c.quiet_from, _MEMBER.c.quiet_until, _MEMBER.c.zone)
    rows = session.connection().execute(
        core_select(_A.c.id, _A.c.number, _A.c.what, _A.c.due_on, *hours)
        .outerjoin(_MEMBER, preferences.is_member(*of))
        .outerjoin(_MUTED, preferences.has_muted(*of, ACTIONS))
        .where(
            *_of_journeys(viewer, journey_ids),
            _A.c.status.in_(OPEN_ACTIONS),
            _MUTED.c.kind.is_(None),
        )
    )
    open_ones = rows.all()
    sent = reminders.sent_by_action(session, viewer.workspace_id, [row.id for row in open_ones])
    return gathered(
        (
            _next(row.due_on, sent[row.id], of_row(row.quiet_from, row.quiet_until, row.zone), now),
            Thing(row.number, row.what),
        )
        for row in open_ones
    )


def came(
    session: Session, *, viewer: Viewer, journey_ids: Sequence[int], limit: int
) -> list[Moment]:
    """The last ones."""
    rows = session.connection().execute(
        core_select(_ROW.c.sent_at, _A.c.number, _A.c.what)
        .join(_A, and_(_A.c.workspace_id == _ROW.c.workspace_id, _A.c.id == _ROW.c.action_id))
        .where(*_of_journeys(viewer, journey_ids))
        .order_by(_ROW.c.sent_at.desc())
        .limit(limit)
    )
    return gathered((at, Thing(number, what)) for at, number, what in rows)


def _of_journeys(viewer: Viewer, journey_ids: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        _A.c.workspace_id == viewer.workspace_id,
        _A.c.journey_id.in_(journey_ids),
        seen_by(viewer),
    )


def _next(due_on: date, sent: Sequence[Sent], quiet: QuietHours, now: datetime) -> datetime:
    """The first waking moment from now on that a reminder is due in."""
    moment = waking.from_moment(quiet, now)
    first = due_on - BEFORE
    if quiet.local(moment).date() < first:
        moment = waking.on_day(quiet, first)
    while reminders.due_day(due_on, sent, quiet, moment) is None:
        moment = waking.next_day(quiet, moment)
    return moment
