"""Vote rounds: what stands to choose from, who may vote, and who put how many dots where."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcTime, within_workspace


class VoteRound(SQLModel, table=True):
    """A dot vote in a channel."""

    __tablename__ = "vote_round"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "number"),
        within_workspace("journey_id", "journey"),
        within_workspace("run_off_of_id", "vote_round"),
        Index("ix_vote_round_open", "workspace_id", "status", "closes_at"),
        Index("ix_vote_round_journey", "workspace_id", "journey_id", "id"),
        CheckConstraint("dots BETWEEN 1 AND 10", name="dots"),
        CheckConstraint("most_on_one BETWEEN 1 AND dots", name="most_on_one"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    number: int
    journey_id: int = Field(sa_type=RowId)
    channel_id: str = Field(max_length=32)
    starter_id: str = Field(max_length=32)
    question: str = Field(max_length=150)
    about: str = Field(max_length=16)
    dots: int
    most_on_one: int
    # Whether the standing is shown while the vote runs.
    live: bool = Field(default=False)
    names: str = Field(max_length=16)
    # Only the members of this user group may vote; None: everybody in the channel.
    group_id: str | None = Field(default=None, max_length=32)
    quorum: int | None = Field(default=None)
    status: str = Field(default="open", max_length=16)
    created_at: datetime = Field(sa_type=UtcTime)
    # None: when everybody has voted.
    closes_at: datetime | None = Field(default=None, sa_type=UtcTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    # Who closed it; None when the deadline or the last vote did.
    closed_by: str | None = Field(default=None, max_length=32)
    reminded_at: datetime | None = Field(default=None, sa_type=UtcTime)
    run_off_of_id: int | None = Field(default=None, sa_type=RowId)
    # What voters are hashed with where names are not stored; destroyed when it closes.
    voter_key: str | None = Field(default=None, max_length=64)


class VoteOption(SQLModel, table=True):
    """One thing to vote for, with its words as they stood when the round began."""

    __tablename__ = "vote_option"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("round_id", "position"),
        within_workspace("round_id", "vote_round"),
        within_workspace("pain_point_id", "pain_point"),
        within_workspace("opportunity_id", "opportunity"),
        Index("ix_vote_option_pain_point", "workspace_id", "pain_point_id"),
        Index("ix_vote_option_opportunity", "workspace_id", "opportunity_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    round_id: int = Field(sa_type=RowId)
    position: int
    title: str = Field(max_length=150)
    pain_point_id: int | None = Field(default=None, sa_type=RowId)
    opportunity_id: int | None = Field(default=None, sa_type=RowId)
    # How hot it was when the round closed; None for what has no heat.
    heat: float | None = Field(default=None)
    # What it got, kept when the round closed, for everything that shows it afterwards.
    dots: int | None = Field(default=None)
    voters: int | None = Field(default=None)


class VoteMember(SQLModel, table=True):
    """A person who may vote in a round, as Slack named them last."""

    __tablename__ = "vote_member"
    __table_args__ = (within_workspace("round_id", "vote_round"),)

    workspace_id: str = Field(primary_key=True, max_length=32)
    round_id: int = Field(primary_key=True, sa_type=RowId)
    person_id: str = Field(primary_key=True, max_length=32)


class Ballot(SQLModel, table=True):
    """That somebody voted. `voter` is the person, or where names are not stored, a keyed hash."""

    __table_args__ = (within_workspace("round_id", "vote_round"),)

    workspace_id: str = Field(primary_key=True, max_length=32)
    round_id: int = Field(primary_key=True, sa_type=RowId)
    voter: str = Field(primary_key=True, max_length=64)
    department: str | None = Field(default=None, max_length=80)
    cast_at: datetime = Field(sa_type=UtcTime)


class Dot(SQLModel, table=True):
    """How many dots one voter put on one option."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "round_id", "voter"],
            ["ballot.workspace_id", "ballot.round_id", "ballot.voter"],
        ),
        within_workspace("option_id", "vote_option"),
        CheckConstraint("dots > 0", name="dots"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    round_id: int = Field(primary_key=True, sa_type=RowId)
    voter: str = Field(primary_key=True, max_length=64)
    option_id: int = Field(primary_key=True, sa_type=RowId)
    dots: int


class UserGroup(SQLModel, table=True):
    """A user group of the workspace, as Slack named it last."""

    __tablename__ = "user_group"

    workspace_id: str = Field(primary_key=True, foreign_key="workspace.id", max_length=32)
    id: str = Field(primary_key=True, max_length=32)
    handle: str = Field(max_length=80)
    name: str = Field(max_length=150)
    heard_at: datetime = Field(sa_type=UtcTime)


class UserGroupMember(SQLModel, table=True):
    """A person in a user group."""

    __tablename__ = "user_group_member"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "group_id"], ["user_group.workspace_id", "user_group.id"]
        ),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    group_id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(primary_key=True, max_length=32)
