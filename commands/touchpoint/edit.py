"""Edits a touchpoint without overwriting what somebody else changed meanwhile."""

from collections.abc import Sequence

from sqlmodel import Session

from commands import conflicts
from commands.conflicts import Clash, Comparison
from commands.errors import FieldError
from commands.fields import Fields
from commands.reply import OpenForm, Reply
from commands.request import Request
from commands.touchpoint import add, draft, find, form_views, receipt_views, words
from commands.touchpoint.draft import LABELS, Draft
from commands.wording import touchpoint_number
from storage.history import entries as history
from storage.models import Stage, Touchpoint
from storage.touchpoint import touchpoints

# A conflict shows the whole of what the other wrote, as far as it is one line of a form.
_MOST_SHOWN = 500


def open_edit(request: Request, session: Session) -> Reply:
    """`/touchpoint edit T-7` and the button of the card."""
    touchpoint = find.meant(request, session, word="edit")
    if touchpoint.retired_at is not None:
        said = f"*{words.named(touchpoint)}* is retired. Restore it first, then edit it."
        return [receipt_views.retired(touchpoint, said)]
    seen = str(history.latest_id(session, touchpoint))
    return [
        OpenForm(
            form_views.edit_form(
                number=touchpoint.number,
                stage=session.get_one(Stage, touchpoint.stage_id).name,
                draft=draft.of(touchpoint),
                context=_context(touchpoint, seen=seen, known=seen),
            )
        )
    ]


def submit(request: Request, session: Session) -> Reply:
    """Stores what the person changed, unless somebody else changed the same meanwhile."""
    fields = Fields(request.values)
    sent = draft.read(fields)
    fields.check()
    touchpoint = of_form(request, session, field="name")
    compared = conflicts.compare(
        stored=draft.of(touchpoint).columns(),
        sent=sent.columns(),
        since=history.since(session, touchpoint, history_id=carried(request, "seen")),
        known=carried(request, "known"),
        touched=request.context.get("touched", "").split(","),
    )
    if compared.clashes:
        return [_asked_again(request, session, touchpoint, compared)]
    _check_name(session, touchpoint, str(compared.changes.get("name", touchpoint.name)))
    before = draft.of(touchpoint).columns()
    changed = touchpoints.edit(
        session,
        touchpoint=touchpoint,
        changes=compared.changes,
        actor_id=request.person.id,
        at=request.now,
    )
    if not changed:
        said = f"*{words.named(touchpoint)}* stays as it was: nothing in the form was changed."
        return [receipt_views.done(touchpoint, said)]
    now = draft.of(touchpoint).columns()
    differing = words.labels([column for column in now if now[column] != before[column]])
    said = f"*{words.named(touchpoint)}* is changed: {differing}."
    return [receipt_views.done(touchpoint, said), *fields.masked_notice()]


def of_form(
    request: Request, session: Session, *, field: str, even_retired: bool = False
) -> Touchpoint:
    """The touchpoint of a form, kept from changing; FieldError beside `field` if it is gone."""
    found = find.of_form(request, session)
    if found is None:
        raise FieldError(
            {field: "This touchpoint is no longer there. /touchpoint list shows the others."}
        )
    touchpoint = touchpoints.lock(session, touchpoint=found)
    if touchpoint.retired_at is not None and not even_retired:
        number = touchpoint_number(touchpoint.number)
        raise FieldError(
            {
                field: f"{number} was retired while this form was open, so nothing was stored. "
                f"Bring it back with /touchpoint restore {number}, then send this form again."
            }
        )
    return touchpoint


def carried(request: Request, name: str) -> int:
    """A number that travelled with the form."""
    return conflicts.carried(request.context, name)


def _check_name(session: Session, touchpoint: Touchpoint, name: str) -> None:
    stage = touchpoints.lock_stage(session, stage=session.get_one(Stage, touchpoint.stage_id))
    existing = touchpoints.named(session, stage=stage, name=name, besides=touchpoint)
    if existing:
        raise FieldError({"name": add.same_name(existing, stage)})


def _asked_again(
    request: Request, session: Session, touchpoint: Touchpoint, compared: Comparison
) -> OpenForm:
    """The form once more, with the person's words in it and the others' above."""
    context = _context(
        touchpoint,
        seen=request.context.get("seen", "0"),
        known=str(history.latest_id(session, touchpoint)),
        touched=",".join(compared.changes),
    )
    return OpenForm(
        form_views.edit_form(
            number=touchpoint.number,
            stage=session.get_one(Stage, touchpoint.stage_id).name,
            draft=Draft(**{**draft.of(touchpoint).columns(), **compared.changes}),
            context=context,
            notes=_notes(compared.clashes),
        )
    )


def _notes(clashes: Sequence[Clash]) -> list[str]:
    lines = [conflicts.INTRO]
    for clash in clashes:
        after = (clash.theirs.after or {}).get(clash.column)
        shown = words.value(clash.column, after, most=_MOST_SHOWN)
        lines.append(f"<@{clash.theirs.actor_id}> set *{LABELS[clash.column]}* to {shown}")
    return lines


def _context(touchpoint: Touchpoint, *, seen: str, known: str, touched: str = "") -> dict[str, str]:
    return {
        "journey": str(touchpoint.journey_id),
        "touchpoint": str(touchpoint.id),
        "seen": seen,
        "known": known,
        "touched": touched,
    }
