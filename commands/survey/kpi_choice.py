"""Which KPI answers become readings of: one of the journey's, or a new one."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from commands.survey.choices import NEW_KPIS, Choices, new_kpi
from storage.folding import fold
from storage.identity import identity
from storage.kpi import kpis
from storage.kpi.measures import SURVEYS, KpiKind
from storage.models import Journey, Kpi

_SIGNS = {
    KpiKind.NPS: ("nps", "recommend", "weiterempfehl", "recommand", "recomend", "consigli"),
    KpiKind.CSAT: ("csat", "satisf", "zufrieden", "tevreden"),
    KpiKind.CES_2: ("ces", "easy", "effort", "einfach", "leicht"),
}
_MOST_TRIES = 50


def offered(session: Session, journey: Journey) -> Sequence[Kpi]:
    """The journey's KPIs in use that are measured by answers on a scale, by name."""
    known = kpis.every(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
    return [each for each in known if each.retired_at is None and each.kind in set(SURVEYS)]


def chosen(session: Session, journey: Journey, choices: Choices) -> Kpi | None:
    """The KPI of the choices, while it can be imported to."""
    number = choices.kpi_number
    return next((each for each in offered(session, journey) if each.number == number), None)


def likely(session: Session, journey: Journey, heading: str) -> str:
    """The choice that the score's heading tells, or the only one there is; else empty."""
    known = offered(session, journey)
    words = fold(heading)
    told = [kind for kind, signs in _SIGNS.items() if any(sign in words for sign in signs)]
    if len(told) == 1:
        fitting = [each for each in known if each.kind == told[0]]
        if len(fitting) == 1:
            return str(fitting[0].number)
        return "" if fitting or known else new_kpi(told[0])
    return str(known[0].number) if len(known) == 1 and not told else ""


def added(
    session: Session, journey: Journey, kind: KpiKind, *, actor_id: str, at: datetime
) -> Kpi | None:
    """A new KPI of a kind, called by it; None when fifty names are taken."""
    if (
        kpis.in_use(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
        >= kpis.MOST
    ):
        return None
    for number in range(1, _MOST_TRIES):
        name = kind.value if number == 1 else f"{kind.value} {number}"
        held = {
            "name": name,
            **NEW_KPIS[kind].columns(),
            "baseline": None,
            "target": None,
            "stage_id": None,
            "touchpoint_id": None,
            "owner_id": actor_id,
        }
        kpi = kpis.add(session, journey=journey, held=held, actor_id=actor_id, at=at)
        if kpi:
            return kpi
    return None
