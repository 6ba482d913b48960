"""Durable effects on their way into the outbox."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from commands.reply import (
    AskGroups,
    AskMembers,
    Durable,
    FetchFile,
    Picture,
    Post,
    Rebuild,
    Refresh,
    RefreshHome,
    Tell,
    WriteCanvas,
)
from commands.request import Kind, Request
from storage.outbox import posted, queue
from storage.outbox.leases import REFRESH_EVERY
from storage.outbox.queue import Entry


def store(session: Session, effect: Durable, request: Request) -> None:
    """Queues an effect in the transaction of the request that decided it."""
    if isinstance(effect, Refresh):
        entry = _entry(request, f"about:{effect.subject}", "refresh", effect, effect.subject)
        queue.add_latest(session, entry=entry, now=request.now, delay=REFRESH_EVERY)
        return
    if isinstance(effect, Rebuild):
        entry = _entry(request, f"about:{effect.subject}", "rebuild", effect, effect.subject)
        queue.add_once(session, entry=entry, now=request.now, delay=REFRESH_EVERY)
        return
    if isinstance(effect, RefreshHome):
        _refresh_home(session, effect, request)
        return
    if isinstance(effect, WriteCanvas):
        lane = f"canvas:{effect.channel_id}"
        entry = _entry(request, lane, "canvas", effect, lane)
        queue.add_latest(session, entry=entry, now=request.now, delay=REFRESH_EVERY)
        return
    if isinstance(effect, Post):
        entry = _entry(request, effect.channel_id, "post", effect, effect.subject)
    elif isinstance(effect, Tell):
        entry = _entry(request, effect.person_id, "tell", effect, effect.subject)
    elif isinstance(effect, AskMembers):
        entry = _entry(request, f"members:{effect.channel_id}", "members", effect, None)
    elif isinstance(effect, FetchFile):
        entry = _entry(request, f"file:{effect.file_id}", "file", effect, None)
    elif isinstance(effect, AskGroups):
        entry = _entry(request, "groups", "groups", effect, None)
    else:
        _picture(session, effect, request)
        return
    _add(session, entry, request)


def _refresh_home(session: Session, effect: RefreshHome, request: Request) -> None:
    lane = f"home:{effect.person_id}"
    entry = _entry(request, lane, "home", effect, lane)
    queue.add_for_home(
        session, entry=entry, person_id=effect.person_id, now=request.now, delay=REFRESH_EVERY
    )


def _picture(session: Session, effect: Picture, request: Request) -> None:
    """In place of the one that stands; of several clicks meanwhile only the last is drawn."""
    subject = effect.subject
    if subject and posted.places(session, workspace_id=request.workspace_id, subject=subject):
        entry = _entry(request, f"about:{subject}", "picture", effect, subject)
        queue.add_latest(session, entry=entry, now=request.now, delay=timedelta())
        return
    _add(session, _entry(request, _where(effect, request), "picture", effect, subject), request)


def _add(session: Session, entry: Entry, request: Request) -> None:
    """A message of its own: news when the clock tells it."""
    entry = replace(entry, news=request.kind is Kind.JOB)
    queue.add(session, entry=entry, now=request.now)


def _where(effect: Picture, request: Request) -> str:
    return effect.only_for or effect.channel_id or request.person.id


def _entry(request: Request, lane: str, kind: str, effect: Durable, subject: str | None) -> Entry:
    # Not asdict(): copying every block of a message costs more than storing it.
    payload: dict[str, Any] = {each.name: getattr(effect, each.name) for each in fields(effect)}
    return Entry(
        workspace_id=request.workspace_id,
        lane=lane,
        kind=kind,
        payload=payload,
        subject=subject,
        for_person=request.person.id,
    )
