"""Shows one persona: `/journey persona <name>`, with its whole history a page at a time."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import binding
from commands.persona import card_views, find, history_views, words
from commands.persona.history_views import PAGE
from commands.reply import Replace, Reply, Say
from commands.request import Request
from storage.empathy import map as empathy_map
from storage.empathy.map import Whose
from storage.history import entries as history_entries
from storage.identity import identity
from storage.models import Journey, Persona
from storage.pain import lists as pain_lists
from storage.pain.filters import Filter
from storage.persona import sightings as persona_sightings
from storage.persona.sightings import Seen

# Deeper pages than anybody turns to are not read from the database.
_MOST_PAGES = 1000


def clicked(request: Request, session: Session) -> Reply:
    """A button that opens the card."""
    return [answer(request, session, find.clicked(request, session))]


def answer(
    request: Request,
    session: Session,
    persona: Persona,
    *,
    lead: str = "",
    put: type[Say | Replace] = Say,
) -> Say | Replace:
    """The card as it is now, under what is to be said."""
    workspace_id, persona_id = persona.workspace_id, identity(persona)
    about = Filter(journey_id=persona.journey_id, persona_id=persona_id)
    seen = persona_sightings.seen(
        session, workspace_id=workspace_id, ids=[persona_id], now=request.now
    )
    card = card_views.Card(
        persona=persona,
        journey=session.get_one(Journey, persona.journey_id).name,
        seen=seen.get(persona_id, Seen()),
        pains=pain_lists.hottest(
            session,
            workspace_id=workspace_id,
            which=about,
            now=request.now,
            limit=card_views.PAINS,
        ),
        pains_in_all=pain_lists.count(session, workspace_id=workspace_id, which=about),
        notes=empathy_map.by_side(
            session,
            Whose(workspace_id, persona_id, reader_id=request.person.id),
            most=card_views.NOTES,
        ),
        changes=history_entries.latest(session, persona, limit=card_views.CHANGES + 1),
        may_edit=not request.person.guest,
        in_channel=binding.in_channel(request),
    )
    return put(lead or words.named(persona), card_views.card_blocks(card, lead=lead))


def history(request: Request, session: Session) -> Reply:
    """Every change, newest first; the button carries persona and page."""
    persona = find.clicked(request, session)
    page = request.value.partition(" ")[2]
    if not page.isdecimal() or not 0 < int(page) <= _MOST_PAGES:
        raise UserError("This button no longer works. `/journey personas` opens it anew.")
    number = int(page)
    entries = history_entries.latest(session, persona, limit=number * PAGE + 1)
    body = history_views.history_blocks(
        persona,
        entries[(number - 1) * PAGE : number * PAGE],
        page=number,
        more=len(entries) > number * PAGE,
    )
    # The first page beside the card; another one in the place of the page turned.
    turned = ":" in request.name
    heading = history_views.heading(persona)
    return [Replace(heading, body) if turned else Say(heading, body)]
