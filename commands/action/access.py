"""Finds the action that is meant, for those who may see it: the journey's people, its owner."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.request import Request
from commands.wording import action_number
from storage.action import actions
from storage.action.seen import known
from storage.journey import journeys
from storage.models import Action, Journey
from storage.vocabulary import ActionStatus

_CLICKED = re.compile(r"([0-9]{1,9}) ([A-Z]{1,16})(?: ([a-z0-9,]{0,400}))?")
_NUMBER = re.compile(r"[0-9]{1,9}")
_STALE = "This button no longer works. `/journey actions` opens the list anew."


@dataclass(frozen=True, slots=True)
class Asked:
    """A click: the action as it is now, the status that was seen, and where the button stands."""

    action: Action
    seen: str
    where: str


def find(request: Request, session: Session, number: int, *, hold: bool = False) -> Action:
    """A-number, held for this transaction if wanted; else words saying that there is none."""
    find_it = actions.lock if hold else actions.numbered
    action = find_it(session, workspace_id=request.workspace_id, number=number)
    if action is None or not (
        action.owner_id == request.person.id
        or (
            journeys.get_or_none(session, viewer=request.viewer, journey_id=action.journey_id)
            and known(session, viewer=request.viewer, action=action)
        )
    ):
        raise UserError(
            f"There is no {action_number(number)} here. "
            "`/journey actions` shows what is to be done in this journey."
        )
    if session.get_one(Journey, action.journey_id).retired_at is not None:
        raise UserError(
            f"{action_number(number)} belongs to a journey that was retired, so there is "
            "nothing left to do about it. `/journey actions mine` shows what else is yours."
        )
    return action


def clicked(request: Request, session: Session, *, hold: bool = False) -> Asked:
    """What a button is about; its value is the number, the status seen, and where it stands."""
    match = _CLICKED.fullmatch(request.value)
    if match is None or match[2] not in ActionStatus.__members__:
        raise UserError(_STALE)
    action = find(request, session, int(match[1]), hold=hold)
    check_guest(request, action)
    return Asked(action, ActionStatus[match[2]].value, match[3] or "")


def check_guest(request: Request, action: Action) -> None:
    """UserError where a guest would move on what is somebody else's."""
    if request.person.guest and action.owner_id != request.person.id:
        raise UserError(
            f"Guests move on only actions that are theirs. Ask <@{action.owner_id}>, whose "
            f"{action_number(action.number)} is."
        )


def of_value(request: Request, session: Session) -> Action:
    """What a button is about whose value is only the number."""
    if not _NUMBER.fullmatch(request.value):
        raise UserError(_STALE)
    return find(request, session, int(request.value))


def of_form(request: Request, session: Session, *, field: str) -> Asked:
    """The action of an open form, held; gone meanwhile, its `field` says so."""
    carried = request.context.get("action", "")
    seen = ActionStatus.__members__.get(request.context.get("seen", ""), ActionStatus.OPEN)
    try:
        action = find(request, session, int(carried) if carried.isdecimal() else 0, hold=True)
        check_guest(request, action)
    except UserError as error:
        raise FieldError({field: str(error)}) from error
    return Asked(action, seen.value, request.context.get("where", ""))


def context(action: Action, *, seen: str, where: str = "", **more: str) -> dict[str, str]:
    """What travels in a form about an action."""
    return {
        "action": str(action.number),
        "seen": ActionStatus(seen).name,
        "where": where,
        **more,
    }
