"""Inserts that are harmless when repeated, in one statement, on either database.

Both databases know ON CONFLICT; SQLAlchemy spells it once for each, so a statement is
built for each, once, when its module is loaded.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

AnyInsert = postgresql.Insert | sqlite.Insert


@dataclass(frozen=True, slots=True)
class Upsert:
    """The same insert for both databases."""

    by_dialect: Mapping[str, AnyInsert]

    def run(self, session: Session, **values: object) -> CursorResult[Any]:
        statement = self.by_dialect[session.get_bind().dialect.name]
        return session.connection().execute(statement, values)


def upsert(model: type[SQLModel], build: Callable[[Any], AnyInsert]) -> Upsert:
    """The insert into `model`'s table that `build` finishes with its ON CONFLICT."""
    table = table_of(model)
    return Upsert(
        {
            "sqlite": build(sqlite.insert(table)),
            "postgresql": build(postgresql.insert(table)),
        }
    )


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model."""
    table = model.__dict__["__table__"]
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} has no table")
    return table
