"""How the schema came to be, and bringing a database up to date with it."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

HERE = Path(__file__).parent
LOCK = 0x6361_6972  # any number that no other program locks on the same database


def current(connection: Connection) -> str | None:
    """The revision a database is at, or None when it was never set up."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def head() -> str:
    """The newest revision: the last file, for they are numbered."""
    return max(path.stem.partition("_")[0] for path in (HERE / "versions").glob("[0-9]*.py"))


def migrate(engine: Engine) -> bool:
    """Brings the database up to date; False when it was already.

    Several processes may start at once: they take turns.
    """
    with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if current(connection) == head():
            return False
        # Alembic takes a while to load, and a start with nothing to do needs none of it.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(HERE))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return True
