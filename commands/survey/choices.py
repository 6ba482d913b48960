"""How somebody wants a file to be read and imported, and how that is kept between two clicks."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from commands.survey.columns import Role
from commands.survey.days import Order
from storage.kpi.measures import KpiKind, Method, standard
from storage.models.columns import JsonObject


class Comments(StrEnum):
    """What becomes of the comments of low scores."""

    KEEP = "keep"  # they stay with their answers
    MATCH = "match"  # sightings of pain points that they surely tell of; the rest is listed
    NEW = "new"  # the rest becomes new pain points where a touchpoint is known


NEW_KPIS: Mapping[KpiKind, Method] = {
    KpiKind.NPS: standard(Method(KpiKind.NPS)),
    KpiKind.CSAT: standard(Method(KpiKind.CSAT, 1, 5, 4)),
    KpiKind.CES_2: standard(Method(KpiKind.CES_2)),
    KpiKind.CES_1: standard(Method(KpiKind.CES_1)),
}
_NEW = "new:"


@dataclass(frozen=True, slots=True)
class Choices:
    """`columns` are indexes by role; `kpi` is a KPI's number, 'new:NPS', or empty."""

    columns: Mapping[Role, int] = field(default_factory=dict)
    order: Order | None = None
    kpi: str = ""
    comments: Comments = Comments.KEEP

    @property
    def kpi_number(self) -> int | None:
        """The number of the KPI that was chosen, if it is one that there is."""
        return int(self.kpi) if self.kpi.isascii() and self.kpi.isdigit() else None

    @property
    def new_kind(self) -> KpiKind | None:
        """The kind of KPI that is to be added."""
        name = self.kpi.removeprefix(_NEW) if self.kpi.startswith(_NEW) else ""
        return next((kind for kind in NEW_KPIS if kind.value == name), None)

    def to_json(self) -> JsonObject:
        return {
            "columns": {role.value: index for role, index in self.columns.items()},
            "order": self.order.value if self.order else "",
            "kpi": self.kpi,
            "comments": self.comments.value,
        }


def mark(held: JsonObject) -> str:
    """What tells these choices from others, short enough for a button."""
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:12]


def of_json(held: JsonObject) -> Choices:
    """What `to_json` gave."""
    return Choices(
        {Role(role): int(index) for role, index in held["columns"].items()},
        Order(held["order"]) if held["order"] else None,
        held["kpi"],
        Comments(held["comments"]),
    )


def new_kpi(kind: KpiKind) -> str:
    """The choice of a KPI that is to be added."""
    return f"{_NEW}{kind.value}"
