"""Vote rounds, who may vote, and their dots."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REBUILD_WAITS = sa.text(
    "kind IN ('rebuild', 'home') AND done_at IS NULL AND leased_until IS NULL AND error IS NULL"
)


def upgrade() -> None:
    op.create_index(
        "uq_outbox_rebuild",
        "outbox",
        ["workspace_id", "subject"],
        unique=True,
        sqlite_where=REBUILD_WAITS,
        postgresql_where=REBUILD_WAITS,
    )
    op.create_table(
        "user_group",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("handle", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_user_group_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_user_group")),
    )
    op.create_table(
        "user_group_member",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("group_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "group_id"],
            ["user_group.workspace_id", "user_group.id"],
            name=op.f("fk_user_group_member_workspace_id_group_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "group_id", "person_id", name=op.f("pk_user_group_member")
        ),
    )
    op.create_table(
        "vote_round",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("journey_id", ROW_ID, nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("starter_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=150), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("most_on_one", sa.Integer(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("names", sa.String(length=16), nullable=False),
        sa.Column("group_id", sa.String(length=32), nullable=True),
        sa.Column("quorum", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.String(length=32), nullable=True),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.Column("run_off_of_id", ROW_ID, nullable=True),
        sa.Column("voter_key", sa.String(length=64), nullable=True),
        sa.CheckConstraint("dots BETWEEN 1 AND 10", name=op.f("ck_vote_round_dots")),
        sa.CheckConstraint(
            "most_on_one BETWEEN 1 AND dots", name=op.f("ck_vote_round_most_on_one")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "journey_id"],
            ["journey.workspace_id", "journey.id"],
            name=op.f("fk_vote_round_workspace_id_journey_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "run_off_of_id"],
            ["vote_round.workspace_id", "vote_round.id"],
            name=op.f("fk_vote_round_workspace_id_run_off_of_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_round")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_vote_round_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "number", name=op.f("uq_vote_round_workspace_id_number")
        ),
    )
    op.create_index(
        "ix_vote_round_journey", "vote_round", ["workspace_id", "journey_id", "id"], unique=False
    )
    op.create_index(
        "ix_vote_round_open", "vote_round", ["workspace_id", "status", "closes_at"], unique=False
    )
    op.create_table(
        "vote_option",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("round_id", ROW_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("pain_point_id", ROW_ID, nullable=True),
        sa.Column("opportunity_id", ROW_ID, nullable=True),
        sa.Column("heat", sa.Float(), nullable=True),
        sa.Column("dots", sa.Integer(), nullable=True),
        sa.Column("voters", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "opportunity_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            name=op.f("fk_vote_option_workspace_id_opportunity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "pain_point_id"],
            ["pain_point.workspace_id", "pain_point.id"],
            name=op.f("fk_vote_option_workspace_id_pain_point_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "round_id"],
            ["vote_round.workspace_id", "vote_round.id"],
            name=op.f("fk_vote_option_workspace_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_option")),
        sa.UniqueConstraint("round_id", "position", name=op.f("uq_vote_option_round_id_position")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_vote_option_workspace_id_id")),
    )
    op.create_index(
        "ix_vote_option_opportunity",
        "vote_option",
        ["workspace_id", "opportunity_id"],
        unique=False,
    )
    op.create_index(
        "ix_vote_option_pain_point", "vote_option", ["workspace_id", "pain_point_id"], unique=False
    )
    op.create_table(
        "vote_member",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("round_id", ROW_ID, nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "round_id"],
            ["vote_round.workspace_id", "vote_round.id"],
            name=op.f("fk_vote_member_workspace_id_round_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "round_id", "person_id", name=op.f("pk_vote_member")
        ),
    )
    op.create_table(
        "ballot",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("round_id", ROW_ID, nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column("department", sa.String(length=80), nullable=True),
        sa.Column("cast_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "round_id"],
            ["vote_round.workspace_id", "vote_round.id"],
            name=op.f("fk_ballot_workspace_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "round_id", "voter", name=op.f("pk_ballot")),
    )
    op.create_table(
        "dot",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("round_id", ROW_ID, nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column("option_id", ROW_ID, nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.CheckConstraint("dots > 0", name=op.f("ck_dot_dots")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "option_id"],
            ["vote_option.workspace_id", "vote_option.id"],
            name=op.f("fk_dot_workspace_id_option_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "round_id", "voter"],
            ["ballot.workspace_id", "ballot.round_id", "ballot.voter"],
            name=op.f("fk_dot_workspace_id_round_id_voter"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "round_id", "voter", "option_id", name=op.f("pk_dot")
        ),
    )
    op.add_column("member", sa.Column("department", sa.String(length=80), nullable=True))
