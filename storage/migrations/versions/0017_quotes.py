"""The sightings that carry a customer's words, found without reading all the others."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

QUOTED = sa.text("quote <> ''")


def upgrade() -> None:
    op.create_index(
        "ix_sighting_quote",
        "sighting",
        ["workspace_id", "pain_point_id", "seen_at"],
        sqlite_where=QUOTED,
        postgresql_where=QUOTED,
    )
