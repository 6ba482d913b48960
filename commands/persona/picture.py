"""The card of a persona as a picture, for oneself or for the channel."""

import json
from base64 import b64encode

from sqlmodel import Session

from charts.names import PERSONA_CARD
from charts.persona_card import PersonaCard, persona_card_alt_text
from commands import blocks
from commands.journey import posting
from commands.persona import find, persona_views, portraits, words
from commands.reply import Picture, Reply, Say
from commands.request import Request
from commands.wording import month_day, title
from storage.identity import identity
from storage.models import Journey, Persona
from storage.persona import pictures
from storage.persona import sightings as persona_sightings
from storage.persona.sightings import Seen


def show(request: Request, session: Session) -> Reply:
    """The button "Picture": sent to the person alone."""
    persona = find.clicked(request, session)
    said = "The card is being drawn; you find it in your messages with Cairn in a moment."
    return [Say(said, [blocks.context(said)]), picture(request, session, persona)]


def post(request: Request, session: Session) -> Reply:
    """The button "Post in the channel"."""
    persona = find.clicked(request, session)
    journey = session.get_one(Journey, persona.journey_id)
    channel_id = posting.channel_id(request, session, journey)
    said = "The card is being drawn and will appear here in a moment."
    drawn = picture(request, session, persona, channel_id=channel_id)
    return [Say(said, [blocks.context(said)]), drawn]


def picture(
    request: Request, session: Session, persona: Persona, *, channel_id: str | None = None
) -> Picture:
    """The card as it stands now, for a channel or for the person alone."""
    drawn = data(request, session, persona)
    text = f"Persona {words.called(persona)} of {title(drawn.journey, 80)}"
    return Picture(
        chart=PERSONA_CARD,
        data=json.loads(drawn.to_json()),
        title=f"Persona {persona.name}",
        alt_text=persona_card_alt_text(drawn),
        text=text,
        channel_id=channel_id,
        only_for=None if channel_id else request.person.id,
        above=[blocks.section(f"*{words.named(persona)}*")],
        below=[
            blocks.actions(
                persona_views.open_button(persona, "Open the card"),
                persona_views.empathy_button(persona),
            )
        ],
    )


def data(request: Request, session: Session, persona: Persona) -> PersonaCard:
    """What the picture is drawn from."""
    persona_id = identity(persona)
    seen = persona_sightings.seen(
        session, workspace_id=persona.workspace_id, ids=[persona_id], now=request.now
    ).get(persona_id, Seen())
    return PersonaCard(
        name=persona.name,
        journey=session.get_one(Journey, persona.journey_id).name,
        as_of=month_day(request.now),
        portrait=portraits.drawn(persona.portrait),
        demographics=persona.demographics,
        goals=persona.goals,
        motivations=persona.motivations,
        hindrances=persona.hindrances,
        frustrations=persona.frustrations,
        quote=persona.quote,
        evidence=persona.evidence,
        sightings=seen.sightings,
        reporters=seen.reporters,
        photo=b64encode(pictures.of(session, persona=persona) or b"").decode(),
    )
