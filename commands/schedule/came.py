"""What came by itself, of the journeys that somebody may see."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from commands.request import Request
from commands.schedule import schedule_words as words
from commands.schedule.schedule_views import Ran
from storage.agenda import actions, reviews, snapshots, still_questions
from storage.agenda.moments import Moment, Thing
from storage.models import Pulse, Touchpoint, VoteRound
from storage.schedule import job_runs
from storage.vocabulary import RoundStatus


def runs(request: Request, session: Session, called: Mapping[str, str], *, limit: int) -> list[Ran]:
    """Of digests and pulls, which are claimed run by run; `called` says what each job is."""
    found = job_runs.latest(
        session, workspace_id=request.workspace_id, jobs=list(called), limit=limit
    )
    return [Ran(run.slot, called[run.job], run.outcome, run.finished_at) for run in found]


def votes(rounds: Sequence[VoteRound]) -> list[Ran]:
    """Those that ended by themselves."""
    return [
        _ran(round.closed_at, words.vote(round), "ended")
        for round in rounds
        if round.status == RoundStatus.CLOSED
        and round.closed_at is not None
        and round.closed_by is None
    ]


def pulses(ended: Sequence[tuple[Pulse, Touchpoint]]) -> list[Ran]:
    """Those that ended by themselves."""
    return [
        _ran(pulse.closed_at, words.pulse(point), "ended")
        for pulse, point in ended
        if pulse.closed_at is not None and pulse.closed_by is None
    ]


def questions(
    request: Request, session: Session, journey_ids: Sequence[int], *, limit: int
) -> list[Ran]:
    """Snapshots, reminders of actions, reviews, and whether what was solved still happens."""
    ids, workspace_id = journey_ids, request.workspace_id
    taken = snapshots.taken(session, workspace_id=workspace_id, journey_ids=ids, limit=limit)
    reminded = actions.came(session, viewer=request.viewer, journey_ids=ids, limit=limit)
    asked = reviews.came(session, workspace_id=workspace_id, journey_ids=ids, limit=limit)
    still = still_questions.came(session, workspace_id=workspace_id, journey_ids=ids, limit=limit)
    return [
        *_moments(taken, words.snapshots_taken, "taken"),
        *_moments(reminded, words.reminder_of, "sent"),
        *_moments(asked, words.review_of, "asked"),
        *_moments(still, words.still_about, "asked"),
    ]


def _moments(
    found: Sequence[Moment], say: Callable[[Sequence[Thing]], str], went: str
) -> list[Ran]:
    return [_ran(each.at, say(each.things), went) for each in found]


def _ran(at: datetime, what: str, went: str) -> Ran:
    return Ran(at, what, went, at)
