"""Shows one opportunity: `/journey opportunity O-4`, with its whole history a page at a time."""

from sqlmodel import Session

from commands import wording
from commands.errors import UserError
from commands.opportunity import card_views, find, history_views, words
from commands.opportunity.card_views import Card, Judged
from commands.opportunity.history_views import PAGE
from commands.reply import Replace, Reply, Say
from commands.request import Request
from storage.history import entries as history_entries
from storage.identity import identity
from storage.models import Journey, Opportunity
from storage.opportunity import frameworks, score_results
from storage.opportunity import rows as opportunity_rows
from storage.opportunity.scores import EFFORT, IMPACT
from storage.vocabulary import Framework, Scoring
from storage.vote import outcomes as vote_outcomes

# Deeper pages than anybody turns to are not read from the database.
_MOST_PAGES = 1000


def clicked(request: Request, session: Session) -> Reply:
    """A button that opens the card; its value is the number."""
    return show(request, session, find.clicked(request, session))


def show(request: Request, session: Session, opportunity: Opportunity) -> Reply:
    return [answer(request, session, opportunity)]


def answer(request: Request, session: Session, opportunity: Opportunity, *, lead: str = "") -> Say:
    """The card as it is now, under what is to be said."""
    journey = session.get_one(Journey, opportunity.journey_id)
    framework = Framework(journey.framework)
    card = Card(
        opportunity=opportunity,
        row=opportunity_rows.row(
            session, opportunity=opportunity, framework=framework, now=request.now
        ),
        framework=framework,
        changes=history_entries.latest(session, opportunity, limit=card_views.CHANGES + 1),
        judged=_judged(session, opportunity),
        votes=_votes(request, session, opportunity),
        may_change=not request.person.guest,
    )
    return Say(lead or words.named(opportunity), card_views.card_blocks(card, lead=lead))


def history(request: Request, session: Session) -> Reply:
    """Every change, newest first; the button carries number and page."""
    opportunity = find.clicked(request, session)
    page = request.value.partition(" ")[2]
    if not page.isdecimal() or not 0 < int(page) <= _MOST_PAGES:
        raise UserError("This button no longer works. `/journey opportunity list` opens it anew.")
    number = int(page)
    entries = history_entries.latest(session, opportunity, limit=number * PAGE + 1)
    body = history_views.history_blocks(
        opportunity,
        entries[(number - 1) * PAGE : number * PAGE],
        page=number,
        more=len(entries) > number * PAGE,
    )
    # The first page beside the card; another one in the place of the page turned.
    turned = ":" in request.name
    heading = history_views.heading(opportunity)
    return [Replace(heading, body) if turned else Say(heading, body)]


def _votes(request: Request, session: Session, opportunity: Opportunity) -> str:
    """What it got when it was last voted on, as it may be told here; empty where it was not."""
    channel_id = request.place.id if request.place else None
    voted = vote_outcomes.for_opportunities(
        session,
        workspace_id=opportunity.workspace_id,
        journey_id=opportunity.journey_id,
        channel_id=channel_id,
    ).get(identity(opportunity))
    return wording.votes(voted.dots, voted.voters, voted.round) if voted else ""


def _judged(session: Session, opportunity: Opportunity) -> Judged | None:
    """What the team last gave it, when enough of them did."""
    given = score_results.latest(
        session,
        workspace_id=opportunity.workspace_id,
        journey_id=opportunity.journey_id,
        kind=Scoring.IMPACT_EFFORT,
    ).get(identity(opportunity))
    if given is None:
        return None
    impact = frameworks.disagreement(given.sides[IMPACT])
    effort = frameworks.disagreement(given.sides[EFFORT])
    return Judged(impact, effort, frameworks.quadrant(value=impact.mean, effort=effort.mean))
