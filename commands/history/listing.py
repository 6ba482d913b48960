"""Tells a journey's history: `/journey history [T-7|stage|P-12|mine]`."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlmodel import Session

from commands.errors import UserError
from commands.history import views, words
from commands.journey import which
from commands.reply import Block, Replace, Reply, Say
from commands.request import Request
from commands.text import clean_line, clip, escape
from storage.action import actions
from storage.folding import fold
from storage.history import lists as history_lists
from storage.history import names as history_names
from storage.history.lists import Changed, Filter
from storage.identity import identity
from storage.journey import stages
from storage.kpi import history as kpi_history
from storage.kpi import kpis
from storage.models import History, Journey
from storage.opportunity import opportunities
from storage.pain import pains
from storage.persona import personas
from storage.touchpoint import touchpoints
from storage.vote import rounds as vote_rounds

PAGE = 10
# Deeper pages than anybody turns to are not read from the database.
_MOST_PAGES = 1000
# Columns of a pain point that hold an id, told by name.
_NAMED = ("touchpoint_id", "persona_id")
_NUMBER = re.compile(r"([tpvoak])-?([0-9]{1,9})", re.IGNORECASE)
_MENTION = re.compile(r"<@([UW][A-Z0-9]{1,31})(?:\|[^>]*)?>")
_PERSON = re.compile(r"[UW][A-Z0-9]{1,31}")
_FINDS: Mapping[str, tuple[str, Callable[..., Any]]] = {
    "t": ("touchpoint", touchpoints.numbered),
    "p": ("pain", pains.numbered),
    "v": ("vote", vote_rounds.numbered),
    "o": ("opportunity", opportunities.numbered),
    "a": ("action", actions.numbered),
    "k": ("kpi", kpis.numbered),
}


def typed(request: Request, session: Session) -> Reply:
    """All of the journey, or what the words narrow it to."""
    return _answer(request, session, clean_line(request.text), 1, Say)


def opened(request: Request, session: Session) -> Reply:
    """The button History."""
    return _answer(request, session, clean_line(request.value), 1, Say)


def of_person(request: Request, session: Session) -> Reply:
    """The menu "Changes by…", in the same message."""
    person = request.value if _PERSON.fullmatch(request.value) else ""
    return _answer(request, session, f"<@{person}>" if person else "", 1, Replace)


def turn(request: Request, session: Session) -> Reply:
    """Another page in the same message."""
    number, _, ref = request.value.partition(" ")
    if not number.isdecimal() or not 0 < int(number[:6]) <= _MOST_PAGES:
        raise UserError("This button no longer works. `/journey history` opens it anew.")
    return _answer(request, session, ref, int(number), Replace)


def _answer(
    request: Request,
    session: Session,
    asked: str,
    number: int,
    as_: type[Say] | type[Replace],
) -> Reply:
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    return [as_(*_page(request, session, journey, asked, number))]


def _page(
    request: Request, session: Session, journey: Journey, asked: str, number: int
) -> tuple[str, list[Block]]:
    filtered, about = _meant(request, session, journey, asked)
    page = history_lists.page(
        session,
        workspace_id=request.workspace_id,
        which=filtered,
        number=number,
        size=PAGE,
    )
    shown = views.Shown(
        journey=journey.name,
        about=about,
        ref=asked,
        lines=_lines(session, request.workspace_id, page.entries),
        number=page.number,
        more=page.more,
    )
    return views.history_message(shown)


def _lines(session: Session, workspace_id: str, entries: Sequence[History]) -> list[views.Line]:
    named = {
        (column, held): Changed(column.removesuffix("_id"), held)
        for entry in entries
        for side in (entry.before or {}, entry.after or {})
        for column, held in side.items()
        if column in _NAMED and isinstance(held, int)
    }
    things = {Changed(entry.subject, entry.subject_id) for entry in entries}
    called = history_names.called(
        session, workspace_id=workspace_id, things={*things, *named.values()}
    )
    kpi_ids = [each.subject_id for each in things if each.subject == "kpi"]
    present = kpi_history.present(session, workspace_id=workspace_id, ids=kpi_ids)
    measured = {held: kpi_history.methods(session, kpi=kpi) for held, kpi in present.items()}
    names = {key: words.thing(each.subject, called.get(each)) for key, each in named.items()}
    return [
        views.Line(
            words.thing(entry.subject, called.get(Changed(entry.subject, entry.subject_id))),
            words.told(entry, names, measured),
        )
        for entry in entries
    ]


def _meant(request: Request, session: Session, journey: Journey, asked: str) -> tuple[Filter, str]:
    """What is asked for, and how it is said, safe in mrkdwn."""
    here = request.place.id if request.place else None
    thing, person, about = None, None, ""
    mention = _MENTION.fullmatch(asked)
    if mention or asked.casefold() in ("mine", "me", "my"):
        person = mention[1] if mention else request.person.id
        about = f"by <@{person}>"
    elif asked:
        thing = _thing(request, session, journey, asked)
        known = history_names.called(session, workspace_id=request.workspace_id, things=[thing])
        about = words.thing(thing.subject, known.get(thing))
    return Filter(identity(journey), thing, person, here), about


def _thing(request: Request, session: Session, journey: Journey, asked: str) -> Changed:
    """T-7, P-12, V-3, O-4, A-5, K-6 of this journey, or a stage or persona by its name."""
    number = _NUMBER.fullmatch(asked)
    if number:
        subject, find = _FINDS[number[1].casefold()]
        found = find(session, workspace_id=request.workspace_id, number=int(number[2]))
        if found is not None and found.journey_id == journey.id:
            return Changed(subject, identity(found))
    workspace_id, journey_id = request.workspace_id, identity(journey)
    known = [
        *stages.of(session, workspace_id=workspace_id, journey_id=journey_id),
        *stages.retired(session, workspace_id=workspace_id, journey_id=journey_id),
    ]
    stage = next((one for one in known if fold(one.name) == fold(asked)), None)
    if stage is not None:
        return Changed("stage", identity(stage))
    persona = personas.named(session, workspace_id=workspace_id, journey_id=journey_id, name=asked)
    if persona is not None:
        return Changed("persona", identity(persona))
    raise UserError(
        f"Nothing here is called “{escape(clip(asked, 60))}”. Say a number like `T-7` or `P-12`, "
        "the name of a stage or persona, or `mine`: `/journey history T-7`."
    )
