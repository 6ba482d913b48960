"""Connects a KPI to another server: the form, trying it, pausing, resuming, disconnecting."""

import json
from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.kpi import card, connect_fields, connect_views, find, held, pull, told, words
from commands.kpi.connect_views import Tried
from commands.kpi.held import Held
from commands.masking import mask
from commands.reply import Fetch, OpenForm, Replace, Reply, Say, UpdateForm
from commands.request import Request, Value
from commands.text import escape
from storage.kpi import connectors, kpis, measures
from storage.kpi.connectors import Source
from storage.models import Kpi

# Who listens for what a try brings.
TRIED = "kpi.tried"
Change = Callable[..., bool]


def open_form(request: Request, session: Session) -> Reply:
    """The card's button; with what holds already."""
    kpi = find.clicked(request, session)
    connector = connectors.of(session, kpi=kpi)
    values: dict[str, Value] = {}
    if connector:
        known = connectors.source(connector)
        values = {
            "url": known.url,
            "headers": connect_fields.as_typed(known.headers),
            "value_path": known.value_path,
            "n_path": known.n_path,
            "date_path": known.date_path,
            "of_one": ["yes"] if known.of_one else [],
            "every": str(known.every_minutes),
        }
    return [OpenForm(connect_views.connect_form(kpi, measures.of(kpi), Held(values)))]


def submit(request: Request, session: Session) -> Reply:
    """Stores where to ask; the job asks within a minute, and what comes is shown at once."""
    kpi = kpis.lock(session, kpi=find.of_form(request, session, field="url"))
    if kpi.retired_at is not None or request.context.get("series") != str(kpi.series):
        raise FieldError(
            {
                "url": "This KPI was changed or retired while the form was open, so nothing was "
                "stored. Open the form again."
            }
        )
    source = _source(request, kpi)
    connectors.connect(session, kpi=kpi, source=source, actor_id=request.person.id, at=request.now)
    host = escape(connect_fields.host(source.url))
    rhythm = connect_fields.RHYTHMS[source.every_minutes]
    lead = f"*{words.called(kpi)}* is connected: pulled from {host}, {rhythm}, beginning now."
    return [card.answer(request, session, kpi, lead=lead), _fetch(kpi, source)]


def try_now(request: Request, session: Session) -> Reply:
    """Asks once and shows what would be recorded: of the open form, or of what is connected."""
    kpi = find.clicked(request, session)
    if not request.in_form:
        connector = connectors.of(session, kpi=kpi)
        if connector is None:
            raise UserError("This KPI is no longer connected.")
        return [_fetch(kpi, connectors.source(connector))]
    typed = held.of(request)
    try:
        source = _source(request, kpi)
    except FieldError as wrong:
        return [_again(kpi, typed, [f"⚠️ {escape(each)}" for each in wrong.by_field.values()])]
    asked = _again(kpi, typed, [f"⏳ Asking {escape(connect_fields.host(source.url))} …"])
    return [asked, _fetch(kpi, source, typed=dict(typed.values))]


def heard(request: Request, session: Session) -> Reply:
    """What a try brought: in the form it was tried in, else as an answer."""
    kpi = find.clicked(request, session)
    what = _tried(request, kpi, request.now)
    typed = request.context.get("typed")
    if typed is None:
        said = "It works" if what.would else "It doesn't work yet"
        return [Say(f"{said}: {words.called(kpi)}", connect_views.tried_blocks(kpi, what))]
    return [_again(kpi, Held(json.loads(typed)), connect_views.tried(what))]


def pause(request: Request, session: Session) -> Reply:
    """Nothing is pulled until somebody resumes it."""
    return _changed(request, session, connectors.pause, "is paused: nothing is pulled for now.")


def resume(request: Request, session: Session) -> Reply:
    """Pulled again, at once."""
    return _changed(request, session, connectors.resume, "is pulled again, beginning now.")


def disconnect(request: Request, session: Session) -> Reply:
    """The connection is forgotten; readings stay."""
    said = "is no longer connected. What was pulled is kept."
    return _changed(request, session, connectors.remove, said)


def _changed(request: Request, session: Session, change: Change, said: str) -> Reply:
    kpi = kpis.lock(session, kpi=find.clicked(request, session))
    done = change(session, kpi=kpi, actor_id=request.person.id, at=request.now)
    lead = f"*{words.called(kpi)}* {said}" if done else f"*{words.called(kpi)}* was so already."
    return [card.answer(request, session, kpi, lead=lead, put=Replace)]


def _source(request: Request, kpi: Kpi) -> Source:
    """What the form holds. Raises FieldError."""
    fields = Fields(request.values)
    source = connect_fields.read(fields, measures.of(kpi), allowed=request.allowed_hosts)
    fields.check()
    return source


def _fetch(kpi: Kpi, source: Source, *, typed: dict[str, Value] | None = None) -> Fetch:
    context = {"of_one": "yes" if source.of_one else ""}
    context |= {"host": connect_fields.host(source.url)}
    context |= {} if typed is None else {"typed": json.dumps(typed)}
    return Fetch(
        url=source.url,
        headers=source.headers,
        paths=pull.paths(source),
        listener=TRIED,
        value=str(kpi.number),
        context=context,
    )


def _tried(request: Request, kpi: Kpi, now: datetime) -> Tried:
    host, method = request.context.get("host", ""), measures.of(kpi)
    came = request.values.get("came")
    # Whole answers may hold customers: of those nothing is shown.
    shown = mask(came).text if isinstance(came, str) else ""
    try:
        found = pull.reading(request, method, of_one=bool(request.context.get("of_one")), now=now)
    except told.NotToldError as error:
        return Tried(host, wrong=str(error), came=shown)
    return Tried(host, would=words.would_be(method, found.measured, found.period_start))


def _again(kpi: Kpi, typed: Held, notes: list[str]) -> UpdateForm:
    return UpdateForm(connect_views.connect_form(kpi, measures.of(kpi), typed, notes=notes))
