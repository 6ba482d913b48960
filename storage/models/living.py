"""What keeps a map alive: reviews, snapshots, briefs and what a team knows of its personas."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.columns import Json, JsonObject, RowId, UtcTime, within_workspace


class EmpathyRound(SQLModel, table=True):
    """A team collects empathy notes about a persona in a channel, silently or in the open."""

    __tablename__ = "empathy_round"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within_workspace("persona_id", "persona"),
        Index("ix_empathy_round_persona", "workspace_id", "persona_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    persona_id: int = Field(sa_type=RowId)
    channel_id: str = Field(max_length=32)
    # Until it is revealed everybody sees only their own notes.
    silent: bool = Field(default=False)
    started_by: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)
    revealed_at: datetime | None = Field(default=None, sa_type=UtcTime)


class EmpathyNote(SQLModel, table=True):
    """What a persona says, thinks, does or feels, or what hurts or helps them: one note."""

    __tablename__ = "empathy_note"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within_workspace("persona_id", "persona"),
        within_workspace("stage_id", "stage"),
        within_workspace("round_id", "empathy_round"),
        Index("ix_empathy_note_persona", "workspace_id", "persona_id", "side", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    persona_id: int = Field(sa_type=RowId)
    side: str = Field(max_length=8)
    words: str = Field(max_length=300)
    stage_id: int | None = Field(default=None, sa_type=RowId)
    # The sighting it was seen in; None: an assumption.
    sighting_id: int | None = Field(default=None, sa_type=RowId)
    round_id: int | None = Field(default=None, sa_type=RowId)
    author_id: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)
    retired_at: datetime | None = Field(default=None, sa_type=UtcTime)
    # Its author, or somebody who runs the journey; None also for what was taken back long ago.
    retired_by: str | None = Field(default=None, max_length=32)


class Review(SQLModel, table=True):
    """One time an owner was asked whether a touchpoint is still true, and what they said."""

    __table_args__ = (
        within_workspace("touchpoint_id", "touchpoint"),
        Index("ix_review_open", "workspace_id", "answered_at", "asked_at"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    touchpoint_id: int = Field(primary_key=True, sa_type=RowId)
    asked_at: datetime = Field(primary_key=True, sa_type=UtcTime)
    person_id: str = Field(max_length=32)
    answer: str | None = Field(default=None, max_length=16)
    answered_at: datetime | None = Field(default=None, sa_type=UtcTime)
    # Put off by "Later" until then.
    later_until: datetime | None = Field(default=None, sa_type=UtcTime)


class Snapshot(SQLModel, table=True):
    """The whole map frozen at a moment, as the data its picture is drawn from."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "journey_id", "slot"),
        UniqueConstraint("workspace_id", "number"),
        within_workspace("journey_id", "journey"),
        Index("ix_snapshot_journey", "workspace_id", "journey_id", "taken_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    number: int
    journey_id: int = Field(sa_type=RowId)
    # What it was taken for: a week, a vote, a person's wish. Never taken twice for the same.
    slot: str = Field(max_length=64)
    name: str = Field(default="", max_length=80)
    taken_by: str | None = Field(default=None, max_length=32)
    taken_at: datetime = Field(sa_type=UtcTime)
    data: JsonObject = Field(sa_type=Json)


class Brief(SQLModel, table=True):
    """What to say and do today at a touchpoint or in a stage, as its owners wrote it."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "touchpoint_id"),
        UniqueConstraint("workspace_id", "stage_id"),
        within_workspace("touchpoint_id", "touchpoint"),
        within_workspace("stage_id", "stage"),
        CheckConstraint("(touchpoint_id IS NULL) <> (stage_id IS NULL)", name="one_place"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    touchpoint_id: int | None = Field(default=None, sa_type=RowId)
    stage_id: int | None = Field(default=None, sa_type=RowId)
    words: str = Field(max_length=1000)
    by_id: str = Field(max_length=32)
    at: datetime = Field(sa_type=UtcTime)


class Canvas(SQLModel, table=True):
    """That a channel's canvas in Slack holds the map in words, and how that went last."""

    __table_args__ = (within_workspace("journey_id", "journey"),)

    workspace_id: str = Field(primary_key=True, max_length=32)
    channel_id: str = Field(primary_key=True, max_length=32)
    journey_id: int = Field(sa_type=RowId)
    kept: bool
    kept_by: str = Field(max_length=32)
    # Slack's id, and what stands in it; both empty until Slack took it.
    canvas_id: str = Field(default="", max_length=32)
    digest: str = Field(default="", max_length=64)
    # When it was looked at last, whether or not there was something new to write.
    written_at: datetime | None = Field(default=None, sa_type=UtcTime)
    # Slack's word for why it takes no canvas, and when it said so.
    refused: str = Field(default="", max_length=80)
    refused_at: datetime | None = Field(default=None, sa_type=UtcTime)
