"""Shows a brief: `/journey brief [T-7|touchpoint|stage]`, to the person alone."""

from sqlmodel import Session

from commands import blocks
from commands.brief import access, brief_views, place_views, places
from commands.brief.brief_views import Told
from commands.brief.places import Known, Place
from commands.journey import picking, which
from commands.reply import Offer, Replace, Reply, Say
from commands.request import Request
from commands.text import clean_line, clip, escape
from commands.wording import evidence
from storage.brief import briefs
from storage.brief import facts as brief_facts
from storage.folding import fold
from storage.identity import identity
from storage.map import maps
from storage.models import Journey, Stage, Touchpoint
from storage.pain import lists as pain_lists
from storage.pain.lists import Filter
from storage.pain.rows import PainRow
from storage.priorities import actions as priority_actions
from storage.touchpoint import rows as touchpoint_rows
from storage.vocabulary import Kind

PAINS = 3
DELIGHTS = 2


def show(request: Request, session: Session) -> Reply:
    """What was typed, or where this conversation or person logged last."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    among = places.known(session, journey)
    text = clean_line(request.text)
    if not text:
        place = places.latest(request, session, journey, among)
        if place:
            return [answer(request, session, place, among=among)]
        said = _first(journey, some=bool(among.rows))
        choices = among.choices() if among.rows else []
        return [Say(*place_views.choose_message(said, choices, identity(journey)))]
    place, near = places.typed(request, session, among, text)
    if place:
        of_it = among if place.journey_id == journey.id else None
        return [answer(request, session, place, among=of_it)]
    shown = escape(clip(text, 60))
    said = f"Nothing on the map is called “{shown}”."
    said += " Did you mean one of these?" if near else " Choose a touchpoint or a stage."
    return [Say(*place_views.near_message(said, near, among.choices(), identity(journey)))]


def clicked(request: Request, session: Session) -> Reply:
    """A button that opens the brief of a place."""
    return [answer(request, session, places.carried(request, session, request.value))]


def chosen(request: Request, session: Session) -> Reply:
    """The brief's own menu: another brief in the same message."""
    place = places.carried(request, session, request.value)
    found = answer(request, session, place)
    return [Replace(found.text, found.blocks)]


def offer(request: Request, session: Session) -> Reply:
    """The same menu where a journey has more places than one holds."""
    journey = picking.by_id(request, session, request.name.partition(":")[2])
    if journey is None:
        return [Offer([])]
    among = places.known(session, journey)
    wanted = fold(request.text)
    fitting = {row.number for row in touchpoint_rows.matching(among.rows, request.text)}
    offered = [
        choice
        for choice in among.choices()
        if (choice[1].startswith("S-") and wanted in fold(choice[0]))
        or (choice[1].startswith("T-") and int(choice[1][2:]) in fitting)
    ]
    return [Offer(offered[: blocks.MAX_OPTIONS])]


def answer(
    request: Request,
    session: Session,
    place: Place,
    *,
    among: Known | None = None,
    lead: str = "",
) -> Say:
    """The brief as it is now, under what is to be said; `among` when it is known already."""
    told = gather(request, session, place, among)
    return Say(*brief_views.brief_message(told, lead=lead))


def gather(request: Request, session: Session, place: Place, among: Known | None) -> Told:
    """Everything a brief shows."""
    workspace_id, now = request.workspace_id, request.now
    stage = place if isinstance(place, Stage) else session.get_one(Stage, place.stage_id)
    journey = session.get_one(Journey, place.journey_id)
    pains = _hottest(request, session, place, Kind.PAIN, PAINS)
    hurting = _filter(place, Kind.PAIN)
    solved, solved_in_all = brief_facts.fixed(session, place=place, now=now, limit=1)
    own = briefs.of(session, place=place)
    general = None if own or place is stage else briefs.of(session, place=stage)
    return Told(
        place=place,
        stage=stage,
        journey_id=place.journey_id,
        felt=brief_facts.felt(session, place=place, now=now),
        evidence=_badge(request, session, place) if isinstance(place, Touchpoint) else "",
        brief=own or general,
        borrowed=stage.name if general else "",
        pains=pains,
        pains_in_all=pain_lists.count(session, workspace_id=workspace_id, which=hurting, now=now),
        doing=priority_actions.of_pains(
            session, viewer=request.viewer, ids=[row.id for row in pains]
        ),
        fixed=solved,
        fixed_in_all=solved_in_all,
        delights=_hottest(request, session, place, Kind.DELIGHT, DELIGHTS),
        choices=(among or places.known(session, journey)).choices(),
        may_edit=access.may_edit(request, session, journey, place),
        ask=access.whom_to_ask(journey, place),
    )


def _badge(request: Request, session: Session, touchpoint: Touchpoint) -> str:
    seen = maps.observed_at(session, touchpoint=touchpoint, now=request.now)
    return evidence(seen.sightings, seen.reporters, measured=seen.measured)


def _hottest(
    request: Request, session: Session, place: Place, kind: Kind, limit: int
) -> list[PainRow]:
    return pain_lists.hottest(
        session,
        workspace_id=request.workspace_id,
        which=_filter(place, kind),
        now=request.now,
        limit=limit,
    )


def _filter(place: Place, kind: Kind) -> Filter:
    if isinstance(place, Stage):
        return Filter(place.journey_id, kind=kind, stage_id=identity(place))
    return Filter(place.journey_id, kind=kind, touchpoint_id=identity(place))


def _first(journey: Journey, *, some: bool) -> str:
    if not some:
        return f"*{escape(journey.name)}* has no touchpoints yet, so there is nothing to brief on."
    return "Where do you meet customers? Choose a touchpoint for its brief, or a whole stage."
