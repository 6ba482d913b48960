"""Pulses as they are asked: of whom, how answered, and what came of them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RUNS = sa.text("closed_at IS NULL")


def upgrade() -> None:
    # Nothing could be asked before: both are empty.
    op.drop_table("pulse_answer")
    op.drop_table("pulse")
    _pulse()
    _answer()


def _pulse() -> None:
    op.create_table(
        "pulse",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("touchpoint_id", ROW_ID, nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("question", sa.String(length=150), nullable=False),
        sa.Column("question_key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("started_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.String(length=32), nullable=True),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_pulse_workspace_id_journey_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "touchpoint_id"],
            ["touchpoint.workspace_id", "touchpoint.id"],
            name=op.f("fk_pulse_workspace_id_touchpoint_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_pulse_workspace_id_id")),
    )
    op.create_index(
        "uq_pulse_running",
        "pulse",
        ["workspace_id", "touchpoint_id", "question_key"],
        unique=True,
        sqlite_where=RUNS,
        postgresql_where=RUNS,
    )
    op.create_index("ix_pulse_journey", "pulse", ["workspace_id", "journey_id", "id"])
    op.create_index("ix_pulse_touchpoint", "pulse", ["workspace_id", "touchpoint_id", "closed_at"])
    op.create_index("ix_pulse_untold", "pulse", ["workspace_id", "told_at", "closes_at"])


def _answer() -> None:
    op.create_table(
        "pulse_answer",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("pulse_id", ROW_ID, nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
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
