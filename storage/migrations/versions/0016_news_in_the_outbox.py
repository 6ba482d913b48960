"""What nobody waits for in the outbox, and indexes of what waits there, however much was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

WAITS, DONE = sa.text("done_at IS NULL"), sa.text("done_at IS NOT NULL")


def upgrade() -> None:
    op.add_column(
        "outbox", sa.Column("news", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    for name in ("ix_outbox_due", "ix_outbox_lane"):
        op.drop_index(name, table_name="outbox")
    _index("ix_outbox_due", ["due_at"], WAITS)
    _index("ix_outbox_lane", ["workspace_id", "lane", "done_at", "id", "news"], WAITS)
    _index("ix_outbox_done", ["done_at"], DONE)


def _index(name: str, columns: list[str], which: sa.TextClause) -> None:
    op.create_index(name, "outbox", columns, sqlite_where=which, postgresql_where=which)
