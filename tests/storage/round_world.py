"""Vote rounds over a shop's pain points, started and voted in past the forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from storage.db import transaction
from storage.identity import identity
from storage.models import Journey, VoteOption, VoteRound
from storage.vocabulary import About, Names
from storage.vote import ballots
from storage.vote import closing as vote_closing
from storage.vote import members as vote_members
from storage.vote import results as vote_results
from storage.vote import rounds as vote_rounds
from storage.vote.results import Tally
from storage.vote.rounds import NewOption, NewRound
from tests.storage.pain_world import OWNER, World

CHANNEL = "C1"


@dataclass
class Rounds(World):
    """A shop with rounds in it; V-numbers as they were given."""

    def start(
        self,
        options: int | Sequence[NewOption] = 3,
        *,
        lasts: timedelta | None = timedelta(days=1),
        members: Sequence[str] = (),
        dots: int = 3,
        starter: str = OWNER,
        **more: Any,  # noqa: ANN401
    ) -> int:
        chosen = (
            [NewOption(f"Option {number}") for number in range(1, options + 1)]
            if isinstance(options, int)
            else options
        )
        settings = {"about": About.TYPED, "most_on_one": dots, "names": Names.HIDDEN, **more}
        with transaction(self.engine) as session:
            journey = session.exec(
                select(Journey).where(Journey.workspace_id == self.workspace_id)
            ).first()
            assert journey
            round = vote_rounds.start(
                session,
                workspace_id=self.workspace_id,
                journey_id=identity(journey),
                channel_id=CHANNEL,
                starter_id=starter,
                new=NewRound(
                    question="What first?",
                    dots=dots,
                    closes_at=self.now + lasts if lasts else None,
                    **settings,
                ),
                options=chosen,
                at=self.now,
            )
            if members:
                vote_members.hear(session, round=round, people=members)
            return round.number

    def pain_options(self, *numbers: int) -> list[NewOption]:
        with transaction(self.engine) as session:
            pains = [self.pain(session, number) for number in numbers]
            return [NewOption(pain.title, identity(pain)) for pain in pains]

    def vote(
        self,
        number: int,
        person_id: str,
        dots: Mapping[int, int],
        *,
        department: str | None = None,
    ) -> ballots.Outcome:
        """A vote, with its dots by position on the ballot."""
        with transaction(self.engine) as session:
            round = self.locked(session, number)
            by_position = {
                option.position: identity(option) for option in vote_rounds.options(session, round)
            }
            return ballots.cast(
                session,
                round=round,
                voter=ballots.voter(round, person_id),
                dots={by_position[position]: count for position, count in dots.items()},
                department=department,
                at=self.now,
            )

    def close(self, number: int, *, by: str | None = OWNER, at: datetime | None = None) -> bool:
        with transaction(self.engine) as session:
            round = self.locked(session, number)
            return vote_closing.close(session, round=round, by=by, at=at or self.now)

    def tally(self, number: int) -> Tally:
        with transaction(self.engine) as session:
            return vote_results.tally(session, round=self.locked(session, number))

    def stored(self, number: int) -> VoteRound:
        with transaction(self.engine) as session:
            return self.locked(session, number)

    def options(self, number: int) -> list[VoteOption]:
        with transaction(self.engine) as session:
            return list(vote_rounds.options(session, self.locked(session, number)))

    def locked(self, session: Session, number: int) -> VoteRound:
        found = vote_rounds.lock(session, workspace_id=self.workspace_id, number=number)
        assert found
        return found


def dots_of(tally: Tally) -> list[tuple[str, int, int, int]]:
    """(title, dots, voters, rank), best first."""
    return [(each.title, each.dots, each.voters, each.rank) for each in tally.options]
