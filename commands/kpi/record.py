"""Records a reading: `/journey kpi record NPS 42 n 100`, or the form that asks for the rest."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from commands.action.action_words import today
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.kpi import (
    card,
    find,
    held,
    kpi_views,
    period_words,
    record_fields,
    record_typed,
    record_views,
    unknown_views,
    words,
)
from commands.kpi.held import Held
from commands.kpi.record_fields import Read
from commands.reply import OpenForm, Reply, Say, UpdateForm
from commands.request import Kind, Request
from commands.text import clip, escape
from storage.identity import identity
from storage.kpi import kpis, measures, readings
from storage.kpi.measures import Method
from storage.kpi.readings import Became, Recorded
from storage.models import Journey, Kpi

_EXAMPLE = "`/journey kpi record NPS 42 n 100`"


def typed(request: Request, session: Session, journey: Journey, text: str) -> Reply:
    """What stands behind the word `record`: a KPI, and as much of a reading as there is."""
    if not text:
        raise UserError(
            f"For which KPI, and what? Like {_EXAMPLE}, or `record conversion 120 of 400`. "
            "`/journey kpis` shows them."
        )
    begun = find.beginning(request, session, journey, text)
    if begun:
        return _line(request, session, *begun)
    name, tail = record_typed.split(text)
    found = find.by_words(request, session, journey, name)
    if found.kpi:
        return _line(request, session, found.kpi, tail)
    said, body = unknown_views.unknown(
        name,
        found.near,
        journey_id=identity(journey),
        journey=journey.name,
        action=kpi_views.RECORD,
        rest=tail,
        may_add=True,
    )
    return [Say(said, body)]


def clicked(request: Request, session: Session) -> Reply:
    """A button: the KPI, and what was typed behind its name or which period is to be corrected."""
    kpi = find.clicked(request, session)
    return _line(request, session, kpi, request.value.partition(" ")[2])


def switched(request: Request, session: Session) -> Reply:
    """The other way of telling it; what was typed stays, shown or not."""
    kpi = find.of_form(request, session, field="how")
    now = held.of(request)
    if request.value:
        now = Held({**now.values, "how": request.value}, now.context)
    view = record_views.record_form(kpi, measures.of(kpi), now, today=today(request))
    return [UpdateForm(view)]


def submit(request: Request, session: Session) -> Reply:
    """Stores what the form holds, and shows the card."""
    kpi = kpis.lock(session, kpi=find.of_form(request, session, field="period"))
    _check(request, kpi)
    fields = Fields(request.values)
    told = record_fields.read(fields, held.of(request), measures.of(kpi), today=today(request))
    fields.check()
    return _store(request, session, kpi, told)


def _line(request: Request, session: Session, kpi: Kpi, tail: str) -> Reply:
    """Stores a whole line at once; asks by form for what is missing or not understood."""
    if kpi.retired_at is not None:
        lead = f"*{words.called(kpi)}* is retired. Restore it first, then record."
        return [card.answer(request, session, kpi, lead=lead)]
    kpi = kpis.lock(session, kpi=kpi) if tail else kpi
    method = measures.of(kpi)
    found = record_typed.read(tail, method)
    if found is None:
        note = f"Cairn doesn't understand “{escape(clip(tail, 80))}”. Say it below instead."
        found = record_typed.period(tail)
        notes = [note, *_periods(found, method, today(request))]
        return [_form(request, kpi, found, notes)]
    notes = _periods(found, method, today(request))
    if "value" not in found and "k" not in found:
        return [_form(request, kpi, found, notes)]
    fields = Fields(found)
    told = record_fields.read(fields, Held(found), method, today=today(request))
    try:
        fields.check()
    except FieldError as wrong:
        missing = set(wrong.by_field) == {"n"} and not found.get("n")
        said = [] if missing else [escape(each) for each in wrong.by_field.values()]
        return [_form(request, kpi, found, [*notes, *said])]
    if notes:
        return [_form(request, kpi, found, notes)]
    return _store(request, session, kpi, told)


def _periods(found: dict[str, str], method: Method, on: date) -> list[str]:
    """Turns the period that was typed into its first day; what is to be said when it is none."""
    said = found.pop("period", "")
    if not said:
        return []
    begin = period_words.read(said, period=method.period, today=on)
    if begin is None or begin > on:
        shown = escape(clip(said, 60))
        ahead = "lies ahead" if begin else f"is no {method.period} that Cairn knows"
        return [f"“{shown}” {ahead}. Choose the period below."]
    found["period"] = begin.isoformat()
    return []


def _form(request: Request, kpi: Kpi, values: Mapping[str, str], notes: list[str]) -> OpenForm:
    context = {
        "journey": str(kpi.journey_id),
        "kpi": str(kpi.number),
        "series": str(kpi.series),
    }
    opened = Held(dict(values), context)
    view = record_views.record_form(
        kpi, measures.of(kpi), opened, today=today(request), notes=notes
    )
    return OpenForm(view)


def _check(request: Request, kpi: Kpi) -> None:
    if kpi.retired_at is not None:
        raise FieldError(
            {
                "period": "This KPI was retired while the form was open, so nothing was stored. "
                f"Bring it back with /journey kpi restore K-{kpi.number}"
            }
        )
    if request.context.get("series", "") != str(kpi.series):
        raise FieldError(
            {
                "period": "How this is measured was changed while the form was open, so nothing "
                "was stored. Open the form again."
            }
        )


def _store(request: Request, session: Session, kpi: Kpi, told: Read) -> Reply:
    if told.measured is None:
        raise FieldError({"period": "From this no value can be worked out."})
    done = readings.record(
        session,
        kpi=kpi,
        period_start=told.period_start,
        measured=told.measured,
        actor_id=request.person.id,
        at=request.now,
    )
    lead = _receipt(kpi, measures.of(kpi), done)
    shown = replace(request, kind=Kind.COMMAND) if request.kind is Kind.SUBMIT else request
    return [card.answer(shown, session, kpi, lead=lead)]


def _receipt(kpi: Kpi, method: Method, done: Recorded) -> str:
    period = period_words.said(method.period, done.reading.period_start)
    now = words.reading(method, measures.read(done.reading))
    if done.became is Became.SAME:
        return f"*{words.called(kpi)}* was {now} for {period} already: nothing changed."
    if done.before is None:
        return f"Recorded: *{words.called(kpi)}* is {now} for {period}."
    was = words.reading(method, done.before)
    return (
        f"Corrected: *{words.called(kpi)}* for {period} is {now}. It was {was}, which the history "
        "keeps."
    )
