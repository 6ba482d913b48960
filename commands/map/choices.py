"""What a journey's map can be narrowed to."""

from sqlmodel import Session

from commands.blocks import MAX_OPTIONS
from commands.map import here
from commands.map.controls import Choices
from commands.map.look import department_key
from storage.identity import identity
from storage.map import maps
from storage.models import Journey
from storage.persona import personas
from storage.vocabulary import Channel

# The first choice of each menu is everything.
_MOST = MAX_OPTIONS - 1


def of(session: Session, *, journey: Journey) -> Choices:
    """Its personas, and the channels and departments of its touchpoints."""
    place = here.of(journey)
    points = maps.touchpoints(session, **place)
    used = {point.channel for point in points}
    names = {department_key(point.department): point.department for point in points}
    names.pop("", None)
    departments = sorted(names.items(), key=lambda item: item[1].casefold())
    return Choices(
        [(one.name, str(identity(one))) for one in personas.of(session, **place)][:_MOST],
        [(each.value.capitalize(), each.value) for each in Channel if each.value in used],
        [(name, key) for key, name in departments][:_MOST],
    )
