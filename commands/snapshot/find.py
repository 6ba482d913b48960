"""Finds the snapshot or the moment that a person means: S-2, "now", a day, "last week"."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from commands.errors import UserError
from commands.pain import list_since
from commands.request import Request
from commands.snapshot import list_views
from commands.text import clip, escape
from commands.wording import snapshot_number
from storage.identity import identity
from storage.journey import journeys
from storage.models import Journey, Snapshot
from storage.models.columns import JsonObject
from storage.snapshot import freezing, snapshots

NOW = "now"
_NUMBER = re.compile(r"s-?([0-9]{1,9})", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:to|until|and|bis)\s+|\s*(?:\.\.+|→)\s*", re.IGNORECASE)
_NOT_UNDERSTOOD = (
    "“{words}” is no snapshot and no day. Say two of `S-2`, `2026-11-01`, `last week`, "
    "`14 days` or `now`, like `/journey diff S-2 now`. `/journey snapshots` lists them."
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison; `said` is how it is told, `ref` how it is asked for again."""

    ref: str
    said: str
    at: datetime
    data: JsonObject
    nearest_to: str = ""


def said_number(text: str) -> int | None:
    """The number when the text is one as people say it: S-3, s3."""
    match = _NUMBER.fullmatch(text.strip())
    return int(match[1]) if match else None


def numbered(request: Request, session: Session, number: int) -> tuple[Snapshot, Journey]:
    """S-number and its journey, or words saying that there is none to be seen."""
    found = snapshots.numbered(session, workspace_id=request.workspace_id, number=number)
    journey = (
        journeys.get_or_none(session, viewer=request.viewer, journey_id=found.journey_id)
        if found
        else None
    )
    if found is None or journey is None:
        raise UserError(
            f"There is no {snapshot_number(number)} here. `/journey snapshots` lists them."
        )
    return found, journey


def clicked(request: Request, session: Session, value: str) -> tuple[Snapshot, Journey]:
    """The snapshot of a button."""
    if not value.isdecimal() or len(value) > len("123456789"):
        raise UserError("This button no longer works. `/journey snapshots` lists them anew.")
    return numbered(request, session, int(value))


def sides(request: Request, session: Session, journey: Journey, words: str) -> tuple[Side, Side]:
    """The two that are compared, the earlier first; without words the last one and now."""
    asked = _split(request, words)
    if asked is None:
        latest = snapshots.latest(
            session, workspace_id=request.workspace_id, journey_id=identity(journey)
        )
        if latest is None:
            raise UserError(f"{list_views.NONE_YET} `/journey snapshot` does.")
        return _of(latest), side(request, session, journey, NOW)
    first, second = (side(request, session, journey, each) for each in asked)
    if first.ref == second.ref:
        raise UserError(
            f"Both are {first.said}, so there is nothing to compare. "
            "`/journey snapshots` lists them."
        )
    return (first, second) if first.at <= second.at else (second, first)


def side(request: Request, session: Session, journey: Journey, words: str) -> Side:
    """What the words mean; a moment means the snapshot taken nearest to it."""
    if words.casefold() == NOW:
        data = freezing.frozen(session, journey=journey, at=request.now)
        return Side(NOW, "now", request.now, data)
    number = said_number(words)
    if number is not None:
        found, owner = numbered(request, session, number)
        if owner.id != journey.id:
            raise UserError(
                f"{snapshot_number(number)} is of *{escape(owner.name)}*, another journey. "
                "`/journey snapshots` lists those of this one."
            )
        return _of(found)
    moment = _moment(request, words)
    near = moment and snapshots.nearest(
        session, workspace_id=request.workspace_id, journey_id=identity(journey), moment=moment
    )
    if not near:
        raise UserError(f"{list_views.NONE_YET} `/journey snapshot` does.")
    return _of(near, nearest_to=words)


def as_json(held: JsonObject) -> str:
    """As charts read it."""
    return json.dumps(held)


def _of(snapshot: Snapshot, nearest_to: str = "") -> Side:
    number = snapshot_number(snapshot.number)
    return Side(number, number, snapshot.taken_at, snapshot.data, nearest_to)


def _split(request: Request, words: str) -> tuple[str, str] | None:
    """Both sides as typed; one alone is compared with now. None without words."""
    words = re.sub(r"^(?:from|since|von|seit)\s+", "", " ".join(words.split()), flags=re.IGNORECASE)
    if not words:
        return None
    if _means(request, words):
        return words, NOW
    parts = [part for part in _BETWEEN.split(words) if part]
    tokens = words.split()
    ways = [tuple(parts)] if len(parts) == 2 else []  # noqa: PLR2004 - from and to
    ways += [(" ".join(tokens[:n]), " ".join(tokens[n:])) for n in range(1, len(tokens))]
    for way in ways:
        if all(_means(request, each) for each in way):
            return way[0], way[1]
    raise UserError(_NOT_UNDERSTOOD.format(words=escape(clip(words, 60))))


def _means(request: Request, words: str) -> bool:
    return (
        words.casefold() == NOW
        or said_number(words) is not None
        or _moment(request, words) is not None
    )


def _moment(request: Request, words: str) -> datetime | None:
    zone = list_since.zone_of(request.person.zone)
    return list_since.moment(words, now=request.now, zone=zone)
