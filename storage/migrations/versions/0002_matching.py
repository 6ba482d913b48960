"""The tables in which similar pain points are found."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "pain_words",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("pain_point_id", ROW_ID, nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("touchpoint_id", ROW_ID, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("index_keys", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pain_point_id"],
            ["pain_point.workspace_id", "pain_point.id"],
            name=op.f("fk_pain_words_workspace_id_pain_point_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_pain_words_workspace_id_journey_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "pain_point_id", name=op.f("pk_pain_words")),
    )
    op.create_table(
        "pain_key",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("pain_point_id", sa.BigInteger(), nullable=False),
        sa.Column("touchpoint_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_pain_key_workspace_id_journey_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id",
            "journey_id",
            "key",
            "place",
            "pain_point_id",
            "touchpoint_id",
            name=op.f("pk_pain_key"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pain_vector",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("model", sa.String(length=64), nullable=False),
        sa.Column("pain_point_id", ROW_ID, nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pain_point_id"],
            ["pain_point.workspace_id", "pain_point.id"],
            name=op.f("fk_pain_vector_workspace_id_pain_point_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_pain_vector_workspace_id_journey_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id",
            "journey_id",
            "model",
            "pain_point_id",
            "told",
            name=op.f("pk_pain_vector"),
        ),
    )


def downgrade() -> None:
    op.drop_table("pain_vector")
    op.drop_table("pain_key")
    op.drop_table("pain_words")
