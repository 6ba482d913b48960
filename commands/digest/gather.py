"""Gathers a digest: the facts, the words for its audience, and the map's picture."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from charts.journey_map import PRESETS, changes, journey_map_alt_text, parts
from commands.digest import digest_views, digest_words, kpi_chart
from commands.digest.digest_views import Heading, Late
from commands.digest.line_views import Told
from commands.map import gather as map_gather
from commands.map import here
from commands.map.look import Look
from commands.reply import Block, Picture, Post, Tell
from storage.digest import facts as digest_facts
from storage.digest.facts import Period
from storage.digest.subscriptions import Audience
from storage.journey.visibility import Viewer
from storage.kpi import rows as kpi_rows
from storage.map import freshness
from storage.models import Journey
from storage.schedule.cadence import day_in

# A long map has several pictures; a digest is for reading in two minutes. Leaders and the team get
# the overview, which comes first; the frontline's has none, and a half map helps nobody.
MOST_PICTURES = {Audience.LEADERS: 1, Audience.TEAM: 1, Audience.FRONTLINE: 3}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which digest: of what, for whom, of which time; `viewer` tells what may be in it."""

    journey: Journey
    audience: Audience
    viewer: Viewer
    since: datetime
    until: datetime
    zone: str

    @property
    def heading(self) -> Heading:
        first, last = day_in(self.zone, self.since), day_in(self.zone, self.until)
        return Heading(self.journey.name, self.audience, digest_words.days(first, last))


def told(session: Session, wanted: Wanted) -> Told:
    """Everything that it may tell."""
    journey, now = wanted.journey, wanted.until
    today = day_in(wanted.zone, now)
    place = here.of(journey)
    period = Period(journey, wanted.since, now)
    return Told(
        facts=digest_facts.gather(session, period=period, viewer=wanted.viewer, today=today),
        kpis=kpi_rows.rows(session, **place),
        freshness=freshness.of(session, **place, now=now),
        today=today,
        since=wanted.since,
        now=now,
    )


def message(
    session: Session,
    wanted: Wanted,
    *,
    target_id: str,
    to_person: bool,
    late: Late | None = None,
    below: list[Block],
) -> Picture | Post | Tell:
    """The digest as it is sent: with the map, or one line where nothing happened."""
    found = told(session, wanted)
    text = digest_views.line(wanted.heading, found)
    above = digest_views.digest_blocks(wanted.heading, found, late)
    if digest_views.is_quiet(wanted.heading, found):
        body = [*above, *below]
        return Tell(target_id, text, body) if to_person else Post(target_id, text, body)
    return Picture(
        **_pictures(session, wanted, found),
        text=text,
        channel_id=None if to_person else target_id,
        only_for=target_id if to_person else None,
        above=above,
        below=[*digest_views.next_steps(wanted.audience), *below],
    )


def _pictures(session: Session, wanted: Wanted, found: Told) -> dict[str, Any]:
    """The map, and beside it the KPI that tells most, where its audience is told of KPIs."""
    drawn = _map(session, wanted)
    if digest_views.tells_kpis(wanted.audience):
        drawn["also"] += kpi_chart.of(found, journey=wanted.journey.name)
    return drawn


def _map(session: Session, wanted: Wanted) -> dict[str, Any]:
    """The map as it stands, in its audience's layers."""
    journey, now = wanted.journey, wanted.until
    voted = map_gather.votes(session, journey=journey, channel_id=wanted.viewer.channel_id, now=now)
    look = Look(layers=PRESETS[wanted.audience.value])
    drawn = map_gather.journey_map(
        session, journey=journey, now=now, look=look, votes=voted, viewer=wanted.viewer
    )
    title = f"Map of {journey.name}"
    first, *further = parts(drawn)[: MOST_PICTURES[wanted.audience]]
    return {
        "chart": map_gather.CHART,
        "data": json.loads(first.to_json()),
        "title": title,
        "alt_text": journey_map_alt_text(first),
        "also": [
            {
                "changes": changes(part),
                "title": title,
                "alt_text": journey_map_alt_text(part),
            }
            for part in further
        ],
    }
