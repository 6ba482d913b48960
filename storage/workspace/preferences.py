"""Which direct messages a person wants, and when."""

from dataclasses import dataclass

from sqlalchemy import and_, delete, update
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from storage.models import Member, Muted
from storage.statements import table_of, upsert
from storage.workspace.quiet_hours import QuietHours, of_row

STATUS = "status"
STILL = "still"
ACTIONS = "actions"
VOTES = "votes"
REVIEWS = "reviews"
PULSES = "pulses"
# What can be switched off.
KINDS = (STATUS, STILL, VOTES, ACTIONS, REVIEWS, PULSES)

_MEMBER = table_of(Member)
_MUTED = table_of(Muted)
_MUTE = upsert(Muted, lambda insert: insert.on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class Preferences:
    """The kinds switched off, and the quiet hours."""

    muted: frozenset[str]
    quiet: QuietHours


def of(session: Session, *, workspace_id: str, person_id: str) -> Preferences:
    """One person's, or the defaults."""
    muted = session.connection().execute(
        core_select(_MUTED.c.kind).where(
            _MUTED.c.workspace_id == workspace_id, _MUTED.c.person_id == person_id
        )
    )
    kinds = frozenset(muted.scalars())
    member = session.connection().execute(
        core_select(_MEMBER.c.quiet_from, _MEMBER.c.quiet_until, _MEMBER.c.zone).where(
            is_member(workspace_id, person_id)
        )
    )
    return Preferences(kinds, of_row(*(member.one_or_none() or (None, None, None))))


def is_member(
    workspace_id: str | ColumnElement[str], person_id: str | ColumnElement[str]
) -> ColumnElement[bool]:
    """The member's row, for a person or a column that names one."""
    return and_(_MEMBER.c.workspace_id == workspace_id, _MEMBER.c.id == person_id)


def has_muted(
    workspace_id: str | ColumnElement[str],
    person_id: str | ColumnElement[str],
    kind: str | ColumnElement[str],
) -> ColumnElement[bool]:
    """The row that says that a person switched a kind off."""
    return and_(
        _MUTED.c.workspace_id == workspace_id,
        _MUTED.c.person_id == person_id,
        _MUTED.c.kind == kind,
    )


def switch(session: Session, *, workspace_id: str, person_id: str, kind: str, on: bool) -> None:
    """Switches a kind on or off; harmless when it is so already."""
    if not on:
        _MUTE.run(session, workspace_id=workspace_id, person_id=person_id, kind=kind)
        return
    session.connection().execute(delete(_MUTED).where(has_muted(workspace_id, person_id, kind)))


def set_quiet_hours(
    session: Session, *, workspace_id: str, person_id: str, start: int, end: int
) -> None:
    """Quiet from one minute of a known person's day to another."""
    session.connection().execute(
        update(_MEMBER)
        .where(col(Member.workspace_id) == workspace_id, col(Member.id) == person_id)
        .values(quiet_from=start, quiet_until=end)
    )
