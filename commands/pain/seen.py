"""Seen before? What others logged that may be the same, and learning from what people say."""

from typing import Protocol

from sqlmodel import Session

from commands.masking import mask
from commands.pain.draft import Draft
from commands.request import Request
from commands.text import clean
from storage.matching import matcher_of
from storage.matching.features import features
from storage.pain import rows as pain_rows
from storage.pain.rows import PainRow
from storage.vocabulary import Kind

MOST = 3


class Where(Protocol):
    """A touchpoint, as a row of a list or whole."""

    @property
    def id(self) -> int | None: ...

    @property
    def stage_id(self) -> int: ...


def before(request: Request, session: Session, held: Draft, where: Where | None) -> list[PainRow]:
    """Up to three open pain points of the journey that the form may be about."""
    told = _without_names(held.text("what"))
    if not told or held.kind is not Kind.PAIN:
        return []
    found = matcher_of(session).similar(
        session,
        workspace_id=request.workspace_id,
        journey_id=held.journey_id,
        text=told,
        touchpoint_id=where.id if where else None,
        stage_id=where.stage_id if where else None,
        limit=MOST,
    )
    ids = [each.pain_id for each in found]
    return pain_rows.rows(session, request.workspace_id, ids, request.now) if ids else []


def ahead(request: Request) -> None:
    """Finds the words of what a form tells; to find them takes longer than to store them."""
    told = request.values.get("what")
    if isinstance(told, str):
        features(_without_names(told))


def _without_names(told: str) -> str:
    return mask(clean(told)).text


def learn_new(
    session: Session, *, workspace_id: str, journey_id: int, pain: PainRow, told: str
) -> None:
    """A new pain point can be found from now on."""
    if pain.kind == Kind.PAIN:
        matcher_of(session).add(
            session,
            workspace_id=workspace_id,
            journey_id=journey_id,
            touchpoint_id=pain.touchpoint_id,
            pain_id=pain.id,
            text=told,
        )


def learn_seen(session: Session, *, workspace_id: str, pain_id: int, told: str) -> None:
    """Somebody said in these words that it is the same."""
    if told:
        matcher_of(session).confirm(session, workspace_id=workspace_id, pain_id=pain_id, text=told)
