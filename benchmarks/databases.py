"""Empty databases of each kind to fill: SQLite files, and some of a PostgreSQL of our own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from benchmarks.processes import postgres


@contextmanager
def databases(folder: Path, sizes: Sequence[int]) -> Iterator[list[tuple[str, int, str]]]:
    """Kind, size and address of each; PostgreSQL's are left out where none can start."""
    urls = [("SQLite", size, f"sqlite:///{folder / f'{size}.db'}") for size in sizes]
    place = folder / "pg"
    place.mkdir()
    with postgres(place) as server:
        if server:
            admin = create_engine(server, isolation_level="AUTOCOMMIT")
            with admin.connect() as connection:
                for size in sizes:
                    connection.execute(text(f"CREATE DATABASE crowd_{size}"))
            admin.dispose()
            urls += [("PostgreSQL", size, _named(server, f"crowd_{size}")) for size in sizes]
        yield urls


def _named(server: str, database: str) -> str:
    return make_url(server).set(database=database).render_as_string(hide_password=False)
