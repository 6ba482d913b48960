"""Who reads a digest, and what they may see of its journey."""

from sqlmodel import Session

from storage.journey import journeys
from storage.journey.visibility import Viewer, viewer_in
from storage.models import Journey, Subscription


def is_person(target_id: str) -> bool:
    """Whether a digest goes to a person; else to a channel."""
    return target_id.startswith(("U", "W"))


def journey_for(session: Session, *, subscription: Subscription) -> Journey | None:
    """Its journey as its target may see it; None when it may not, or not any more."""
    return journeys.get_or_none(
        session, viewer=viewer_of(subscription), journey_id=subscription.journey_id
    )


def journey_name(session: Session, *, subscription: Subscription) -> str:
    """What its journey is called, for those who get it."""
    return session.get_one(Journey, subscription.journey_id).name


def viewer_of(subscription: Subscription) -> Viewer:
    """Whoever reads a digest: a person by themselves, or a channel, whoever is in it."""
    target = subscription.target_id
    if is_person(target):
        return viewer_alone(subscription.workspace_id, target)
    return viewer_in(subscription.workspace_id, target)


def viewer_alone(workspace_id: str, person_id: str) -> Viewer:
    """What a person may see wherever they are, and not only in a channel."""
    return Viewer(workspace_id, person_id)
