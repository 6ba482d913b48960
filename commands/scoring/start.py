"""Starts a scoring in the channel: `/journey score`, and the buttons of the list."""

from collections.abc import Sequence

from sqlmodel import Session

from commands import blocks
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import binding, picking, which
from commands.opportunity import opportunity_views
from commands.reply import AskMembers, Offer, OpenForm, Reply, Say
from commands.request import Request
from commands.scoring import rounds, start_views
from commands.scoring.message_views import PEOPLE
from commands.text import escape
from storage.identity import identity
from storage.models import Journey, Opportunity
from storage.opportunity import lists as opportunity_lists
from storage.opportunity import score_results, scores
from storage.opportunity.scores import MOST_ITEMS
from storage.vocabulary import Scoring

_MOST_OFFERED = 100
_IN_A_CHANNEL = (
    "A scoring is for a team. Type `/journey score` in the channel where the team should score."
)


def typed(request: Request, session: Session) -> Reply:
    """`/journey score`, `/journey score ulwick`."""
    word = request.text.casefold()
    if word not in ("", "impact", "effort", "ulwick"):
        raise UserError(
            "`/journey score` asks the team for impact and effort, `/journey score ulwick` for "
            "importance and satisfaction."
        )
    kind = Scoring.ULWICK if word == "ulwick" else Scoring.IMPACT_EFFORT
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    return _form(request, session, journey, kind)


def clicked(request: Request, session: Session) -> Reply:
    """A button of the list or of a card: kind, journey and, where one is meant, its number."""
    named, _, rest = request.value.partition(" ")
    journey_id, _, number = rest.partition(" ")
    journey = picking.by_id(request, session, journey_id)
    if journey is None or named not in list(Scoring):
        raise UserError("This button no longer works. `/journey score` starts a scoring.")
    first = int(number) if number.isdecimal() else 0
    return _form(request, session, journey, Scoring(named), first=first)


def submit(request: Request, session: Session) -> Reply:
    """Begins the round, posts its message, and asks Slack how many could score."""
    journey = which.current(request, session)
    if journey is None or request.place is None:
        raise FieldError({start_views.ITEMS: "This journey is no longer here for you to see."})
    _check_place(request, session, journey)
    fields = Fields(request.values)
    kind = fields.choice(start_views.KIND, list(Scoring), missing="Choose what people score.")
    chosen = _chosen(request, session, fields, journey)
    fields.check()
    begun = scores.start(
        session,
        journey=journey,
        channel_id=request.place.id,
        kind=Scoring(kind),
        opportunity_ids=[identity(one) for one in chosen],
        person_id=request.person.id,
        at=request.now,
    )
    ask = AskMembers(begun.channel_id, PEOPLE, str(identity(begun)))
    return [rounds.post(session, begun), ask]


def offer(request: Request, session: Session) -> Reply:
    """The type-ahead over open opportunities."""
    journey = which.current(request, session)
    if journey is None:
        return [Offer([])]
    found = opportunity_lists.matching(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        typed=request.text,
        limit=_MOST_OFFERED,
    )
    return [Offer([start_views.choice(one) for one in found])]


def heard(request: Request, session: Session) -> Reply:
    """Slack told who is in the channel; only their number is kept."""
    people = request.values.get("people")
    round_id = int(request.value) if request.value.isdecimal() else 0
    begun = scores.get_or_none(session, workspace_id=request.workspace_id, round_id=round_id)
    if begun is None or not isinstance(people, list):
        return []
    scores.hear(
        session,
        workspace_id=request.workspace_id,
        round_id=round_id,
        eligible=len(people),
    )
    return [rounds.rebuilt(begun)]


def _check_place(request: Request, session: Session, journey: Journey) -> None:
    """A channel whose people may see the journey."""
    if not binding.in_channel(request):
        raise UserError(_IN_A_CHANNEL)
    if binding.would_open(request, session, journey):
        raise UserError(
            "This journey is kept to a private channel. Start the scoring there, so that nobody "
            "sees more than they may."
        )


def _form(
    request: Request, session: Session, journey: Journey, kind: Scoring, *, first: int = 0
) -> Reply:
    _check_place(request, session, journey)
    total = opportunity_lists.count(
        session, workspace_id=request.workspace_id, journey_id=identity(journey)
    )
    if not total:
        return [_nothing(journey)]
    chosen = _first(session, journey, kind, first)
    view = start_views.start_form(
        [start_views.choice(one) for one in chosen],
        kind=kind,
        total=total,
        context={"journey": str(identity(journey))},
    )
    return [OpenForm(view)]


def _first(session: Session, journey: Journey, kind: Scoring, number: int) -> Sequence[Opportunity]:
    """What is chosen already: the one that is meant, what was not scored yet, then the rest."""
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    found = opportunity_lists.matching(
        session, workspace_id=workspace_id, journey_id=journey_id, typed="", limit=_MOST_OFFERED
    )
    scored = score_results.latest(
        session, workspace_id=workspace_id, journey_id=journey_id, kind=kind
    )
    ranked = sorted(found, key=lambda one: (one.number != number, one.id in scored, one.number))
    return ranked[:MOST_ITEMS]


def _chosen(
    request: Request, session: Session, fields: Fields, journey: Journey
) -> Sequence[Opportunity]:
    """The open opportunities that were chosen, in order of number."""
    sent = request.values.get(start_views.ITEMS)
    values = sent if isinstance(sent, list) else []
    open_ones = opportunity_lists.matching(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        typed="",
        limit=None,
    )
    chosen = [one for one in open_ones if str(one.number) in values]
    if not values:
        fields.wrong(start_views.ITEMS, "Choose at least one opportunity.")
    elif len(values) > MOST_ITEMS:
        fields.wrong(start_views.ITEMS, f"Choose at most {MOST_ITEMS}: more tire people out.")
    elif len(chosen) != len(set(values)):
        fields.wrong(start_views.ITEMS, "One of them is no longer open. Please take it out.")
    return chosen


def _nothing(journey: Journey) -> Say:
    said = f"*{escape(journey.name)}* has no open opportunity to score yet."
    return Say(said, [blocks.section(said), blocks.actions(opportunity_views.new_button())])
