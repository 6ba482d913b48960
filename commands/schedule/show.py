"""`/journey schedule`: what comes next and what came, as far as the person may know of it."""

from collections.abc import Mapping

from sqlmodel import Session

from commands.digest import send
from commands.kpi import pull
from commands.reply import Reply, Say
from commands.request import Request
from commands.schedule import schedule_views
from commands.schedule.known import WHAT
from commands.schedule.schedule_views import Look, Next, Ran
from storage.digest import subscriptions
from storage.digest.subscriptions import Listed
from storage.identity import identity
from storage.journey import journeys
from storage.kpi import connectors
from storage.schedule import job_runs, ticks
from storage.schedule.cadence import zone_of
from storage.vocabulary import RoundStatus
from storage.vote import lists as vote_lists

MOST_NEXT = 10
MOST_RAN = 10
_VOTES = 50


def show(request: Request, session: Session) -> Reply:
    """Digests, votes that end and pulls, of the journeys one may see; and what only looks."""
    known = subscriptions.visible(session, viewer=request.viewer, stopped=True)
    pulls = _pulls(request, session)
    coming = [*_digests(known), *_votes(request, session), *pulls.values()]
    to_come = sorted(coming, key=lambda each: each.at)
    text, body = schedule_views.schedule(
        to_come[:MOST_NEXT],
        _ran(request, session, known, pulls),
        _looks(request, session),
        more=max(0, len(to_come) - MOST_NEXT),
        zone=zone_of(request.person.zone),
    )
    return [Say(text, body)]


def _digests(known: list[Listed]) -> list[Next]:
    return [
        Next(each.subscription.next_at, schedule_views.digest(each))
        for each in known
        if each.subscription.stopped_at is None
    ]


def _votes(request: Request, session: Session) -> list[Next]:
    page = vote_lists.page(session, viewer=request.viewer, number=1, size=_VOTES)
    return [
        Next(round.closes_at, schedule_views.vote_ends(round))
        for round in page.rounds
        if round.status == RoundStatus.OPEN and round.closes_at is not None
    ]


def _looks(request: Request, session: Session) -> list[Look]:
    """Every other job there is; what it did stands with what it did it to."""
    found = ticks.of(session, workspace_ids=[request.workspace_id])
    return [
        Look(WHAT[each.job], each.finished_at, each.outcome, each.lease_until)
        for each in found
        if each.job in WHAT
    ]


def _pulls(request: Request, session: Session) -> dict[str, Next]:
    """The KPIs that are pulled, by the name of their runs."""
    seen = {identity(each) for each in journeys.visible(session, viewer=request.viewer)}
    return {
        f"{pull.NAME}:{connector.kpi_id}": Next(connector.next_at, schedule_views.pulled(kpi))
        for connector, kpi in connectors.coming(session, workspace_id=request.workspace_id)
        if kpi.journey_id in seen
    }


def _ran(
    request: Request, session: Session, known: list[Listed], pulls: Mapping[str, Next]
) -> list[Ran]:
    by_job = {
        f"{send.NAME}:{identity(each.subscription)}": schedule_views.digest(each) for each in known
    }
    by_job |= {job: each.what for job, each in pulls.items()}
    runs = job_runs.latest(
        session, workspace_id=request.workspace_id, jobs=list(by_job), limit=MOST_RAN
    )
    return [Ran(run.slot, by_job[run.job], run.outcome, run.finished_at) for run in runs]
