"""Where the vectors of a model stand, and the keys by which they are found."""

from dataclasses import dataclass

from storage.matching.index import Where

# Of each vector ten keys: in every table, on which side of ten planes it lies.
TABLES = 10
BITS = 10


@dataclass(frozen=True, slots=True)
class Shelf:
    """The vectors that one model made of one journey's pain points."""

    where: Where
    model: str

    def values(self) -> dict[str, str | int]:
        return {
            "of_workspace": self.where.workspace_id,
            "of_journey": self.where.journey_id,
            "of_model": self.model,
        }


def key_of(model: str, table: int, bucket: int) -> str:
    """The key of what a model puts into one bucket of a table."""
    return f"~{model}.{table}.{bucket}"


def keys_of(model: str, table: int) -> list[str]:
    """All keys that a model may have made in one of the tables."""
    return [key_of(model, table, bucket) for bucket in range(1 << BITS)]
