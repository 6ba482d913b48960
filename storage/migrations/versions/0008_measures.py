"""KPIs with their readings, imports, pulses and connectors."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "kpi",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("scale_low", sa.Integer(), nullable=True),
        sa.Column("scale_high", sa.Integer(), nullable=True),
        sa.Column("box_from", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=24), nullable=False),
        sa.Column("higher_is_better", sa.Boolean(), nullable=False),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("stage_id", ROW_ID, nullable=True),
        sa.Column("touchpoint_id", ROW_ID, nullable=True),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_kpi_workspace_id_journey_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "stage_id"],
            ["stage.workspace_id", "stage.id"],
            name=op.f("fk_kpi_workspace_id_stage_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "touchpoint_id"],
            ["touchpoint.workspace_id", "touchpoint.id"],
            name=op.f("fk_kpi_workspace_id_touchpoint_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_kpi_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_kpi_workspace_id_number")),
        sa.UniqueConstraint(
            "workspace_id",
            "journey_id",
            "name_key",
            name=op.f("uq_kpi_workspace_id_journey_id_name_key"),
        ),
    )
    op.create_index(
        "ix_kpi_journey", "kpi", ["workspace_id", "journey_id", "retired_at"], unique=False
    )
    op.create_table(
        "reading",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kpi_id", ROW_ID, nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("spread", sa.Float(), nullable=True),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "kpi_id"],
            ["kpi.workspace_id", "kpi.id"],
            name=op.f("fk_reading_workspace_id_kpi_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint(
            "workspace_id",
            "kpi_id",
            "series",
            "period_start",
            name=op.f("uq_reading_workspace_id_kpi_id_series_period_start"),
        ),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kpi_id", ROW_ID, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=150), nullable=False),
        sa.Column("columns", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "kpi_id"],
            ["kpi.workspace_id", "kpi.id"],
            name=op.f("fk_import_batch_workspace_id_kpi_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_import_batch_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id",
            "kpi_id",
            "fingerprint",
            name=op.f("uq_import_batch_workspace_id_kpi_id_fingerprint"),
        ),
    )
    op.create_table(
        "answer",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kpi_id", ROW_ID, nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("batch_id", ROW_ID, nullable=False),
        sa.Column("row_key", sa.String(length=64), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(length=3000), nullable=False),
        sa.Column("segment", sa.String(length=80), nullable=False),
        sa.Column("touchpoint_id", ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "batch_id"],
            ["import_batch.workspace_id", "import_batch.id"],
            name=op.f("fk_answer_workspace_id_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "kpi_id"],
            ["kpi.workspace_id", "kpi.id"],
            name=op.f("fk_answer_workspace_id_kpi_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "touchpoint_id"],
            ["touchpoint.workspace_id", "touchpoint.id"],
            name=op.f("fk_answer_workspace_id_touchpoint_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "workspace_id",
            "kpi_id",
            "series",
            "row_key",
            name=op.f("uq_answer_workspace_id_kpi_id_series_row_key"),
        ),
    )
    op.create_index(
        "ix_answer_kpi", "answer", ["workspace_id", "kpi_id", "series", "answered_on"], unique=False
    )
    op.create_table(
        "pulse",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("touchpoint_id", ROW_ID, nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("started_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "touchpoint_id"],
            ["touchpoint.workspace_id", "touchpoint.id"],
            name=op.f("fk_pulse_workspace_id_touchpoint_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_pulse_workspace_id_id")),
    )
    op.create_table(
        "pulse_answer",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("pulse_id", ROW_ID, nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("value BETWEEN 1 AND 5", name=op.f("ck_pulse_answer_value")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pulse_id"],
            ["pulse.workspace_id", "pulse.id"],
            name=op.f("fk_pulse_answer_workspace_id_pulse_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "pulse_id", "person_id", name=op.f("pk_pulse_answer")
        ),
    )
    op.create_table(
        "connector",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kpi_id", ROW_ID, nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("headers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("value_path", sa.String(length=300), nullable=False),
        sa.Column("n_path", sa.String(length=300), nullable=False),
        sa.Column("date_path", sa.String(length=300), nullable=False),
        sa.Column("every_minutes", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=500), nullable=False),
        sa.Column("open_until", sa.BigInteger(), nullable=True),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "kpi_id"],
            ["kpi.workspace_id", "kpi.id"],
            name=op.f("fk_connector_workspace_id_kpi_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "kpi_id", name=op.f("pk_connector")),
    )
