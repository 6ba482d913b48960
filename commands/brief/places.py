"""Which touchpoint or stage a brief is about: typed, carried by a button, or the latest one."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from commands.blocks import Option
from commands.brief.place_views import place_value
from commands.errors import UserError
from commands.request import Request
from commands.text import clip
from commands.touchpoint import find, guess
from commands.wording import touchpoint_number
from storage.folding import fold
from storage.identity import identity
from storage.journey import stages
from storage.models import Journey, Stage, Touchpoint
from storage.pain.recent import recent_places
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint import touchpoints
from storage.touchpoint.rows import TouchpointRow

Place = Touchpoint | Stage
_LONGEST = 18  # longer ones fit no row
_MOST_NEAR = 5
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Known:
    """A journey's stages, and its touchpoints in use in the map's order."""

    stages: Sequence[Stage]
    rows: Sequence[TouchpointRow]

    def choices(self) -> list[Option]:
        """Each stage as a whole, then its touchpoints."""
        found = []
        for stage in self.stages:
            found.append((f"All of {stage.name}", place_value(stage)))
            found += [_choice(row) for row in self.rows if row.stage_id == stage.id]
        return found


def known(session: Session, journey: Journey) -> Known:
    """What a brief of this journey can be about."""
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    return Known(
        stages.of(session, workspace_id=workspace_id, journey_id=journey_id),
        touchpoint_rows.rows(session, workspace_id=workspace_id, journey_id=journey_id),
    )


def carried(request: Request, session: Session, value: str) -> Place:
    """The place in a button's value, if it is there for this person to see and in use."""
    kind, _, number = value.partition("-")
    held = int(number) if number.isdecimal() and len(number) <= _LONGEST else 0
    if kind == "S":
        stage = stages.get_or_none(session, workspace_id=request.workspace_id, stage_id=held)
        if stage is None or stage.retired_at or find.journey_of(request, session, stage) is None:
            raise UserError(
                "This stage is no longer on the map. `/journey brief` lets you choose another."
            )
        return stage
    return _in_use(find.numbered(request, session, held))


def typed(
    request: Request, session: Session, among: Known, text: str
) -> tuple[Place | None, list[Option]]:
    """The one place that was typed, or what may have been meant."""
    number = find.said_number(text)
    if number is not None:
        return _in_use(find.numbered(request, session, number)), []
    stage = guess.stage(among.stages, text)
    if stage.exact:
        return stage.exact, []
    called = [row for row in among.rows if fold(row.name) == fold(text)]
    fitting = called or touchpoint_rows.matching(among.rows, text)
    if len(fitting) == 1:
        return find.numbered(request, session, fitting[0].number), []
    near = [_choice(row) for row in (fitting or _alike(among.rows, text))[:_MOST_NEAR]]
    if stage.near and not fitting:
        near.append((f"All of {stage.near.name}", place_value(stage.near)))
    return None, near


def latest(request: Request, session: Session, journey: Journey, among: Known) -> Place | None:
    """Where this conversation or this person logged last."""
    recent = recent_places(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        person_id=request.person.id,
        channel_id=request.place.id if request.place else None,
    )
    in_use = {row.id for row in among.rows}
    place_id = next((place_id for place_id in recent if place_id in in_use), None)
    if place_id is None:
        return None
    return touchpoints.get_or_none(
        session, workspace_id=request.workspace_id, touchpoint_id=place_id
    )


def _in_use(touchpoint: Touchpoint) -> Touchpoint:
    if touchpoint.retired_at is not None:
        number = touchpoint_number(touchpoint.number)
        raise UserError(
            f"{number} is retired, so there is no brief of it. `/touchpoint restore {number}` "
            "brings it back; `/journey brief` lets you choose another."
        )
    return touchpoint


def _choice(row: TouchpointRow) -> Option:
    label = f"{touchpoint_number(row.number)} {clip(row.name, _LONGEST_NAME)}"
    return f"{label} · {clip(row.stage, 20)}", touchpoint_number(row.number)


def _alike(rows: Sequence[TouchpointRow], text: str) -> list[TouchpointRow]:
    by_name = {fold(row.name): row for row in rows}
    close = difflib.get_close_matches(fold(text), by_name, n=_MOST_NEAR)
    return [by_name[name] for name in close]
