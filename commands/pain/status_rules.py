"""Sets a status, and what is owed to those who reported it: the same from every surface."""

from sqlmodel import Session

from commands import masking
from commands.fields import Fields
from commands.pain import merge_learning, status_views
from commands.request import Request
from commands.text import clip
from storage.models import PainPoint
from storage.pain import lives
from storage.status import Changed, Outcome
from storage.vocabulary import OPEN_STATUSES, Status


def reason_to_decline(fields: Fields, name: str) -> str:
    """The reason that is owed to those who reported it."""
    return fields.text(
        name,
        most=status_views.MAX_REASON,
        missing="Say what would change our mind. Those who reported it get this as the answer.",
    )


def change(
    request: Request, session: Session, pain: PainPoint, *, seen: str, target: Status, words: str
) -> Changed:
    """Stores the step on a locked pain point; customer data stays out of the words."""
    was_open = pain.status in OPEN_STATUSES
    changed = lives.set_status(
        session,
        pain=pain,
        seen=seen,
        status=target,
        reason=clip(masking.mask(words).text, status_views.MAX_REASON),
        actor_id=request.person.id,
        at=request.now,
    )
    if changed.outcome is Outcome.DONE and was_open != (pain.status in OPEN_STATUSES):
        merge_learning.opened_or_closed(session, pain)
    return changed
