"""What a message is found again by in Slack, should a process die while it sends it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("key", sa.String(length=32), nullable=True))
