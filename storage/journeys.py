"""Journeys, and which channel works on which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, or_
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from storage import history, workspaces
from storage.folding import fold
from storage.identity import identity
from storage.models import ChannelBinding, Journey, Member, Stage, Touchpoint
from storage.statements import upsert


@dataclass(frozen=True, slots=True)
class NewStage:
    """A stage to begin a journey with."""

    name: str
    goal: str = ""
    funnel: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, and from which conversation: what they may see depends on both."""

    workspace_id: str
    person_id: str
    channel_id: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A journey in a list, with what it holds."""

    journey: Journey
    touchpoints: int
    channels: tuple[str, ...]


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
    ),
)


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
        name_key=fold(name),
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
    history.record(
        session,
        workspace_id=workspace_id,
        journey_id=journey_id,
        subject="journey",
        subject_id=journey_id,
        actor_id=owner_id,
        at=at,
        what="added",
        after={"name": name, "goal": goal, "scope": scope, "stages": [s.name for s in stages]},
    )
    return session.get_one(Journey, journey_id)


def get_or_none(session: Session, *, viewer: Viewer, journey_id: int) -> Journey | None:
    """The journey, unless it doesn't exist, is retired, or the viewer may not see it."""
    return session.exec(select(Journey).where(Journey.id == journey_id, _visible(viewer))).first()


def named(session: Session, *, viewer: Viewer, name: str) -> Journey | None:
    """The visible journey of this name, whatever its case, accents and spaces."""
    key = fold(name)
    return session.exec(select(Journey).where(Journey.name_key == key, _visible(viewer))).first()


def visible(session: Session, *, viewer: Viewer) -> Sequence[Journey]:
    """All journeys the viewer may see, by name."""
    return session.exec(select(Journey).where(_visible(viewer)).order_by(Journey.name_key)).all()


def listed(session: Session, *, viewer: Viewer) -> list[Listed]:
    """All journeys the viewer may see, with their sizes and channels."""
    journeys = visible(session, viewer=viewer)
    sizes = dict(
        session.exec(
            select(Touchpoint.journey_id, func.count())
            .where(
                Touchpoint.workspace_id == viewer.workspace_id, col(Touchpoint.retired_at).is_(None)
            )
            .group_by(col(Touchpoint.journey_id))
        ).all()
    )
    bindings = session.exec(
        select(ChannelBinding)
        .where(
            ChannelBinding.workspace_id == viewer.workspace_id,
            # A private channel is not even named to those outside it.
            or_(
                col(ChannelBinding.private).is_(False),
                col(ChannelBinding.channel_id) == viewer.channel_id,
            ),
        )
        .order_by(ChannelBinding.channel_id)
    ).all()
    return [
        Listed(
            journey,
            sizes.get(identity(journey), 0),
            tuple(b.channel_id for b in bindings if b.journey_id == journey.id),
        )
        for journey in journeys
    ]


def current(session: Session, *, viewer: Viewer) -> Journey | None:
    """The journey meant here: the channel's, else the person's last, else the only one."""
    if viewer.channel_id:
        bound = session.exec(
            select(Journey)
            .join(ChannelBinding, _same_journey())
            .where(
                ChannelBinding.workspace_id == viewer.workspace_id,
                ChannelBinding.channel_id == viewer.channel_id,
                col(Journey.retired_at).is_(None),
            )
        ).first()
        if bound:
            return bound
    last = session.exec(
        select(Journey)
        .join(Member, and_(col(Member.journey_id) == Journey.id))
        .where(
            Member.workspace_id == viewer.workspace_id,
            Member.id == viewer.person_id,
            _visible(viewer),
        )
    ).first()
    if last:
        return last
    few = session.exec(select(Journey).where(_visible(viewer)).limit(2)).all()
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
) -> None:
    """Makes a channel work on a journey, instead of whichever it worked on before."""
    _BIND.run(
        session,
        workspace_id=workspace_id,
        channel_id=channel_id,
        journey_id=journey_id,
        private=private,
        bound_by=person_id,
        bound_at=at,
    )
    history.record(
        session,
        workspace_id=workspace_id,
        journey_id=journey_id,
        subject="binding",
        subject_id=journey_id,
        actor_id=person_id,
        at=at,
        what="bound",
        after={"channel": channel_id},
    )
    workspaces.remember_journey(
        session, workspace_id=workspace_id, person_id=person_id, journey_id=journey_id
    )


def channels(session: Session, *, workspace_id: str, journey_id: int) -> Sequence[ChannelBinding]:
    """The channels that work on a journey, oldest binding first."""
    return session.exec(
        select(ChannelBinding)
        .where(ChannelBinding.workspace_id == workspace_id, ChannelBinding.journey_id == journey_id)
        .order_by(col(ChannelBinding.bound_at), ChannelBinding.channel_id)
    ).all()


def _same_journey() -> ColumnElement[bool]:
    return and_(
        col(ChannelBinding.workspace_id) == Journey.workspace_id,
        col(ChannelBinding.journey_id) == Journey.id,
    )


def _visible(viewer: Viewer) -> ColumnElement[bool]:
    """In the viewer's workspace, not retired, and not kept to private channels elsewhere."""
    any_binding = exists().where(_same_journey())
    open_binding = exists().where(
        _same_journey(),
        or_(
            col(ChannelBinding.private).is_(False),
            col(ChannelBinding.channel_id) == viewer.channel_id,
        ),
    )
    return and_(
        col(Journey.workspace_id) == viewer.workspace_id,
        col(Journey.retired_at).is_(None),
        or_(~any_binding, open_binding, col(Journey.owner_id) == viewer.person_id),
    )
