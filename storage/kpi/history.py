"""The history of a KPI: what happened to it, and how each of its series was measured."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from storage.identity import identity
from storage.kpi import measures
from storage.kpi.measures import METHOD, Method
from storage.models import History, Kpi
from storage.models.columns import JsonObject


def changes(
    session: Session, *, kpi: Kpi, limit: int | None = None, what: str = "", since: int = 0
) -> Sequence[History]:
    """Its history, newest first; of one sort, or after an entry."""
    wanted = select(History).where(
        History.workspace_id == kpi.workspace_id,
        History.subject == "kpi",
        History.subject_id == identity(kpi),
        col(History.id) > since,
    )
    if what:
        wanted = wanted.where(History.what == what)
    return session.exec(wanted.order_by(col(History.id).desc()).limit(limit)).all()


def present(session: Session, *, workspace_id: str, ids: Collection[int]) -> dict[int, Kpi]:
    """Some KPIs as they are now, by row."""
    found = session.exec(select(Kpi).where(Kpi.workspace_id == workspace_id, col(Kpi.id).in_(ids)))
    return {identity(kpi): kpi for kpi in found}


def methods(session: Session, *, kpi: Kpi) -> dict[int, Method]:
    """How each of its series was measured, by number; the present one last."""
    state: JsonObject = {name: getattr(kpi, name) for name in METHOD}
    found = {kpi.series: measures.of(kpi)}
    for entry in changes(session, kpi=kpi, what="edited"):
        before = entry.before or {}
        state |= {name: held for name, held in before.items() if name in METHOD}
        if "series" in before:
            found[before["series"]] = measures.of_columns(state)
    return dict(sorted(found.items()))
