"""Pain points (and delights) and the sightings they are made of."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, UtcTime, within_workspace

QUOTED = "quote <> ''"


class PainPoint(SQLModel, table=True):
    """A problem customers meet at a touchpoint, or, as a delight, a moment that pleased them."""

    __tablename__ = "pain_point"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "number"),
        within_workspace("journey_id", "journey"),
        within_workspace("touchpoint_id", "touchpoint"),
        within_workspace("duplicate_of_id", "pain_point"),
        Index("ix_pain_point_solved", "workspace_id", "status", "status_at"),
        Index("ix_pain_point_journey", "workspace_id", "journey_id", "kind", "status"),
        # In the order of lists, and everything that narrows them: read until a page is full.
        Index(
            "ix_pain_point_hottest",
            "workspace_id",
            "journey_id",
            "kind",
            "coldness",
            "number",
            "status",
            "touchpoint_id",
            "last_seen_at",
        ),
        Index("ix_pain_point_last_seen", "workspace_id", "last_seen_at"),
        Index("ix_pain_point_touchpoint", "workspace_id", "touchpoint_id"),
        Index("ix_pain_point_reporter", "workspace_id", "reporter_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    number: int
    kind: str = Field(default="pain", max_length=8)
    journey_id: int = Field(sa_type=RowId)
    touchpoint_id: int = Field(sa_type=RowId)
    title: str = Field(max_length=150)
    description: str = Field(default="", max_length=3000)
    status: str = Field(default="New", max_length=16)
    status_at: datetime = Field(sa_type=UtcTime)
    # Why it was declined, or what customers can be told now that it is solved.
    reason: str = Field(default="", max_length=1000)
    duplicate_of_id: int | None = Field(default=None, sa_type=RowId)
    owner_id: str | None = Field(default=None, max_length=32)
    reporter_id: str = Field(max_length=32)
    channel_id: str | None = Field(default=None, max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)
    # What triggers keep of the sightings, whoever writes those: see storage/pain/heat.py.
    coldness: float = Field(default=0.0)
    last_seen_at: datetime | None = Field(default=None, sa_type=UtcTime)
    # Title and description, folded: see storage/pain/filters.py.
    search: str = Field(default="")


class Sighting(SQLModel, table=True):
    """One observation of a pain point: who saw it, when, how bad it was."""

    __table_args__ = (
        within_workspace("pain_point_id", "pain_point"),
        within_workspace("persona_id", "persona"),
        Index("ix_sighting_reporter", "workspace_id", "reporter_id", "pain_point_id"),
        Index(
            "ix_sighting_persona",
            "workspace_id",
            "persona_id",
            "pain_point_id",
            sqlite_where=text("persona_id IS NOT NULL"),
            postgresql_where=text("persona_id IS NOT NULL"),
        ),
        Index("ix_sighting_place", "workspace_id", "place_id", "id", "pain_point_id"),
        # Everything heat, emotion and evidence need, so that lists read the index alone.
        Index(
            "ix_sighting_pain_point",
            "workspace_id",
            "pain_point_id",
            "seen_at",
            "severity",
            "reporter_id",
            "emotion",
        ),
        # Few carry a customer's words, and the map looks for the best of them at a touchpoint.
        Index(
            "ix_sighting_quote",
            "workspace_id",
            "pain_point_id",
            "seen_at",
            sqlite_where=text(QUOTED),
            postgresql_where=text(QUOTED),
        ),
        CheckConstraint("severity BETWEEN 1 AND 5", name="severity"),
        CheckConstraint("emotion BETWEEN -2 AND 2", name="emotion"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    pain_point_id: int = Field(sa_type=RowId)
    reporter_id: str = Field(max_length=32)
    seen_at: datetime = Field(sa_type=UtcTime)
    severity: int
    emotion: int | None = Field(default=None)
    words: str = Field(default="", max_length=3000)
    quote: str = Field(default="", max_length=3000)
    source: str | None = Field(default=None, max_length=32)
    persona_id: int | None = Field(default=None, sa_type=RowId)
    told_by: str = Field(default="", max_length=80)
    # Where the message stands that it was made from; shown only to those who may see it.
    permalink: str | None = Field(default=None, max_length=500)
    place_id: str | None = Field(default=None, max_length=32)
    place_private: bool = Field(default=False)
    # Whether the reporter is named when it is solved; who made a delight happen and agreed to it.
    thanked_by_name: bool = Field(default=False)
    made_by: str | None = Field(default=None, max_length=32)
