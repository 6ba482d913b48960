"""Shows one pulse, and stops it early."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import roles
from commands.pulse import card_views, find
from commands.reply import Block, Replace, Reply, Say
from commands.request import Request
from storage.identity import identity
from storage.models import Journey, Pulse
from storage.pulse import pulses, results


def clicked(request: Request, session: Session) -> Reply:
    """The button Open."""
    pulse = find.seen(request, session, request.value)
    return [Say(*_card(request, session, pulse))]


def turn(request: Request, session: Session) -> Reply:
    """Another page of the words, in the same message."""
    pulse_id, _, number = request.value.partition(" ")
    pulse = find.seen(request, session, pulse_id)
    wanted = int(number) if number.isdecimal() and len(number) < 6 else 1  # noqa: PLR2004
    return [Replace(*_card(request, session, pulse, number=wanted))]


def stop(request: Request, session: Session) -> Reply:
    """The button Stop, for who asked and who runs the journey."""
    pulse = find.seen(request, session, request.value)
    if not _may_stop(request, session, pulse):
        journey = session.get_one(Journey, pulse.journey_id)
        raise UserError(
            f"<@{pulse.started_by}> asked this and can stop it, so can the journey's owner "
            f"<@{journey.owner_id}>, its facilitators and workspace administrators."
        )
    stopped = pulses.close(session, pulse=pulse, by=request.person.id, at=request.now)
    lead = (
        f"It is stopped. What came of it goes to <#{pulse.channel_id}> in a moment."
        if stopped
        else "It had ended already; nothing is changed."
    )
    return [Replace(*_card(request, session, pulse, lead=lead))]


def _card(
    request: Request, session: Session, pulse: Pulse, *, number: int = 1, lead: str = ""
) -> tuple[str, list[Block]]:
    result = results.of(pulse)
    shown = card_views.Card(
        pulse=pulse,
        pulse_id=identity(pulse),
        point=find.touchpoint(session, pulse),
        progress=results.progress(session, pulse=pulse),
        result=result,
        may_stop=_may_stop(request, session, pulse),
        number=min(max(1, number), card_views.pages(result)),
    )
    return card_views.card(shown, lead)


def _may_stop(request: Request, session: Session, pulse: Pulse) -> bool:
    if request.person.id == pulse.started_by:
        return True
    return roles.runs(request, session, session.get_one(Journey, pulse.journey_id))
