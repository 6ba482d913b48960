"""PostgreSQL databases for tests: made once, emptied after each test, and lent again."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from storage.db import open_engine
from storage.migrations import migrate

# What the tests store need not survive a power cut; nothing is tidied behind a test's back.
_HASTY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")
_TEMPLATE = "cairn_template"

# Everything that has a row or a storage, by number: it changes with every CREATE, ALTER and DROP.
_SHAPE = "SELECT count(*), max(oid), max(xmin::text::bigint) FROM pg_class"
_TABLES = """
    SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = 'public' AND relkind = 'r' AND relname <> 'alembic_version' ORDER BY relname"""
_RESTART = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL"""
_LEAVE = """
    SELECT bool_and(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity
    WHERE datname = %s AND pid <> pg_backend_pid()"""


class Lender:
    """The databases of one server; one more is made whenever all are lent."""

    def __init__(self, server_url: str) -> None:
        self._url = make_url(server_url).set(drivername="postgresql")
        self._admin = psycopg.connect(self._address(None), autocommit=True)
        self._free: list[_Kept] = []
        for setting in _HASTY:
            self._administer(f"ALTER SYSTEM SET {setting}")
        self._administer("SELECT pg_reload_conf()")
        self._administer(f"CREATE DATABASE {_TEMPLATE}")
        engine = open_engine(self._address(_TEMPLATE))
        migrate(engine)
        engine.dispose()

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The address of a migrated and empty database, for one test alone."""
        kept = self._free.pop() if self._free else self._made()
        try:
            yield kept.url.replace("postgresql:", "postgresql+psycopg:", 1)
        finally:
            if kept.is_like_new_again():
                self._free.append(kept)
            else:
                kept.close()
                self._administer(f"DROP DATABASE {kept.name} WITH (FORCE)")

    def close(self) -> None:
        for kept in self._free:
            kept.close()
        self._admin.close()

    def _made(self) -> "_Kept":
        name = f"cairn_{uuid.uuid4().hex[:12]}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        return _Kept(name, self._address(name))

    def _administer(self, statement: str) -> None:
        self._admin.execute(sql.SQL(statement))

    def _address(self, database: str | None) -> str:
        url = self._url.set(database=database) if database else self._url
        return url.render_as_string(hide_password=False)


class _Kept:
    """One database, with the connection that empties it."""

    def __init__(self, name: str, url: str) -> None:
        self.name = name
        self.url = url
        self._connection = psycopg.connect(url, autocommit=True)
        self._shape = self._connection.execute(_SHAPE).fetchone()
        self._tables = self._all_tables()

    def is_like_new_again(self) -> bool:
        """Whether all others have left, its tables are as they were made, and now empty."""
        try:
            if self._connection.execute(_LEAVE, [self.name]).fetchone() == (False,):
                return False
            for table in self._all_tables():
                if table not in self._tables:
                    self._connection.execute(sql.SQL("DROP TABLE {}").format(table))
            if self._connection.execute(_SHAPE).fetchone() != self._shape:
                return False
            self._empty()
        except psycopg.Error:  # a test may have cut this connection too
            return False
        return True

    def _empty(self) -> None:
        filled = self._filled()
        if filled:
            with self._connection.transaction():
                # No triggers, no foreign keys: everything goes.
                self._connection.execute("SET LOCAL session_replication_role = replica")
                for table in filled:
                    self._connection.execute(sql.SQL("DELETE FROM {}").format(table))
            # Rows shall lie in the order in which the next test stores them.
            self._connection.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(filled)))
        self._connection.execute(_RESTART)

    def _all_tables(self) -> list[sql.Identifier]:
        return [sql.Identifier(row[0]) for row in self._connection.execute(_TABLES)]

    def _filled(self) -> list[sql.Identifier]:
        has_rows = sql.SQL(", ").join(
            sql.SQL("EXISTS (SELECT FROM {})").format(table) for table in self._tables
        )
        row = self._connection.execute(sql.SQL("SELECT {}").format(has_rows)).fetchone() or ()
        return [table for table, filled in zip(self._tables, row, strict=True) if filled]

    def close(self) -> None:
        self._connection.close()
