"""The sample's vote: what the team put its dots on, and what came of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.practice.people import BOT_USER, CHANNELS
from bot.practice.sample_moments import Calendar, person_of
from storage.identity import identity
from storage.models import Journey, VoteRound
from storage.pain.rows import PainRow
from storage.vocabulary import About
from storage.vote import ballots, closing, members, rounds
from storage.vote.rounds import NewOption, NewRound

Content = Mapping[str, Any]
Event = tuple[datetime, Callable[[], None]]


class Voted:
    """One vote round in a channel; `pains` are those told so far, by title."""

    def __init__(
        self,
        session: Session,
        journey: Journey,
        calendar: Calendar,
        content: Content,
        pains: Mapping[str, PainRow],
    ) -> None:
        self._session = session
        self._journey = journey
        self._entry = content["vote"]
        self._pains = pains
        self._begun = calendar.moment(self._entry["days_ago"])
        self._ended = calendar.later(self._begun, self._entry["open_days"])

    def events(self) -> list[Event]:
        """All of it at its end: nothing of a vote shows before, and heat is taken then."""
        return [(self._ended, self._happen)]

    def _happen(self) -> None:
        """Started, voted in and closed at its deadline."""
        channel = next(each for each in CHANNELS if each.name == self._entry["channel"])
        round = self._start(channel.id)
        people = [each for each in channel.members if each != BOT_USER]
        members.hear(self._session, round=round, people=people)
        option_ids = [each.id for each in rounds.lines(self._session, round)]
        halfway = self._begun + (self._ended - self._begun) / 2
        for role, dots in self._entry["dots"].items():
            ballots.cast(
                self._session,
                round=round,
                voter=ballots.voter(round, person_of(role)),
                dots=dict(zip(option_ids, dots, strict=True)),
                department=None,
                at=halfway,
            )
        closing.close(self._session, round=round, by=None, at=self._ended)

    def _start(self, channel_id: str) -> VoteRound:
        entry = self._entry
        return rounds.start(
            self._session,
            workspace_id=self._journey.workspace_id,
            journey_id=identity(self._journey),
            channel_id=channel_id,
            starter_id=person_of(entry["by"]),
            new=NewRound(
                question=entry["question"],
                about=About.PAINS,
                dots=entry["dots_each"],
                most_on_one=entry["most_on_one"],
                quorum=entry["quorum"],
                closes_at=self._ended,
            ),
            options=[NewOption(title, self._pains[title].id) for title in entry["pains"]],
            at=self._begun,
        )
