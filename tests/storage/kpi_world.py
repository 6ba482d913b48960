"""A shop with KPIs and their readings, past the forms."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from storage.db import transaction
from storage.kpi import history as kpi_history
from storage.kpi import kpis, measures, readings
from storage.kpi import rows as kpi_rows
from storage.kpi.kpis import Edited
from storage.kpi.measures import KpiKind, Measured, Method
from storage.kpi.readings import Recorded
from storage.kpi.rows import KpiRow
from storage.models import Journey, Kpi
from tests.storage.pain_world import OWNER, World

NPS = Method(KpiKind.NPS)
CONVERSION = Method(KpiKind.CONVERSION)
CSAT = Method(KpiKind.CSAT, 1, 5, 4)
CES = Method(KpiKind.CES_2)
WAIT = Method(KpiKind.TIME, unit="minutes", higher_is_better=False)


@dataclass
class Kpis(World):
    """One workspace with a journey; K-numbers as they were given."""

    def journey(self, session: Session) -> Journey:
        return session.exec(select(Journey).where(Journey.workspace_id == self.workspace_id)).one()

    def add(self, name: str, method: Method = NPS, **more: Any) -> int | None:  # noqa: ANN401
        held = {
            "name": name,
            **measures.standard(method).columns(),
            "baseline": None,
            "target": None,
            "stage_id": None,
            "touchpoint_id": None,
            "owner_id": OWNER,
            **more,
        }
        with transaction(self.engine) as session:
            found = kpis.add(
                session, journey=self.journey(session), held=held, actor_id=OWNER, at=self.now
            )
            return found.number if found else None

    def kpi(self, session: Session, number: int = 1) -> Kpi:
        found = kpis.numbered(session, workspace_id=self.workspace_id, number=number)
        assert found
        return kpis.lock(session, kpi=found)

    def record(self, value: Measured, month: int = 3, number: int = 1) -> Recorded:
        with transaction(self.engine) as session:
            return readings.record(
                session,
                kpi=self.kpi(session, number),
                period_start=date(2026, month, 1),
                measured=value,
                actor_id=OWNER,
                at=self.now,
            )

    def edit(self, number: int = 1, **changes: Any) -> Edited:  # noqa: ANN401
        with transaction(self.engine) as session:
            return kpis.edit(
                session,
                kpi=self.kpi(session, number),
                changes=changes,
                actor_id=OWNER,
                at=self.now,
            )

    def rows(self, *, retired: bool = False, most: int = 12) -> list[KpiRow]:
        with transaction(self.engine) as session:
            journey_id = self.journey(session).id
            assert journey_id
            return kpi_rows.rows(
                session,
                workspace_id=self.workspace_id,
                journey_id=journey_id,
                retired=retired,
                most=most,
            )

    def row(self, number: int = 1) -> KpiRow:
        with transaction(self.engine) as session:
            return kpi_rows.row(session, kpi=self.kpi(session, number))

    def history(self, number: int = 1) -> list[str]:
        """What happened to K-number, oldest first."""
        with transaction(self.engine) as session:
            entries = kpi_history.changes(session, kpi=self.kpi(session, number))
            return [entry.what for entry in reversed(entries)]
