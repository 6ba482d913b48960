"""Pain points that the matcher doesn't know, or only by words found with earlier lists."""

from collections.abc import Sequence

from sqlalchemy import Integer, String, bindparam, exists, func, tuple_
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.matching import retelling
from storage.matching.base import Matcher
from storage.matching.edition import edition
from storage.matching.lexical import LexicalMatcher
from storage.models import PainPoint, PainWords
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Kind

_P = table_of(PainPoint)
_W = table_of(PainWords)
_UNKNOWN = (
    core_select(
        _P.c.id,
        _P.c.workspace_id,
        _P.c.journey_id,
        _P.c.touchpoint_id,
        _P.c.title,
        _P.c.description,
    )
    .where(
        _P.c.kind == Kind.PAIN.value,
        _P.c.status.in_([status.value for status in OPEN_STATUSES]),
        _P.c.id > bindparam("after"),
        ~exists().where(_W.c.workspace_id == _P.c.workspace_id, _W.c.pain_point_id == _P.c.id),
    )
    .order_by(_P.c.id)
    .limit(bindparam("number"))
)
_OUTDATED = (
    core_select(_W.c.workspace_id, _W.c.pain_point_id)
    .where(
        func.substr(_W.c.words, 1, bindparam("length", type_=Integer))
        != bindparam("edition", type_=String),
        tuple_(_W.c.workspace_id, _W.c.pain_point_id)
        > tuple_(
            bindparam("after_workspace", type_=String), bindparam("after_pain", type_=Integer)
        ),
    )
    .order_by(_W.c.workspace_id, _W.c.pain_point_id)
    .limit(bindparam("number", type_=Integer))
)


def catch_up(session: Session, matcher: Matcher, *, limit: int = 500) -> int:
    """Up to so many pain points of all workspaces are known as they would be today.

    Returns how many weren't; call it until there are none. Looks through whole tables: for
    importing, not for requests.
    """
    return len(add_unknown(session, matcher, limit=limit) or find_anew(session, limit=limit))


def add_unknown(session: Session, matcher: Matcher, *, after: int = 0, limit: int) -> Sequence[int]:
    """Adds those with higher ids that the matcher doesn't know; which they were, ascending."""
    found = session.connection().execute(_UNKNOWN, {"number": limit, "after": after}).all()
    for pain_id, workspace_id, journey_id, touchpoint_id, title, description in found:
        matcher.add(
            session,
            workspace_id=workspace_id,
            journey_id=journey_id,
            touchpoint_id=touchpoint_id,
            pain_id=pain_id,
            # The description, where there is one, begins with what the title says.
            text=description or title,
        )
    return [row.id for row in found]


def find_anew(
    session: Session, *, after: tuple[str, int] = ("", 0), limit: int
) -> Sequence[tuple[str, int]]:
    """Finds the words again where they were found with other lists; which they were, in order.

    Open ones and others, for they may reopen. `after` is the last one that was found before.
    """
    values = {
        "edition": edition(),
        "length": len(edition()),
        "number": limit,
        "after_workspace": after[0],
        "after_pain": after[1],
    }
    by_workspace: dict[str, list[int]] = {}
    for workspace_id, pain_id in session.connection().execute(_OUTDATED, values):
        by_workspace.setdefault(workspace_id, []).append(pain_id)
    words = LexicalMatcher()
    for workspace_id, pain_ids in by_workspace.items():
        told = retelling.told(session, workspace_id=workspace_id, pain_ids=pain_ids)
        for pain_id in pain_ids:
            words.retell(
                session, workspace_id=workspace_id, pain_id=pain_id, texts=told.get(pain_id, [])
            )
    return [(each, pain_id) for each, pain_ids in by_workspace.items() for pain_id in pain_ids]
