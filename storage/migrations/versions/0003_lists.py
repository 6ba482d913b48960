"""What lists are ordered by and searched in, kept by triggers on the sightings.

SQLite forgets the triggers of a table that is rebuilt: a later migration that changes
`sighting` in a batch must create them again.
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# severity x 2^((seen - 2020) / 30 days), taken from coldness: see storage/pain/heat.py.
TERM = "{row}.severity * exp(({row}.seen_at - 1577836800000) * 2.674178937345468e-10)"
PAIN = "workspace_id = {row}.workspace_id AND id = {row}.pain_point_id"
LEFT = "workspace_id = OLD.workspace_id AND pain_point_id = OLD.pain_point_id"
CAME = f"""
    UPDATE pain_point
    SET coldness = coldness - {TERM.format(row="NEW")},
        last_seen_at = CASE WHEN last_seen_at > NEW.seen_at THEN last_seen_at ELSE NEW.seen_at END
    WHERE {PAIN.format(row="NEW")};
"""  # noqa: S608 - from constants
# Nothing of rounding stays behind when the last sighting leaves.
WENT = f"""
    UPDATE pain_point
    SET coldness = CASE WHEN EXISTS (SELECT 1 FROM sighting WHERE {LEFT})
                   THEN coldness + {TERM.format(row="OLD")} ELSE 0 END,
        last_seen_at = (SELECT max(seen_at) FROM sighting WHERE {LEFT})
    WHERE {PAIN.format(row="OLD")};
"""  # noqa: S608 - from constants
CHANGED = "UPDATE OF workspace_id, pain_point_id, seen_at, severity"
ON_SQLITE = (
    f"CREATE TRIGGER sighting_came AFTER INSERT ON sighting BEGIN {CAME} END",
    f"CREATE TRIGGER sighting_went AFTER DELETE ON sighting BEGIN {WENT} END",
    f"CREATE TRIGGER sighting_changed AFTER {CHANGED} ON sighting BEGIN {WENT} {CAME} END",
)
ON_POSTGRES = (
    f"""
    CREATE FUNCTION sighting_warms() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN {WENT} END IF;
        IF TG_OP <> 'DELETE' THEN {CAME} END IF;
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE TRIGGER sighting_warms AFTER INSERT OR DELETE OR {CHANGED} ON sighting
    FOR EACH ROW EXECUTE FUNCTION sighting_warms()
    """,
)
BY_JOURNEY = ("workspace_id", "journey_id", "kind")


def upgrade() -> None:
    op.add_column(
        "pain_point", sa.Column("coldness", sa.Float(), nullable=False, server_default="0")
    )
    op.add_column("pain_point", sa.Column("last_seen_at", sa.BigInteger(), nullable=True))
    op.add_column("pain_point", sa.Column("search", sa.String(), nullable=False, server_default=""))
    _fill()
    op.drop_index("ix_pain_point_journey", "pain_point")
    op.create_index("ix_pain_point_journey", "pain_point", [*BY_JOURNEY, "status"])
    op.create_index(
        "ix_pain_point_hottest",
        "pain_point",
        [*BY_JOURNEY, "coldness", "number", "status", "touchpoint_id", "last_seen_at"],
    )
    op.create_index("ix_pain_point_last_seen", "pain_point", ["workspace_id", "last_seen_at"])
    op.create_index(
        "ix_sighting_persona",
        "sighting",
        ["workspace_id", "persona_id", "pain_point_id"],
        sqlite_where=sa.text("persona_id IS NOT NULL"),
        postgresql_where=sa.text("persona_id IS NOT NULL"),
    )
    for statement in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRES:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("came", "went", "changed"):
            op.execute(f"DROP TRIGGER sighting_{name}")
    else:
        op.execute("DROP FUNCTION sighting_warms CASCADE")
    op.drop_index("ix_sighting_persona", "sighting")
    for name in ("hottest", "last_seen", "journey"):
        op.drop_index(f"ix_pain_point_{name}", "pain_point")
    op.create_index("ix_pain_point_journey", "pain_point", ["workspace_id", "journey_id", "status"])
    for column in ("search", "last_seen_at", "coldness"):
        op.drop_column("pain_point", column)


def _fill() -> None:
    of_pain = "workspace_id = pain_point.workspace_id AND pain_point_id = pain_point.id"
    connection = op.get_bind()
    connection.execute(
        sa.text(
            f"UPDATE pain_point SET last_seen_at = "  # noqa: S608 - from constants
            f"(SELECT max(seen_at) FROM sighting WHERE {of_pain}), coldness = -coalesce("
            f"(SELECT sum({TERM.format(row='sighting')}) FROM sighting WHERE {of_pain}), 0)"
        )
    )
    pain = sa.table("pain_point", *map(sa.column, ("id", "title", "description", "search")))
    for pain_id, title, description in connection.execute(
        sa.select(pain.c.id, pain.c.title, pain.c.description)
    ).all():
        bare = unicodedata.normalize("NFKD", (description or title).casefold())
        search = " ".join("".join(x for x in bare if not unicodedata.combining(x)).split())
        connection.execute(sa.update(pain).where(pain.c.id == pain_id).values(search=search))
