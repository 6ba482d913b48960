"""What keeps a map alive: empathy, reviews, snapshots, briefs, canvases, facilitators."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "empathy_round",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("persona_id", ROW_ID, nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("started_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revealed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "persona_id"],
            ["persona.workspace_id", "persona.id"],
            name=op.f("fk_empathy_round_workspace_id_persona_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_empathy_round")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_empathy_round_workspace_id_id")),
    )
    op.create_index(
        "ix_empathy_round_persona",
        "empathy_round",
        ["workspace_id", "persona_id", "id"],
        unique=False,
    )
    op.create_table(
        "empathy_note",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("persona_id", ROW_ID, nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("stage_id", ROW_ID, nullable=True),
        sa.Column("sighting_id", ROW_ID, nullable=True),
        sa.Column("round_id", ROW_ID, nullable=True),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "persona_id"],
            ["persona.workspace_id", "persona.id"],
            name=op.f("fk_empathy_note_workspace_id_persona_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "round_id"],
            ["empathy_round.workspace_id", "empathy_round.id"],
            name=op.f("fk_empathy_note_workspace_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "stage_id"],
            ["stage.workspace_id", "stage.id"],
            name=op.f("fk_empathy_note_workspace_id_stage_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_empathy_note")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_empathy_note_workspace_id_id")),
    )
    op.create_index(
        "ix_empathy_note_persona",
        "empathy_note",
        ["workspace_id", "persona_id", "side", "id"],
        unique=False,
    )
    op.create_table(
        "review",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("touchpoint_id", ROW_ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("later_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "touchpoint_id"],
            ["touchpoint.workspace_id", "touchpoint.id"],
            name=op.f("fk_review_workspace_id_touchpoint_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "touchpoint_id", "asked_at", name=op.f("pk_review")
        ),
    )
    op.create_index(
        "ix_review_open", "review", ["workspace_id", "answered_at", "asked_at"], unique=False
    )
    op.create_table(
        "snapshot",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("slot", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("taken_by", sa.String(length=32), nullable=True),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_snapshot_workspace_id_journey_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_snapshot_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id",
            "journey_id",
            "slot",
            name=op.f("uq_snapshot_workspace_id_journey_id_slot"),
        ),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_snapshot_workspace_id_number")),
    )
    op.create_index(
        "ix_snapshot_journey", "snapshot", ["workspace_id", "journey_id", "taken_at"], unique=False
    )
    op.create_table(
        "brief",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("touchpoint_id", ROW_ID, nullable=True),
        sa.Column("stage_id", ROW_ID, nullable=True),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(touchpoint_id IS NULL) <> (stage_id IS NULL)", name=op.f("ck_brief_one_place")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "stage_id"],
            ["stage.workspace_id", "stage.id"],
            name=op.f("fk_brief_workspace_id_stage_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "touchpoint_id"],
            ["touchpoint.workspace_id", "touchpoint.id"],
            name=op.f("fk_brief_workspace_id_touchpoint_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief")),
        sa.UniqueConstraint(
            "workspace_id", "stage_id", name=op.f("uq_brief_workspace_id_stage_id")
        ),
        sa.UniqueConstraint(
            "workspace_id", "touchpoint_id", name=op.f("uq_brief_workspace_id_touchpoint_id")
        ),
    )
    op.create_table(
        "canvas",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("kept_by", sa.String(length=32), nullable=False),
        sa.Column("canvas_id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=True),
        sa.Column("refused", sa.String(length=80), nullable=False),
        sa.Column("refused_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_canvas_workspace_id_journey_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "channel_id", name=op.f("pk_canvas")),
    )
    op.create_table(
        "facilitator",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_facilitator_workspace_id_journey_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "journey_id", "person_id", name=op.f("pk_facilitator")
        ),
    )
    op.add_column(
        "journey", sa.Column("review_days", sa.Integer(), nullable=False, server_default="90")
    )
    op.add_column(
        "persona", sa.Column("portrait", sa.String(length=80), nullable=False, server_default="")
    )
    op.add_column(
        "persona",
        sa.Column("hindrances", sa.String(length=1000), nullable=False, server_default=""),
    )
    op.add_column("touchpoint", sa.Column("reviewed_at", sa.BigInteger(), nullable=True))
