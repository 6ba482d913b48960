"""What a person wants to be told, and when: `/journey notifications`, the Home tab's switches."""

import re
from dataclasses import replace

from sqlmodel import Session

from commands.errors import UserError
from commands.fields import Fields
from commands.notifications import settings_views
from commands.reply import Again, OpenForm, RefreshHome, Reply, Say
from commands.request import Kind, Request
from storage.workspace import preferences

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def open_form(request: Request, session: Session) -> Reply:
    """The form, with what holds now."""
    return [OpenForm(settings_views.settings_form(_mine(request, session)))]


def submit(request: Request, session: Session) -> Reply:
    """Stores all of it at once."""
    fields = Fields(request.values)
    start, end = _minute(fields, "from"), _minute(fields, "until")
    fields.check()
    wanted = request.values.get("kinds") or []
    for kind in preferences.KINDS:
        _switch(request, session, kind, on=kind in wanted)
    preferences.set_quiet_hours(
        session,
        workspace_id=request.workspace_id,
        person_id=request.person.id,
        start=start,
        end=end,
    )
    if request.place is None:
        return [_home(request)]
    said = settings_views.saved(_mine(request, session))
    return [Say(said), RefreshHome(request.person.id)]


def switch(request: Request, session: Session) -> Reply:
    """A switch on the Home tab; pressing it twice changes nothing more."""
    kind, _, state = request.value.partition(" ")
    if kind not in preferences.KINDS or state not in (settings_views.ON, settings_views.OFF):
        raise UserError("This switch no longer works. `/journey notifications` opens them all.")
    _switch(request, session, kind, on=state == settings_views.ON)
    return [_home(request)]


def _switch(request: Request, session: Session, kind: str, *, on: bool) -> None:
    preferences.switch(
        session,
        workspace_id=request.workspace_id,
        person_id=request.person.id,
        kind=kind,
        on=on,
    )


def _mine(request: Request, session: Session) -> preferences.Preferences:
    return preferences.of(session, workspace_id=request.workspace_id, person_id=request.person.id)


def _home(request: Request) -> Again:
    return Again(replace(request, kind=Kind.HOME, name="home", place=None, value="", values={}))


def _minute(fields: Fields, name: str) -> int:
    chosen = _TIME.fullmatch(fields.value(name, missing="Choose a time."))
    if chosen is None:
        fields.wrong(name, "Choose a time.")
        return 0
    return int(chosen[1]) * 60 + int(chosen[2])
