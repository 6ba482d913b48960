"""Edits a KPI without overwriting what somebody else changed meanwhile, nor mixing methods."""

from sqlmodel import Session

from commands import conflicts
from commands.change_words import who
from commands.conflicts import Comparison
from commands.errors import FieldError
from commands.fields import Fields
from commands.kpi import (
    card,
    find,
    form,
    form_fields,
    form_views,
    held,
    history_views,
    places,
    words,
)
from commands.kpi.held import Held
from commands.reply import OpenForm, Reply
from commands.request import Request
from storage.identity import identity
from storage.kpi import history as kpi_history
from storage.kpi import kpis, measures
from storage.models import Journey, Kpi
from storage.models.columns import JsonObject

# Numbers in another kind or unit mean something else: what they were is no target any more.
_OTHER_UNITS = ("kind", "unit")


def clicked(request: Request, session: Session) -> Reply:
    """The card's button."""
    return begin(request, session, find.clicked(request, session))


def begin(request: Request, session: Session, kpi: Kpi) -> Reply:
    """`/journey kpi edit <name>`."""
    if kpi.retired_at is not None:
        lead = f"*{words.called(kpi)}* is retired. Restore it first."
        return [card.answer(request, session, kpi, lead=lead)]
    seen = str(_latest(session, kpi))
    opened = Held(form_fields.typed(kpi), _context(kpi, seen=seen, known=seen))
    return [_form(session, kpi, opened, [])]


def submit(request: Request, session: Session) -> Reply:
    """Stores what the person changed, unless somebody else changed the same meanwhile."""
    kpi = kpis.lock(session, kpi=find.of_form(request, session, field="name"))
    if kpi.retired_at is not None:
        raise FieldError(
            {
                "name": "It was retired while this form was open, so nothing was stored. Bring it "
                f"back with /journey kpi restore K-{kpi.number}"
            }
        )
    journey = session.get_one(Journey, kpi.journey_id)
    fields, typed = Fields(request.values), held.of(request)
    sent = form_fields.read(session, journey, fields, typed)
    fields.check()
    compared = conflicts.compare(
        stored=kpis.editable(kpi),
        sent=sent,
        since=kpi_history.changes(
            session, kpi=kpi, since=conflicts.carried(request.context, "seen")
        )[::-1],
        known=conflicts.carried(request.context, "known"),
        touched=request.context.get("touched", "").split(","),
    )
    if compared.clashes:
        return [_asked_again(request, session, kpi, typed, compared)]
    _check_name(session, journey, kpi, compared.changes)
    lead = " ".join(filter(None, (_stored(request, session, kpi, compared), fields.masked)))
    return [card.answer(request, session, kpi, lead=lead)]


def _check_name(session: Session, journey: Journey, kpi: Kpi, changes: JsonObject) -> None:
    name = changes.get("name", kpi.name)
    other = kpis.named(
        session,
        workspace_id=kpi.workspace_id,
        journey_id=kpi.journey_id,
        name=name,
        besides=identity(kpi),
    )
    if other:
        raise FieldError({"name": form.taken(session, journey, name)})


def _stored(request: Request, session: Session, kpi: Kpi, compared: Comparison) -> str:
    changes, cleared = _without_old_units(kpi, compared.changes)
    old = measures.of(kpi)
    done = kpis.edit(session, kpi=kpi, changes=changes, actor_id=request.person.id, at=request.now)
    if not done.columns:
        return f"*{words.called(kpi)}* stays as it was: nothing in the form was changed."
    labels = dict.fromkeys(words.LABELS[column] for column in done.columns)
    said = f"*{words.called(kpi)}* is changed: {', '.join(labels)}."
    if done.new_series:
        said += (
            f" *A new series begins*, because it is measured otherwise now ({words.method(old)} "
            "before). The readings so far stay, and are not compared with what comes."
        )
    if cleared:
        said += f" Emptied, because it meant the old numbers: {', '.join(cleared)}."
    return said


def _without_old_units(kpi: Kpi, changes: JsonObject) -> tuple[JsonObject, list[str]]:
    """Baseline and target that were left as they were, while their unit changed, are emptied."""
    if not any(
        changes.get(name, getattr(kpi, name)) != getattr(kpi, name) for name in _OTHER_UNITS
    ):
        return changes, []
    left = [
        name
        for name in ("baseline", "target")
        if name not in changes and getattr(kpi, name) is not None
    ]
    return {**changes, **dict.fromkeys(left)}, [words.LABELS[name] for name in left]


def _asked_again(
    request: Request, session: Session, kpi: Kpi, typed: Held, compared: Comparison
) -> OpenForm:
    """The form once more, with the person's words in it and the others' above."""
    context = _context(
        kpi,
        seen=request.context.get("seen", "0"),
        known=str(_latest(session, kpi)),
        touched=",".join(compared.changes),
    )
    now = form_fields.typed(kpi)
    mine = {
        field: value
        for field, value in typed.values.items()
        if any(column in compared.changes for column in _COLUMNS.get(field, (field,)))
    }
    theirs = [
        f"{who(clash.theirs.actor_id)} set *{words.LABELS[clash.column]}* to "
        f"{history_views.held(clash.theirs.after or {}, clash.column)}"
        for clash in compared.clashes
    ]
    again = Held({**now, **mine}, context)
    return _form(session, kpi, again, [conflicts.INTRO, *theirs])


# The columns behind a field of the form, where they are called otherwise.
_COLUMNS = {
    "scale": ("scale_low", "scale_high"),
    "box": ("box_from",),
    "direction": ("higher_is_better",),
    "place": ("stage_id", "touchpoint_id"),
    "owner": ("owner_id",),
}


def _form(session: Session, kpi: Kpi, opened: Held, notes: list[str]) -> OpenForm:
    place = places.option(session, kpi.workspace_id, opened.text("place"))
    return OpenForm(form_views.edit_form(opened, place=place, notes=notes))


def _latest(session: Session, kpi: Kpi) -> int:
    entries = kpi_history.changes(session, kpi=kpi, limit=1)
    return identity(entries[0]) if entries else 0


def _context(kpi: Kpi, *, seen: str, known: str, touched: str = "") -> dict[str, str]:
    return {
        "journey": str(kpi.journey_id),
        "kpi": str(kpi.number),
        "seen": seen,
        "known": known,
        "touched": touched,
    }
