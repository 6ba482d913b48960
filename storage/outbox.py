"""What is still to be told to Slack: kept in the transaction that decided it, sent after it.

Several processes may deliver at once: each takes the first due entry of a lane under a
lease, so that a lane keeps its order and a dead process's entry is taken over.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, exists, func, insert, or_, text, update
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import Member, Outbox, PostedMessage
from storage.models.columns import JsonObject
from storage.models.records import REBUILD_WAITS
from storage.statements import table_of, upsert

LEASE = timedelta(seconds=60)

_ADD = insert(table_of(Outbox)).inline()
_REPLACE_WAITING = (
    update(table_of(Outbox))
    .where(
        col(Outbox.workspace_id) == bindparam("of_workspace"),
        col(Outbox.lane) == bindparam("of_lane"),
        col(Outbox.subject) == bindparam("of_subject"),
        col(Outbox.kind) == bindparam("of_kind"),
        col(Outbox.done_at).is_(None),
        col(Outbox.leased_until).is_(None),
    )
    .values(payload=bindparam("new_payload"))
)
_QUEUED = (
    "workspace_id",
    "lane",
    "kind",
    "subject",
    "for_person",
    "payload",
    "created_at",
    "due_at",
    "attempts",
)
_ADD_ONCE = upsert(
    Outbox,
    lambda insert: insert.on_conflict_do_nothing(
        index_elements=["workspace_id", "subject"], index_where=text(REBUILD_WAITS)
    ),
)
# Only for people who have opened their Home tab, in one statement.
_ADD_FOR_HOME = upsert(
    Outbox,
    lambda insert: insert.from_select(
        _QUEUED,
        core_select(
            *(bindparam(name, type_=table_of(Outbox).c[name].type) for name in _QUEUED)
        ).where(
            exists().where(
                col(Member.workspace_id) == bindparam("workspace_id"),
                col(Member.id) == bindparam("person_id"),
                col(Member.home_opened_at).is_not(None),
            )
        ),
    ).on_conflict_do_nothing(
        index_elements=["workspace_id", "subject"], index_where=text(REBUILD_WAITS)
    ),
)
_NOTE_POSTED = upsert(
    PostedMessage,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "subject", "channel_id"],
        set_={"ts": insert.excluded.ts},
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tell Slack."""

    workspace_id: str
    lane: str
    kind: str
    payload: JsonObject
    subject: str | None = None
    for_person: str | None = None


def add(session: Session, *, entry: Entry, now: datetime, delay: timedelta = timedelta()) -> None:
    """Queues an entry, due after the delay."""
    session.connection().execute(_ADD, _row(entry, now, delay))


def add_latest(session: Session, *, entry: Entry, now: datetime, delay: timedelta) -> None:
    """Queues an entry that only matters in its last state: a waiting one is replaced."""
    replaced = session.connection().execute(
        _REPLACE_WAITING,
        {
            "of_workspace": entry.workspace_id,
            "of_lane": entry.lane,
            "of_subject": entry.subject,
            "of_kind": entry.kind,
            "new_payload": entry.payload,
        },
    )
    if replaced.rowcount == 0:
        add(session, entry=entry, now=now, delay=delay)


def add_once(session: Session, *, entry: Entry, now: datetime, delay: timedelta) -> None:
    """Queues a message that is built when it is sent, unless it waits already."""
    _ADD_ONCE.run(session, **_row(entry, now, delay))


def add_for_home(
    session: Session, *, entry: Entry, person_id: str, now: datetime, delay: timedelta
) -> None:
    """The same for a person's Home tab, if they ever opened it."""
    _ADD_FOR_HOME.run(session, **_row(entry, now, delay), person_id=person_id)


def _row(entry: Entry, now: datetime, delay: timedelta) -> JsonObject:
    return {
        "workspace_id": entry.workspace_id,
        "lane": entry.lane,
        "kind": entry.kind,
        "subject": entry.subject,
        "for_person": entry.for_person,
        "payload": entry.payload,
        "created_at": now,
        "due_at": now + delay,
        "attempts": 0,
    }


def lease(session: Session, *, now: datetime, limit: int) -> list[Outbox]:
    """Takes the due entries that are first in their lanes, at most one a lane.

    What refreshes a message waits until the message was posted, whichever lane that is in.
    """
    earlier = aliased(Outbox)
    first_of_lane = ~exists().where(
        or_(col(earlier.lane) == col(Outbox.lane), col(earlier.subject) == col(Outbox.subject)),
        col(earlier.workspace_id) == col(Outbox.workspace_id),
        col(earlier.done_at).is_(None),
        col(earlier.id) < col(Outbox.id),
    )
    due = (
        select(Outbox)
        .where(
            col(Outbox.done_at).is_(None),
            col(Outbox.due_at) <= now,
            or_(col(Outbox.leased_until).is_(None), col(Outbox.leased_until) < now),
            first_of_lane,
        )
        .order_by(col(Outbox.due_at), col(Outbox.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    entries = list(session.exec(due))
    for entry in entries:
        entry.leased_until = now + LEASE
        entry.attempts += 1
        # Random, not the row's number: a restored backup gives numbers out again.
        entry.key = entry.key or secrets.token_hex(8)
        session.add(entry)
    session.flush()
    return entries


def keep(session: Session, *, entry_id: int, held: datetime, now: datetime) -> datetime | None:
    """Holds a lease for longer; returns until when, None when it is another's already."""
    table, until = table_of(Outbox), now + LEASE
    kept = session.connection().execute(
        update(table)
        .where(table.c.id == entry_id, table.c.leased_until == held, table.c.done_at.is_(None))
        .values(leased_until=until)
    )
    return until if kept.rowcount == 1 else None


def sent(session: Session, *, entry_id: int, now: datetime) -> None:
    """Slack has it, whoever holds the lease."""
    table = table_of(Outbox)
    values: JsonObject = {"done_at": now, "leased_until": None, "error": None}
    session.connection().execute(update(table).where(table.c.id == entry_id).values(**values))


def failed(session: Session, *, entry: Outbox, error: str, now: datetime) -> bool:
    """Slack will never take it; the entry stays, with the reason, and holds nobody up.

    False when the lease is another's by now, who decides about it.
    """
    values: JsonObject = {"done_at": now, "leased_until": None, "error": error[:500]}
    return _finish(session, identity(entry), values, held=entry.leased_until)


def put_off(
    session: Session, *, entry: Outbox, error: str, until: datetime, counted: bool = True
) -> bool:
    """Slack could not take it now; uncounted when it merely asked for patience.

    False when the lease is another's by now.
    """
    values: JsonObject = {"due_at": until, "leased_until": None, "error": error[:500]}
    if not counted:
        values["attempts"] = col(Outbox.attempts) - 1
    return _finish(session, identity(entry), values, held=entry.leased_until)


def _finish(session: Session, entry_id: int, values: JsonObject, *, held: datetime | None) -> bool:
    table = table_of(Outbox)
    still_held = table.c.id == entry_id, table.c.leased_until == held
    done = session.connection().execute(update(table).where(*still_held).values(**values))
    return done.rowcount == 1


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether something could be leased; cheap, and needs no lock."""
    due = (
        select(Outbox.id)
        .where(
            col(Outbox.done_at).is_(None),
            col(Outbox.due_at) <= now,
            or_(col(Outbox.leased_until).is_(None), col(Outbox.leased_until) < now),
        )
        .limit(1)
    )
    return session.exec(due).first() is not None


def waiting(session: Session) -> int:
    """How many entries wait."""
    return session.exec(
        select(func.count()).select_from(Outbox).where(col(Outbox.done_at).is_(None))
    ).one()


def note_posted(
    session: Session, *, workspace_id: str, subject: str, channel_id: str, ts: str
) -> None:
    """Remembers where the message about a subject stands."""
    _NOTE_POSTED.run(
        session, workspace_id=workspace_id, subject=subject, channel_id=channel_id, ts=ts
    )


def posted(session: Session, *, workspace_id: str, subject: str) -> Sequence[PostedMessage]:
    """Where messages about a subject stand."""
    return session.exec(
        select(PostedMessage).where(
            PostedMessage.workspace_id == workspace_id, PostedMessage.subject == subject
        )
    ).all()


def forget_before(session: Session, *, moment: datetime) -> int:
    """Drops what was sent before a moment; returns how many."""
    table = table_of(Outbox)
    return session.connection().execute(delete(table).where(table.c.done_at < moment)).rowcount
