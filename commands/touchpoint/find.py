"""Finds the touchpoint a person means, by number or name, as far as they may see it."""

import difflib
import re

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import which
from commands.request import Kind, Request
from commands.text import clean_line, clip, escape
from commands.wording import title, touchpoint_number
from storage.folding import fold
from storage.identity import identity
from storage.journey import journeys
from storage.models import Journey, Stage, Touchpoint
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint import touchpoints
from storage.touchpoint.rows import TouchpointRow

# Ten digits and more are no number of ours, and too large for the databases.
_NUMBER = re.compile(r"(?:t\s?-?\s?|#)?([0-9]{1,9})", re.IGNORECASE)
_SAID_NUMBER = re.compile(r"t-?([0-9]{1,9})", re.IGNORECASE)


def said_number(text: str) -> int | None:
    """The number when the text is one as people say it: T-7, t7. A bare 7 may be a name."""
    match = _SAID_NUMBER.fullmatch(text.strip())
    return int(match.group(1)) if match else None


def numbered(request: Request, session: Session, number: int) -> Touchpoint:
    """T-number, or words saying that there is none to be seen."""
    found = touchpoints.numbered(session, workspace_id=request.workspace_id, number=number)
    if found is None or journey_of(request, session, found) is None:
        raise UserError(
            f"There is no {touchpoint_number(number)} here. "
            "`/touchpoint list` shows the touchpoints of this journey."
        )
    return found


def journey_of(request: Request, session: Session, part: Touchpoint | Stage) -> Journey | None:
    """The journey of a touchpoint or stage, unless it is not for this person's eyes."""
    return journeys.get_or_none(session, viewer=request.viewer, journey_id=part.journey_id)


def meant(request: Request, session: Session, *, word: str) -> Touchpoint:
    """What a button's value names, or what stands behind a word like `edit`."""
    text = request.value if request.kind is Kind.ACTION else clean_line(request.text)
    match = _NUMBER.fullmatch(text)
    if match:
        return numbered(request, session, int(match.group(1)))
    if not text:
        raise UserError(
            f"Which touchpoint? Say its number, like `/touchpoint {word} T-7`. "
            "`/touchpoint list` shows them all."
        )
    return _named(request, session, text, word)


def of_form(request: Request, session: Session) -> Touchpoint | None:
    """The touchpoint an open form is about, unless it is out of sight by now."""
    carried = request.context.get("touchpoint", "")
    if not carried.isdecimal():
        return None
    found = touchpoints.get_or_none(
        session, workspace_id=request.workspace_id, touchpoint_id=int(carried)
    )
    return found if found and journey_of(request, session, found) else None


def _named(request: Request, session: Session, text: str, word: str) -> Touchpoint:
    journey = which.current(request, session)
    rows = (
        touchpoint_rows.rows(
            session,
            workspace_id=request.workspace_id,
            journey_id=identity(journey),
            with_retired=True,
        )
        if journey
        else []
    )
    called = [row for row in rows if fold(row.name) == fold(text)]
    fitting = [row for row in called if row.retired == (word == "restore")] or called
    if len(fitting) == 1:
        return numbered(request, session, fitting[0].number)
    shown = escape(clip(text, 60))
    if fitting:
        raise UserError(
            f"Several touchpoints are called “{shown}”: {_listed(fitting)}. "
            f"Say the number, like `/touchpoint {word} {touchpoint_number(fitting[0].number)}`."
        )
    near = _near(rows, text)
    hint = f"Did you mean {_listed(near)}?" if near else "`/touchpoint list` shows them all."
    raise UserError(
        f"No touchpoint here is called “{shown}”. {hint} Say the number, like "
        f"`/touchpoint {word} {touchpoint_number(near[0].number if near else 7)}`."
    )


def _near(rows: list[TouchpointRow], text: str) -> list[TouchpointRow]:
    close = difflib.get_close_matches(fold(text), [fold(row.name) for row in rows], n=3)
    named = [row for row in rows if fold(row.name) in close]
    return (named or touchpoint_rows.matching(rows, text))[:3]


def _listed(rows: list[TouchpointRow]) -> str:
    return ", ".join(
        f"{touchpoint_number(row.number)} {title(row.name, 60)} in {title(row.stage, 40)}"
        for row in rows
    )
