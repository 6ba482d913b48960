"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, BigInteger, Dialect, ForeignKeyConstraint, Integer
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

# Constraints need names, or a later migration could not change them.
SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, stored as whole milliseconds since 1970 in UTC.

    A number sorts, subtracts and ages the same way in both databases, and heat can be
    computed from it in SQL.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else to_milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else EPOCH + timedelta(milliseconds=value)


def to_milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970 in UTC; a naive moment is a bug and raises ValueError."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone can't be stored")
    return (moment - EPOCH) // MILLISECOND


# SQLite counts rows only in a column that is exactly INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")
Json: JSON = JSON(none_as_null=True)
JsonObject = dict[str, Any]


def within_workspace(column: str, table: str) -> ForeignKeyConstraint:
    """A reference that can only point to a row of the same workspace."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"])
