"""Who took an empathy note off its map, and scorings that were cancelled."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("empathy_note", sa.Column("retired_by", sa.String(length=32), nullable=True))
    op.add_column("score_round", sa.Column("cancelled_at", sa.BigInteger(), nullable=True))
    op.add_column("score_round", sa.Column("cancelled_by", sa.String(length=32), nullable=True))
