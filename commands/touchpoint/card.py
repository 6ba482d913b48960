"""Shows one touchpoint: `/touchpoint T-7`."""

from sqlmodel import Session

from commands.kpi import glance
from commands.pulse import glance as pulse_glance
from commands.reply import Block, Replace, Reply, Say
from commands.request import Request
from commands.touchpoint import card_views, find, place, words
from storage.history import entries as history
from storage.identity import identity
from storage.kpi import rows as kpi_rows
from storage.map import maps
from storage.models import Touchpoint
from storage.pain import lists as pain_lists
from storage.pain.lists import Filter

PAINS = 5


def clicked(request: Request, session: Session) -> Reply:
    """A button that opens the card; its value is the number."""
    return show(request, session, find.meant(request, session, word="list"))


def show(request: Request, session: Session, touchpoint: Touchpoint) -> Reply:
    return [Say(words.named(touchpoint), _blocks(request, session, touchpoint))]


def replace(request: Request, session: Session, touchpoint: Touchpoint, *, lead: str) -> Reply:
    """The card in place of the message that was clicked in; `lead` says what happened."""
    return [Replace(lead, _blocks(request, session, touchpoint, lead=lead))]


def _blocks(
    request: Request, session: Session, touchpoint: Touchpoint, *, lead: str = ""
) -> list[Block]:
    workspace_id, touchpoint_id = touchpoint.workspace_id, identity(touchpoint)
    journey = find.journey_of(request, session, touchpoint)
    which = Filter(journey_id=touchpoint.journey_id, touchpoint_id=touchpoint_id)
    return card_views.card_blocks(
        card_views.Card(
            touchpoint=touchpoint,
            journey=journey.name if journey else "",
            place=place.said(session, touchpoint),
            observed=maps.observed_at(session, touchpoint=touchpoint, now=request.now),
            pains=pain_lists.hottest(
                session, workspace_id=workspace_id, which=which, now=request.now, limit=PAINS
            ),
            pains_in_all=pain_lists.count(session, workspace_id=workspace_id, which=which),
            changes=history.latest(
                session,
                touchpoint,
                limit=card_views.CHANGES + 1,
            ),
            may_edit=not request.person.guest,
            kpis=glance.lines(
                kpi_rows.at(session, workspace_id=workspace_id, touchpoint_id=touchpoint_id, most=2)
            ),
            pulse=pulse_glance.line(request, session, touchpoint),
        ),
        lead=lead,
    )
