"""What `cairn import` is asked about: which journey, and which of its KPIs."""

from sqlmodel import Session

from bot.importing_asked import Asked, ImportingError
from bot.journey_named import journey_named
from commands.kpi import find
from commands.request import Request
from commands.survey import kpi_choice
from commands.survey.choices import NEW_KPIS, new_kpi
from storage.folding import fold
from storage.kpi.measures import SURVEYS
from storage.models import Journey


def journey(session: Session, asked: Asked) -> Journey:
    """The one that is named, or the only one. Raises UnnamedError."""
    return journey_named(session, name=asked.journey, workspace_id=asked.workspace)


def kpi(session: Session, journey: Journey, asked: Asked, request: Request) -> str:
    """The KPI that is named, or a new one of the kind that is."""
    found = find.by_words(request, session, journey, asked.kpi)
    if found.kpi and found.kpi.journey_id == journey.id and found.kpi.retired_at is None:
        if found.kpi.kind not in set(SURVEYS):
            raise ImportingError(
                f"{found.kpi.name} is measured as {found.kpi.kind}, not by answers on a scale. "
                "Record it with /journey kpi record."
            )
        return str(found.kpi.number)
    kinds = {fold(kind.value): kind for kind in NEW_KPIS}
    kind = kinds.get(fold(asked.kpi))
    if kind:
        return new_kpi(kind)
    near = ", ".join(each.name for each in found.near)
    there = ", ".join(each.name for each in kpi_choice.offered(session, journey))
    raise ImportingError(
        f"There is no KPI {asked.kpi!r} in {journey.name}. "
        + (f"Did you mean {near}?" if near else f"There are: {there or 'none yet'}. ")
        + ("" if near else f"New ones: {', '.join(NEW_KPIS)}.")
    )
