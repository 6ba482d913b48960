"""`/journey digest`: opens the form, and subscribes a channel or a person."""

import re
from zoneinfo import available_timezones

from sqlmodel import Session

from commands import blocks
from commands.digest import digest_words, form_views, list_views, preview
from commands.digest.form_views import AT, AUDIENCE, CADENCE, CHANNEL, ME, TARGET, ZONE, Prefill
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import binding, which
from commands.reply import Offer, OpenForm, Post, Reply, Say
from commands.request import Request
from commands.text import clean_line
from commands.wording import title
from storage.digest import subscriptions
from storage.digest.subscriptions import Audience, Wanted
from storage.folding import fold
from storage.identity import identity
from storage.journey import journeys
from storage.models import Journey, Subscription
from storage.schedule.cadence import Cadence, Rhythm, zone_of
from storage.vocabulary import PlaceKind
from storage.workspace import preferences

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_NINE = 9 * 60


def open_form(request: Request, session: Session) -> Reply:
    """The form, with what holds already for the channel, or else for the person."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    held = _held(request, session, journey)
    in_channel = binding.in_channel(request)
    to_me = held is not None and subscriptions.is_person(held.target_id)
    prefill = Prefill(
        journey_id=identity(journey),
        journey=journey.name,
        in_channel=in_channel,
        target=ME if to_me or not in_channel else CHANNEL,
        audience=Audience(held.audience) if held else Audience.TEAM,
        rhythm=subscriptions.rhythm(held)
        if held
        else Rhythm(Cadence.WEEKLY, _NINE, _zone(request, session)),
    )
    return [OpenForm(form_views.digest_form(prefill))]


def submit(request: Request, session: Session) -> Reply:
    """Subscribes; a channel is told who did."""
    journey = which.current(request, session)
    if journey is None:
        raise UserError("This journey is no longer there. `/journey list` shows the others.")
    wanted = _wanted(request, session)
    if wanted.target_id == request.person.id:
        _must_see_alone(request, session, journey)
    else:
        _must_be_seen_here(request, session, journey)
    changed = subscriptions.subscribe(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        wanted=wanted,
        by=request.person.id,
        at=request.now,
    )
    held = subscriptions.of_target(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        target_id=wanted.target_id,
    )
    if held is None:  # stopped by somebody else in this very moment
        raise UserError("This digest was just stopped. Try again to start it anew.")
    receipt = list_views.receipt(held, journey.name, changed=changed)
    if not changed or wanted.target_id == request.person.id:
        return [Say(*receipt)]
    return [Say(*receipt), _news(request, journey, held)]


def offer_zones(request: Request, session: Session) -> Reply:
    """The zones whose name holds what was typed, best first; one's own when nothing was."""
    typed = fold(clean_line(request.text)).replace(" ", "_")
    found = [
        (not fold(name.rpartition("/")[2]).startswith(typed), name)
        for name in available_timezones()
        if typed in fold(name) and "/" in name and not name.startswith(("Etc/", "SystemV/"))
    ]
    best = [name for _, name in sorted(found)]
    own = _zone(request, session)
    names = list(dict.fromkeys([own, "UTC", *best])) if not typed else best
    if typed and typed in "utc":
        names = ["UTC", *names]
    return [Offer([(name, name) for name in names[: blocks.MAX_OPTIONS]])]


def _wanted(request: Request, session: Session) -> Wanted:
    fields = Fields(request.values)
    place = request.place
    targets = [ME, *([CHANNEL] if binding.in_channel(request) else [])]
    target = fields.choice(TARGET, targets, missing="Choose whom it is for.")
    audience = fields.choice(AUDIENCE, list(Audience), missing="Choose what is in it.")
    cadence = fields.choice(CADENCE, list(Cadence), missing="Choose how often.")
    at = _TIME.fullmatch(fields.value(AT, missing="Choose a time."))
    if at is None:
        fields.wrong(AT, "Choose a time.")
    zone = fields.value(ZONE, missing="Choose a time zone.")
    if zone_of(zone).key != zone:
        fields.wrong(ZONE, "Cairn doesn't know this time zone. Type a city, like Berlin.")
    fields.check()
    minute = int(at[1]) * 60 + int(at[2]) if at else _NINE
    if target == CHANNEL and place:
        private, target_id = place.kind is PlaceKind.PRIVATE, place.id
    else:
        private, target_id = True, request.person.id
        zone = _own_zone(request, session) or zone
    return Wanted(target_id, private, Audience(audience), Rhythm(Cadence(cadence), minute, zone))


def _must_see_alone(request: Request, session: Session, journey: Journey) -> None:
    """What is kept to a private channel can't follow somebody out of it."""
    alone = subscriptions.viewer_alone(request.workspace_id, request.person.id)
    if journeys.get_or_none(session, viewer=alone, journey_id=identity(journey)) is None:
        raise FieldError(
            {
                TARGET: "This journey is kept to a private channel. Its digest can go to that "
                "channel, not into direct messages."
            }
        )


def _must_be_seen_here(request: Request, session: Session, journey: Journey) -> None:
    here = subscriptions.viewer_in(request.workspace_id, request.place.id if request.place else "")
    if journeys.get_or_none(session, viewer=here, journey_id=identity(journey)) is None:
        raise FieldError(
            {
                TARGET: "This journey is kept to a private channel, and not everybody here may see "
                "it. Get the digest for yourself, or open it here with `/journey use`."
            }
        )


def _held(request: Request, session: Session, journey: Journey) -> Subscription | None:
    """The channel's digest, else one's own."""
    targets = [request.place.id] if request.place and binding.in_channel(request) else []
    found = (
        subscriptions.of_target(
            session,
            workspace_id=request.workspace_id,
            journey_id=identity(journey),
            target_id=target,
        )
        for target in [*targets, request.person.id]
    )
    return next((each for each in found if each), None)


def _zone(request: Request, session: Session) -> str:
    return _own_zone(request, session) or "UTC"


def _own_zone(request: Request, session: Session) -> str | None:
    """The person's, as Slack told."""
    known = {"workspace_id": request.workspace_id, "person_id": request.person.id}
    zone = request.person.zone or preferences.of(session, **known).quiet.zone
    return zone if zone and zone_of(zone).key == zone else None


def _news(request: Request, journey: Journey, held: Subscription) -> Post:
    every = digest_words.every(subscriptions.rhythm(held))
    said = (
        f"<@{request.person.id}> asked for a digest of *{title(journey.name)}* here, {every}. "
        f"The first one comes {list_views.when(held.next_at)}."
    )
    steps = blocks.actions(preview.button(held.audience), list_views.stop_button(held))
    return Post(held.target_id, said, [blocks.section(said), steps])
