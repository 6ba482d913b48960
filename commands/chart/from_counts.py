"""The funnel: how many customers go on from stage to stage, where KPIs count them."""

from sqlmodel import Session

from charts import funnel, names
from commands.chart.drawn import Drawn
from commands.chart.from_map import head, pictured, places
from commands.kpi import period_words
from commands.kpi.kpi_views import number as kpi_number
from commands.request import Request
from storage.identity import identity
from storage.map import reached
from storage.map.reached import Count, Reached
from storage.models import Journey, Stage


def the_funnel(request: Request, session: Session, journey: Journey, words: str) -> Drawn:
    """The stages with how many customers reach each, where a KPI counts them."""
    del words
    found = reached.reached(
        session, workspace_id=journey.workspace_id, journey_id=identity(journey)
    )
    data = funnel.Funnel(
        *head(request, journey),
        tuple(_reached(stage.stage, found) for stage in places(request, session, journey)),
        period=period_words.said(found.period, found.begin) if found.period and found.begin else "",
    )
    return pictured(names.FUNNEL, data, "Funnel", journey, funnel.funnel_alt_text(data))


def _reached(stage: Stage, found: Reached) -> funnel.Stage:
    """A stage's own count, else how many went on from the one before; and who counts."""
    own, gone_on = found.counts.get(identity(stage)), found.gone_on.get(identity(stage))
    if own:
        return funnel.Stage(stage.name, stage.funnel, own.customers, _source(own))
    if gone_on:
        return funnel.Stage(stage.name, stage.funnel, gone_on.passed, _source(gone_on))
    return funnel.Stage(stage.name, stage.funnel)


def _source(count: Count) -> str:
    name = f"{kpi_number(count.kpi.number)} {' '.join(count.kpi.name.split())}"
    unit = count.kpi.method.unit
    return f"{name} ({unit})" if unit else name
