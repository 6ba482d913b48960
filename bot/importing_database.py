"""The database that `cairn import` works on: up to date, and its errors in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.starting import StartError
from storage.migrations import current, head


def up_to_date(engine: Engine) -> None:
    """Raises StartError where `cairn migrate` has to bring it there."""
    with engine.connect() as connection:
        if current(connection) != head():
            raise StartError("DATABASE_URL: not up to date. `cairn migrate` brings it there.")


@contextmanager
def words_for_errors() -> Iterator[None]:
    """What goes wrong with the database, in words."""
    try:
        yield
    except DBAPIError as error:
        why = str(error.orig).splitlines()[0]
        raise StartError(f"DATABASE_URL: the database can't be used: {why}") from None
