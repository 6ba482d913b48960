"""`/journey`: the channel's journey at a glance, and the way to everything else."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.hub import hub_views
from commands.journey import binding, which
from commands.kpi import glance
from commands.reply import Reply, Say
from commands.request import Request
from commands.wording import title
from storage.identity import identity
from storage.journey import bindings, facilitators, journeys, sizes, stages
from storage.kpi import rows as kpi_rows
from storage.kpi.rows import KpiRow
from storage.models import Journey
from storage.pain import lists as pain_lists
from storage.pain.lists import Filter

LISTS = "journey.lists"
HOTTEST = 3


def show(request: Request, session: Session) -> Reply:
    """The journey, its stages and its hottest pain points; or the next step without one."""
    journey = which.current(request, session)
    if journey is None:
        return [_nothing(request, session)]
    body = hub_views.hub_blocks(
        _overview(request, session, journey),
        borrowed=binding.in_channel(request) and not _is_bound(request, session),
        guest=request.person.guest,
    )
    return [Say(f"Journey {title(journey.name)}", body)]


def lists(request: Request, session: Session) -> Reply:
    """The button Lists…: what can be listed here."""
    del session
    return [Say("What do you want to see?", hub_views.lists_blocks(guest=request.person.guest))]


def _overview(request: Request, session: Session, journey: Journey) -> hub_views.Overview:
    journey_id = identity(journey)
    held = sizes.of_stages(session, workspace_id=request.workspace_id, journey_id=journey_id)
    which_pains = Filter(journey_id=journey_id)
    in_order = stages.of(session, workspace_id=request.workspace_id, journey_id=journey_id)
    measured = kpi_rows.rows(
        session, workspace_id=request.workspace_id, journey_id=journey_id, most=2
    )
    overall = [row for row in measured if row.stage_id is None and row.touchpoint_id is None]
    overall.sort(key=lambda row: row.latest is None)  # a number says more than none
    return hub_views.Overview(
        journey=journey,
        stage_kpis={
            stage_id: glance.lines(list(rows), most=1)
            for stage_id, rows in _by_stage(measured).items()
        },
        kpis=glance.lines(overall),
        facilitators=facilitators.of(session, journey=journey),
        stages=[(stage, held.get(identity(stage), sizes.Size())) for stage in in_order],
        pains=pain_lists.count(session, workspace_id=request.workspace_id, which=which_pains),
        hottest=pain_lists.hottest(
            session,
            workspace_id=request.workspace_id,
            which=which_pains,
            now=request.now,
            limit=HOTTEST,
        ),
    )


def _by_stage(measured: Sequence[KpiRow]) -> dict[int, list[KpiRow]]:
    found: dict[int, list[KpiRow]] = {}
    for row in measured:
        if row.stage_id is not None and row.touchpoint_id is None:
            found.setdefault(row.stage_id, []).append(row)
    return found


def _is_bound(request: Request, session: Session) -> bool:
    return bindings.bound_to(session, viewer=request.viewer) is not None


def _nothing(request: Request, session: Session) -> Say:
    some = bool(journeys.visible(session, viewer=request.viewer))
    text, body = hub_views.nothing_blocks(
        some=some, in_channel=binding.in_channel(request), guest=request.person.guest
    )
    return Say(text, body)
