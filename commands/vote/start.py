"""Opens the form "Start a vote", and redraws it while it is filled in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session

from commands.blocks import Option
from commands.errors import UserError
from commands.journey import binding, which
from commands.reply import AskGroups, Effect, OpenForm, Reply, UpdateForm, View
from commands.request import Request, Value
from commands.text import clean_line, clip
from commands.vote import ballot, listing, members, start_choices, start_draft, start_views
from commands.vote.start_draft import ABOUT, CLOSES_AT, FIELDS, QUESTION, WHO, Draft
from commands.vote.start_views import Around
from storage.identity import identity
from storage.models import Journey
from storage.vocabulary import About
from storage.vote.rounds import MOST_OPTIONS
from storage.workspace import user_groups

# User groups are asked for again when somebody starts a vote this much later.
_GROUPS_LAST = timedelta(minutes=10)
_QUESTION = "What should we solve first?"
_ELSEWHERE = (
    "A vote is held in a channel, where the team is. Go to your team's channel and type `/vote` "
    "there."
)


def open_form(request: Request, session: Session) -> Reply:
    """`/vote`, `/vote <question>` and the buttons that lead there."""
    return open_with(request, session, {})


def open_with(request: Request, session: Session, chosen: Mapping[str, Value]) -> Reply:
    """The same with what to vote on chosen already."""
    if not binding.in_channel(request):
        raise UserError(_ELSEWHERE)
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    check_kept(request, session, journey)
    question = clip(clean_line(request.text), start_views.MOST_QUESTION) or _QUESTION
    closes_at = str(start_draft.in_three_days(request.now, request.person.zone))
    draft = Draft(identity(journey), {QUESTION: question, CLOSES_AT: closes_at, **chosen})
    held = draft if chosen else _begun(request, session, draft)
    return [
        OpenForm(drawn(request, session, journey, held)),
        *_groups(request, session),
    ]


def typed(request: Request, session: Session) -> Reply:
    """`/vote V-3` shows that vote; anything else is the question of a new one."""
    match = ballot.NUMBER.fullmatch(clean_line(request.text))
    if match:
        round = ballot.find(request, session, int(match[1]))
        return listing.one(request, session, round)
    if request.person.guest:
        raise UserError(
            "Guests vote, and members of the team start votes. `/vote V-3` shows that vote."
        )
    return open_form(request, session)


def changed(request: Request, session: Session) -> Reply:
    """Something was chosen that changes what the form shows."""
    journey = journey_of(request, session)
    return [UpdateForm(drawn(request, session, journey, start_draft.of(request)))]


def journey_of(request: Request, session: Session) -> Journey:
    """The journey of the form that was clicked in or sent."""
    journey = which.current(request, session)
    if journey is None:
        raise UserError(
            "The journey of this form is not here any more: it was retired, or is kept to a "
            "private channel now. `/vote` opens the form for another one."
        )
    return journey


def check_kept(request: Request, session: Session, journey: Journey) -> None:
    """UserError where the ballot would show a private journey to people it is kept from."""
    if binding.would_open(request, session, journey):
        raise UserError(
            "This journey is kept to a private channel, and the ballot would show it here. "
            "Start the vote there; `/journey use` chooses another journey for this channel."
        )


def drawn(request: Request, session: Session, journey: Journey, held: Draft) -> View:
    """The form as it looks with this in it."""
    held = _prefilled(request, session, held)
    return start_views.start_form(
        held,
        Around(
            journey=journey.name,
            channel_id=request.place.id if request.place else "",
            chosen=start_choices.chosen(request, session, held),
            groups=user_groups.last_heard(session, workspace_id=request.workspace_id) is not None,
            group=_group(request, session, held),
            few_ideas=held.about is About.OPPORTUNITIES
            and start_choices.too_few(request, session, journey_id=held.journey_id),
        ),
    )


def _begun(request: Request, session: Session, draft: Draft) -> Draft:
    """What there is to vote on: pain points, else opportunities, else words of one's own."""
    for about in (About.PAINS, About.OPPORTUNITIES):
        held = _prefilled(request, session, replace(draft, values={**draft.values, ABOUT: about}))
        if held.options:
            return held
    return replace(draft, values={**draft.values, ABOUT: About.TYPED.value})


def _prefilled(request: Request, session: Session, held: Draft) -> Draft:
    """The hottest, as long as nobody has chosen otherwise."""
    name = FIELDS[held.about]
    if held.about is About.TYPED or name in held.values:
        return held
    hottest = start_choices.hottest(
        request, session, held.about, journey_id=held.journey_id, limit=MOST_OPTIONS
    )
    return replace(held, values={**held.values, name: [str(each.id) for each in hottest]})


def _group(request: Request, session: Session, held: Draft) -> Option | None:
    group = (
        user_groups.get_or_none(session, workspace_id=request.workspace_id, group_id=held.text(WHO))
        if held.text(WHO)
        else None
    )
    return start_choices.group_option(group) if group else None


def _groups(request: Request, session: Session) -> list[Effect]:
    """Asks which user groups there are, unless Slack told a moment ago."""
    heard = user_groups.last_heard(session, workspace_id=request.workspace_id)
    if heard and request.now - heard < _GROUPS_LAST:
        return []
    return [AskGroups(members.GROUPS)]
