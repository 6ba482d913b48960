"""What comes next by itself, of the journeys that somebody may see."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import chain

from sqlmodel import Session

from commands.request import Request
from commands.review import ask as review_ask
from commands.schedule import schedule_words as words
from commands.schedule.schedule_views import Next
from commands.snapshot import weekly
from storage.agenda import actions, reviews, snapshots, still_questions
from storage.digest.subscriptions import Listed
from storage.identity import identity
from storage.models import Journey, Pulse, Touchpoint, VoteRound
from storage.vocabulary import RoundStatus
from storage.vote.reminders import Running

_WEEK = timedelta(weeks=1)


def digests(known: Sequence[Listed]) -> list[Next]:
    return [
        Next(each.subscription.next_at, words.digest(each))
        for each in known
        if each.subscription.stopped_at is None
    ]


def votes(rounds: Sequence[VoteRound], request: Request) -> list[Next]:
    """Their ends, and the reminders before them."""
    found = []
    for round in rounds:
        if round.status != RoundStatus.OPEN or round.closes_at is None:
            continue
        found.append(Next(round.closes_at, words.vote_ends(round)))
        reminder = Running(round.created_at, round.closes_at).moment
        if round.reminded_at is None and reminder > request.now:
            found.append(Next(reminder, words.vote_reminder(round)))
    return found


def pulses(running: Sequence[tuple[Pulse, Touchpoint]]) -> list[Next]:
    return [
        Next(pulse.closes_at, words.pulse_ends(point))
        for pulse, point in running
        if pulse.closed_at is None
    ]


def weekly_snapshots(request: Request, session: Session, journeys: Sequence[Journey]) -> list[Next]:
    """This week's where it is not taken yet, else the next week's."""
    here = request.workspace_id
    ids = [identity(each) for each in journeys]
    drawn = snapshots.drawn(session, workspace_id=here, journey_ids=ids)
    slot = weekly.slot_at(session, workspace_id=here, at=request.now)
    taken = snapshots.taken_for(session, workspace_id=here, journey_ids=ids, slot=slot)
    monday = weekly.week_after(session, workspace_id=here, at=request.now)
    found = []
    for at, due in ((request.now, drawn - taken), (monday, drawn & taken)):
        names = [each.name for each in journeys if each.id in due]
        if names:
            found.append(Next(at, words.snapshots_of(names)))
    return found


def questions(request: Request, session: Session, ids: Sequence[int]) -> list[Next]:
    """Reminders of actions, reviews, and whether what was solved still happens, of journeys."""
    viewer, workspace_id, now = request.viewer, request.workspace_id, request.now
    remind = actions.coming(session, viewer=viewer, journey_ids=ids, now=now)
    review = reviews.coming(
        session, workspace_id=workspace_id, journey_ids=ids, now=now, most=review_ask.MOST
    )
    still = still_questions.coming(session, workspace_id=workspace_id, journey_ids=ids, now=now)
    return list(
        chain(
            [Next(each.at, words.reminder_of(each.things)) for each in remind],
            [Next(each.at, words.review_of(each.things)) for each in review],
            [Next(each.at, words.still_about(each.things)) for each in still],
        )
    )
