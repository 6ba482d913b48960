"""What an action's steps do to its pain points, by the verbs that people's own steps use."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from commands.pain import card_facts, message, status_rules
from commands.reply import Refresh
from commands.request import Request
from commands.text import clip
from commands.wording import action_number, pain_number
from storage.action import pains as action_pains
from storage.identity import identity
from storage.models import Action, PainPoint
from storage.pain import lives
from storage.status import Outcome
from storage.vocabulary import OPEN_STATUSES, ActionStatus, Kind, Status

_TO_PLANNED = (Status.NEW, Status.CONFIRMED)
_TO_IN_PROGRESS = (Status.NEW, Status.CONFIRMED, Status.PLANNED)
_NUMBERS = 12


@dataclass(slots=True)
class Moved:
    """What became of the pain points: a sentence each, and their messages as they are now."""

    said: list[str] = field(default_factory=list)
    refreshed: list[Refresh] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All of it, as a tail to another sentence."""
        return "".join(f" {sentence}" for sentence in self.said)


def planned(request: Request, session: Session, action: Action) -> Moved:
    """An action was added: New and Confirmed ones are Planned."""
    return _all(request, session, action, among=_TO_PLANNED, target=Status.PLANNED)


def started(request: Request, session: Session, action: Action) -> Moved:
    """Somebody is on it: what is not In progress yet is now."""
    return _all(request, session, action, among=_TO_IN_PROGRESS, target=Status.IN_PROGRESS)


def again(request: Request, session: Session, action: Action) -> Moved:
    """It is for other pain points now: they are as far as the action is."""
    step = started if action.status == ActionStatus.DOING else planned
    return step(request, session, action)


def solved(
    request: Request,
    session: Session,
    action: Action,
    *,
    result: str,
    before: str,
    left_out: Collection[int],
) -> Moved:
    """It is done: its pain points are Solved, and the result is what customers can be told.

    Those that something else is still being done about stay In progress, those left out as
    they are. What the result `before` had told is told anew.
    """
    moved = Moved()
    done: list[PainPoint] = []
    for pain in _held(session, action):
        others = action_pains.others_open(session, pain=pain, but=identity(action))
        if pain.status == Status.SOLVED:
            if pain.reason == before and _move(
                request, session, moved, pain, Status.SOLVED, words=result
            ):
                done.append(pain)
        elif pain.status not in OPEN_STATUSES:
            continue
        elif pain.number in left_out:
            moved.said.append(f"*{pain_number(pain.number)}* stays {pain.status}.")
        elif others:
            if pain.status != Status.IN_PROGRESS:
                _move(request, session, moved, pain, Status.IN_PROGRESS)
            moved.said.append(_stays(pain, others))
        elif _move(request, session, moved, pain, Status.SOLVED, words=result):
            done.append(pain)
    _say(request, session, moved, done, Status.SOLVED)
    return moved


def unattended(session: Session, action: Action) -> list[PainPoint]:
    """Planned or In progress, and nobody does anything about them any more."""
    return [
        pain
        for pain in action_pains.of(session, action=action)
        if pain.status in (Status.PLANNED, Status.IN_PROGRESS)
        and not action_pains.others_open(session, pain=pain, but=identity(action))
    ]


def numbers(pains: Sequence[PainPoint]) -> str:
    """'*P-4*, *P-7* and *P-12*'."""
    said = [f"*{pain_number(pain.number)}*" for pain in pains[:_NUMBERS]]
    if len(pains) > _NUMBERS:
        said.append(f"{len(pains) - _NUMBERS} more")
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _all(
    request: Request,
    session: Session,
    action: Action,
    *,
    among: Collection[str],
    target: Status,
) -> Moved:
    moved = Moved()
    done = [
        pain
        for pain in _held(session, action)
        if pain.status in among and _move(request, session, moved, pain, target)
    ]
    _say(request, session, moved, done, target)
    return moved


def _held(session: Session, action: Action) -> list[PainPoint]:
    """Its pain points in order of number, each held: nobody changes them in between."""
    held = [
        lives.lock(session, workspace_id=pain.workspace_id, number=pain.number)
        for pain in action_pains.of(session, action=action)
    ]
    return [pain for pain in held if pain is not None and pain.kind == Kind.PAIN]


def _move(
    request: Request,
    session: Session,
    moved: Moved,
    pain: PainPoint,
    target: Status,
    *,
    words: str = "",
) -> bool:
    changed = status_rules.change(
        request, session, pain, seen=pain.status, target=target, words=words
    )
    if changed.outcome is not Outcome.DONE:
        return False
    moved.refreshed.append(message.refresh(session, identity(pain), request.now))
    return True


def _say(
    request: Request,
    session: Session,
    moved: Moved,
    pains: Sequence[PainPoint],
    target: Status,
) -> None:
    if not pains:
        return
    are = "is" if len(pains) == 1 else "are"
    hear = any(card_facts.others_hear(session, pain, but=request.person.id) for pain in pains)
    heard = f" Those who reported {'it' if len(pains) == 1 else 'them'} will hear of it."
    moved.said.insert(0, f"{numbers(pains)} {are} {target} now.{heard if hear else ''}")


def _stays(pain: PainPoint, others: Sequence[int]) -> str:
    listed = clip(", ".join(action_number(number) for number in others), 60)
    are = "is" if len(others) == 1 else "are"
    return f"*{pain_number(pain.number)}* stays {pain.status}: {listed} {are} still open."
