"""Workspaces, the people in them, and the numbers people can say."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcTime, within_workspace


class Workspace(SQLModel, table=True):
    """One Slack workspace; everything else belongs to exactly one."""

    id: str = Field(primary_key=True, max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)


class Member(SQLModel, table=True):
    """A person in a workspace, and which journey they used last."""

    __table_args__ = (within_workspace("journey_id", "journey"),)

    workspace_id: str = Field(primary_key=True, foreign_key="workspace.id", max_length=32)
    id: str = Field(primary_key=True, max_length=32)
    first_seen_at: datetime = Field(sa_type=UtcTime)
    journey_id: int | None = Field(default=None, sa_type=RowId)
    zone: str | None = Field(default=None, max_length=64)
    # As they named it when they voted.
    department: str | None = Field(default=None, max_length=80)
    # Minutes after midnight in the person's zone between which nothing is sent.
    quiet_from: int = Field(default=20 * 60)
    quiet_until: int = Field(default=8 * 60)
    # When they first opened their Home tab; it is kept fresh only for those who did.
    home_opened_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Counter(SQLModel, table=True):
    """The last number given out, for each kind of thing people refer to by number."""

    workspace_id: str = Field(primary_key=True, foreign_key="workspace.id", max_length=32)
    kind: str = Field(primary_key=True, max_length=16)
    last: int
