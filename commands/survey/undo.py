"""Takes an import back: for whoever imported it, and for those who run the journey."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import roles, which
from commands.pain import merge_learning, message
from commands.reply import Block, Refresh, Replace, Reply, Say
from commands.request import Request
from commands.survey import undo_views
from commands.wording import title
from storage.identity import identity
from storage.journey import journeys
from storage.kpi import kpis, measures
from storage.models import ImportBatch, Journey, Kpi
from storage.survey import answers, undoing

_MOST, _LONGEST_ID = 10, 18
_GONE = "This import is no longer here for you to see. `/journey import undo` lists the latest."
_NOT_YOURS = (
    "<@{}> imported this. They can undo it, and so can the journey's owner and facilitators."
)
_OTHER_SERIES = (
    "{} is measured otherwise since this import: its answers are an earlier series, which stays "
    "as it was and is never compared with later readings."
)


def clicked(request: Request, session: Session) -> Reply:
    """The button, after its question."""
    value = request.value
    number = int(value) if value.isdecimal() and len(value) <= _LONGEST_ID else 0
    batch = answers.batch_or_none(session, workspace_id=request.workspace_id, batch_id=number)
    kpi = session.get(Kpi, batch.kpi_id) if batch else None
    journey = (
        journeys.get_or_none(session, viewer=request.viewer, journey_id=kpi.journey_id)
        if kpi
        else None
    )
    if batch is None or kpi is None or journey is None:
        raise UserError(_GONE)
    if not may(request, session, journey, batch):
        raise UserError(_NOT_YOURS.format(batch.by_id))
    content, fresh = take_back(request, session, kpi, batch)
    return [Replace(*content), *fresh]


def take_back(
    request: Request, session: Session, kpi: Kpi, batch: ImportBatch
) -> tuple[undo_views.Content, list[Refresh]]:
    """What came of it, and the messages of pain points that look otherwise now."""
    kpi = kpis.lock(session, kpi=kpi)
    if not undoing.is_of_series(session, kpi=kpi, batch_id=identity(batch)):
        raise UserError(_OTHER_SERIES.format(title(kpi.name)))
    found = undoing.undo(
        session, kpi=kpi, batch_id=identity(batch), actor_id=request.person.id, at=request.now
    )
    if found is None:
        raise UserError("This import was undone already.")
    for pain in found.comments.declined:
        merge_learning.opened_or_closed(session, pain)
    changed = [*found.comments.pains, *map(identity, found.comments.declined)]
    fresh = [message.refresh(session, each, request.now) for each in sorted(changed)]
    content = undo_views.done(kpi, found, file_name=batch.file_name, method=measures.of(kpi))
    return content, fresh


def listed(request: Request, session: Session) -> Reply:
    """`/journey import undo`: the latest imports that this person may undo."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    known = kpis.every(session, workspace_id=request.workspace_id, journey_id=identity(journey))
    by_id = {identity(kpi): kpi for kpi in known}
    found = undoing.latest(
        session,
        workspace_id=request.workspace_id,
        kpi_ids=list(by_id),
        by_id=None if roles.runs(request, session, journey) else request.person.id,
        limit=_MOST,
    )
    told = [
        (batch, kpi, undoing.weight(session, kpi=kpi, batch_id=identity(batch)))
        for batch in found
        for kpi in [by_id[batch.kpi_id]]
    ]
    return [Say(*undo_views.imports(journey.name, told))]


def offered(
    request: Request, session: Session, journey: Journey, kpi: Kpi, batch: ImportBatch
) -> Block | None:
    """The button for a message to this person; None where it is not theirs to undo."""
    if not may(request, session, journey, batch):
        return None
    return undo_views.button(batch, undoing.weight(session, kpi=kpi, batch_id=identity(batch)))


def may(request: Request, session: Session, journey: Journey, batch: ImportBatch) -> bool:
    """Whether this person imported it, or runs the journey."""
    return batch.by_id == request.person.id or roles.runs(request, session, journey)
