"""The stage or touchpoint that a KPI measures: offered, chosen and named."""

from sqlmodel import Session

from commands import blocks
from commands.blocks import Option
from commands.fields import Fields
from commands.journey import which
from commands.reply import Offer, Reply
from commands.request import Request
from commands.text import clip
from commands.wording import title, touchpoint_number
from storage.folding import fold
from storage.identity import identity
from storage.journey import stages
from storage.models import Journey, Kpi, Stage, Touchpoint
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint import touchpoints

_STAGE, _TOUCHPOINT = "S", "T"
_LONGEST_ID = 18
_LONGEST_NAME = 60


def offer(request: Request, session: Session) -> Reply:
    """The type-ahead: stages with their touchpoints, in the map's order."""
    journey = which.current(request, session)
    if journey is None:
        return [Offer([])]
    typed = fold(request.text)
    fitting = [each for each in _choices(session, journey) if typed in fold(each[0])]
    return [Offer(fitting[: blocks.MAX_OPTIONS])]


def chosen(session: Session, journey: Journey, fields: Fields) -> tuple[int | None, int | None]:
    """Stage and touchpoint, one or none of them; `fields` notes what is not there any more."""
    value_ = fields.value("place")
    if not value_:
        return None, None
    found = _row(session, journey.workspace_id, value_)
    if found is None or found.journey_id != journey.id:
        fields.wrong("place", "This choice no longer exists. Please pick another.")
        return None, None
    return (identity(found), None) if isinstance(found, Stage) else (None, identity(found))


def value(kpi: Kpi) -> str:
    """As the form's field holds it."""
    if kpi.touchpoint_id is not None:
        return f"{_TOUCHPOINT}-{kpi.touchpoint_id}"
    return "" if kpi.stage_id is None else f"{_STAGE}-{kpi.stage_id}"


def option(session: Session, workspace_id: str, value_: str) -> Option | None:
    """A chosen place as the form shows it."""
    found = _row(session, workspace_id, value_)
    return (_label(found), value_) if found else None


def said(
    session: Session, workspace_id: str, stage_id: int | None, touchpoint_id: int | None
) -> str:
    """'T-7 Checkout page', 'stage Purchase' or 'the whole journey', safe in mrkdwn."""
    if touchpoint_id is not None:
        touchpoint = touchpoints.get_or_none(
            session, workspace_id=workspace_id, touchpoint_id=touchpoint_id
        )
        if touchpoint:
            return f"{touchpoint_number(touchpoint.number)} {title(touchpoint.name, _LONGEST_NAME)}"
    if stage_id is not None:
        stage = stages.get_or_none(session, workspace_id=workspace_id, stage_id=stage_id)
        if stage:
            return f"stage {title(stage.name, _LONGEST_NAME)}"
    return "the whole journey"


def _choices(session: Session, journey: Journey) -> list[Option]:
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    rows = touchpoint_rows.rows(session, workspace_id=workspace_id, journey_id=journey_id)
    found: list[Option] = []
    for stage in stages.of(session, workspace_id=workspace_id, journey_id=journey_id):
        found.append((_label(stage), f"{_STAGE}-{stage.id}"))
        found += [
            (_numbered(row.number, row.name), f"{_TOUCHPOINT}-{row.id}")
            for row in rows
            if row.stage_id == stage.id
        ]
    return found


def _label(found: Stage | Touchpoint) -> str:
    if isinstance(found, Stage):
        return f"All of {clip(found.name, _LONGEST_NAME)}"
    return _numbered(found.number, found.name)


def _numbered(number: int, name: str) -> str:
    return f"{touchpoint_number(number)} {clip(name, _LONGEST_NAME)}"


def _row(session: Session, workspace_id: str, value_: str) -> Stage | Touchpoint | None:
    kind, _, held = value_.partition("-")
    if not (held.isascii() and held.isdigit() and len(held) <= _LONGEST_ID):
        return None
    if kind == _STAGE:
        return stages.get_or_none(session, workspace_id=workspace_id, stage_id=int(held))
    if kind == _TOUCHPOINT:
        return touchpoints.get_or_none(session, workspace_id=workspace_id, touchpoint_id=int(held))
    return None
