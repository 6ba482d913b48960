"""The engine, and the one place where a transaction opens and closes."""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session

from storage import pipeline

BUSY_TIMEOUT_MS = 10_000

# synchronous=FULL: what was acknowledged survives a power cut. WAL: readers never wait.
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    # Each connection keeps one: measured no faster at 16 times this, only larger in memory.
    "cache_size=-2000",
    "temp_store=MEMORY",
)


def open_engine(url: str) -> Engine:
    """An engine for a database URL; it connects only when first used.

    Raises sqlalchemy.exc.ArgumentError for a malformed URL.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, connect_args={"check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed, pool_pre_ping=True, pool_size=4)
    pipeline.prepare(engine)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    del record
    # The driver must not open transactions by itself: it does so too late, after the read.
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    try:
        connection.execute("SELECT exp(0)").close()
    except sqlite3.OperationalError:  # an SQLite built without its mathematical functions
        connection.create_function("exp", 1, math.exp, deterministic=True)


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at the start: upgrading later could fail in the middle.
    only_reads = connection.get_execution_options().get("cairn_reading", False)
    # As PostgreSQL does: who said that they only read, and writes, is told so.
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if only_reads else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """One session in one transaction: committed at the end, rolled back on any exception."""
    with engine.connect() as connection, connection.begin(), session_on(connection) as session:
        yield session
        session.flush()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One session that only reads: on SQLite it never waits for a writer."""
    only_reads = engine.execution_options(cairn_reading=True, postgresql_readonly=True)
    with (
        only_reads.connect() as connection,
        connection.begin(),
        session_on(connection) as session,
    ):
        yield session


@contextmanager
def session_on(connection: Connection) -> Iterator[Session]:
    """A session inside a transaction that somebody else commits."""
    session = Session(bind=connection, expire_on_commit=False)
    try:
        yield session
    finally:
        # Not close(): that would roll the outer transaction back.
        session.expunge_all()
