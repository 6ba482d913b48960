"""Actions, what they solve, and whom they reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "action",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=True),
        sa.Column("what", sa.String(length=150), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("kpi", sa.String(length=150), nullable=False),
        sa.Column("hypothesis", sa.String(length=1000), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("status_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("opportunity_id", ROW_ID, nullable=True),
        sa.Column("round_id", ROW_ID, nullable=True),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_action_workspace_id_journey_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "opportunity_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            name=op.f("fk_action_workspace_id_opportunity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "round_id"],
            ["vote_round.workspace_id", "vote_round.id"],
            name=op.f("fk_action_workspace_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_action_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_action_workspace_id_number")),
    )
    op.create_index("ix_action_due", "action", ["workspace_id", "status", "due_on"], unique=False)
    op.create_index(
        "ix_action_journey",
        "action",
        ["workspace_id", "journey_id", "status", "due_on"],
        unique=False,
    )
    op.create_index(
        "ix_action_owner", "action", ["workspace_id", "owner_id", "status"], unique=False
    )
    op.create_table(
        "action_pain",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("action_id", ROW_ID, nullable=False),
        sa.Column("pain_point_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "action_id"],
            ["action.workspace_id", "action.id"],
            name=op.f("fk_action_pain_workspace_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pain_point_id"],
            ["pain_point.workspace_id", "pain_point.id"],
            name=op.f("fk_action_pain_workspace_id_pain_point_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "action_id", "pain_point_id", name=op.f("pk_action_pain")
        ),
    )
    op.create_index(
        "ix_action_pain_pain_point", "action_pain", ["workspace_id", "pain_point_id"], unique=False
    )
    op.create_table(
        "action_reminder",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("action_id", ROW_ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "action_id"],
            ["action.workspace_id", "action.id"],
            name=op.f("fk_action_reminder_workspace_id_action_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "action_id", "day", name=op.f("pk_action_reminder")
        ),
    )
