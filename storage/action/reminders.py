"""Whom to remind of their actions: two days before, on the day, then weekly while overdue.

Days are those on the owner's own wall. A row is the claim, so that each reminder goes out
once, whichever process is the first.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_
from sqlalchemy import select as core_select
from sqlmodel import Session, select

from storage.identity import identity
from storage.models import Action, ActionReminder, Journey, Member, Muted
from storage.statements import table_of, upsert
from storage.vocabulary import OPEN_ACTIONS
from storage.workspace import preferences
from storage.workspace.preferences import ACTIONS
from storage.workspace.quiet_hours import QuietHours, of_row

BEFORE = timedelta(days=2)
WEEK = timedelta(days=7)
# Nowhere on Earth is the day further ahead of UTC's.
_AHEAD = timedelta(hours=14)

_A = table_of(Action)
_J = table_of(Journey)
_MEMBER = table_of(Member)
_MUTED = table_of(Muted)
_ROW = table_of(ActionReminder)
_CLAIM = upsert(
    ActionReminder,
    lambda insert: insert.on_conflict_do_nothing().returning(ActionReminder.action_id),
)


@dataclass(frozen=True, slots=True)
class Due:
    """What one person is reminded of now, the most urgent first, by A-number."""

    person_id: str
    today: date
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    action_id: int
    owner_id: str
    due_on: date
    quiet: QuietHours


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder that went out: the day it was for, and when."""

    day: date
    at: datetime


def take_due(session: Session, *, workspace_id: str, now: datetime) -> list[Due]:
    """Who is reminded now, taken so that nobody else reminds them too.

    People in their quiet hours are reminded after them; who switched it off is not.
    """
    awake = [each for each in _waiting(session, workspace_id, now) if not each.quiet.cover(now)]
    sent = sent_by_action(session, workspace_id, [each.action_id for each in awake])
    taken: dict[str, Due] = {}
    for each in awake:
        if due_day(each.due_on, sent[each.action_id], each.quiet, now) is None:
            continue
        action = _take(session, workspace_id, each, now)
        if action is None:
            continue
        before = taken.get(action.owner_id)
        numbers = (*(before.numbers if before else ()), action.number)
        taken[action.owner_id] = Due(action.owner_id, each.quiet.local(now).date(), numbers)
    return [taken[person_id] for person_id in sorted(taken)]


def told(session: Session, *, action: Action, now: datetime) -> None:
    """The owner was just told of it in another way: that is the reminder of this stage."""
    quiet = preferences.of(
        session, workspace_id=action.workspace_id, person_id=action.owner_id
    ).quiet
    day = stage(action.due_on, quiet.local(now).date())
    if day is not None:
        _claim(session, action, day, now)


def stage(due_on: date, today: date) -> date | None:
    """The day of the reminder that today belongs to; None when it is too early for any."""
    if today < due_on - BEFORE:
        return None
    if today < due_on:
        return due_on - BEFORE
    return due_on + (today - due_on) // WEEK * WEEK


def due_day(due_on: date, sent: Collection[Sent], quiet: QuietHours, now: datetime) -> date | None:
    """The day to claim, if a reminder is due; while overdue never two within a week."""
    today = quiet.local(now).date()
    day = stage(due_on, today)
    if day is None or any(each.day == day for each in sent):
        return None
    if day > due_on and any(quiet.local(each.at).date() > today - WEEK for each in sent):
        return None
    return day


def _take(session: Session, workspace_id: str, waiting: _Waiting, now: datetime) -> Action | None:
    """Claims one reminder with its action held, so that what is true now decides."""
    action = session.exec(
        select(Action)
        .where(Action.workspace_id == workspace_id, Action.id == waiting.action_id)
        # What another process reminds of, or somebody just changes, it leaves alone.
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).first()
    if action is None or action.status not in OPEN_ACTIONS or action.owner_id != waiting.owner_id:
        return None
    sent = sent_by_action(session, workspace_id, [waiting.action_id])[waiting.action_id]
    day = due_day(action.due_on, sent, waiting.quiet, now)
    return action if day is not None and _claim(session, action, day, now) else None


def _claim(session: Session, action: Action, day: date, now: datetime) -> bool:
    claimed = _CLAIM.run(
        session,
        workspace_id=action.workspace_id,
        action_id=identity(action),
        day=day,
        sent_at=now,
    )
    return claimed.scalar_one_or_none() is not None


def _waiting(session: Session, workspace_id: str, now: datetime) -> list[_Waiting]:
    """What is due soon or overdue, of those who want to be reminded; most urgent first."""
    of = (_A.c.workspace_id, _A.c.owner_id)
    statement = (
        core_select(
            _A.c.id,
            _A.c.owner_id,
            _A.c.due_on,
            _MEMBER.c.quiet_from,
            _MEMBER.c.quiet_until,
            _MEMBER.c.zone,
        )
        .join(_J, and_(_J.c.workspace_id == _A.c.workspace_id, _J.c.id == _A.c.journey_id))
        .outerjoin(_MEMBER, preferences.is_member(*of))
        .outerjoin(_MUTED, preferences.has_muted(*of, ACTIONS))
        .where(
            _A.c.workspace_id == workspace_id,
            _A.c.status.in_(OPEN_ACTIONS),
            _A.c.due_on <= (now + _AHEAD).date() + BEFORE,
            _J.c.retired_at.is_(None),
            _MUTED.c.kind.is_(None),
        )
        .order_by(_A.c.due_on, _A.c.id)
    )
    return [
        _Waiting(action_id, owner_id, due_on, of_row(*hours))
        for action_id, owner_id, due_on, *hours in session.connection().execute(statement)
    ]


def sent_by_action(
    session: Session, workspace_id: str, action_ids: Collection[int]
) -> defaultdict[int, list[Sent]]:
    """The reminders that were claimed so far, by action."""
    found: defaultdict[int, list[Sent]] = defaultdict(list)
    rows = session.connection().execute(
        core_select(_ROW.c.action_id, _ROW.c.day, _ROW.c.sent_at).where(
            _ROW.c.workspace_id == workspace_id, _ROW.c.action_id.in_(action_ids)
        )
    )
    for action_id, day, at in rows:
        found[action_id].append(Sent(day, at))
    return found
