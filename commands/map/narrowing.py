"""What a map is narrowed to: which touchpoints fit, and how it is told."""

from sqlmodel import Session

from commands.map import here
from commands.map.look import Look, department_key
from storage.map import maps
from storage.models import Journey, Touchpoint
from storage.persona import personas


def fits(point: Touchpoint, look: Look) -> bool:
    """Whether a touchpoint is of the channel and the department that are asked for."""
    in_channel = not look.channel or point.channel == look.channel
    return in_channel and (
        not look.department or department_key(point.department) == look.department
    )


def words(session: Session, *, journey: Journey, look: Look) -> str:
    """As in: persona Mara \u00b7 channel store; nothing where all is shown."""
    place = here.of(journey)
    told = []
    if look.persona_id is not None:
        one = personas.get_or_none(
            session, workspace_id=journey.workspace_id, persona_id=look.persona_id
        )
        told.append(f"persona {one.name}" if one else "a persona that is gone")
    if look.channel:
        told.append(f"channel {look.channel}")
    if look.department:
        points = maps.touchpoints(session, **place)
        named = (
            point.department for point in points if fits(point, Look(department=look.department))
        )
        told.append(f"department {next(named, 'that is gone')}")
    return " \u00b7 ".join(told)
