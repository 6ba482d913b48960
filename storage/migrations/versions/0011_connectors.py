"""Connectors that pause and know what they measure, and webhooks that readings are pushed to."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("connector") as table:
        table.add_column(sa.Column("of_one", sa.Boolean(), nullable=False, server_default="0"))
        table.add_column(sa.Column("series", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("paused_at", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("last_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("connector") as table:
        table.alter_column("of_one", existing_type=sa.Boolean(), server_default=None)
        table.alter_column("series", existing_type=sa.Integer(), server_default=None)
        table.create_index("ix_connector_due", ["workspace_id", "next_at"], unique=False)
    op.create_table(
        "webhook",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kpi_id", ROW_ID, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "kpi_id"],
            ["kpi.workspace_id", "kpi.id"],
            name=op.f("fk_webhook_workspace_id_kpi_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "kpi_id", name=op.f("pk_webhook")),
        sa.UniqueConstraint("token", name=op.f("uq_webhook_token")),
    )
