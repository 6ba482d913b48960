"""`/journey schedule`: what comes next and what came, as far as the person may know of it."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.digest import send
from commands.errors import UserError
from commands.kpi import pull
from commands.reply import Replace, Reply, Say
from commands.request import Request
from commands.schedule import came, coming, schedule_views
from commands.schedule import schedule_words as words
from commands.schedule.known import WHAT
from commands.schedule.schedule_views import Look, Next, Page, Ran
from storage.agenda import pulses as agenda_pulses
from storage.digest import subscriptions
from storage.digest.subscriptions import Listed
from storage.identity import identity
from storage.journey import journeys
from storage.kpi import connectors
from storage.models import Journey
from storage.schedule import ticks
from storage.schedule.cadence import zone_of
from storage.vote import lists as vote_lists

PAGE = 10
MOST_RAN = 10
_VOTES = 50
_MOST_PAGES = 1000
# Jobs of no workspace look with this for one.
_OF_NONE = ""


def show(request: Request, session: Session) -> Reply:
    """The first page."""
    return [Say(*_page(request, session, 1))]


def turn(request: Request, session: Session) -> Reply:
    """Another page of what comes, in the same message."""
    if not request.value.isdecimal() or not 0 < int(request.value[:9]) <= _MOST_PAGES:
        raise UserError("This button no longer works. `/journey schedule` opens it anew.")
    return [Replace(*_page(request, session, int(request.value)))]


def _page(request: Request, session: Session, number: int) -> schedule_views.Message:
    """Of the journeys one may see; what only looks is the same for all of them."""
    seen = list(journeys.visible(session, viewer=request.viewer))
    known = subscriptions.visible(session, viewer=request.viewer, stopped=True)
    to_come, ran = _both(request, session, seen, known)
    to_come = sorted(to_come, key=lambda each: each.at)
    pages = max(1, -(-len(to_come) // PAGE))
    number = min(number, pages)
    return schedule_views.schedule(
        Page(to_come[(number - 1) * PAGE : number * PAGE], number, pages, len(to_come)),
        sorted(ran, key=lambda each: each.slot, reverse=True)[:MOST_RAN],
        _looks(request, session),
        zone=zone_of(request.person.zone),
    )


def _both(
    request: Request, session: Session, seen: Sequence[Journey], known: Sequence[Listed]
) -> tuple[list[Next], list[Ran]]:
    """All that comes, and the last of each kind that came."""
    ids = [identity(each) for each in seen]
    rounds = vote_lists.page(session, viewer=request.viewer, number=1, size=_VOTES).rounds
    pulses = agenda_pulses.of(session, viewer=request.viewer, journey_ids=ids, ended=MOST_RAN)
    pulls = _pulls(request, session, ids)
    to_come = [
        *coming.digests(known),
        *coming.votes(rounds, request),
        *coming.pulses(pulses),
        *coming.weekly_snapshots(request, session, seen),
        *coming.questions(request, session, ids),
        *pulls.values(),
    ]
    called = {f"{send.NAME}:{identity(each.subscription)}": words.digest(each) for each in known}
    called |= {job: each.what for job, each in pulls.items()}
    ran = [
        *came.runs(request, session, called, limit=MOST_RAN),
        *came.votes(rounds),
        *came.pulses(pulses),
        *came.questions(request, session, ids, limit=MOST_RAN),
    ]
    return to_come, ran


def _looks(request: Request, session: Session) -> list[Look]:
    """Every other job there is; what it did stands with what it did it to."""
    found = ticks.of(session, workspace_ids=[request.workspace_id, _OF_NONE])
    return [
        Look(WHAT[each.job], each.finished_at, each.outcome, each.lease_until)
        for each in found
        if each.job in WHAT
    ]


def _pulls(request: Request, session: Session, journey_ids: Sequence[int]) -> dict[str, Next]:
    """The KPIs that are pulled, by the name of their runs."""
    return {
        f"{pull.NAME}:{connector.kpi_id}": Next(connector.next_at, words.pulled(kpi))
        for connector, kpi in connectors.coming(session, workspace_id=request.workspace_id)
        if kpi.journey_id in journey_ids
    }
