"""The life of a pain point: merges that can be undone, who is to be told, who was asked."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.models.columns import Json, JsonObject, RowId, UtcTime, within_workspace


class Merge(SQLModel, table=True):
    """One pain point found to be the same as another."""

    __table_args__ = (
        within_workspace("pain_point_id", "pain_point"),
        within_workspace("into_id", "pain_point"),
        Index("ix_merge_pain_point", "workspace_id", "pain_point_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    pain_point_id: int = Field(sa_type=RowId)
    into_id: int = Field(sa_type=RowId)
    status_before: str = Field(max_length=16)
    by_id: str = Field(max_length=32)
    at: datetime = Field(sa_type=UtcTime)
    undone_at: datetime | None = Field(default=None, sa_type=UtcTime)


class MovedSighting(SQLModel, table=True):
    """A sighting that a merge moved, so that it can find its way back."""

    __tablename__ = "moved_sighting"

    merge_id: int = Field(primary_key=True, foreign_key="merge.id", sa_type=RowId)
    sighting_id: int = Field(primary_key=True, foreign_key="sighting.id", sa_type=RowId)
    workspace_id: str = Field(foreign_key="workspace.id", max_length=32)


class Notice(SQLModel, table=True):
    """Something a reporter is to be told about a pain point; one row whatever happens meanwhile."""

    __table_args__ = (
        within_workspace("pain_point_id", "pain_point"),
        Index("ix_notice_pending", "workspace_id", "pending_since"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(primary_key=True, max_length=32)
    pain_point_id: int = Field(primary_key=True, sa_type=RowId)
    kind: str = Field(primary_key=True, max_length=16)
    pending_since: datetime | None = Field(default=None, sa_type=UtcTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcTime)
    # How it stood when they were last told, so that they hear only what is news to them.
    told: JsonObject | None = Field(default=None, sa_type=Json)


class StillHappening(SQLModel, table=True):
    """One person asked whether a solved pain point still happens, once for each solving."""

    __tablename__ = "still_happening"
    __table_args__ = (within_workspace("pain_point_id", "pain_point"),)

    workspace_id: str = Field(primary_key=True, max_length=32)
    pain_point_id: int = Field(primary_key=True, sa_type=RowId)
    person_id: str = Field(primary_key=True, max_length=32)
    solved_at: datetime = Field(primary_key=True, sa_type=UtcTime)
    asked_at: datetime = Field(sa_type=UtcTime)
    answer: str | None = Field(default=None, max_length=8)
    answered_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Muted(SQLModel, table=True):
    """A kind of direct message a person switched off."""

    workspace_id: str = Field(primary_key=True, foreign_key="workspace.id", max_length=32)
    person_id: str = Field(primary_key=True, max_length=32)
    kind: str = Field(primary_key=True, max_length=16)
