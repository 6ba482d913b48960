"""The map's message: words, picture (or several of a long map), and menus to change it."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from charts.journey_map import LAYERS, JourneyMap, changes, journey_map_alt_text, parts
from commands.map import choices, gather, summing, views
from commands.map.controls import controls
from commands.map.look import Look, Shown
from commands.reply import Picture
from commands.request import Request
from storage.identity import identity
from storage.map import freshness
from storage.models import Journey


def picture(
    request: Request,
    session: Session,
    journey: Journey,
    *,
    channel_id: str | None,
    look: Look,
    token: str = "",
) -> Picture:
    """The map as it stands now, for a channel or for the person alone.

    `token` is that of the message to be changed; without one it is a new message.
    """
    here = request.place.id if request.place else None
    voted = gather.votes(session, journey=journey, channel_id=here, now=request.now)
    drawn = gather.journey_map(
        session,
        journey=journey,
        now=request.now,
        look=look,
        votes=voted,
        viewer=request.everybody_here if channel_id else request.viewer,
    )
    fresh = freshness.of(
        session,
        workspace_id=journey.workspace_id,
        journey_id=identity(journey),
        now=request.now,
    )
    summary = replace(summing.summary(drawn, voted), fresh=fresh.per_cent)
    shown = Shown(identity(journey), token or _token(request.person.id, request.now), look)
    title = f"Map of {journey.name}"
    first, *further = parts(drawn)
    held = [layer for layer in LAYERS if drawn.holds(layer)]
    return Picture(
        chart=gather.CHART,
        data=json.loads(first.to_json()),
        title=title,
        alt_text=journey_map_alt_text(first),
        text=views.summary_line(summary),
        channel_id=channel_id,
        only_for=None if channel_id else request.person.id,
        above=views.summary_blocks(summary),
        below=[
            *controls(shown, choices.of(session, journey=journey), held),
            *views.next_steps(),
        ],
        also=[_further(part, title) for part in further],
        subject=shown.subject,
    )


def _further(part: JourneyMap, title: str) -> dict[str, Any]:
    return {
        "changes": changes(part),
        "title": title,
        "alt_text": journey_map_alt_text(part),
    }


def _token(person_id: str, now: datetime) -> str:
    """One person asks for one map in a millisecond."""
    return f"{person_id}-{int(now.timestamp() * 1000):x}"
