"""The workspace's user groups, as Slack named them last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.folding import fold
from storage.models import UserGroup, UserGroupMember
from storage.statements import table_of, upsert

_GROUP, _MEMBER = table_of(UserGroup), table_of(UserGroupMember)
_PUT = upsert(
    UserGroup,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "id"],
        set_={
            "handle": insert.excluded.handle,
            "name": insert.excluded.name,
            "heard_at": insert.excluded.heard_at,
        },
    ),
)
_ADD_MEMBERS = insert(_MEMBER)


@dataclass(frozen=True, slots=True)
class Group:
    """A user group: @handle, its name, and who is in it."""

    id: str
    handle: str
    name: str
    people: Sequence[str]


def hear(session: Session, *, workspace_id: str, groups: Sequence[Group], at: datetime) -> None:
    """Keeps what Slack told, in place of all that was known."""
    for group in groups:
        _PUT.run(
            session,
            workspace_id=workspace_id,
            id=group.id,
            handle=group.handle[:80],
            name=group.name[:150],
            heard_at=at,
        )
    connection = session.connection()
    connection.execute(delete(_MEMBER).where(_MEMBER.c.workspace_id == workspace_id))
    people = [
        {"workspace_id": workspace_id, "group_id": group.id, "person_id": person_id}
        for group in groups
        for person_id in dict.fromkeys(group.people)
    ]
    if people:
        connection.execute(_ADD_MEMBERS, people)
    connection.execute(
        delete(_GROUP).where(
            _GROUP.c.workspace_id == workspace_id,
            _GROUP.c.id.not_in([group.id for group in groups]),
        )
    )


def get_or_none(session: Session, *, workspace_id: str, group_id: str) -> UserGroup | None:
    """The group of this id."""
    return session.get(UserGroup, (workspace_id, group_id))


def people(session: Session, *, workspace_id: str, group_id: str) -> Sequence[str]:
    """Who is in a group."""
    return session.exec(
        select(UserGroupMember.person_id)
        .where(UserGroupMember.workspace_id == workspace_id, UserGroupMember.group_id == group_id)
        .order_by(UserGroupMember.person_id)
    ).all()


def last_heard(session: Session, *, workspace_id: str) -> datetime | None:
    """When Slack named the groups last; None when it named none."""
    return session.exec(
        select(UserGroup.heard_at)
        .where(UserGroup.workspace_id == workspace_id)
        .order_by(col(UserGroup.heard_at).desc())
        .limit(1)
    ).first()


def matching(
    session: Session, *, workspace_id: str, typed: str, limit: int
) -> list[tuple[UserGroup, int]]:
    """The groups whose handle or name holds what was typed, with how many are in each."""
    wanted = fold(typed.removeprefix("@"))
    in_each = session.connection().execute(
        core_select(_MEMBER.c.group_id, func.count())
        .where(_MEMBER.c.workspace_id == workspace_id)
        .group_by(_MEMBER.c.group_id)
    )
    counts = {row[0]: row[1] for row in in_each}
    known = session.exec(
        select(UserGroup)
        .where(UserGroup.workspace_id == workspace_id)
        .order_by(UserGroup.handle, UserGroup.id)
    )
    found = [each for each in known if wanted in fold(f"{each.handle} {each.name}")]
    return [(each, counts.get(each.id, 0)) for each in found[:limit]]
