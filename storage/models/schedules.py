"""Who gets which digest when, and which run of a job was claimed by whom."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcTime, within_workspace


class Subscription(SQLModel, table=True):
    """A digest of a journey for a channel or a person."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "journey_id", "target_id"),
        within_workspace("journey_id", "journey"),
        Index("ix_subscription_due", "next_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    journey_id: int = Field(sa_type=RowId)
    # A channel or a person.
    target_id: str = Field(max_length=32)
    private: bool = Field(default=False)
    # leaders, team, frontline
    audience: str = Field(max_length=16)
    # weekly, daily, monthly, or five cron fields
    cadence: str = Field(max_length=100)
    # Minutes after midnight in the zone.
    at_minute: int = Field(default=9 * 60)
    zone: str = Field(max_length=64)
    next_at: datetime = Field(sa_type=UtcTime)
    # What was told last: the next digest begins there.
    last_slot: datetime | None = Field(default=None, sa_type=UtcTime)
    snoozed_until: datetime | None = Field(default=None, sa_type=UtcTime)
    created_by: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)
    stopped_at: datetime | None = Field(default=None, sa_type=UtcTime)


class JobRun(SQLModel, table=True):
    """One run of a job for one slot: whoever has the row runs it, while the lease holds."""

    __tablename__ = "job_run"
    __table_args__ = (Index("ix_job_run_slot", "slot"),)

    workspace_id: str = Field(primary_key=True, max_length=32)
    job: str = Field(primary_key=True, max_length=64)
    slot: datetime = Field(primary_key=True, sa_type=UtcTime)
    claimed_by: str = Field(max_length=64)
    lease_until: datetime = Field(sa_type=UtcTime)
    attempts: int = Field(default=1)
    finished_at: datetime | None = Field(default=None, sa_type=UtcTime)
    outcome: str | None = Field(default=None, max_length=300)
