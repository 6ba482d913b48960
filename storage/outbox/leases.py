"""Who sends what: entries are taken under a lease, and let go when Slack answered.

Several processes may deliver at once: each takes the first due entry of a lane, so that a
lane keeps its order and a dead process's entry is taken over.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import case, delete, exists, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import Outbox
from storage.models.columns import JsonObject
from storage.models.records import REBUILD
from storage.statements import table_of

LEASE = timedelta(seconds=60)
# A message is refreshed at most once in this time, however much happens to what it shows.
REFRESH_EVERY = timedelta(seconds=3)


def lease(
    session: Session, *, now: datetime, limit: int, news_limit: int | None = None
) -> list[Outbox]:
    """Takes the due entries that are first in their lanes, at most one a lane.

    So many of what people did, and so many of news: five hundred digests don't keep anybody
    waiting who has just logged something. Behind which somebody waits is no news any more.

    What refreshes a message waits until the message was posted, whichever lane that is in, and
    until the message has rested since it was built last, whoever asked for it meanwhile.
    """
    most_news = limit if news_limit is None else news_limit
    taken = [(False, each) for each in _due(session, now=now, news=False, limit=limit)]
    taken += [(True, each) for each in _due(session, now=now, news=True, limit=most_news)]
    ids = [entry_id for _, entry_id in taken]
    # Only now the entries themselves, which may hold all that a map shows.
    found = session.exec(select(Outbox).where(col(Outbox.id).in_(ids))) if ids else ()
    by_id = {identity(entry): entry for entry in found}
    entries = []
    for news, entry_id in taken:
        entry = by_id[entry_id]
        entry.news = news
        entry.leased_until = now + LEASE
        entry.attempts += 1
        # Random, not the row's number: a restored backup gives numbers out again.
        entry.key = entry.key or secrets.token_hex(8)
        session.add(entry)
        entries.append(entry)
    session.flush()
    return entries


def _due(session: Session, *, now: datetime, news: bool, limit: int) -> Sequence[int]:
    """What may be taken of lanes in which somebody waits, or of those of news alone."""
    if limit <= 0:
        return []
    waits = aliased(Outbox)
    # Once for all lanes, from the index: asked of each entry, thousands would hold up the writer.
    first_of_lanes = (
        select(func.min(waits.id))
        .where(col(waits.done_at).is_(None))
        .group_by(col(waits.workspace_id), col(waits.lane))
        .having(func.min(case((col(waits.news), 1), else_=0)) == int(news))
    )
    earlier = aliased(Outbox)
    first_about_it = ~exists().where(
        col(earlier.workspace_id) == col(Outbox.workspace_id),
        col(earlier.subject) == col(Outbox.subject),
        col(earlier.done_at).is_(None),
        col(earlier.id) < col(Outbox.id),
    )
    built = aliased(Outbox)
    built_just_now = exists().where(
        col(Outbox.kind) == REBUILD,
        col(built.workspace_id) == col(Outbox.workspace_id),
        col(built.subject) == col(Outbox.subject),
        col(built.kind) == REBUILD,
        col(built.done_at) > now - REFRESH_EVERY,
    )
    due = (
        select(col(Outbox.id))
        .where(
            col(Outbox.done_at).is_(None),
            col(Outbox.due_at) <= now,
            or_(col(Outbox.leased_until).is_(None), col(Outbox.leased_until) < now),
            col(Outbox.id).in_(first_of_lanes),
            first_about_it,
            ~built_just_now,
        )
        .order_by(col(Outbox.due_at), col(Outbox.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [each for each in session.exec(due) if each is not None]


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


def forget_before(session: Session, *, moment: datetime) -> int:
    """Drops what was sent before a moment; returns how many."""
    table = table_of(Outbox)
    return session.connection().execute(delete(table).where(table.c.done_at < moment)).rowcount
