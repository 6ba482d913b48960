"""What it takes to undo an import: who did, which answers other files had, which sightings."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    history_id = sa.Column("history_id", ROW_ID, nullable=False, server_default=sa.text("0"))
    op.add_column("import_batch", history_id)
    op.add_column("import_batch", sa.Column("undone_at", sa.BigInteger(), nullable=True))
    op.add_column("import_batch", sa.Column("undone_by", sa.String(length=32), nullable=True))
    op.add_column("answer_comment", sa.Column("sighting_id", ROW_ID, nullable=True))
    op.create_index("ix_answer_batch", "answer", ["workspace_id", "batch_id"])
    op.create_table(
        "answer_again",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("batch_id", ROW_ID, nullable=False),
        sa.Column("answer_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "batch_id"],
            ["import_batch.workspace_id", "import_batch.id"],
            name=op.f("fk_answer_again_workspace_id_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "answer_id"],
            ["answer.workspace_id", "answer.id"],
            name=op.f("fk_answer_again_workspace_id_answer_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "batch_id", "answer_id", name=op.f("pk_answer_again")
        ),
    )
    op.create_index("ix_answer_again_answer", "answer_again", ["workspace_id", "answer_id"])
