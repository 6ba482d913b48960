"""What a team decides: opportunities with their scores, and actions with owner and due date."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcTime, within_workspace


class Opportunity(SQLModel, table=True):
    """An idea that answers pain points, with what RICE and ICE are computed from.

    RICE: `reach` people in `reach_period`, `impact` 0.25-3, `confidence` in per cent, `effort`
    in person-months. ICE: three whole numbers 1-10.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "number"),
        within_workspace("journey_id", "journey"),
        Index("ix_opportunity_journey", "workspace_id", "journey_id", "status"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    number: int
    journey_id: int = Field(sa_type=RowId)
    title: str = Field(max_length=150)
    how_might_we: str = Field(default="", max_length=1000)
    status: str = Field(default="Open", max_length=16)
    status_at: datetime = Field(sa_type=UtcTime)
    reason: str = Field(default="", max_length=1000)
    owner_id: str | None = Field(default=None, max_length=32)
    reach: float | None = Field(default=None)
    reach_period: str | None = Field(default=None, max_length=16)
    impact: float | None = Field(default=None)
    confidence: int | None = Field(default=None)
    effort: float | None = Field(default=None)
    ice_impact: int | None = Field(default=None)
    ice_confidence: int | None = Field(default=None)
    ice_ease: int | None = Field(default=None)
    created_by: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)


class OpportunityPain(SQLModel, table=True):
    """A pain point that an opportunity answers."""

    __tablename__ = "opportunity_pain"
    __table_args__ = (
        within_workspace("opportunity_id", "opportunity"),
        within_workspace("pain_point_id", "pain_point"),
        Index("ix_opportunity_pain_pain_point", "workspace_id", "pain_point_id"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    opportunity_id: int = Field(primary_key=True, sa_type=RowId)
    pain_point_id: int = Field(primary_key=True, sa_type=RowId)


class ScoreRound(SQLModel, table=True):
    """A team scores opportunities, each person for themselves until it is revealed."""

    __tablename__ = "score_round"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within_workspace("journey_id", "journey"),
        Index("ix_score_round_journey", "workspace_id", "journey_id", "kind", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    journey_id: int = Field(sa_type=RowId)
    channel_id: str = Field(max_length=32)
    kind: str = Field(max_length=16)
    started_by: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)
    # How many people the channel has, as Slack said last; None while it was not heard yet.
    eligible: int | None = Field(default=None)
    revealed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    revealed_by: str | None = Field(default=None, max_length=32)
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcTime)
    cancelled_by: str | None = Field(default=None, max_length=32)


class ScoreItem(SQLModel, table=True):
    """An opportunity that is scored in a round."""

    __tablename__ = "score_item"
    __table_args__ = (
        within_workspace("round_id", "score_round"),
        within_workspace("opportunity_id", "opportunity"),
        Index("ix_score_item_opportunity", "workspace_id", "opportunity_id"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    round_id: int = Field(primary_key=True, sa_type=RowId)
    opportunity_id: int = Field(primary_key=True, sa_type=RowId)
    position: int


class Score(SQLModel, table=True):
    """One person's 1-5 for one side of an opportunity."""

    __table_args__ = (
        within_workspace("round_id", "score_round"),
        within_workspace("opportunity_id", "opportunity"),
        CheckConstraint("value BETWEEN 1 AND 5", name="value"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    round_id: int = Field(primary_key=True, sa_type=RowId)
    opportunity_id: int = Field(primary_key=True, sa_type=RowId)
    person_id: str = Field(primary_key=True, max_length=32)
    side: str = Field(primary_key=True, max_length=16)
    value: int
    scored_at: datetime = Field(sa_type=UtcTime)


class Action(SQLModel, table=True):
    """What somebody does about it."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "number"),
        within_workspace("journey_id", "journey"),
        within_workspace("opportunity_id", "opportunity"),
        within_workspace("round_id", "vote_round"),
        Index("ix_action_journey", "workspace_id", "journey_id", "status", "due_on"),
        Index("ix_action_owner", "workspace_id", "owner_id", "status"),
        Index("ix_action_due", "workspace_id", "status", "due_on"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    number: int
    journey_id: int = Field(sa_type=RowId)
    channel_id: str | None = Field(default=None, max_length=32)
    what: str = Field(max_length=150)
    owner_id: str = Field(max_length=32)
    due_on: date
    # The KPI it should move, and what is expected, in words.
    kpi: str = Field(default="", max_length=150)
    hypothesis: str = Field(default="", max_length=1000)
    status: str = Field(default="Open", max_length=16)
    status_at: datetime = Field(sa_type=UtcTime)
    # Why it was dropped, or what came of it.
    reason: str = Field(default="", max_length=1000)
    opportunity_id: int | None = Field(default=None, sa_type=RowId)
    round_id: int | None = Field(default=None, sa_type=RowId)
    created_by: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)


class ActionPain(SQLModel, table=True):
    """A pain point that an action is to solve."""

    __tablename__ = "action_pain"
    __table_args__ = (
        within_workspace("action_id", "action"),
        within_workspace("pain_point_id", "pain_point"),
        Index("ix_action_pain_pain_point", "workspace_id", "pain_point_id"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    action_id: int = Field(primary_key=True, sa_type=RowId)
    pain_point_id: int = Field(primary_key=True, sa_type=RowId)


class ActionReminder(SQLModel, table=True):
    """That an owner was reminded; the row is the claim, so nobody is reminded twice."""

    __tablename__ = "action_reminder"
    __table_args__ = (within_workspace("action_id", "action"),)

    workspace_id: str = Field(primary_key=True, max_length=32)
    action_id: int = Field(primary_key=True, sa_type=RowId)
    # The day it is for, in the owner's zone.
    day: date = Field(primary_key=True)
    sent_at: datetime = Field(sa_type=UtcTime)
