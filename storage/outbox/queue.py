"""What joins the queue: as it is, in its last state only, or once however many ask for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, insert, text, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.models import Member, Outbox
from storage.models.columns import JsonObject
from storage.models.records import REBUILD_WAITS
from storage.statements import table_of, upsert

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
    "news",
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tell Slack; `news` is what nobody waits for."""

    workspace_id: str
    lane: str
    kind: str
    payload: JsonObject
    subject: str | None = None
    for_person: str | None = None
    news: bool = False


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
        "news": entry.news,
    }
