"""Comments of low scores become sightings: of a pain point that they surely tell of, or listed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from sqlmodel import Session

from commands.pain import message, seen
from commands.reply import Effect, Reply, Tell
from commands.request import Request
from commands.survey import comment_views
from storage.identity import identity
from storage.kpi import history as kpi_history
from storage.kpi import measures
from storage.kpi.measures import Method
from storage.matching import matcher_of
from storage.models import Kpi, PainPoint, Touchpoint
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.survey import comments, derived, drafts, sighted
from storage.survey.comments import Comment, State
from storage.touchpoint import touchpoints
from storage.vocabulary import OPEN_STATUSES, Kind, Source

EVERY = timedelta(seconds=15)
AT_ONCE = 60
# The estimated chance that it is the same from which on nobody has to be asked.
SURE = 0.9
_NOON = time(12, tzinfo=UTC)


@dataclass
class Sorted:
    """What became of some comments; `pains` are those that got a sighting and stood before."""

    taken: list[Comment] = field(default_factory=list)
    pains: set[int] = field(default_factory=set)


def run(request: Request, session: Session) -> Reply:
    """The clock's job: some of those that wait, and forgetting files nobody came back to."""
    drafts.forget_before(
        session, workspace_id=request.workspace_id, moment=request.now - drafts.KEPT
    )
    done = work_off(session, workspace_id=request.workspace_id, now=request.now)
    effects: list[Effect] = [
        message.refresh(session, pain_id, request.now) for pain_id in sorted(done.pains)
    ]
    return [*effects, *_finished(session, request.workspace_id, done.taken)]


def minutes(count: int) -> int:
    """About how long it takes until so many are compared, at the clock's pace."""
    return -(-count * EVERY // (AT_ONCE * timedelta(minutes=1)))


def work_off(session: Session, *, workspace_id: str, now: datetime, limit: int = AT_ONCE) -> Sorted:
    """Sorts the next comments that wait; each once, however many processes do so."""
    done = Sorted(comments.take(session, workspace_id=workspace_id, limit=limit))
    for comment in done.taken:
        pain_id, stood = _sorted(session, workspace_id, comment, now)
        if pain_id is not None and stood:
            done.pains.add(pain_id)
        comments.settle(
            session,
            workspace_id=workspace_id,
            comment_id=comment.id,
            was=State.WAITING,
            state=State.LISTED if pain_id is None else State.SIGHTED,
            pain_id=pain_id,
        )
        if pain_id is not None:
            sighted.remember(
                session,
                workspace_id=workspace_id,
                comment_id=comment.id,
                pain_id=pain_id,
                reporter_id=comment.by_id,
            )
    return done


def sighting(
    session: Session, workspace_id: str, comment: Comment, *, by_id: str, now: datetime
) -> NewSighting | None:
    """The comment as one customer's sighting, its severity derived; None when it isn't low."""
    kpi = comments.kpi_of(session, workspace_id=workspace_id, kpi_id=comment.kpi_id)
    method = _method(session, kpi, comment.series)
    found = derived.of_score(method, comment.score)
    if found is None:
        return None
    return NewSighting(
        reporter_id=by_id,
        seen_at=min(datetime.combine(comment.day, _NOON), now),
        severity=found.severity,
        emotion=found.emotion,
        quote=comment.text,
        source=Source.SURVEY.value,
        told_by=comment_views.told_by(kpi.kind, method, comment.score),
    )


def add_new(session: Session, comment: Comment, touchpoint: Touchpoint, found: NewSighting) -> int:
    """A new pain point that begins with this comment; its row."""
    pain = pains.add(
        session,
        touchpoint=touchpoint,
        told=comment.text,
        kind=Kind.PAIN,
        channel_id=None,
        sighting=found,
    )
    seen.learn_new(
        session,
        workspace_id=touchpoint.workspace_id,
        journey_id=touchpoint.journey_id,
        pain=pain,
        told=comment.text,
    )
    return pain.id


def confirm(session: Session, pain: PainPoint, comment: Comment) -> None:
    """Somebody said that this comment tells of it: evidence for the next ones."""
    matcher_of(session).confirm(
        session,
        workspace_id=pain.workspace_id,
        pain_id=identity(pain),
        text=comment.text,
    )


def _sorted(
    session: Session, workspace_id: str, comment: Comment, now: datetime
) -> tuple[int | None, bool]:
    """The pain point that got it, and whether that stood before."""
    found = sighting(session, workspace_id, comment, by_id=comment.by_id, now=now)
    if found is None:
        return None, False
    touchpoint = _touchpoint(session, workspace_id, comment)
    pain_id = _surely(session, workspace_id, comment, touchpoint)
    if pain_id is not None:
        pains.add_sighting(session, workspace_id=workspace_id, pain_id=pain_id, sighting=found)
        return pain_id, True
    if comment.as_new and touchpoint is not None:
        return add_new(session, comment, touchpoint, found), False
    return None, False


def _surely(
    session: Session, workspace_id: str, comment: Comment, touchpoint: Touchpoint | None
) -> int | None:
    """The open pain point that the comment tells of, where that is nearly certain."""
    near = matcher_of(session).similar(
        session,
        workspace_id=workspace_id,
        journey_id=comment.journey_id,
        text=comment.text,
        touchpoint_id=touchpoint.id if touchpoint else None,
        stage_id=touchpoint.stage_id if touchpoint else None,
        limit=1,
    )
    if not near or near[0].score < SURE:
        return None
    pain = session.get(PainPoint, near[0].pain_id)
    fits = pain is not None and pain.kind == Kind.PAIN and pain.status in OPEN_STATUSES
    return near[0].pain_id if fits else None


def _touchpoint(session: Session, workspace_id: str, comment: Comment) -> Touchpoint | None:
    """Where it was, while that is on the journey's map."""
    if comment.touchpoint_id is None:
        return None
    found = touchpoints.get_or_none(
        session, workspace_id=workspace_id, touchpoint_id=comment.touchpoint_id
    )
    on_map = found is not None and found.retired_at is None
    return found if on_map and found and found.journey_id == comment.journey_id else None


def _method(session: Session, kpi: Kpi, series: int) -> Method:
    if series == kpi.series:
        return measures.of(kpi)
    return kpi_history.methods(session, kpi=kpi).get(series, measures.of(kpi))


def _finished(session: Session, workspace_id: str, taken: Sequence[Comment]) -> list[Tell]:
    """Word to whoever imported comments of which the last was sorted just now."""
    found = []
    for by_id, at, journey_id in dict.fromkeys((e.by_id, e.at, e.journey_id) for e in taken):
        counts = comments.counts_of(session, workspace_id=workspace_id, by_id=by_id, at=at)
        if not counts[State.WAITING]:
            text, body = comment_views.finished(
                sighted=counts[State.SIGHTED], listed=counts[State.LISTED], journey_id=journey_id
            )
            found.append(Tell(by_id, text, body))
    return found
