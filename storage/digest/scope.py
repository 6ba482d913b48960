"""Which rows a digest may tell of: those of its journey."""

from sqlalchemy import Table
from sqlalchemy.sql.elements import ColumnElement

from storage.digest.period import Period
from storage.identity import identity


def of_journey(table: Table, period: Period) -> tuple[ColumnElement[bool], ...]:
    """The condition that every question of a digest carries."""
    return (
        table.c.workspace_id == period.journey.workspace_id,
        table.c.journey_id == identity(period.journey),
    )
