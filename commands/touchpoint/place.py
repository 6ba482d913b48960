"""Where a touchpoint stands on the map."""

from sqlmodel import Session

from commands.touchpoint import words
from commands.touchpoint.form_views import FIRST
from commands.wording import title
from storage.identity import identity
from storage.models import Stage, Touchpoint
from storage.touchpoint import touchpoints


def of(session: Session, touchpoint: Touchpoint) -> tuple[str, str]:
    """Its stage and whom it stands behind, as the form names them."""
    line = [identity(other) for other in _line(session, touchpoint)]
    at = line.index(identity(touchpoint)) if touchpoint.id in line else len(line)
    return str(touchpoint.stage_id), str(line[at - 1]) if at else FIRST


def said(session: Session, touchpoint: Touchpoint) -> str:
    """'2nd of 5 in Purchase', safe in mrkdwn."""
    stage = session.get_one(Stage, touchpoint.stage_id)
    line = _line(session, touchpoint)
    name = title(stage.name, 80) + (" (a retired stage)" if stage.retired_at else "")
    if touchpoint.retired_at is not None:
        return f"retired, last in {name}"
    at = next(place for place, other in enumerate(line, 1) if other.id == touchpoint.id)
    return f"{words.ordinal(at)} of {len(line)} in {name}"


def _line(session: Session, touchpoint: Touchpoint) -> list[Touchpoint]:
    stage = session.get_one(Stage, touchpoint.stage_id)
    return list(touchpoints.in_stage(session, stage=stage))
