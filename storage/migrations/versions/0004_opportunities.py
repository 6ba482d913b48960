"""Opportunities, what they answer, and how teams score them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "opportunity",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("how_might_we", sa.String(length=1000), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("status_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("reach", sa.Float(), nullable=True),
        sa.Column("reach_period", sa.String(length=16), nullable=True),
        sa.Column("impact", sa.Float(), nullable=True),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("effort", sa.Float(), nullable=True),
        sa.Column("ice_impact", sa.Integer(), nullable=True),
        sa.Column("ice_confidence", sa.Integer(), nullable=True),
        sa.Column("ice_ease", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_opportunity_workspace_id_journey_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_opportunity_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "number", name=op.f("uq_opportunity_workspace_id_number")
        ),
    )
    op.create_index(
        "ix_opportunity_journey",
        "opportunity",
        ["workspace_id", "journey_id", "status"],
        unique=False,
    )
    op.create_table(
        "opportunity_pain",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("opportunity_id", ROW_ID, nullable=False),
        sa.Column("pain_point_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "opportunity_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            name=op.f("fk_opportunity_pain_workspace_id_opportunity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pain_point_id"],
            ["pain_point.workspace_id", "pain_point.id"],
            name=op.f("fk_opportunity_pain_workspace_id_pain_point_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "opportunity_id", "pain_point_id", name=op.f("pk_opportunity_pain")
        ),
    )
    op.create_index(
        "ix_opportunity_pain_pain_point",
        "opportunity_pain",
        ["workspace_id", "pain_point_id"],
        unique=False,
    )
    op.create_table(
        "score_round",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("started_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("revealed_at", sa.BigInteger(), nullable=True),
        sa.Column("revealed_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_score_round_workspace_id_journey_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_round")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_score_round_workspace_id_id")),
    )
    op.create_index(
        "ix_score_round_journey",
        "score_round",
        ["workspace_id", "journey_id", "kind", "id"],
        unique=False,
    )
    op.create_table(
        "score_item",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("round_id", ROW_ID, nullable=False),
        sa.Column("opportunity_id", ROW_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "opportunity_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            name=op.f("fk_score_item_workspace_id_opportunity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "round_id"],
            ["score_round.workspace_id", "score_round.id"],
            name=op.f("fk_score_item_workspace_id_round_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "round_id", "opportunity_id", name=op.f("pk_score_item")
        ),
    )
    op.create_index(
        "ix_score_item_opportunity", "score_item", ["workspace_id", "opportunity_id"], unique=False
    )
    op.create_table(
        "score",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("round_id", ROW_ID, nullable=False),
        sa.Column("opportunity_id", ROW_ID, nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("scored_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 5", name=op.f("ck_score_value")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "opportunity_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            name=op.f("fk_score_workspace_id_opportunity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "round_id"],
            ["score_round.workspace_id", "score_round.id"],
            name=op.f("fk_score_workspace_id_round_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "round_id", "opportunity_id", "person_id", "side", name=op.f("pk_score")
        ),
    )
    op.add_column(
        "journey",
        sa.Column("framework", sa.String(length=16), nullable=False, server_default="RICE"),
    )
