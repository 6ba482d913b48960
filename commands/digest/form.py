"""`/journey digest`: opens the form, and subscribes a channel or a person."""

from dataclasses import replace
from zoneinfo import available_timezones

from sqlmodel import Session

from commands import blocks
from commands.digest import digest_views, digest_words, form_fields, form_views, list_views, preview
from commands.digest.form_views import AUDIENCE, CHANNEL, ME, TARGET, Prefill
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import binding, which
from commands.reply import Offer, OpenForm, Post, Reply, Say, UpdateForm
from commands.request import Request
from commands.text import clean_line
from commands.wording import title
from storage.digest import readers, subscriptions
from storage.digest.subscriptions import Audience, Wanted
from storage.folding import fold
from storage.identity import identity
from storage.journey import journeys
from storage.journey.visibility import viewer_in
from storage.models import Journey, Subscription
from storage.schedule.cadence import Cadence, Rhythm, zone_of
from storage.schedule.cron import Cron
from storage.vocabulary import PlaceKind
from storage.workspace import preferences

_NINE = 9 * 60
_GONE = "This journey is no longer there. `/journey list` shows the others."


def open_form(
    request: Request, session: Session, *, cadence: Cadence | None = None, cron: str = ""
) -> Reply:
    """The form, with what holds already for the channel, or else for the person.

    What was stopped opens as it was. With the cadence or cron expression that was typed, if one
    was. Raises FieldError.
    """
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    held = _held(request, session, journey)
    like = held or _held(request, session, journey, stopped=True)
    in_channel = binding.in_channel(request)
    to_me = like is not None and readers.is_person(like.target_id)
    rhythm = (
        subscriptions.rhythm(like)
        if like
        else Rhythm(Cadence.WEEKLY, _NINE, _zone(request, session))
    )
    prefill = Prefill(
        journey_id=identity(journey),
        journey=journey.name,
        in_channel=in_channel,
        target=ME if to_me or not in_channel else CHANNEL,
        audience=Audience(like.audience) if like else Audience.TEAM,
        rhythm=rhythm,
        holds=list_views.holds(held) if held else "",
    )
    if cadence:
        rhythm = replace(rhythm, cadence=cadence)
        prefill = replace(prefill, rhythm=rhythm)
    if cron:
        rhythm = form_fields.by_cron(cron, rhythm.zone)
    if isinstance(rhythm.cadence, Cron):
        prefill = form_fields.with_cron(prefill, rhythm, request.now)
    return [OpenForm(form_views.digest_form(prefill))]


def switched(request: Request, session: Session) -> Reply:
    """Another cadence was chosen, or cron typed: its fields show, and what was chosen stays."""
    journey = which.current(request, session)
    if journey is None:
        raise UserError(_GONE)
    return [UpdateForm(form_views.digest_form(_chosen(request, session, journey)))]


def submit(request: Request, session: Session) -> Reply:
    """Subscribes; a channel is told who did."""
    journey = which.current(request, session)
    if journey is None:
        raise UserError(_GONE)
    wanted = _wanted(request, session)
    if form_fields.shown(wanted.rhythm) not in ("", request.context.get("shown")):
        # Cron is shown in times before it is saved.
        return [UpdateForm(form_views.digest_form(_chosen(request, session, journey)))]
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
    target = form_fields.target(fields, in_channel=binding.in_channel(request))
    audience = fields.choice(AUDIENCE, list(Audience), missing="Choose what is in it.")
    rhythm = form_fields.rhythm(fields)
    fields.check()
    if target == CHANNEL and place:
        private, target_id = place.kind is PlaceKind.PRIVATE, place.id
    else:
        private, target_id = True, request.person.id
        rhythm = replace(rhythm, zone=_own_zone(request, session) or rhythm.zone)
    return Wanted(target_id, private, Audience(audience), rhythm)


def _chosen(request: Request, session: Session, journey: Journey) -> Prefill:
    """The form as it is filled in, right or wrong."""
    in_channel = binding.in_channel(request)
    to_me = request.values.get(TARGET) != CHANNEL or not in_channel
    zone = (_own_zone(request, session) if to_me else None) or _zone(request, session)
    prefill = Prefill(
        journey_id=identity(journey),
        journey=journey.name,
        in_channel=in_channel,
        target=ME if to_me else CHANNEL,
        audience=form_fields.audience_so_far(request.values),
        rhythm=form_fields.rhythm_so_far(request.values, zone=zone, follows=to_me),
    )
    return form_fields.with_what_stands(prefill, request.values, request.now)


def _must_see_alone(request: Request, session: Session, journey: Journey) -> None:
    """What is kept to a private channel can't follow somebody out of it."""
    alone = readers.viewer_alone(request.workspace_id, request.person.id)
    if journeys.get_or_none(session, viewer=alone, journey_id=identity(journey)) is None:
        raise FieldError(
            {
                TARGET: "This journey is kept to a private channel. Its digest can go to that "
                "channel, not into direct messages."
            }
        )


def _must_be_seen_here(request: Request, session: Session, journey: Journey) -> None:
    here = viewer_in(request.workspace_id, request.place.id if request.place else "")
    if journeys.get_or_none(session, viewer=here, journey_id=identity(journey)) is None:
        raise FieldError(
            {
                TARGET: "This journey is kept to a private channel, and not everybody here may see "
                "it. Get the digest for yourself, or open it here with `/journey use`."
            }
        )


def _held(
    request: Request, session: Session, journey: Journey, *, stopped: bool = False
) -> Subscription | None:
    """The channel's digest, else one's own; or the one that was stopped."""
    targets = [request.place.id] if request.place and binding.in_channel(request) else []
    found = (
        subscriptions.of_target(
            session,
            workspace_id=request.workspace_id,
            journey_id=identity(journey),
            target_id=target,
            stopped=stopped,
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
        f"The first one comes {digest_words.when(held.next_at)}."
    )
    steps = blocks.actions(preview.button(held.audience), digest_views.stop_button(identity(held)))
    return Post(held.target_id, said, [blocks.section(said), steps])
