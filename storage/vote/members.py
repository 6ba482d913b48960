"""Who may vote in a round: the people of its channel or user group, as Slack named them last."""

from collections.abc import Collection, Iterable

from sqlalchemy import bindparam, delete
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.identity import identity
from storage.models import Ballot, Outbox, VoteMember, VoteRound
from storage.statements import table_of, upsert
from storage.vote import ballots
from storage.workspace import user_groups

_MEMBER, _BALLOT, _OUTBOX = table_of(VoteMember), table_of(Ballot), table_of(Outbox)
_ADD = upsert(VoteMember, lambda insert: insert.on_conflict_do_nothing())
_IDS = core_select(_MEMBER.c.person_id).where(
    _MEMBER.c.workspace_id == bindparam("workspace_id"),
    _MEMBER.c.round_id == bindparam("round_id"),
)
_IS = _IDS.where(_MEMBER.c.person_id == bindparam("person_id"))
_VOTERS = core_select(_BALLOT.c.voter).where(
    _BALLOT.c.workspace_id == bindparam("workspace_id"),
    _BALLOT.c.round_id == bindparam("round_id"),
)


def ids(session: Session, *, round: VoteRound) -> set[str]:
    """Everybody who may vote, as far as Slack has told."""
    return set(session.connection().execute(_IDS, _this(round)).scalars())


def known(session: Session, *, round: VoteRound) -> bool:
    """Whether Slack has told who may vote."""
    return session.connection().execute(_IDS.limit(1), _this(round)).first() is not None


def is_one(session: Session, *, round: VoteRound, person_id: str) -> bool:
    """Whether this person is among those named."""
    found = session.connection().execute(_IS, {**_this(round), "person_id": person_id})
    return found.first() is not None


def hear(session: Session, *, round: VoteRound, people: Collection[str]) -> bool:
    """Keeps whom Slack names now; False when nothing is new.

    Who voted stays, wherever they went: their vote counts. Who left without voting does not
    hold the round up.
    """
    if not people:
        return False
    before, now = ids(session, round=round), set(people)
    voted = set(session.connection().execute(_VOTERS, _this(round)).scalars())
    gone = {each for each in before - now if ballots.voter(round, each) not in voted}
    _add(session, round, now - before)
    _drop(session, round, gone)
    return bool(gone) or not now <= before


def hear_group(session: Session, *, round: VoteRound) -> bool:
    """The same for a round of a user group, from what is stored of the group."""
    if round.group_id is None:
        return False
    people = user_groups.people(session, workspace_id=round.workspace_id, group_id=round.group_id)
    return hear(session, round=round, people=people)


def join(session: Session, *, round: VoteRound, person_id: str) -> None:
    """Somebody who came later."""
    _add(session, round, [person_id])


def is_asked(session: Session, *, workspace_id: str, channel_id: str) -> bool:
    """Whether Slack is being asked who is in the channel already."""
    waiting = core_select(_OUTBOX.c.id).where(
        _OUTBOX.c.workspace_id == workspace_id,
        _OUTBOX.c.lane == f"members:{channel_id}",
        _OUTBOX.c.done_at.is_(None),
    )
    return session.connection().execute(waiting.limit(1)).first() is not None


def _add(session: Session, round: VoteRound, people: Iterable[str]) -> None:
    # All at once, in one order for everybody: two processes never wait for each other in turn.
    rows = [{**_this(round), "person_id": person_id} for person_id in sorted(people)]
    if rows:
        statement = _ADD.by_dialect[session.get_bind().dialect.name]
        session.connection().execute(statement, rows)


def _drop(session: Session, round: VoteRound, people: Collection[str]) -> None:
    if people:
        session.connection().execute(
            delete(_MEMBER).where(
                _MEMBER.c.workspace_id == round.workspace_id,
                _MEMBER.c.round_id == identity(round),
                _MEMBER.c.person_id.in_(people),
            )
        )


def _this(round: VoteRound) -> dict[str, object]:
    return {"workspace_id": round.workspace_id, "round_id": identity(round)}
