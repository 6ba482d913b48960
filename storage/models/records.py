"""What happened, what was handled, what is still to be said, and where it was said."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.models.columns import Json, JsonObject, RowId, UtcTime, within_workspace

# The kind of entry that is built when it is sent.
REBUILD = "rebuild"
# Built when it is sent, never tried, and not being sent: what was tried again may stand beside a
# fresh one.
REBUILD_WAITS = (
    "kind IN ('rebuild', 'home') AND done_at IS NULL AND leased_until IS NULL AND error IS NULL"
)
WAITS, DONE = text("done_at IS NULL"), text("done_at IS NOT NULL")


class History(SQLModel, table=True):
    """One change to the map: who, when, what, before and after."""

    __table_args__ = (
        within_workspace("journey_id", "journey"),
        Index("ix_history_subject", "workspace_id", "subject", "subject_id", "id"),
        Index("ix_history_journey", "workspace_id", "journey_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    journey_id: int = Field(sa_type=RowId)
    subject: str = Field(max_length=16)
    subject_id: int = Field(sa_type=RowId)
    actor_id: str = Field(max_length=32)
    at: datetime = Field(sa_type=UtcTime)
    what: str = Field(max_length=24)
    before: JsonObject | None = Field(default=None, sa_type=Json)
    after: JsonObject | None = Field(default=None, sa_type=Json)


class HandledRequest(SQLModel, table=True):
    """A request that was carried out, so that its repetition is not."""

    __tablename__ = "handled_request"
    __table_args__ = (Index("ix_handled_request_at", "at"),)

    workspace_id: str = Field(primary_key=True, max_length=32)
    key: str = Field(primary_key=True, max_length=255)
    at: datetime = Field(sa_type=UtcTime)


class Outbox(SQLModel, table=True):
    """Something to tell Slack, kept until Slack has it.

    `lane` is the conversation (or person) whose order is kept; `subject` names the thing a
    message shows, so that later refreshes find it and coalesce; `news` is what nobody waits for.
    """

    __table_args__ = (
        # Of what waits only: what was sent stays for days, and is looked at to be dropped.
        Index("ix_outbox_due", "due_at", sqlite_where=WAITS, postgresql_where=WAITS),
        # All that tells whose turn it is: a row may hold all that a map shows.
        Index(
            "ix_outbox_lane",
            "workspace_id",
            "lane",
            "done_at",
            "id",
            "news",
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
        Index("ix_outbox_done", "done_at", sqlite_where=DONE, postgresql_where=DONE),
        Index("ix_outbox_subject", "workspace_id", "subject", "done_at"),
        # A message that is built when it is sent waits once, however many changes it shows.
        Index(
            "uq_outbox_rebuild",
            "workspace_id",
            "subject",
            unique=True,
            sqlite_where=text(REBUILD_WAITS),
            postgresql_where=text(REBUILD_WAITS),
        ),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(foreign_key="workspace.id", max_length=32)
    lane: str = Field(max_length=80)
    kind: str = Field(max_length=16)
    subject: str | None = Field(default=None, max_length=80)
    for_person: str | None = Field(default=None, max_length=32)
    news: bool = Field(default=False)
    payload: JsonObject = Field(sa_type=Json)
    created_at: datetime = Field(sa_type=UtcTime)
    due_at: datetime = Field(sa_type=UtcTime)
    leased_until: datetime | None = Field(default=None, sa_type=UtcTime)
    attempts: int = Field(default=0)
    # What its message is found again by, from the first try on.
    key: str | None = Field(default=None, max_length=32)
    error: str | None = Field(default=None, max_length=500)
    done_at: datetime | None = Field(default=None, sa_type=UtcTime)


class PostedMessage(SQLModel, table=True):
    """Where the message about a subject stands in Slack."""

    __tablename__ = "posted_message"
    __table_args__ = (UniqueConstraint("workspace_id", "subject", "channel_id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(foreign_key="workspace.id", max_length=32)
    subject: str = Field(max_length=80)
    channel_id: str = Field(max_length=32)
    ts: str = Field(max_length=32)
