"""A KPI over time as a picture, for oneself or for the channel."""

import json
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from sqlmodel import Session

from charts.kpi import Done, Reading, kpi_alt_text
from charts.kpi import Kpi as Drawn
from charts.names import KPI
from commands import blocks
from commands.action.action_words import zone
from commands.errors import UserError
from commands.journey import binding
from commands.kpi import find, kpi_views, period_words, words
from commands.reply import Picture, Reply, Say
from commands.request import Request
from commands.text import unescape
from commands.wording import action_number, month_day, title
from storage.journey.visibility import Viewer
from storage.kpi import actions as kpi_actions
from storage.kpi import periods
from storage.kpi import rows as kpi_rows
from storage.kpi.measures import SHARES, KpiKind
from storage.kpi.rows import KpiRow, Point
from storage.models import Journey, Kpi
from storage.opportunity.frameworks import Period

MOST_READINGS = 36


def show(request: Request, session: Session) -> Reply:
    """The button "Picture": sent to the person alone."""
    kpi = find.clicked(request, session)
    said = "The picture is being drawn; you find it in your messages with Cairn in a moment."
    return [Say(said, [blocks.context(said)]), picture(request, session, kpi)]


def post(request: Request, session: Session) -> Reply:
    """The button "Post in the channel"."""
    kpi = find.clicked(request, session)
    journey = session.get_one(Journey, kpi.journey_id)
    if request.place is None or not binding.in_channel(request):
        raise UserError("There is no channel here to post it in.")
    if binding.would_open(request, session, journey):
        raise UserError(
            "This journey is kept to a private channel. Post it there, so that nobody sees more "
            "than they may."
        )
    said = "The picture is being drawn and will appear here in a moment."
    drawn = picture(request, session, kpi, channel_id=request.place.id)
    return [Say(said, [blocks.context(said)]), drawn]


def picture(
    request: Request, session: Session, kpi: Kpi, *, channel_id: str | None = None
) -> Picture:
    """The KPI as it stands now, for a channel or for the person alone."""
    row = kpi_rows.row(session, kpi=kpi, most=MOST_READINGS)
    journey = session.get_one(Journey, kpi.journey_id)
    viewer = request.everybody_here if channel_id else request.viewer
    drawn = replace(
        without_actions(row, journey.name, request.now),
        actions=_actions(request, session, kpi, row, viewer),
    )
    told = f"*{words.called(row)}* of {title(journey.name, 80)}"
    return Picture(
        chart=KPI,
        data=json.loads(drawn.to_json()),
        title=f"{kpi_views.number(kpi.number)} {kpi.name}",
        alt_text=kpi_alt_text(drawn),
        text=f"{words.called(row)} of {title(journey.name, 80)}",
        channel_id=channel_id,
        only_for=None if channel_id else request.person.id,
        above=[blocks.section(told)],
        below=[blocks.actions(kpi_views.of(kpi, "Open the card", kpi_views.CARD))],
    )


def without_actions(row: KpiRow, journey: str, now: datetime) -> Drawn:
    """What the picture is drawn from, for whoever sees it; words in it are plain, not escaped.

    Without what was done, which not everybody may know of.
    """
    latest, method = row.latest, row.method
    facts = words.facts(method, latest.estimate) if latest else ""
    trend = _plain(words.trend(row))
    unit = "%" if method.kind in SHARES else method.unit
    return Drawn(
        title=row.name,
        subtitle=journey,
        as_of=month_day(now),
        readings=_readings(row),
        facts=_plain(facts),
        trend=trend[:1].upper() + trend[1:],
        unit=f"in {unit}" if unit else "",
        signed=method.kind is KpiKind.NPS,
        target=row.target,
        target_words="" if row.target is None else _plain(words.value(method, row.target)),
        actions=(),
    )


def _readings(row: KpiRow) -> tuple[Reading, ...]:
    span = Period(row.method.period)
    after = {
        later.period_start: periods.following(span, earlier.period_start) == later.period_start
        for earlier, later in pairwise(row.points)
    }
    return tuple(
        _reading(row, each, follows=after.get(each.period_start, True)) for each in row.points
    )


def _reading(row: KpiRow, point: Point, *, follows: bool) -> Reading:
    interval = point.estimate.interval
    return Reading(
        label=period_words.short(row.method.period, point.period_start),
        day=_middle(row, point.period_start),
        value=point.measured.value,
        words=_plain(words.value(row.method, point.measured.value)),
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        follows=follows,
    )


def _middle(row: KpiRow, begin: date) -> int:
    """A reading stands in the middle of its period, so that what was done lies before or after."""
    last = periods.last_day(Period(row.method.period), begin)
    return (begin.toordinal() + last.toordinal()) // 2


def _actions(
    request: Request, session: Session, kpi: Kpi, row: KpiRow, viewer: Viewer
) -> tuple[Done, ...]:
    """Those done while it was measured that the viewer may know of, the earliest first."""
    if not row.points:
        return ()
    first = row.points[0].period_start
    found = []
    for each in reversed(kpi_actions.done_for(session, kpi=kpi, viewer=viewer)):
        day = each.done_at.astimezone(zone(request)).date()
        if day >= first:
            said = f"{day.day} {day:%b %Y}"
            found.append(Done(action_number(each.number), each.what, day.toordinal(), said))
    return tuple(found)


def _plain(said: str) -> str:
    """Words as a picture shows them, which formats nothing."""
    return unescape(said).replace("\u2060", "")
