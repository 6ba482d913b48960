"""The map: journeys, stages, touchpoints, personas, and the channels bound to them.

References carry the workspace along, so that the schema itself refuses a row that
points into another workspace.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcTime, within_workspace


class Journey(SQLModel, table=True):
    """One map, owned by the person who made it."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "name_key"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(foreign_key="workspace.id", max_length=32)
    name: str = Field(max_length=80)
    name_key: str = Field(max_length=200)
    goal: str = Field(default="", max_length=3000)
    scope: str = Field(default="", max_length=3000)
    owner_id: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)
    retired_at: datetime | None = Field(default=None, sa_type=UtcTime)
    # What its opportunities are ordered by: points of different frameworks are never mixed.
    framework: str = Field(default="RICE", max_length=16)
    # How often each touchpoint's owner is asked whether it is still true.
    review_days: int = Field(default=90)


class Stage(SQLModel, table=True):
    """An ordered column of a journey."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within_workspace("journey_id", "journey"),
        Index("ix_stage_journey", "workspace_id", "journey_id", "position"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    journey_id: int = Field(sa_type=RowId)
    name: str = Field(max_length=80)
    goal: str = Field(default="", max_length=500)
    funnel: str = Field(default="", max_length=40)
    position: int
    retired_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Touchpoint(SQLModel, table=True):
    """One interaction in a stage."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "number"),
        within_workspace("journey_id", "journey"),
        within_workspace("stage_id", "stage"),
        Index("ix_touchpoint_journey", "workspace_id", "journey_id", "stage_id", "position"),
        CheckConstraint("significance BETWEEN 1 AND 5", name="significance"),
        CheckConstraint("planned_emotion BETWEEN -2 AND 2", name="planned_emotion"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    number: int
    journey_id: int = Field(sa_type=RowId)
    stage_id: int = Field(sa_type=RowId)
    position: int
    name: str = Field(max_length=120)
    channel: str = Field(max_length=16)
    action: str = Field(default="", max_length=500)
    department: str = Field(default="", max_length=80)
    owner_id: str | None = Field(default=None, max_length=32)
    significance: int | None = Field(default=None)
    moment_of_truth: bool = Field(default=False)
    planned_emotion: int | None = Field(default=None)
    created_by: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)
    # When somebody last said that it is still true.
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    retired_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Persona(SQLModel, table=True):
    """Whom a journey is about."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "journey_id", "name"),
        within_workspace("journey_id", "journey"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    journey_id: int = Field(sa_type=RowId)
    name: str = Field(max_length=80)
    # An emoji, or the id of a picture in Slack.
    portrait: str = Field(default="", max_length=80)
    demographics: str = Field(default="", max_length=500)
    goals: str = Field(default="", max_length=1000)
    # What brings them, and what keeps them away.
    motivations: str = Field(default="", max_length=1000)
    hindrances: str = Field(default="", max_length=1000)
    frustrations: str = Field(default="", max_length=1000)
    quote: str = Field(default="", max_length=500)
    evidence: str = Field(default="", max_length=500)
    retired_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Facilitator(SQLModel, table=True):
    """Somebody who runs votes and scorings of a journey besides its owner."""

    __table_args__ = (within_workspace("journey_id", "journey"),)

    workspace_id: str = Field(primary_key=True, max_length=32)
    journey_id: int = Field(primary_key=True, sa_type=RowId)
    person_id: str = Field(primary_key=True, max_length=32)


class ChannelBinding(SQLModel, table=True):
    """Which journey a Slack channel works on."""

    __tablename__ = "channel_binding"
    __table_args__ = (
        within_workspace("journey_id", "journey"),
        Index("ix_channel_binding_journey", "workspace_id", "journey_id"),
    )

    workspace_id: str = Field(primary_key=True, foreign_key="workspace.id", max_length=32)
    channel_id: str = Field(primary_key=True, max_length=32)
    journey_id: int = Field(sa_type=RowId)
    private: bool = Field(default=False)
    bound_by: str = Field(max_length=32)
    bound_at: datetime = Field(sa_type=UtcTime)
