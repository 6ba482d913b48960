"""Shows one KPI: `/journey kpi <name>`, with its readings and its history a page at a time."""

from sqlmodel import Session

from commands.action.action_words import zone
from commands.errors import UserError
from commands.journey import binding
from commands.kpi import (
    card_views,
    effect_words,
    find,
    history_views,
    places,
    source_views,
    words,
)
from commands.kpi.history_views import PAGE, Past
from commands.reply import Replace, Reply, Say
from commands.request import Request
from storage.kpi import actions as kpi_actions
from storage.kpi import connectors, measures, readings, webhooks
from storage.kpi import history as kpi_history
from storage.kpi import rows as kpi_rows
from storage.kpi.measures import Method
from storage.models import Journey, Kpi, Reading

# Deeper pages than anybody turns to are not read from the database.
_MOST_PAGES = 1000


def clicked(request: Request, session: Session) -> Reply:
    """A button that opens the card."""
    return [answer(request, session, find.clicked(request, session))]


def answer(
    request: Request,
    session: Session,
    kpi: Kpi,
    *,
    lead: str = "",
    put: type[Say | Replace] = Say,
) -> Say | Replace:
    """The card as it is now, under what is to be said."""
    row = kpi_rows.row(session, kpi=kpi, most=None)
    done = kpi_actions.done_for(session, kpi=kpi, viewer=request.viewer)
    card = card_views.Card(
        row=row,
        journey=session.get_one(Journey, kpi.journey_id).name,
        place=places.said(session, kpi.workspace_id, kpi.stage_id, kpi.touchpoint_id),
        readings=readings.count(session, kpi=kpi),
        effects=[
            effect_words.told(row, each, each.done_at.astimezone(zone(request)).date())
            for each in done[: card_views.EFFECTS]
        ],
        effects_in_all=len(done),
        methods=kpi_history.methods(session, kpi=kpi),
        changes=kpi_history.changes(session, kpi=kpi, limit=card_views.CHANGES + 1),
        may_edit=not request.person.guest,
        in_channel=binding.in_channel(request),
        sources=source_views.source_blocks(
            kpi,
            connectors.of(session, kpi=kpi),
            webhooks.of(session, kpi=kpi),
            now=request.now,
            hooks=bool(request.hooks_at),
            may_edit=not request.person.guest,
        ),
    )
    return put(lead or card_views.summary(card), card_views.card_blocks(card, lead=lead))


def history(request: Request, session: Session) -> Reply:
    """Every change, newest first; the button carries KPI and page."""
    kpi, page = _page_of(request, session)
    entries = kpi_history.changes(session, kpi=kpi, limit=page * PAGE + 1)
    body = history_views.history_blocks(
        kpi,
        kpi_history.methods(session, kpi=kpi),
        entries[(page - 1) * PAGE : page * PAGE],
        page=page,
        more=len(entries) > page * PAGE,
    )
    return [_put(request, f"History of {words.called(kpi)}", body)]


def all_readings(request: Request, session: Session) -> Reply:
    """Every reading of every series, newest first; the button carries KPI and page."""
    kpi, page = _page_of(request, session)
    found = readings.of(session, kpi=kpi, limit=PAGE + 1, offset=(page - 1) * PAGE)
    methods = kpi_history.methods(session, kpi=kpi)
    body = history_views.readings_blocks(
        kpi,
        [_past(each, methods[each.series]) for each in found[:PAGE]],
        page=page,
        more=len(found) > PAGE,
        may_edit=not request.person.guest and kpi.retired_at is None,
    )
    return [_put(request, f"Readings of {words.called(kpi)}", body)]


def _past(reading: Reading, method: Method) -> Past:
    measured = measures.read(reading)
    return Past(
        series=reading.series,
        period_start=reading.period_start,
        method=method,
        measured=measured,
        estimate=measures.estimate(method, measured),
        by_id=reading.recorded_by,
        at=reading.recorded_at,
    )


def _page_of(request: Request, session: Session) -> tuple[Kpi, int]:
    kpi = find.clicked(request, session)
    page = request.value.partition(" ")[2]
    if not page.isdecimal() or not 0 < int(page[:9]) <= _MOST_PAGES:
        raise UserError("This button no longer works. `/journey kpis` opens it anew.")
    return kpi, int(page)


def _put(request: Request, heading: str, body: list[dict[str, object]]) -> Say | Replace:
    """The first page beside the card; another one in the place of the page turned."""
    return Replace(heading, body) if ":" in request.name else Say(heading, body)
