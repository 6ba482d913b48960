"""Votes to list for a person: the running ones first, then the latest."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.journey import journeys
from storage.journey.visibility import Viewer
from storage.models import ChannelBinding, VoteMember, VoteRound
from storage.statements import table_of
from storage.vocabulary import RoundStatus

_BINDING, _MEMBER = table_of(ChannelBinding), table_of(VoteMember)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the votes, and how many there are."""

    rounds: Sequence[VoteRound]
    number: int
    pages: int
    total: int
    open: int


def page(session: Session, *, viewer: Viewer, number: int, size: int) -> Page:
    """Open votes by their end, then closed and cancelled ones, latest first.

    Of the journeys that the viewer may see; of a private channel's only those they may vote in,
    unless they are there.
    """
    found = _of_visible(session, viewer)
    pages = max(1, -(-len(found) // size))
    number = min(max(1, number), pages)
    return Page(
        found[(number - 1) * size : number * size],
        number,
        pages,
        len(found),
        sum(each.status == RoundStatus.OPEN for each in found),
    )


def _of_visible(session: Session, viewer: Viewer) -> list[VoteRound]:
    visible = [identity(each) for each in journeys.visible(session, viewer=viewer)]
    rounds = session.exec(
        select(VoteRound)
        .where(
            VoteRound.workspace_id == viewer.workspace_id, col(VoteRound.journey_id).in_(visible)
        )
        .order_by(
            case((col(VoteRound.status) == RoundStatus.OPEN.value, 0), else_=1),
            case(
                (
                    col(VoteRound.status) == RoundStatus.OPEN.value,
                    col(VoteRound.closes_at),
                ),
                else_=None,
            ).nulls_last(),
            col(VoteRound.id).desc(),
        )
    ).all()
    public, mine = _public_channels(session, viewer, visible), _mine(session, viewer)
    return [
        each
        for each in rounds
        if each.channel_id == viewer.channel_id
        or identity(each) in mine
        or (each.journey_id, each.channel_id) in public
    ]


def _public_channels(
    session: Session, viewer: Viewer, journey_ids: Sequence[int]
) -> set[tuple[int, str]]:
    found = session.connection().execute(
        core_select(_BINDING.c.journey_id, _BINDING.c.channel_id).where(
            _BINDING.c.workspace_id == viewer.workspace_id,
            _BINDING.c.journey_id.in_(journey_ids),
            _BINDING.c.private.is_(False),
        )
    )
    return {(journey_id, channel_id) for journey_id, channel_id in found}


def _mine(session: Session, viewer: Viewer) -> set[int]:
    found = session.connection().execute(
        core_select(_MEMBER.c.round_id).where(
            _MEMBER.c.workspace_id == viewer.workspace_id, _MEMBER.c.person_id == viewer.person_id
        )
    )
    return set(found.scalars())
