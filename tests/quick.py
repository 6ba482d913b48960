"""Makes the engines of tests quick: each test has its own, but they all say the same SQL."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.util import LRUCache

STATEMENTS = 3000


class Quickened:
    """Hears of each connection, for `event.listen(Engine, "engine_connect", …)`.

    A statement is compiled once a process, as in the running bot, and not once a test: the
    engines share their dialect, which is part of a compiled statement's key, and where compiled
    statements are kept. And what a test stores on SQLite need not survive a power cut.
    """

    def __init__(self) -> None:
        self._dialects: dict[str, Dialect] = {}
        self._compiled: LRUCache[Any, Any] = LRUCache(STATEMENTS)

    def __call__(self, connection: Connection) -> None:
        engine = connection.engine
        if getattr(engine.dialect, "_on_connect_isolation_level", None) is None:
            dialect = self._dialects.setdefault(engine.dialect.driver, engine.dialect)
            engine.dialect = connection.dialect = dialect
            engine._compiled_cache = self._compiled
        driver = connection.connection.dbapi_connection
        if isinstance(driver, sqlite3.Connection):
            driver.execute("PRAGMA synchronous=OFF").close()
