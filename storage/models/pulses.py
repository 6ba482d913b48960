"""Pulses: one question about one touchpoint, whom it is put to, and what came of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.models.columns import Json, JsonObject, RowId, UtcTime, within_workspace

PULSE_RUNS = "closed_at IS NULL"


class Pulse(SQLModel, table=True):
    """One question about one touchpoint, put to people once."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within_workspace("journey_id", "journey"),
        within_workspace("touchpoint_id", "touchpoint"),
        # The same question runs once at a touchpoint, whoever asks it at the same moment.
        Index(
            "uq_pulse_running",
            "workspace_id",
            "touchpoint_id",
            "question_key",
            unique=True,
            sqlite_where=text(PULSE_RUNS),
            postgresql_where=text(PULSE_RUNS),
        ),
        Index("ix_pulse_journey", "workspace_id", "journey_id", "id"),
        Index("ix_pulse_touchpoint", "workspace_id", "touchpoint_id", "closed_at"),
        Index("ix_pulse_untold", "workspace_id", "told_at", "closes_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    journey_id: int = Field(sa_type=RowId)
    touchpoint_id: int = Field(sa_type=RowId)
    channel_id: str = Field(max_length=32)
    # Asked in a private channel: what came of it is for that channel alone.
    private: bool = Field(default=False)
    question: str = Field(max_length=150)
    question_key: str = Field(max_length=200)
    # "scale" or "yes_no", and "channel" or "loggers".
    kind: str = Field(max_length=8)
    audience: str = Field(max_length=8)
    started_by: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)
    closes_at: datetime = Field(sa_type=UtcTime)
    # When Slack last told who is in the channel.
    heard_at: datetime | None = Field(default=None, sa_type=UtcTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    # None where it ended by itself.
    closed_by: str | None = Field(default=None, max_length=32)
    # Counts and words, kept when it ends; from then on nobody can tell who answered what.
    result: JsonObject | None = Field(default=None, sa_type=Json)
    told_at: datetime | None = Field(default=None, sa_type=UtcTime)


class PulseAnswer(SQLModel, table=True):
    """That somebody is to be asked or was, and while the pulse runs what they said.

    A `value` is 1-5 on the scale; otherwise 1 is no, 2 is yes and 3 is can't say.
    """

    __tablename__ = "pulse_answer"
    __table_args__ = (
        within_workspace("pulse_id", "pulse"),
        CheckConstraint("value BETWEEN 1 AND 5", name="value"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    pulse_id: int = Field(primary_key=True, sa_type=RowId)
    person_id: str = Field(primary_key=True, max_length=32)
    # None: waits for its day and for their waking hours.
    asked_at: datetime | None = Field(default=None, sa_type=UtcTime)
    value: int | None = Field(default=None)
    answered_at: datetime | None = Field(default=None, sa_type=UtcTime)
    words: str = Field(default="", max_length=500)
    # Whether the words may be shown, without a name.
    shown: bool = Field(default=False)
