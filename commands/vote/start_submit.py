"""Starts the vote that the form "Start a vote" describes, and puts its ballot into the channel."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from commands.fields import Fields
from commands.reply import AskGroups, Effect, Reply
from commands.request import Request
from commands.snapshot import taking
from commands.text import plural
from commands.vote import ballot, members, start, start_choices, start_draft, start_views
from commands.vote.start_draft import (
    A_QUARTER,
    ALL_ON_ONE,
    CLOSES_AT,
    DOTS,
    EVERYBODY,
    FIELDS,
    MOST,
    QUESTION,
    QUORUM,
    TYPED,
    WHO,
    Closing,
    Draft,
)
from storage.models import VoteRound
from storage.models.columns import EPOCH
from storage.vocabulary import About
from storage.vote import members as vote_members
from storage.vote import rounds as vote_rounds
from storage.vote.rounds import MOST_DOTS, MOST_OPTIONS, NewOption, NewRound, dots_each
from storage.workspace import user_groups

MOST_LINE = 150
_LONGEST = timedelta(days=366)


def submit(request: Request, session: Session) -> Reply:
    """The form's answer."""
    held = start_draft.of(request)
    journey = start.journey_of(request, session)
    start.check_kept(request, session, journey)
    fields = Fields({**held.values, **request.values})
    options = _options(request, session, held, fields)
    new = _round(request, session, held, fields, options)
    fields.check()
    round = vote_rounds.start(
        session,
        workspace_id=request.workspace_id,
        journey_id=held.journey_id,
        channel_id=request.place.id if request.place else "",
        starter_id=request.person.id,
        new=new,
        options=options,
        at=request.now,
    )
    asked = begin(session, round)
    return [*fields.masked_notice(), ballot.post(session, round, request.now), *asked]


def begin(session: Session, round: VoteRound) -> list[Effect]:
    """Keeps the map as it is voted on, and asks who may vote; also for another's run-off."""
    taking.before_vote(session, round, round.created_at)
    if round.group_id is None:
        return [*members.ask(session, round)]
    vote_members.hear_group(session, round=round)
    return [AskGroups(members.GROUPS)]


def _round(
    request: Request,
    session: Session,
    held: Draft,
    fields: Fields,
    options: Sequence[NewOption],
) -> NewRound:
    dots = _dots(fields, request, len(options))
    return NewRound(
        question=fields.text(
            QUESTION,
            most=start_views.MOST_QUESTION,
            missing="Ask something, like “What should we solve first?”.",
            lines=False,
        ),
        about=held.about,
        dots=dots,
        most_on_one=_most_on_one(fields, dots),
        live=held.secrecy.live,
        names=held.secrecy.names,
        group_id=_group(request, session, fields),
        quorum=_quorum(fields),
        closes_at=_closes_at(request, held, fields),
    )


def _options(request: Request, session: Session, held: Draft, fields: Fields) -> list[NewOption]:
    name = FIELDS[held.about]
    if held.about is About.TYPED:
        return _typed(fields)
    chosen = start_choices.chosen(request, session, held)
    gone = len(held.ids(name)) - len(chosen)
    if gone:
        fields.wrong(name, f"{_meanwhile(gone)} Take {'it' if gone == 1 else 'them'} out.")
    if held.about is About.OPPORTUNITIES and start_choices.too_few(
        request, session, journey_id=held.journey_id
    ):
        fields.wrong(name, start_views.FEW_IDEAS)
    _check_count(fields, name, len(chosen))
    pains = held.about is About.PAINS
    return [
        NewOption(
            each.title,
            pain_point_id=each.id if pains else None,
            opportunity_id=None if pains else each.id,
        )
        for each in chosen
    ]


def _meanwhile(gone: int) -> str:
    return f"{gone} of these {'was' if gone == 1 else 'were'} solved, declined or merged meanwhile."


def _typed(fields: Fields) -> list[NewOption]:
    told = fields.text(TYPED, most=3000, missing="Type what to vote on, one a line.")
    lines = Draft(0, {TYPED: told}).lines
    long = next((line for line in lines if len(line) > MOST_LINE), None)
    if long:
        fields.wrong(
            TYPED, f"“{long[:40]}…” is {len(long)} characters; a line has room for {MOST_LINE}."
        )
    _check_count(fields, TYPED, len(lines))
    return [NewOption(line) for line in lines]


def _check_count(fields: Fields, name: str, count: int) -> None:
    if count > MOST_OPTIONS:
        fields.wrong(name, f"Those are {count}; a ballot has room for {MOST_OPTIONS}.")
    if count < start_choices.LEAST_OPTIONS:
        fields.wrong(name, "There must be at least two to choose from.")


def _dots(fields: Fields, request: Request, options: int) -> int:
    """Under whatever name the field stands at the moment."""
    name = next((name for name in request.values if name.startswith(f"{DOTS}:")), DOTS)
    among = [A_QUARTER, *map(str, range(1, MOST_DOTS + 1))]
    said = fields.choice(name, among, missing="Choose how many dots each person has.")
    return int(said) if said.isdecimal() else dots_each(options)


def _most_on_one(fields: Fields, dots: int) -> int:
    among = [ALL_ON_ONE, *map(str, range(1, MOST_DOTS + 1))]
    said = fields.choice(MOST, among)
    most = int(said) if said.isdecimal() else dots
    if most > dots:
        fields.wrong(MOST, f"Nobody has more than {plural(dots, 'dot')}. Choose that or less.")
    return min(most, dots)


def _group(request: Request, session: Session, fields: Fields) -> str | None:
    said = fields.value(WHO)
    if said in ("", EVERYBODY):
        return None
    if not user_groups.get_or_none(session, workspace_id=request.workspace_id, group_id=said):
        fields.wrong(WHO, "This user group is not there any more. Choose another.")
    elif not user_groups.people(session, workspace_id=request.workspace_id, group_id=said):
        fields.wrong(WHO, "Nobody is in this user group. Choose another.")
    return said


def _quorum(fields: Fields) -> int | None:
    said = fields.value(QUORUM)
    if not said:
        return None
    if not said.isdecimal() or not 1 <= int(said) <= start_views.MOST_PEOPLE:
        fields.wrong(QUORUM, "Type how many people, like 5, or leave it empty.")
        return None
    return int(said)


def _closes_at(request: Request, held: Draft, fields: Fields) -> datetime | None:
    if held.closing is Closing.ALL:
        return None
    said = fields.value(CLOSES_AT, missing="Choose when it closes.")
    if not said.isdecimal():
        return None
    moment = EPOCH + timedelta(seconds=min(int(said), 10**11))
    if moment <= request.now:
        fields.wrong(CLOSES_AT, "This is past. Choose a later time.")
    elif moment > request.now + _LONGEST:
        fields.wrong(CLOSES_AT, "This is more than a year away. Choose an earlier time.")
    return moment
