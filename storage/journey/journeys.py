"""Journeys: begun, found by whoever may see them, and bound to channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.folding import fold
from storage.history import entries as history
from storage.journey import bindings
from storage.journey.visibility import Viewer, visible_if, who
from storage.models import ChannelBinding, Journey, Member, Stage
from storage.statements import table_of, upsert
from storage.workspace import workspaces


@dataclass(frozen=True, slots=True)
class NewStage:
    """A stage to begin a journey with."""

    name: str
    goal: str = ""
    funnel: str = ""


class JourneyRow(NamedTuple):
    """A journey as a form names it."""

    id: int
    name: str


_BINDING = table_of(ChannelBinding)
_VISIBLE = {guest: select(Journey).where(visible_if(guest=guest)) for guest in (False, True)}
_GET = {
    guest: statement.where(col(Journey.id) == bindparam("journey_id"))
    for guest, statement in _VISIBLE.items()
}
_ROW = {
    guest: core_select(table_of(Journey).c.id, table_of(Journey).c.name).where(
        visible_if(guest=guest), table_of(Journey).c.id == bindparam("journey_id")
    )
    for guest in (False, True)
}
_INSERT = upsert(
    Journey,
    lambda insert: insert.on_conflict_do_nothing(
        index_elements=["workspace_id", "name_key"]
    ).returning(Journey.id),
)
_BIND = upsert(
    ChannelBinding,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "channel_id"],
        set_={
            "journey_id": insert.excluded.journey_id,
            "private": insert.excluded.private,
            "bound_by": insert.excluded.bound_by,
            "bound_at": insert.excluded.bound_at,
        },
        # Nothing comes back when nothing changes: that is how a repetition is told apart.
        where=or_(
            _BINDING.c.journey_id != insert.excluded.journey_id,
            _BINDING.c.private != insert.excluded.private,
        ),
    ).returning(_BINDING.c.journey_id),
)


def _key(name: str) -> str:
    # One letter may fold into many.
    return fold(name)[:200]


def add(
    session: Session,
    *,
    workspace_id: str,
    name: str,
    goal: str,
    scope: str,
    owner_id: str,
    at: datetime,
    stages: Sequence[NewStage] = (),
) -> Journey | None:
    """A new journey with its first stages, or None when the name is taken."""
    journey_id = _INSERT.run(
        session,
        workspace_id=workspace_id,
        name=name,
        name_key=_key(name),
        goal=goal,
        scope=scope,
        owner_id=owner_id,
        created_at=at,
    ).scalar_one_or_none()
    if journey_id is None:
        return None
    for position, stage in enumerate(stages, start=1):
        session.add(
            Stage(
                workspace_id=workspace_id,
                journey_id=journey_id,
                name=stage.name,
                goal=stage.goal,
                funnel=stage.funnel,
                position=position,
            )
        )
    session.flush()
    journey = session.get_one(Journey, journey_id)
    history.note(
        session,
        journey,
        actor_id=owner_id,
        at=at,
        what="added",
        after={"name": name, "goal": goal, "scope": scope, "stages": [s.name for s in stages]},
    )
    return journey


def get_or_none(session: Session, *, viewer: Viewer, journey_id: int) -> Journey | None:
    """The journey, unless it doesn't exist, is retired, or the viewer may not see it."""
    found = session.execute(_GET[viewer.guest], {"journey_id": journey_id, **who(viewer)})
    return found.scalars().first()


def row_or_none(session: Session, *, viewer: Viewer, journey_id: int) -> JourneyRow | None:
    """The same, only its id and name: a third of the work, for every form that is sent."""
    found = session.connection().execute(
        _ROW[viewer.guest], {"journey_id": journey_id, **who(viewer)}
    )
    row = found.first()
    return JourneyRow._make(row) if row else None


def named(session: Session, *, viewer: Viewer, name: str) -> Journey | None:
    """The visible journey of this name, whatever its case, accents and spaces."""
    statement = _VISIBLE[viewer.guest].where(Journey.name_key == _key(name))
    return session.exec(statement, params=who(viewer)).first()


def visible(session: Session, *, viewer: Viewer) -> Sequence[Journey]:
    """All journeys the viewer may see, by name."""
    statement = _VISIBLE[viewer.guest].order_by(Journey.name_key)
    return session.exec(statement, params=who(viewer)).all()


def current(session: Session, *, viewer: Viewer) -> Journey | None:
    """The journey meant here: the channel's, else the person's last, else the only one.

    For a guest the channel's, or none.
    """
    bound = bindings.bound_to(session, viewer=viewer)
    if bound:
        return bound
    last = session.exec(
        _VISIBLE[viewer.guest]
        .join(
            Member,
            and_(
                col(Member.workspace_id) == Journey.workspace_id,
                col(Member.journey_id) == Journey.id,
            ),
        )
        .where(Member.id == viewer.person_id),
        params=who(viewer),
    ).first()
    if last:
        return last
    few = session.exec(_VISIBLE[viewer.guest].limit(2), params=who(viewer)).all()
    return few[0] if len(few) == 1 else None


def bind(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    channel_id: str,
    private: bool,
    person_id: str,
    at: datetime,
) -> bool:
    """Makes a channel work on a journey instead of another; False when it did already.

    It becomes the person's last journey too.
    """
    changed = _BIND.run(
        session,
        workspace_id=workspace_id,
        channel_id=channel_id,
        journey_id=journey_id,
        private=private,
        bound_by=person_id,
        bound_at=at,
    ).scalar_one_or_none()
    workspaces.remember_journey(
        session, workspace_id=workspace_id, person_id=person_id, journey_id=journey_id
    )
    if changed is None:
        return False
    history.record(
        session,
        workspace_id=workspace_id,
        journey_id=journey_id,
        subject="binding",
        subject_id=journey_id,
        actor_id=person_id,
        at=at,
        what="bound",
        after={"channel": channel_id, "private": private},
    )
    return True
