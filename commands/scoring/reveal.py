"""Reveals a scoring: who may, once, and what goes to the channel."""

import json

from sqlmodel import Session

from charts.names import PRIORITY_MATRIX
from charts.priority_matrix import Point, PriorityMatrix, priority_matrix_alt_text
from commands.errors import UserError
from commands.reply import Effect, Picture, Post, Reply
from commands.request import Request
from commands.scoring import ending, result_views, rounds
from commands.scoring.result_views import Answered, Placed, Result
from commands.text import clip, plural
from commands.wording import opportunity_number
from storage.identity import identity
from storage.models import Journey, Opportunity, ScoreRound
from storage.opportunity import frameworks, score_results, scores
from storage.opportunity import rows as opportunity_rows
from storage.opportunity.score_results import ENOUGH, Scored
from storage.opportunity.scores import EFFORT, IMPACT, IMPORTANCE, SATISFACTION
from storage.vocabulary import Scoring

_MOST_LABEL = 60


def reveal(request: Request, session: Session) -> Reply:
    """The button Reveal: ends the round and posts what it came to."""
    begun = ending.held(request, session, to="reveal")
    journey = session.get_one(Journey, begun.journey_id)
    _check(session, begun)
    if not scores.reveal(session, begun=begun, person_id=request.person.id, at=request.now):
        raise UserError(ending.REVEALED)
    return [rounds.rebuilt(begun), _result(request, session, begun, journey)]


def _check(session: Session, begun: ScoreRound) -> None:
    scorers = scores.scorers(session, begun=begun)
    if scorers < ENOUGH:
        verb = "has" if scorers == 1 else "have"
        raise UserError(
            f"{plural(scorers, 'person', 'people')} {verb} scored so far. It can be revealed from "
            f"{ENOUGH} people up: with fewer, single scores could be read off the result."
        )


def _result(request: Request, session: Session, begun: ScoreRound, journey: Journey) -> Effect:
    items = scores.items(session, begun=begun)
    given = {
        scored_id: each
        for scored_id, each in score_results.given(session, begun=begun).items()
        if each.enough
    }
    result = Result(
        journey=journey.name,
        journey_id=identity(journey),
        scorers=scores.scorers(session, begun=begun),
        eligible=begun.eligible,
        left_out=[one for one in items if identity(one) not in given],
    )
    scored = [(one, given[identity(one)]) for one in items if identity(one) in given]
    if begun.kind == Scoring.ULWICK:
        answered = [_answered(one, each) for one, each in scored]
        return _post(begun, result, *result_views.ulwick_blocks(result, answered))
    heats = opportunity_rows.heats(
        session,
        workspace_id=request.workspace_id,
        ids=[identity(one) for one, _ in scored],
        now=request.now,
    )
    placed = [_placed(one, each, heats[identity(one)]) for one, each in scored]
    text, body = result_views.matrix_blocks(result, placed)
    if not placed:
        return _post(begun, result, text, body)
    drawn = PriorityMatrix(
        title=journey.name,
        subtitle=f"Means of what {result.scorers} people scored",
        points=tuple(_point(each) for each in placed),
    )
    return Picture(
        chart=PRIORITY_MATRIX,
        data=json.loads(drawn.to_json()),
        title=f"Impact and effort of {journey.name}",
        alt_text=priority_matrix_alt_text(drawn),
        text=text,
        channel_id=begun.channel_id,
        above=body,
        below=result_views.next_steps(result),
    )


def _post(begun: ScoreRound, result: Result, text: str, body: list[dict[str, object]]) -> Post:
    return Post(begun.channel_id, text, [*body, *result_views.next_steps(result)])


def _placed(one: Opportunity, given: Scored, heat: float) -> Placed:
    impact = frameworks.disagreement(given.sides[IMPACT])
    effort = frameworks.disagreement(given.sides[EFFORT])
    quadrant = frameworks.quadrant(value=impact.mean, effort=effort.mean)
    return Placed(one, impact, effort, quadrant, heat)


def _answered(one: Opportunity, given: Scored) -> Answered:
    return Answered(
        one,
        score_results.ulwick(given),
        frameworks.disagreement(given.sides[IMPORTANCE]),
        frameworks.disagreement(given.sides[SATISFACTION]),
    )


def _point(placed: Placed) -> Point:
    number = opportunity_number(placed.opportunity.number)
    return Point(
        label=clip(f"{number} {placed.opportunity.title}", _MOST_LABEL),
        value=placed.impact.mean,
        effort=placed.effort.mean,
        heat=placed.heat,
        discuss=placed.discuss,
    )
