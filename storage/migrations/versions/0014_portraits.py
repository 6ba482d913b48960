"""Pictures of personas, small."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "persona_picture",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("persona_id", ROW_ID, nullable=False),
        sa.Column("image", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "persona_id"],
            ["persona.workspace_id", "persona.id"],
            name=op.f("fk_persona_picture_workspace_id_persona_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "persona_id", name=op.f("pk_persona_picture")),
    )
