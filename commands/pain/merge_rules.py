"""What may be merged into what, and doing it: the same from the form, a command and triage."""

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.pain import merge_learning
from commands.request import Request
from commands.wording import pain_number
from storage.models import PainPoint
from storage.pain import merge_candidates, merges
from storage.status import Changed, Outcome
from storage.vocabulary import OPEN_STATUSES, Kind


def chosen_other(session: Session, pain: PainPoint, value: str, *, field: str) -> PainPoint:
    """What a form chose; FieldError beside the field when it can't be the other one."""
    other = merge_candidates.found_by(session, pain=pain, value=value)
    if other is None:
        raise FieldError({field: "This pain point no longer exists. Please choose another."})
    why_not = refused(session, pain, other)
    if why_not:
        raise FieldError({field: why_not.replace("`", "")})
    return other


def merge(
    request: Request, session: Session, pain: PainPoint, other: PainPoint, *, seen: str
) -> tuple[Changed, PainPoint]:
    """Merges them under lock; answers what became of it, and where the sightings stand."""
    pain, into = merges.lock(session, pain=pain, other=other)
    if pain.id == into.id:
        raise UserError(_circle(pain, other))
    if into.status not in OPEN_STATUSES:
        raise UserError(_closed(pain, into))
    changed = merges.merge(
        session, pain=pain, into=into, seen=seen, actor_id=request.person.id, at=request.now
    )
    if changed.outcome is Outcome.DONE:
        merge_learning.merged(session, pain, into)
    return changed, into


def refused(session: Session, pain: PainPoint, other: PainPoint) -> str:
    """Why these two can't be merged, and what to do; empty when they can."""
    one, two = pain_number(pain.number), pain_number(other.number)
    for each in (pain, other):
        if each.kind == Kind.DELIGHT:
            return delight(each)
    if pain.id == other.id:
        return f"{one} can't be merged into itself. Choose another one."
    if pain.journey_id != other.journey_id:
        return f"{one} and {two} are in different journeys, so they stay apart."
    into = merges.leads_to(session, pain=other)
    if into.id == pain.id:
        return _circle(pain, other)
    return "" if into.status in OPEN_STATUSES else _closed(pain, into)


def _closed(pain: PainPoint, into: PainPoint) -> str:
    one, two = pain_number(pain.number), pain_number(into.number)
    return (
        f"{two} is {into.status}, and what is still seen must not vanish there. "
        f"`/pain reopen {two}` first, or merge it the other way round: "
        f"`/pain merge {two} into {one}`."
    )


def _circle(pain: PainPoint, other: PainPoint) -> str:
    one, two = pain_number(pain.number), pain_number(other.number)
    return (
        f"{two} is a duplicate of {one} already, so {one} can't become a duplicate of {two}. "
        f"To turn it round, `/pain unmerge {two}` first."
    )


def delight(pain: PainPoint) -> str:
    """Why a delight is not merged."""
    return f"{pain_number(pain.number)} is a delight; only pain points are merged."
