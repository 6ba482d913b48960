"""The file was fetched: the preview with the choices made so far, or what is wrong with it."""

from dataclasses import replace

from sqlmodel import Session

from commands import blocks
from commands.reply import Block, Effect, Refresh, Reply, Tell
from commands.request import Person, Place, Request
from commands.survey import checking, plan, preview_views, receipt_views, sorting, storing, undo
from commands.survey.choices import Choices, of_json
from commands.survey.plan import Plan
from commands.survey.prepared import Prepared
from commands.survey.preview_views import Content
from commands.survey.storing import Done
from commands.survey.survey_views import subject
from commands.text import escape
from storage.identity import identity
from storage.journey import journeys
from storage.kpi import measures
from storage.models import ImportBatch, ImportDraft, Journey, Kpi
from storage.survey import answers, drafts
from storage.vocabulary import PlaceKind

_REFUSED = {
    "too_large": "it is too large. Split it by month, and post the parts",
    "missing_scope": "Cairn lacks a permission; whoever runs Cairn should run `cairn check`",
    "file_not_found": "Slack doesn't let Cairn see it. Post it in a direct message to Cairn, or "
    "`/invite @Cairn` where it stands",
    "file_deleted": "it was deleted",
}
_NO_JOURNEY = (
    "*{}* is here. Which journey do its answers belong to? Type `/journey import` in the "
    "journey's channel, and send the file there."
)


def read(request: Request, session: Session) -> Reply:
    """The preview: a new message, or in place of the one that stands."""
    draft = _draft(request, session)
    if draft is None:
        return []
    ready = request.prepared
    if not isinstance(ready, Prepared) or ready.table is None:
        return [_gone_wrong(request, session, draft)]
    journey = _journey(request, session, draft)
    if journey is None:
        drafts.drop(session, draft=draft)
        return [_message(draft, receipt_views.plain(_NO_JOURNEY.format(escape(draft.file_name))))]
    shown = bool(draft.names)
    made = plan.make(
        session, journey=journey, prepared=ready, choices=choices_of(draft), now=request.now
    )
    changes = {"names": {"names": list(ready.table.names)}, "choices": made.choices.to_json()}
    drafts.change(session, draft=draft, changes={**changes, "journey_id": identity(journey)})
    content = preview_views.preview(
        made,
        draft=drafts.reference(draft),
        file_name=draft.file_name,
        journey=journey.name,
        undo=_undo(request, session, draft, journey, made.kpi, made.before),
    )
    return [_message(draft, content, shown=shown)]


def faults(request: Request, session: Session) -> Reply:
    """Every error of the file, in as many messages as it takes: one for each that is asked for."""
    found = _planned(request, session)
    if not isinstance(found, tuple):
        return found
    draft, _, made = found
    part = request.value.partition(" ")[2]
    text, body = receipt_views.all_faults(
        checking.grouped(made.checked.faults),
        file_name=draft.file_name,
        draft=drafts.reference(draft),
        part=int(part[:4]) if part.isdecimal() else 1,
    )
    return [Tell(draft.person_id, text, body)]


def store(request: Request, session: Session) -> Reply:
    """Imports what the preview showed, and says what came of it."""
    found = _planned(request, session)
    if not isinstance(found, tuple):
        return found
    draft, journey, made = found
    agreed = request.value.partition(" ")[2]
    if len(made.fewer) > (int(agreed[:4]) if agreed.isdecimal() else 0):
        return [_not_imported(session, draft, journey, made, "a reading was recorded meanwhile")]
    done = storing.carry_out(
        session,
        journey=journey,
        plan=made,
        file_name=draft.file_name,
        actor_id=draft.person_id,
        at=request.now,
    )
    if done is None or not made.checked.good:
        return [_not_imported(session, draft, journey, made, "the KPI was changed meanwhile")]
    content = receipt_views.done(
        made,
        done,
        file_name=draft.file_name,
        method=measures.of(done.kpi),
        minutes=sorting.minutes(done.queued),
        undo=_undo(request, session, draft, journey, done.kpi, _batch(session, done)),
    )
    refreshed = Refresh(subject(drafts.reference(draft)), *content)
    drafts.drop(session, draft=draft)
    return [refreshed]


def choices_of(draft: ImportDraft) -> Choices:
    """What was chosen so far."""
    return of_json(draft.choices) if draft.choices else Choices()


def as_person(request: Request, draft: ImportDraft) -> Request:
    """The request as whoever posted the file would make it where they posted it."""
    place = Place(draft.place_id, PlaceKind(draft.place_kind)) if draft.place_id else None
    return replace(request, person=Person(draft.person_id), place=place)


def _planned(
    request: Request, session: Session
) -> tuple[ImportDraft, Journey, Plan] | list[Effect]:
    """The draft with its plan; or what is said instead."""
    draft = _draft(request, session)
    if draft is None:
        return []
    ready = request.prepared
    journey = _journey(request, session, draft)
    if not isinstance(ready, Prepared) or ready.table is None or journey is None:
        return [_gone_wrong(request, session, draft)]
    made = plan.make(
        session, journey=journey, prepared=ready, choices=choices_of(draft), now=request.now
    )
    return draft, journey, made


def _draft(request: Request, session: Session) -> ImportDraft | None:
    known_by = request.value.partition(" ")[0]
    return drafts.hold_or_none(session, workspace_id=request.workspace_id, known_by=known_by)


def _journey(request: Request, session: Session, draft: ImportDraft) -> Journey | None:
    """The draft's journey while the person may see it; else the one they work on."""
    viewer = as_person(request, draft).viewer
    if draft.journey_id is not None:
        return journeys.get_or_none(session, viewer=viewer, journey_id=draft.journey_id)
    return journeys.current(session, viewer=viewer)


def _undo(
    request: Request,
    session: Session,
    draft: ImportDraft,
    journey: Journey,
    kpi: Kpi | None,
    batch: ImportBatch | None,
) -> Block | None:
    if kpi is None or batch is None:
        return None
    return undo.offered(as_person(request, draft), session, journey, kpi, batch)


def _batch(session: Session, done: Done) -> ImportBatch | None:
    if done.batch_id is None:
        return None
    return answers.batch_or_none(
        session, workspace_id=done.kpi.workspace_id, batch_id=done.batch_id
    )


def _not_imported(
    session: Session, draft: ImportDraft, journey: Journey, made: Plan, why: str
) -> Effect:
    """The preview as it is now, to decide on again."""
    drafts.change(session, draft=draft, changes={"begun_at": None})
    text, body = preview_views.preview(
        made, draft=drafts.reference(draft), file_name=draft.file_name, journey=journey.name
    )
    lead = f"Nothing was imported: {why}."
    return Refresh(
        subject(drafts.reference(draft)), f"{lead} {text}", [blocks.section(lead), *body]
    )


def _gone_wrong(request: Request, session: Session, draft: ImportDraft) -> Effect:
    """The file can't be read: said, and forgotten."""
    ready = request.prepared
    name = f"*{escape(draft.file_name)}*"
    if isinstance(ready, Prepared):
        said = f"{name} can't be read. {ready.problem}"
    else:
        why = request.values.get("refused")
        words = _REFUSED.get(str(why), f"Slack says {escape(str(why))}")
        said = f"{name} can't be read: {words}. Nothing was stored."
    shown = bool(draft.names)
    drafts.drop(session, draft=draft)
    return _message(draft, receipt_views.plain(said), shown=shown)


def _message(draft: ImportDraft, content: Content, *, shown: bool = False) -> Effect:
    text, body = content
    about = subject(drafts.reference(draft))
    if shown:
        return Refresh(about, text, body)
    return Tell(draft.person_id, text, body, subject=about)
