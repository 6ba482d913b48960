"""Numbers people can say (T-7, P-12, V-3, …), per workspace, without gaps or races."""

from typing import Literal

from sqlmodel import Session

from storage.models import Counter
from storage.statements import upsert

Numbered = Literal["touchpoint", "pain", "vote", "opportunity", "action", "snapshot", "kpi"]

# The row lock lasts until the transaction ends: nobody else gets a number in between, and a
# rolled back transaction gives its number back.
_NEXT = upsert(
    Counter,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "kind"], set_={"last": Counter.last + 1}
    ).returning(Counter.last),
)


def next_number(session: Session, *, workspace_id: str, kind: Numbered) -> int:
    """The next number of its kind in this workspace, starting at 1."""
    result = _NEXT.run(session, workspace_id=workspace_id, kind=kind, last=1)
    number: int = result.scalar_one()
    return number
