"""Takes a touchpoint out of the map, and brings it back."""

from sqlmodel import Session

from commands.reply import Reply, Say
from commands.request import Kind, Request
from commands.touchpoint import card, find, place, receipt_views, words
from commands.wording import day
from storage import retirement
from storage.journey import stage_edits
from storage.journey.stage_edits import Outcome
from storage.models import Stage, Touchpoint
from storage.touchpoint import touchpoints

_REFUSED = {
    Outcome.NAME_TAKEN: "another stage has that name by now",
    Outcome.FULL: "the journey has no room for another stage",
}


def retire(request: Request, session: Session) -> Reply:
    """`/touchpoint retire T-7` and the button of the card, which asks before."""
    touchpoint = touchpoints.lock(session, touchpoint=find.meant(request, session, word="retire"))
    if retirement.retire(session, touchpoint, actor_id=request.person.id, at=request.now):
        said = (
            f"*{words.named(touchpoint)}* is retired: it is off the map and the lists. "
            "Its pain points and history are kept."
        )
    else:
        said = f"*{words.named(touchpoint)}* was retired already{_when(touchpoint)}."
    return _answer(request, session, touchpoint, receipt_views.retired(touchpoint, said))


def restore(request: Request, session: Session) -> Reply:
    """`/touchpoint restore T-7` and the button beside everything retired."""
    touchpoint = touchpoints.lock(session, touchpoint=find.meant(request, session, word="restore"))
    stage = touchpoints.lock_stage(session, stage=session.get_one(Stage, touchpoint.stage_id))
    if touchpoint.retired_at is None:
        said = f"*{words.named(touchpoint)}* is on the map: {place.said(session, touchpoint)}."
        return _answer(request, session, touchpoint, receipt_views.done(touchpoint, said))
    if stage.retired_at is not None:
        return [receipt_views.stage_retired(touchpoint, stage)]
    return _back(request, session, touchpoint, stage)


def restore_both(request: Request, session: Session) -> Reply:
    """The button that brings the stage back too."""
    touchpoint = touchpoints.lock(session, touchpoint=find.meant(request, session, word="restore"))
    stage = touchpoints.lock_stage(session, stage=session.get_one(Stage, touchpoint.stage_id))
    outcome = stage_edits.restore(session, stage=stage, actor_id=request.person.id, at=request.now)
    if outcome in _REFUSED:
        return [receipt_views.stage_stays_retired(touchpoint, stage, _REFUSED[outcome])]
    return _back(request, session, touchpoint, stage)


def _back(request: Request, session: Session, touchpoint: Touchpoint, stage: Stage) -> Reply:
    other = touchpoints.named(session, stage=stage, name=touchpoint.name, besides=touchpoint)
    if other and touchpoint.retired_at is not None:
        return [receipt_views.name_taken(touchpoint, other, stage)]
    retirement.restore(session, touchpoint, actor_id=request.person.id, at=request.now)
    said = f"*{words.named(touchpoint)}* is back on the map: {place.said(session, touchpoint)}."
    return _answer(request, session, touchpoint, receipt_views.done(touchpoint, said))


def _answer(request: Request, session: Session, touchpoint: Touchpoint, short: Say) -> Reply:
    """A command gets a short answer; a clicked card becomes the card as it is now."""
    if request.kind is Kind.ACTION and not request.in_form:
        return card.replace(request, session, touchpoint, lead=short.text)
    return [short]


def _when(touchpoint: Touchpoint) -> str:
    return f" ({day(touchpoint.retired_at)})" if touchpoint.retired_at else ""
