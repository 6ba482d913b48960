"""Voting: the private form, what it stores, and taking a vote back."""

from collections.abc import Mapping

from sqlmodel import Session

from commands.errors import UserError
from commands.fields import Fields
from commands.reply import (
    AskGroups,
    AskMembers,
    FormErrors,
    OpenForm,
    Reply,
    UpdateForm,
    View,
)
from commands.request import Request
from commands.vote import ballot, cast_views, close, members
from commands.wording import vote_number
from storage import requests
from storage.models import VoteRound
from storage.vocabulary import RoundStatus
from storage.vote import ballots
from storage.vote import members as vote_members
from storage.vote import rounds as vote_rounds
from storage.vote.ballots import Before, Outcome

_GONE = "This vote is not here for you any more. `/vote list` shows the votes of this journey."


def open_form(request: Request, session: Session) -> Reply:
    """The button Vote."""
    round = _of_button(request, session)
    if round.status == RoundStatus.OPEN and not ballot.may_vote(request, session, round):
        return [cast_views.not_in_group(round.number, ballot.group_name(session, round))]
    return [OpenForm(_view(request, session, round))]


def change(request: Request, session: Session) -> Reply:
    """The button Change my vote, in the form itself."""
    return [UpdateForm(_view(request, session, _of_button(request, session)))]


def submit(request: Request, session: Session) -> Reply:
    """Stores the dots in place of those before, as long as the vote runs."""
    round = _locked(request, session, request.context.get("vote", ""))
    ended = close.if_over(request, session, round)
    if round.status != RoundStatus.OPEN:
        return [OpenForm(_over(request, session, round)), *ended]
    before = ballots.before(session, round=round, person_id=request.person.id)
    if round.group_id and not before.is_member:
        return _refused(request, session, round)
    fields = Fields(request.values)
    dots = _dots(request, fields, round)
    department = fields.text(cast_views.DEPARTMENT, most=cast_views.MOST_DEPARTMENT, lines=False)
    fields.check()
    view = _stored(request, session, round, before, dots, department, fields.masked)
    if before.nearly_all_voted:
        ended = close.if_all_voted(request, session, round)
        if ended:
            return [OpenForm(cast_views.last(view)), *ended]
    return [OpenForm(view), ballot.rebuild(round), *_asked(request, session, round, before)]


def take_back(request: Request, session: Session) -> Reply:
    """The button Take my vote back."""
    round = _locked(request, session, request.value)
    ended = close.if_over(request, session, round)
    if round.status != RoundStatus.OPEN:
        return [UpdateForm(_over(request, session, round)), *ended]
    ballots.cast(
        session,
        round=round,
        voter=ballots.voter(round, request.person.id),
        dots={},
        department=None,
        at=request.now,
    )
    return [UpdateForm(cast_views.taken_back(round)), ballot.rebuild(round)]


def ask_again(request: Request, session: Session) -> Reply:
    """Somebody says that they are in the group that votes."""
    round = _of_button(request, session)
    return [cast_views.asking(round.number), AskGroups(members.GROUPS)]


def _of_button(request: Request, session: Session) -> VoteRound:
    round = ballot.of_value(request, session)
    if round is None or not ballot.may_see(request, session, round):
        raise UserError(_GONE)
    return round


def _locked(request: Request, session: Session, value: str) -> VoteRound:
    round = (
        vote_rounds.lock(session, workspace_id=request.workspace_id, number=int(value))
        if ballot.NUMBER.fullmatch(value) and value.isdecimal()
        else None
    )
    if round is None:
        raise UserError(_GONE)
    return round


def _view(request: Request, session: Session, round: VoteRound) -> View:
    """The form to vote with, or what came of the vote."""
    if round.status != RoundStatus.OPEN:
        return _over(request, session, round)
    mine = ballots.mine(session, round=round, voter=ballots.voter(round, request.person.id))
    department = ballots.department(
        session, workspace_id=round.workspace_id, person_id=request.person.id
    )
    shown = ballot.uncounted(session, round, request.now)
    return cast_views.cast_form(shown, mine, department=department)


def _over(request: Request, session: Session, round: VoteRound) -> View:
    return cast_views.over(ballot.shown(session, round, request.now))


def _dots(request: Request, fields: Fields, round: VoteRound) -> dict[int, int]:
    """The dots by option id, gathering what is wrong with them."""
    allowed = [str(count) for count in range(round.most_on_one + 1)]
    dots: dict[int, int] = {}
    before_id = cast_views.option_field(0)[:-1]
    for name in request.values:
        option_id = name.removeprefix(before_id)
        if name != option_id and option_id.isdecimal():
            dots[int(option_id)] = int(fields.choice(name, allowed) or 0)
    put = sum(dots.values())
    if put > round.dots:
        fields.wrong(_beyond(dots, round.dots), cast_views.too_many(put, round.dots))
    if dots and not put and not request.context.get("voted"):
        first = cast_views.option_field(next(iter(dots)))
        fields.wrong(first, "Put at least one dot on something, or close this form.")
    return dots


def _beyond(dots: Mapping[int, int], budget: int) -> str:
    """The field with which the dots become too many."""
    put = 0
    for option_id, count in dots.items():
        put += count
        if put > budget:
            return cast_views.option_field(option_id)
    raise ValueError("There are dots enough")


def _stored(
    request: Request,
    session: Session,
    round: VoteRound,
    before: Before,
    dots: Mapping[int, int],
    department: str,
    masked: str,
) -> View:
    """Stores the vote; what stands in the form's place then."""
    lines = vote_rounds.lines(session, round)
    outcome = ballots.cast(
        session,
        round=round,
        voter=ballots.voter(round, request.person.id),
        dots=dots,
        department=department,
        at=request.now,
        options=[line.id for line in lines],
        first=not before.has_voted,
    )
    if outcome is Outcome.REFUSED:
        raise UserError(
            f"{vote_number(round.number)} is another ballot by now. Close this form and press "
            "Vote again."
        )
    asked = cast_views.DEPARTMENT in request.values
    if asked and department != request.context.get("department", ""):
        ballots.keep_department(
            session,
            workspace_id=round.workspace_id,
            person_id=request.person.id,
            department=department,
        )
    if outcome is Outcome.TAKEN_BACK:
        return cast_views.taken_back(round)
    return cast_views.stored(round, lines, dots, masked=masked)


def _refused(request: Request, session: Session, round: VoteRound) -> Reply:
    """The words stay in the form, and sending it again is no repetition."""
    if request.key:
        requests.release(session, workspace_id=request.workspace_id, key=request.key)
    first = next(iter(request.values), cast_views.DEPARTMENT)
    words = (
        f"Only {ballot.group_name(session, round) or 'one user group'} votes here, and Slack did "
        "not name you among it. Cairn asks again right now: try once more in a few seconds."
    )
    return [FormErrors({first: words}), AskGroups(members.GROUPS)]


def _asked(
    request: Request, session: Session, round: VoteRound, before: Before
) -> list[AskMembers]:
    """Somebody nobody knew of votes: they count from now on, and Slack tells who else came."""
    if before.is_member or not before.members:
        return []
    vote_members.join(session, round=round, person_id=request.person.id)
    return members.ask(session, round)
