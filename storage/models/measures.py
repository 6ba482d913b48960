"""KPIs and their readings, imports, and where numbers are pulled from."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.columns import Json, JsonObject, RowId, UtcTime, within_workspace


class Kpi(SQLModel, table=True):
    """A measured number. Method and scale never change in place: that begins a new series."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "number"),
        UniqueConstraint("workspace_id", "journey_id", "name_key"),
        within_workspace("journey_id", "journey"),
        within_workspace("stage_id", "stage"),
        within_workspace("touchpoint_id", "touchpoint"),
        Index("ix_kpi_journey", "workspace_id", "journey_id", "retired_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    number: int
    journey_id: int = Field(sa_type=RowId)
    name: str = Field(max_length=80)
    name_key: str = Field(max_length=200)
    # NPS, CSAT, CES 1.0, CES 2.0, conversion, retention, time, count, custom.
    kind: str = Field(max_length=16)
    scale_low: int | None = Field(default=None)
    scale_high: int | None = Field(default=None)
    # The lowest answer that counts as satisfied: 4 of 5 for top-2-box.
    box_from: int | None = Field(default=None)
    unit: str = Field(default="", max_length=24)
    higher_is_better: bool = Field(default=True)
    baseline: float | None = Field(default=None)
    target: float | None = Field(default=None)
    stage_id: int | None = Field(default=None, sa_type=RowId)
    touchpoint_id: int | None = Field(default=None, sa_type=RowId)
    owner_id: str = Field(max_length=32)
    # week, month, quarter, year
    period: str = Field(default="month", max_length=16)
    # Counted up when method or scale changes.
    series: int = Field(default=1)
    created_by: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)
    retired_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Reading(SQLModel, table=True):
    """One value of a KPI for a period; shares are in per cent.

    `spread` is the answers' sample standard deviation where it is known.

    What was counted is kept beside the value: promoters, passives and detractors, answers per
    scale point, or k of n.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "kpi_id", "series", "period_start"),
        within_workspace("kpi_id", "kpi"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    kpi_id: int = Field(sa_type=RowId)
    series: int
    period_start: date
    value: float
    n: int | None = Field(default=None)
    spread: float | None = Field(default=None)
    counts: JsonObject | None = Field(default=None, sa_type=Json)
    source: str = Field(default="by hand", max_length=24)
    recorded_by: str = Field(max_length=32)
    recorded_at: datetime = Field(sa_type=UtcTime)


class ImportBatch(SQLModel, table=True):
    """A file of answers: previewed, then confirmed, once."""

    __tablename__ = "import_batch"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "kpi_id", "fingerprint"),
        within_workspace("kpi_id", "kpi"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    kpi_id: int = Field(sa_type=RowId)
    fingerprint: str = Field(max_length=64)
    file_name: str = Field(max_length=150)
    columns: JsonObject = Field(sa_type=Json)
    by_id: str = Field(max_length=32)
    at: datetime = Field(sa_type=UtcTime)
    answers: int
    # The KPI's latest entry of history when it came: tells what was recorded before it.
    history_id: int = Field(default=0, sa_type=RowId)
    # Its row stays, for the history names it; its file can be imported again.
    undone_at: datetime | None = Field(default=None, sa_type=UtcTime)
    undone_by: str | None = Field(default=None, max_length=32)


class Answer(SQLModel, table=True):
    """One imported answer; the same row of the same file changes nothing."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "kpi_id", "series", "row_key"),
        # An index, for one can be added to a table that is there on either database.
        Index("uq_answer_workspace_id_id", "workspace_id", "id", unique=True),
        within_workspace("kpi_id", "kpi"),
        within_workspace("batch_id", "import_batch"),
        within_workspace("touchpoint_id", "touchpoint"),
        Index("ix_answer_kpi", "workspace_id", "kpi_id", "series", "answered_on"),
        Index("ix_answer_batch", "workspace_id", "batch_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    kpi_id: int = Field(sa_type=RowId)
    series: int
    batch_id: int = Field(sa_type=RowId)
    row_key: str = Field(max_length=64)
    answered_on: date
    score: int
    comment: str = Field(default="", max_length=3000)
    segment: str = Field(default="", max_length=80)
    touchpoint_id: int | None = Field(default=None, sa_type=RowId)


class Connector(SQLModel, table=True):
    """Where a KPI is pulled from. Secrets stand in the environment; only their names here."""

    __table_args__ = (
        within_workspace("kpi_id", "kpi"),
        Index("ix_connector_due", "workspace_id", "next_at"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    kpi_id: int = Field(primary_key=True, sa_type=RowId)
    # Secrets in it as ${NAME}, too.
    url: str = Field(max_length=2000)
    # Header name -> its value, with ${NAME} where the environment holds a secret.
    headers: JsonObject = Field(sa_type=Json)
    value_path: str = Field(max_length=300)
    n_path: str = Field(default="", max_length=300)
    date_path: str = Field(default="", max_length=300)
    # A share comes as 0..1, and is kept in per cent.
    of_one: bool = Field(default=False)
    # What it was connected for: with another series it rests until somebody looked at it.
    series: int
    every_minutes: int = Field(default=24 * 60)
    next_at: datetime = Field(sa_type=UtcTime)
    paused_at: datetime | None = Field(default=None, sa_type=UtcTime)
    # When something last came.
    last_at: datetime | None = Field(default=None, sa_type=UtcTime)
    failures: int = Field(default=0)
    last_error: str = Field(default="", max_length=500)
    # Set when it failed so often that its owner was told and it rests.
    open_until: datetime | None = Field(default=None, sa_type=UtcTime)
    created_by: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)


class Webhook(SQLModel, table=True):
    """Where readings of a KPI are pushed to.

    The secret is kept as it is: a signature can't be checked from a hash of it.
    """

    __table_args__ = (within_workspace("kpi_id", "kpi"), UniqueConstraint("token"))

    workspace_id: str = Field(primary_key=True, max_length=32)
    kpi_id: int = Field(primary_key=True, sa_type=RowId)
    # Names the webhook in its address; tells nothing about the workspace.
    token: str = Field(max_length=64)
    secret: str = Field(max_length=64)
    series: int
    created_by: str = Field(max_length=32)
    created_at: datetime = Field(sa_type=UtcTime)
    last_at: datetime | None = Field(default=None, sa_type=UtcTime)
