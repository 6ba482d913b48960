"""The id of a stored row, for the type checker as for the reader."""

from typing import Protocol


class Row(Protocol):
    """Anything with an id the database gives."""

    @property
    def id(self) -> int | None: ...


def identity(row: Row) -> int:
    """The id of a row; ValueError when it was never stored."""
    if row.id is None:
        raise ValueError(f"This {type(row).__name__} was never stored")
    return row.id
