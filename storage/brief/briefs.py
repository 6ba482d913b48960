"""What to say and do today at a touchpoint or in a stage: one text for each."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import Brief, Stage, Touchpoint
from storage.models.columns import JsonObject
from storage.statements import Upsert, upsert

MOST = 300  # it is read on a phone, in between customers


def _writing(column: str) -> Upsert:
    return upsert(
        Brief,
        lambda insert: insert.on_conflict_do_update(
            index_elements=["workspace_id", column],
            set_={name: insert.excluded[name] for name in ("words", "by_id", "at")},
        ),
    )


# Which column names the place, and its id.
Place = tuple[str, int]

_WRITE = {column: _writing(column) for column in ("touchpoint_id", "stage_id")}


def of(session: Session, *, place: Touchpoint | Stage) -> Brief | None:
    """What was written for exactly this place."""
    return session.exec(
        select(Brief)
        .where(Brief.workspace_id == place.workspace_id, _here(place))
        .execution_options(populate_existing=True)
    ).first()


def of_journey(session: Session, *, workspace_id: str, journey_id: int) -> dict[Place, str]:
    """All that was written on a journey, by place."""
    places = {
        "touchpoint_id": col(Brief.touchpoint_id).in_(
            select(Touchpoint.id).where(
                Touchpoint.workspace_id == workspace_id, Touchpoint.journey_id == journey_id
            )
        ),
        "stage_id": col(Brief.stage_id).in_(
            select(Stage.id).where(
                Stage.workspace_id == workspace_id, Stage.journey_id == journey_id
            )
        ),
    }
    return {
        (column, getattr(brief, column)): brief.words
        for column, here in places.items()
        for brief in session.exec(select(Brief).where(Brief.workspace_id == workspace_id, here))
    }


def write(
    session: Session, *, place: Touchpoint | Stage, words: str, actor_id: str, at: datetime
) -> bool:
    """Puts these words in place of the last ones; False when nothing differs. No words: none.

    The caller holds the journey, so that what the history calls "before" is what was.
    """
    last = of(session, place=place)
    before = last.words if last else ""
    if words == before:
        return False
    if words:
        held: JsonObject = {_column(place): identity(place), "words": words}
        _WRITE[_column(place)].run(
            session, workspace_id=place.workspace_id, by_id=actor_id, at=at, **held
        )
    else:
        session.exec(
            delete(Brief).where(col(Brief.workspace_id) == place.workspace_id, _here(place))
        )
    history.note(
        session,
        place,
        actor_id=actor_id,
        at=at,
        what="briefed",
        before={"brief": before},
        after={"brief": words},
    )
    return True


def _column(place: Touchpoint | Stage) -> str:
    return "touchpoint_id" if isinstance(place, Touchpoint) else "stage_id"


def _here(place: Touchpoint | Stage) -> ColumnElement[bool]:
    column = col(Brief.touchpoint_id) if isinstance(place, Touchpoint) else col(Brief.stage_id)
    return column == identity(place)
