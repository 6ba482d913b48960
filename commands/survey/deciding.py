"""What somebody decides about a previewed file: read otherwise, import, cancel, see all errors."""

from sqlmodel import Session

from commands import blocks
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import which
from commands.kpi import words
from commands.reply import FetchFile, Offer, OpenForm, Replace, Reply, Say
from commands.request import Request
from commands.survey import (
    change_views,
    kpi_choice,
    looking,
    prepared,
    receipt_views,
    sorting,
    survey_views,
    table,
)
from commands.survey.choices import NEW_KPIS, Choices, Comments, mark, new_kpi
from commands.survey.columns import REQUIRED, Role
from commands.survey.days import Order
from commands.survey.survey_views import FAULTS, READ, STORE, new_kind
from commands.text import escape
from storage.folding import fold
from storage.identity import identity
from storage.journey import journeys
from storage.kpi import kpis, measures
from storage.models import ImportDraft, Journey, Kpi
from storage.survey import answers, comments, derived, drafts

_DIGITS, _LONGEST_ID = 9, 18
_GONE = "This file was imported or forgotten by now. Post it once more to look at it."


def change(request: Request, session: Session) -> Reply:
    """The form with the columns, the KPI and what becomes of the comments."""
    draft = _draft(request, session, request.value, holds=False)
    journey = _journey(request, session, draft)
    if journey is None:
        return which.ask(request, session)
    chosen = looking.choices_of(draft)
    return [
        OpenForm(
            change_views.change_form(
                draft.names["names"],
                chosen,
                kpi=_initial(session, journey, chosen),
                context={"draft": drafts.reference(draft), "journey": str(identity(journey))},
            )
        )
    ]


def offer_kpis(request: Request, session: Session) -> Reply:
    """The journey's KPIs that fit what was typed, and those that can be new."""
    journey = which.current(request, session)
    known = kpi_choice.offered(session, journey) if journey else ()
    typed = fold(request.text)
    options = [
        *((words.called(each), str(each.number)) for each in known),
        *((new_kind(kind), new_kpi(kind)) for kind in NEW_KPIS),
    ]
    return [Offer([each for each in options if typed in fold(each[0])][: blocks.MAX_OPTIONS])]


def changed(request: Request, session: Session) -> Reply:
    """Keeps the choices, and reads the file again by them."""
    draft = _draft(request, session, request.context.get("draft", ""), field=Role.DATE.value)
    fields = Fields(request.values)
    names: list[str] = draft.names["names"]
    found: dict[Role, int] = {}
    for role in Role:
        missing = f"Choose the column of the {role.value}." if role in REQUIRED else None
        index = fields.number(role.value, range(len(names)), missing=missing)
        if index is not None and index in found.values():
            fields.wrong(role.value, "This column is taken by another field. Choose another.")
        if index is not None:
            found[role] = index
    order = fields.choice("order", list(Order))
    comments = fields.choice("comments", list(Comments)) or Comments.KEEP
    kpi = fields.value("kpi", missing="Choose the KPI, or a new one.")
    fields.check()
    chosen = Choices(found, Order(order) if order else None, kpi, Comments(comments))
    if chosen.kpi_number is None and chosen.new_kind is None:
        raise FieldError({"kpi": "This choice no longer exists. Please pick another."})
    drafts.change(session, draft=draft, changes={"choices": chosen.to_json(), "begun_at": None})
    return [_fetch(draft, READ)]


def begin_import(request: Request, session: Session) -> Reply:
    """Imports what the preview showed; the message says so at once."""
    known_by, shown, count, fewer = [*request.value.split(" "), "", "", ""][:4]
    draft = _draft(request, session, known_by)
    if shown != mark(draft.choices):
        return [Say("You chose otherwise meanwhile: the preview is about to show that.")]
    if not drafts.begin(session, draft=draft, now=request.now):
        return [Say("This import is under way already. Its message tells when it is done.")]
    many = (
        f"{survey_views.answers(int(count))} of "
        if count.isdecimal() and len(count) < _DIGITS
        else ""
    )
    words_ = f"⏳ Importing {many}*{escape(draft.file_name)}* … This message tells when it is done."
    return [Replace(words_, [blocks.section(words_)]), _fetch(draft, STORE, f" {fewer}")]


def cancel(request: Request, session: Session) -> Reply:
    """Forgets the file."""
    draft = _draft(request, session, request.value)
    drafts.drop(session, draft=draft)
    said = f"*{escape(draft.file_name)}* was not imported. Nothing of it is kept."
    return [Replace(said, [blocks.section(said)])]


def compare(request: Request, session: Session) -> Reply:
    """The comments of an earlier import are compared after all; each once, whoever asks again."""
    known_by, _, batch_id = request.value.partition(" ")
    draft = _draft(request, session, known_by)
    journey = _journey(request, session, draft)
    number = int(batch_id) if batch_id.isdecimal() and len(batch_id) <= _LONGEST_ID else 0
    batch = answers.batch_or_none(session, workspace_id=request.workspace_id, batch_id=number)
    kpi = session.get(Kpi, batch.kpi_id) if batch else None
    if journey is None or batch is None or kpi is None or kpi.journey_id != journey.id:
        raise UserError(_GONE)
    # Nobody undoes the import in between.
    kpi = kpis.lock(session, kpi=kpi)
    session.refresh(batch)
    if batch.undone_at is not None:
        raise UserError(_GONE)
    count = comments.queue(
        session,
        kpi=kpi,
        batch_id=number,
        scores=derived.low_scores(measures.of(kpi)),
        as_new=False,
        by_id=request.person.id,
        at=request.now,
    )
    drafts.drop(session, draft=draft)
    content = receipt_views.compared(
        count, minutes=sorting.minutes(count), journey_id=identity(journey)
    )
    return [Replace(*content)]


def all_faults(request: Request, session: Session) -> Reply:
    """Reads the file again for its errors: the first part of them, or the one that is asked for."""
    known_by, _, part = request.value.partition(" ")
    return [_fetch(_draft(request, session, known_by), FAULTS, f" {part or 1}")]


def _fetch(draft: ImportDraft, listener: str, rest: str = "") -> FetchFile:
    columns = looking.choices_of(draft).columns
    value = f"{drafts.reference(draft)}{rest}"
    return FetchFile(draft.file_id, listener, value, table.MAX_BYTES, prepared.how(columns))


def _draft(
    request: Request, session: Session, value: str, *, field: str = "", holds: bool = True
) -> ImportDraft:
    """The person's own draft; an error that says it is gone."""
    find = drafts.hold_or_none if holds else drafts.get_or_none
    found = find(session, workspace_id=request.workspace_id, known_by=value)
    if found is None or found.person_id != request.person.id or not found.names:
        raise FieldError({field: _GONE}) if field else UserError(_GONE)
    return found


def _journey(request: Request, session: Session, draft: ImportDraft) -> Journey | None:
    if draft.journey_id is None:
        return which.current(request, session)
    viewer = looking.as_person(request, draft).viewer
    return journeys.get_or_none(session, viewer=viewer, journey_id=draft.journey_id)


def _initial(session: Session, journey: Journey, chosen: Choices) -> tuple[str, str] | None:
    kpi = kpi_choice.chosen(session, journey, chosen)
    if kpi:
        return words.called(kpi), str(kpi.number)
    kind = chosen.new_kind
    return (new_kind(kind), new_kpi(kind)) if kind else None
