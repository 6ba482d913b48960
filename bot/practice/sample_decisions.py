"""The sample's decisions: opportunities with their scores, and actions with what came of them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlmodel import Session

from bot.practice.sample_moments import Calendar, person_of
from storage.action import actions
from storage.action.actions import NewAction
from storage.identity import identity
from storage.models import Action, Journey, Opportunity, ScoreRound
from storage.opportunity import opportunities, scores
from storage.pain.rows import PainRow
from storage.vocabulary import ActionStatus, OpportunityStatus, Scoring

RICE = ("reach", "impact", "confidence", "effort")

Content = Mapping[str, Any]
Event = tuple[datetime, Callable[[], None]]


class Decisions:
    """What was decided on a journey; `pains` are those told so far, by title."""

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
        self._calendar = calendar
        self._content = content
        self._pains = pains
        self._ideas: dict[str, Opportunity] = {}
        self._actions: dict[str, Action] = {}
        self._round: ScoreRound | None = None

    def events(self, channel_id: str) -> list[Event]:
        """Each decision at its moment; the team scored in this channel."""
        moment = self._calendar.moment
        found: list[Event] = []
        for entry in self._content["opportunity"]:
            at = moment(entry["days_ago"])
            found.append((at, partial(self._opportunity, entry, at)))
        scoring = self._content["scoring"]
        begun = moment(scoring["days_ago"])
        ended = self._calendar.later(begun, scoring["open_days"])
        found.append((begun, partial(self._score, channel_id, scoring, begun)))
        found.append((ended, partial(self._reveal, scoring, ended)))
        for entry in self._content["action"]:
            at = moment(entry["days_ago"])
            found.append((at, partial(self._action, entry, at)))
            if "status" in entry:
                at = moment(entry["status_days_ago"])
                found.append((at, partial(self._move_on, entry, at)))
        return found

    def _opportunity(self, entry: Content, at: datetime) -> None:
        owner = person_of(entry["owner"])
        idea = opportunities.add(
            self._session,
            journey=self._journey,
            held={
                "title": entry["title"],
                "how_might_we": entry["how_might_we"],
                "owner_id": owner,
                "reach_period": "month",
                "pains": [self._pains[title].number for title in entry["pains"]],
                **{name: entry[name] for name in RICE},
            },
            actor_id=owner,
            at=at,
        )
        self._ideas[idea.title] = idea

    def _score(self, channel_id: str, scoring: Content, at: datetime) -> None:
        """Everybody scores within the same hour."""
        begun = scores.start(
            self._session,
            journey=self._journey,
            channel_id=channel_id,
            kind=Scoring.IMPACT_EFFORT,
            opportunity_ids=[identity(idea) for idea in self._ideas.values()],
            person_id=person_of(scoring["by"]),
            at=at,
        )
        entries = self._content["opportunity"]
        for role in entries[0]["score"]:
            sheet = {
                (identity(self._ideas[entry["title"]]), side): value
                for entry in entries
                for side, value in zip(
                    (scores.IMPACT, scores.EFFORT), entry["score"][role], strict=True
                )
            }
            scores.give(self._session, begun=begun, person_id=person_of(role), sheet=sheet, at=at)
        self._round = begun

    def _reveal(self, scoring: Content, at: datetime) -> None:
        """What was scored shows, and what was planned because of it."""
        if self._round is None:
            raise ValueError("The sample reveals scores before anybody scored")
        scores.reveal(self._session, begun=self._round, person_id=person_of(scoring["by"]), at=at)
        for entry in self._content["opportunity"]:
            idea = self._ideas[entry["title"]]
            if entry["status"] != idea.status:
                opportunities.set_status(
                    self._session,
                    opportunity=idea,
                    seen=idea.status,
                    status=OpportunityStatus(entry["status"]),
                    reason="",
                    actor_id=person_of(scoring["by"]),
                    at=at,
                )

    def _action(self, entry: Content, at: datetime) -> None:
        owner = person_of(entry["owner"])
        idea = self._ideas.get(entry.get("opportunity", ""))
        self._actions[entry["what"]] = actions.add(
            self._session,
            workspace_id=self._journey.workspace_id,
            journey_id=identity(self._journey),
            new=NewAction(
                what=entry["what"],
                owner_id=owner,
                due_on=self._calendar.due(entry["due_in"]),
                kpi=entry.get("kpi", ""),
                hypothesis=entry.get("hypothesis", ""),
                pain_ids=[self._pains[title].id for title in entry["pains"]],
                opportunity_id=identity(idea) if idea else None,
            ),
            actor_id=owner,
            at=at,
        )

    def _move_on(self, entry: Content, at: datetime) -> None:
        action = self._actions[entry["what"]]
        actions.set_status(
            self._session,
            action=action,
            seen=action.status,
            status=ActionStatus(entry["status"]),
            reason=entry.get("result", ""),
            actor_id=action.owner_id,
            at=at,
        )
