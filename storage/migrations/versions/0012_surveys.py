"""Files of answers on their way in, and what becomes of the comments."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_index("uq_answer_workspace_id_id", "answer", ["workspace_id", "id"], unique=True)
    op.create_table(
        "import_draft",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("place_id", sa.String(length=32), nullable=True),
        sa.Column("place_kind", sa.String(length=16), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=True),
        sa.Column("file_id", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.String(length=150), nullable=False),
        sa.Column("names", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_import_draft_workspace_id_journey_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_draft")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_import_draft_workspace_id_id")),
    )
    op.create_index(
        "ix_import_draft_created", "import_draft", ["workspace_id", "created_at"], unique=False
    )
    op.create_table(
        "answer_comment",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("answer_id", ROW_ID, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("as_new", sa.Boolean(), nullable=False),
        sa.Column("pain_point_id", ROW_ID, nullable=True),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_answer_comment_workspace_id_journey_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "answer_id"],
            ["answer.workspace_id", "answer.id"],
            name=op.f("fk_answer_comment_workspace_id_answer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pain_point_id"],
            ["pain_point.workspace_id", "pain_point.id"],
            name=op.f("fk_answer_comment_workspace_id_pain_point_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_comment")),
        sa.UniqueConstraint(
            "workspace_id",
            "answer_id",
            name=op.f("uq_answer_comment_workspace_id_answer_id"),
        ),
    )
    op.create_index(
        "ix_answer_comment_state",
        "answer_comment",
        ["workspace_id", "state", "journey_id", "id"],
        unique=False,
    )
