"""Whom to remind of a vote: who has not voted, once, shortly before the end, never at night.

The moment is 3 hours before the end, or a tenth of the running time where that is shorter.
Whose quiet hours cover it is reminded when they wake, if they then still have time to vote;
else in their last waking hour before it; else not at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select as core_select
from sqlalchemy import update
from sqlmodel import Session, col, select

from storage import requests
from storage.identity import identity
from storage.models import Member, Muted, VoteMember, VoteRound
from storage.statements import table_of
from storage.vocabulary import RoundStatus
from storage.vote import ballots
from storage.vote import missing as vote_missing
from storage.workspace import preferences
from storage.workspace.preferences import VOTES
from storage.workspace.quiet_hours import QuietHours, of_row

LEAD = timedelta(hours=3)
OF_RUNNING_TIME = 10
# Who wakes later than this before the end can hardly vote any more.
TIME_TO_VOTE = timedelta(minutes=15)
LAST_WAKING = timedelta(hours=1)
# Nobody is reminded of what they saw only just now.
FRESH = timedelta(hours=1)

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_ELIGIBLE, _ROUND = table_of(VoteMember), table_of(VoteRound)
_MEMBER, _MUTED = table_of(Member), table_of(Muted)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A round, and who is reminded of it now."""

    round: VoteRound
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Running:
    """When a round began and ends."""

    start: datetime
    end: datetime

    @property
    def moment(self) -> datetime:
        """When whoever has not voted is reminded."""
        return self.end - self._lead

    def is_now(self, now: datetime, quiet: QuietHours) -> bool:
        """Whether a person with these quiet hours may be reminded at this moment."""
        if not self.start <= now < self.end or quiet.cover(now):
            return False
        if now >= self.moment:
            return True
        night = self._night(quiet)
        return night is not None and max(night - LAST_WAKING, self.start + FRESH) <= now < night

    @property
    def _lead(self) -> timedelta:
        return min(LEAD, (self.end - self.start) / OF_RUNNING_TIME)

    def _night(self, quiet: QuietHours) -> datetime | None:
        """When the quiet hours begin through which nobody can be reminded before the end."""
        last = self.end - min(TIME_TO_VOTE, self._lead / 2)
        if any(not quiet.cover(minute) for minute in _minutes(self.moment, last)):
            return None
        begin = self.moment
        while quiet.cover(begin - _MINUTE) and self.moment - begin < _DAY:
            begin -= _MINUTE
        return begin


def take_due(session: Session, *, workspace_id: str, now: datetime) -> list[Reminder]:
    """Who is reminded now of which round, taken so that nobody else reminds them too."""
    reminders = []
    for round in _running(session, workspace_id, now):
        people = tuple(
            person_id
            for person_id in _reachable(session, round, now)
            if _claim(session, round, person_id, now)
        )
        if people:
            _note(session, round, now)
            reminders.append(Reminder(round, people))
    return reminders


def _running(session: Session, workspace_id: str, now: datetime) -> list[VoteRound]:
    """Open rounds near enough to their end that somebody's moment may have come."""
    return list(
        session.exec(
            select(VoteRound)
            .where(
                VoteRound.workspace_id == workspace_id,
                VoteRound.status == RoundStatus.OPEN.value,
                col(VoteRound.closes_at) > now,
                col(VoteRound.closes_at) <= now + LEAD + _DAY + LAST_WAKING,
            )
            .order_by(col(VoteRound.closes_at), col(VoteRound.id))
        )
    )


def _reachable(session: Session, round: VoteRound, now: datetime) -> Iterator[str]:
    """Who has not voted, wants to hear of votes, and has their moment now."""
    if round.closes_at is None:
        return
    running = Running(round.created_at, round.closes_at)
    hours = _wanted(session, round)
    # Many people share their quiet hours, and looking through a night takes a while.
    now_for: dict[QuietHours, bool] = {}
    for person_id in vote_missing.people(session, round=round):
        quiet = hours[person_id]
        if quiet is None:
            continue
        if quiet not in now_for:
            now_for[quiet] = running.is_now(now, quiet)
        if now_for[quiet]:
            yield person_id


def _wanted(session: Session, round: VoteRound) -> dict[str, QuietHours | None]:
    """The quiet hours of everybody who may vote; None for those who switched this off."""
    on = (_ELIGIBLE.c.workspace_id, _ELIGIBLE.c.person_id)
    found = session.connection().execute(
        core_select(
            _ELIGIBLE.c.person_id,
            _MUTED.c.kind,
            _MEMBER.c.quiet_from,
            _MEMBER.c.quiet_until,
            _MEMBER.c.zone,
        )
        .outerjoin(_MEMBER, preferences.is_member(*on))
        .outerjoin(_MUTED, preferences.has_muted(*on, VOTES))
        .where(_ELIGIBLE.c.workspace_id == round.workspace_id, _ELIGIBLE.c.round_id == round.id)
    )
    return {
        person_id: None if muted is not None else of_row(*hours)
        for person_id, muted, *hours in found
    }


def _claim(session: Session, round: VoteRound, person_id: str, now: datetime) -> bool:
    """True once for each person and round, whichever process asks.

    Named as the ballot would be: where names are not stored, this tells nobody's either.
    """
    key = f"vote.remind:{identity(round)}:{ballots.voter(round, person_id)}"
    return requests.claim(session, workspace_id=round.workspace_id, key=key, at=now)


def _note(session: Session, round: VoteRound, now: datetime) -> None:
    session.connection().execute(
        update(_ROUND)
        .where(_ROUND.c.workspace_id == round.workspace_id, _ROUND.c.id == round.id)
        .values(reminded_at=now)
    )


def _minutes(first: datetime, last: datetime) -> Iterator[datetime]:
    moment = first
    while moment <= last:
        yield moment
        moment += _MINUTE
