"""Which pain point comes next in triage: the hottest new one that was not skipped."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from commands.request import Request
from storage.journey import journeys
from storage.models import PainPoint
from storage.pain import lists as pain_lists
from storage.pain.lists import Filter
from storage.vocabulary import Status

# What travels in a form has an end; who skips more meets the first ones again.
_MOST_SKIPPED = 200


@dataclass(frozen=True, slots=True)
class Queue:
    """The journey, and the numbers that were skipped so far."""

    journey_id: int
    skipped: tuple[int, ...] = ()

    def without(self, number: int) -> "Queue":
        """The same with one more skipped."""
        others = tuple(one for one in self.skipped if one != number)
        return replace(self, skipped=(*others, number)[-_MOST_SKIPPED:])

    def context(self) -> dict[str, str]:
        """What travels in the form."""
        skipped = " ".join(str(number) for number in self.skipped)
        return {"journey": str(self.journey_id), "skipped": skipped}


def of(request: Request) -> Queue:
    """The queue of an open form."""
    journey = request.context.get("journey", "")
    skipped = request.context.get("skipped", "").split()
    return Queue(
        int(journey) if journey.isdecimal() else 0,
        tuple(int(number) for number in skipped if number.isdecimal()),
    )


def next_one(session: Session, request: Request, queue: Queue) -> PainPoint | None:
    """What to look at next; nothing when all are looked at or out of sight."""
    if not journeys.get_or_none(session, viewer=request.viewer, journey_id=queue.journey_id):
        return None
    rows = pain_lists.hottest(
        session,
        workspace_id=request.workspace_id,
        which=_new(queue),
        now=request.now,
        limit=len(queue.skipped) + 1,
    )
    found = next((row for row in rows if row.number not in queue.skipped), None)
    return session.get(PainPoint, found.id) if found else None


def left(session: Session, request: Request, queue: Queue, *, shown: PainPoint) -> int:
    """How many are still to be looked at after the one that is shown."""
    waiting = pain_lists.count(session, workspace_id=request.workspace_id, which=_new(queue))
    besides = set(queue.skipped) | ({shown.number} if shown.status == Status.NEW else set())
    return max(0, waiting - len(besides))


def _new(queue: Queue) -> Filter:
    return Filter(journey_id=queue.journey_id, statuses=(Status.NEW,))
