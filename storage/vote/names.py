"""Who put dots on what, where names are shown: once the round is closed, and never before."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.models import Dot, VoteRound
from storage.statements import table_of
from storage.vocabulary import Names, RoundStatus

_DOT = table_of(Dot)


@dataclass(frozen=True, slots=True)
class Put:
    """The dots of one person on one option."""

    person_id: str
    dots: int


def shown(round: VoteRound) -> bool:
    """Whether everybody may see them."""
    return round.names == Names.SHOWN and round.status == RoundStatus.CLOSED


def by_option(session: Session, *, round: VoteRound) -> dict[int, Sequence[Put]]:
    """By option id, most dots first; nothing unless they may be seen."""
    if not shown(round):
        return {}
    found = session.connection().execute(
        core_select(_DOT.c.option_id, _DOT.c.voter, _DOT.c.dots)
        .where(_DOT.c.workspace_id == round.workspace_id, _DOT.c.round_id == round.id)
        .order_by(_DOT.c.dots.desc(), _DOT.c.voter)
    )
    put: dict[int, list[Put]] = {}
    for option_id, person_id, dots in found:
        put.setdefault(option_id, []).append(Put(person_id, dots))
    return dict(put)
