"""`/journey schedule`: what comes next and what came, as far as the person may know of it."""

from sqlmodel import Session

from commands.digest import send
from commands.reply import Reply, Say
from commands.request import Request
from commands.schedule import schedule_views
from commands.schedule.schedule_views import Next, Ran
from storage.digest import subscriptions
from storage.digest.subscriptions import Listed
from storage.identity import identity
from storage.schedule import job_runs
from storage.schedule.cadence import zone_of
from storage.vocabulary import RoundStatus
from storage.vote import lists as vote_lists

MOST_NEXT = 10
MOST_RAN = 10
_VOTES = 50


def show(request: Request, session: Session) -> Reply:
    """Digests and votes that end, of the journeys one may see."""
    known = subscriptions.visible(session, viewer=request.viewer, stopped=True)
    to_come = sorted([*_digests(known), *_votes(request, session)], key=lambda each: each.at)
    text, body = schedule_views.schedule(
        to_come[:MOST_NEXT],
        _ran(request, session, known),
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


def _ran(request: Request, session: Session, known: list[Listed]) -> list[Ran]:
    by_job = {f"{send.NAME}:{identity(each.subscription)}": each for each in known}
    runs = job_runs.latest(
        session, workspace_id=request.workspace_id, jobs=list(by_job), limit=MOST_RAN
    )
    return [
        Ran(run.slot, schedule_views.digest(by_job[run.job]), run.outcome, run.finished_at)
        for run in runs
    ]
