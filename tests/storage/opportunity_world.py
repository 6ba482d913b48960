"""A shop whose pain points are answered by opportunities that a team scores."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, select

from storage.db import transaction
from storage.identity import identity
from storage.models import Journey, Opportunity, ScoreRound
from storage.models.columns import JsonObject
from storage.opportunity import opportunities, score_results, scores
from storage.opportunity import rows as opportunity_rows
from storage.opportunity.rows import Page
from storage.opportunity.score_results import Scored
from storage.status import Changed
from storage.vocabulary import Framework, OpportunityStatus, Scoring
from tests.storage.pain_world import OWNER, World


class Team(World):
    """The world with opportunities; each step is a transaction of its own."""

    def idea(self, title: str, **held: object) -> int:
        with transaction(self.engine) as session:
            return opportunities.add(
                session,
                journey=self.journey(session),
                held={"title": title, "how_might_we": "", **held},
                actor_id=OWNER,
                at=self.now,
            ).number

    def change(self, number: int, *, by: str = OWNER, **changes: object) -> bool:
        with transaction(self.engine) as session:
            return opportunities.edit(
                session,
                opportunity=self.one(session, number),
                changes=changes,
                actor_id=by,
                at=self.now,
            )

    def editable(self, number: int) -> JsonObject:
        with transaction(self.engine) as session:
            return opportunities.editable(session, opportunity=self.one(session, number))

    def set_to(
        self, number: int, status: OpportunityStatus, *, seen: str, reason: str = ""
    ) -> Changed:
        with transaction(self.engine) as session:
            return opportunities.set_status(
                session,
                opportunity=self.one(session, number),
                seen=seen,
                status=status,
                reason=reason,
                actor_id=OWNER,
                at=self.now,
            )

    def page(
        self,
        framework: Framework = Framework.RICE,
        *,
        statuses: Sequence[OpportunityStatus] = opportunities.OPEN_STATUSES,
        number: int = 1,
        size: int = 10,
    ) -> Page:
        with transaction(self.engine) as session:
            return opportunity_rows.page(
                session,
                workspace_id=self.workspace_id,
                journey_id=identity(self.journey(session)),
                framework=framework,
                now=self.now,
                statuses=statuses,
                number=number,
                size=size,
            )

    def begin(self, kind: Scoring, *numbers: int) -> int:
        with transaction(self.engine) as session:
            ids = [identity(self.one(session, number)) for number in numbers]
            begun = scores.start(
                session,
                journey=self.journey(session),
                channel_id="C1",
                kind=kind,
                opportunity_ids=ids,
                person_id=OWNER,
                at=self.now,
            )
            return identity(begun)

    def give(self, round_id: int, person_id: str, sheet: Mapping[int, tuple[int, int]]) -> bool:
        """By O-number; False when it was revealed before."""
        with transaction(self.engine) as session:
            begun = self.round(session, round_id, alone=False)
            if begun.revealed_at is not None:
                return False
            sides = scores.SIDES[Scoring(begun.kind)]
            given = {
                (identity(self.one(session, number)), side): value
                for number, values in sheet.items()
                for side, value in zip(sides, values, strict=True)
            }
            scores.give(session, begun=begun, person_id=person_id, sheet=given, at=self.now)
            return True

    def reveal(self, round_id: int, by: str = OWNER) -> bool:
        with transaction(self.engine) as session:
            begun = self.round(session, round_id, alone=True)
            return scores.reveal(session, begun=begun, person_id=by, at=self.now)

    def given(self, round_id: int) -> dict[int, Scored]:
        """By O-number."""
        with transaction(self.engine) as session:
            found = score_results.given(session, begun=self.round(session, round_id, alone=False))
            return {session.get_one(Opportunity, one).number: each for one, each in found.items()}

    def latest(self, kind: Scoring) -> dict[int, Scored]:
        """By O-number."""
        with transaction(self.engine) as session:
            found = score_results.latest(
                session,
                workspace_id=self.workspace_id,
                journey_id=identity(self.journey(session)),
                kind=kind,
            )
            return {session.get_one(Opportunity, one).number: each for one, each in found.items()}

    def scorers(self, round_id: int) -> int:
        with transaction(self.engine) as session:
            return scores.scorers(session, begun=self.round(session, round_id, alone=False))

    def journey(self, session: Session) -> Journey:
        return session.exec(select(Journey).where(Journey.workspace_id == self.workspace_id)).one()

    def one(self, session: Session, number: int) -> Opportunity:
        found = opportunities.lock(session, workspace_id=self.workspace_id, number=number)
        assert found
        return found

    def round(self, session: Session, round_id: int, *, alone: bool) -> ScoreRound:
        found = scores.lock(session, workspace_id=self.workspace_id, round_id=round_id, alone=alone)
        assert found
        return found
