"""The pictures that are drawn from what the team knows and decided: matrix, personas, snapshots."""

from collections.abc import Sequence

from sqlmodel import Session

from charts import comparison, names
from charts.empathy_map import empathy_map_alt_text
from charts.persona_card import persona_card_alt_text
from charts.priority_matrix import Point, PriorityMatrix, priority_matrix_alt_text
from commands.chart.drawn import Drawn
from commands.empathy import picture as empathy_picture
from commands.errors import UserError
from commands.persona import find
from commands.persona import picture as persona_picture
from commands.request import Request
from commands.snapshot import comparison as snapshots
from commands.snapshot.compare import compare
from commands.snapshot.find import sides
from commands.text import escape
from commands.wording import opportunity_number
from storage.identity import identity
from storage.map import chart_facts
from storage.models import Journey, Opportunity, Persona
from storage.opportunity import frameworks, score_results
from storage.opportunity import rows as opportunity_rows
from storage.opportunity.score_results import Scored
from storage.opportunity.scores import EFFORT, IMPACT
from storage.persona import personas
from storage.vocabulary import Scoring

NOTHING_SCORED = (
    "Nothing has been scored by at least three people yet, so there is no matrix to draw. "
    "`/journey score` starts scoring opportunities."
)
NO_PERSONA = "This journey has no persona yet. `/journey persona` adds the first."


def matrix(request: Request, session: Session, journey: Journey, words: str) -> Drawn:
    """Impact against effort, of each open opportunity what was scored last."""
    del words
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    given = score_results.latest(
        session, workspace_id=workspace_id, journey_id=journey_id, kind=Scoring.IMPACT_EFFORT
    )
    scored = chart_facts.open_opportunities(
        session, workspace_id=workspace_id, journey_id=journey_id, ids=given
    )
    if not scored:
        raise UserError(NOTHING_SCORED)
    ids = [identity(one) for one in scored]
    heats = opportunity_rows.heats(session, workspace_id=workspace_id, ids=ids, now=request.now)
    data = PriorityMatrix(
        journey.name,
        "What the team scored, each opportunity the last time",
        tuple(_point(one, given[identity(one)], heats[identity(one)]) for one in scored),
    )
    return Drawn(
        names.PRIORITY_MATRIX, data, f"Priority matrix of {journey.name}",
        priority_matrix_alt_text(data), f"*Priority matrix of {escape(journey.name)}*",
    )  # fmt: skip


def _point(one: Opportunity, given: Scored, heat: float) -> Point:
    impact = frameworks.disagreement(given.sides[IMPACT])
    effort = frameworks.disagreement(given.sides[EFFORT])
    return Point(
        label=f"{opportunity_number(one.number)} {one.title}",
        value=impact.mean,
        effort=effort.mean,
        heat=round(heat, 1),
        discuss=impact.discuss or effort.discuss,
    )


def empathy(request: Request, session: Session, journey: Journey, words: str) -> Drawn:
    """The empathy map of a persona, without what is still hidden."""
    persona = _persona(session, journey, words)
    data, standing = empathy_picture.data(request, session, persona, reader_id=None)
    return Drawn(
        names.EMPATHY_MAP, data, f"Empathy map of {persona.name}", empathy_map_alt_text(data),
        f"*Empathy map of {escape(persona.name)}* · {escape(standing)}",
    )  # fmt: skip


def persona_card(request: Request, session: Session, journey: Journey, words: str) -> Drawn:
    """The card of a persona."""
    persona = _persona(session, journey, words)
    data = persona_picture.data(request, session, persona)
    return Drawn(
        names.PERSONA_CARD, data, f"Persona {persona.name}", persona_card_alt_text(data),
        f"*Persona {escape(persona.name)}*",
    )  # fmt: skip


def _persona(session: Session, journey: Journey, words: str) -> Persona:
    """The one that is named, or the only one; else words with the names there are."""
    known = in_use(session, journey)
    if not known:
        raise UserError(NO_PERSONA)
    if not words and len(known) == 1:
        return known[0]
    found = find.by_name(session, journey, words).persona if words else None
    if found is None:
        called = "; ".join(escape(one.name) for one in known[:8])
        rest = f" and {len(known) - 8} more" if len(known) > 8 else ""  # noqa: PLR2004 (as above)
        raise UserError(f"Which persona? Say one of these behind it: {called}{rest}.")
    return found


def in_use(session: Session, journey: Journey) -> Sequence[Persona]:
    """The journey's personas, by name."""
    return personas.of(session, workspace_id=journey.workspace_id, journey_id=identity(journey))


def before_and_after(request: Request, session: Session, journey: Journey, words: str) -> Drawn:
    """Two snapshots, or the last one and now."""
    before, after = sides(request, session, journey, words)
    data = snapshots.comparison(journey.name, before, after, compare(before.data, after.data))
    return Drawn(
        names.COMPARISON, data, f"{journey.name}, {data.before} and {data.after}",
        comparison.comparison_alt_text(data),
        f"*{escape(journey.name)}*: {escape(data.before)} and {escape(data.after)}",
    )  # fmt: skip
