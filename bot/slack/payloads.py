"""Turns Slack's payloads into requests; nothing below sees a payload."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.slack import messages
from commands.request import Kind, Person, Place, Request, Value
from commands.text import unescape
from storage.vocabulary import PlaceKind

Payload = Mapping[str, Any]

PLACE = "place"  # where a form was opened travels in its metadata, under this name


def from_command(body: Payload, person: Person, now: datetime) -> Request:
    """A slash command."""
    return Request(
        kind=Kind.COMMAND,
        name=body["command"],
        workspace_id=body["team_id"],
        person=person,
        now=now,
        place=_place(body.get("channel_id"), body.get("channel_name")),
        text=unescape(body.get("text") or ""),
        key=_trigger_key(body),
    )


def from_action(body: Payload, person: Person, now: datetime) -> Request:
    """A click on a message, in a form or on the Home tab."""
    action = body["actions"][0]
    context, place = _carried(body)
    chosen = _value(action)
    return Request(
        kind=Kind.ACTION,
        name=action["action_id"],
        workspace_id=_workspace(body),
        person=person,
        now=now,
        place=_channel(body) or place,
        value=chosen if isinstance(chosen, str) else ",".join(chosen or ()),
        values=_values(body),
        context=context,
        key=_trigger_key(body),
        in_form="view" in body,
        form_id=_form_id(body),
    )


def from_submission(body: Payload, person: Person, now: datetime) -> Request:
    """A form that was sent. However often the same content is sent, it is stored once.

    The hash tells one content of a form from the next: an answer may put another into it.
    """
    context, place = _carried(body)
    view = body["view"]
    return Request(
        kind=Kind.SUBMIT,
        name=view["callback_id"],
        workspace_id=_workspace(body),
        person=person,
        now=now,
        place=place,
        values=_values(body),
        context=context,
        key=f"form:{view['id']}:{view.get('hash', '')}"[:255],
        in_form=True,
        form_id=_form_id(body),
    )


def from_suggestion(body: Payload, person: Person, now: datetime) -> Request:
    """Something typed into a type-ahead."""
    context, place = _carried(body)
    return Request(
        kind=Kind.OPTIONS,
        name=body["action_id"],
        workspace_id=_workspace(body),
        person=person,
        now=now,
        place=_channel(body) or place,
        text=body.get("value") or "",
        values=_values(body),
        context=context,
        in_form="view" in body,
    )


def from_shortcut(body: Payload, person: Person, now: datetime) -> Request:
    """A shortcut, global or on a message."""
    return Request(
        kind=Kind.SHORTCUT,
        name=body["callback_id"],
        workspace_id=_workspace(body),
        person=person,
        now=now,
        place=_channel(body),
        message=messages.used_on(body),
        key=_trigger_key(body),
    )


def from_home(body: Payload, person: Person, now: datetime) -> Request:
    """The Home tab was opened."""
    return Request(
        kind=Kind.HOME, name="home", workspace_id=body["team_id"], person=person, now=now
    )


def from_message(body: Payload, person: Person, now: datetime) -> Request:
    """A message for Cairn: in its direct messages, or one that mentions it."""
    event = body["event"]
    return Request(
        kind=Kind.POSTED,
        name="posted",
        workspace_id=body["team_id"],
        person=person,
        now=now,
        place=_place(event["channel"], None),
        message=messages.sent(event),
        key=f"message:{event['channel']}:{event['ts']}",
    )


def person_id(body: Payload) -> str:
    """Who caused a payload of any type."""
    if "event" in body:
        return str(body["event"]["user"])
    user = body.get("user")
    return str(user["id"] if user else body["user_id"])


def from_elsewhere(body: Payload) -> bool:
    """Whether the person belongs to another workspace and only visits a shared channel."""
    home = (body.get("user") or {}).get("team_id") or ""
    here = (body.get("team") or {}).get("id") or ""
    if body.get("enterprise") or (body.get("team") or {}).get("enterprise_id"):
        return False  # people of one organisation have one home and many workspaces
    return bool(home and here and home != here)


def metadata(context: Mapping[str, str], place: Place | None) -> str:
    """What travels in a form: its context, and where it was opened."""
    carried: dict[str, object] = dict(context)
    if place:
        carried[PLACE] = [place.id, place.kind.value]
    return json.dumps(carried, ensure_ascii=False, separators=(",", ":"))


def _carried(body: Payload) -> tuple[dict[str, str], Place | None]:
    raw = (body.get("view") or {}).get("private_metadata") or "{}"
    try:
        carried = json.loads(raw)
    except ValueError:
        return {}, None
    place = carried.pop(PLACE, None)
    return (
        {str(name): str(value) for name, value in carried.items()},
        Place(place[0], PlaceKind(place[1])) if place else None,
    )


def _workspace(body: Payload) -> str:
    """Slack leaves the team out where an organisation installed the app."""
    team, view = body.get("team") or {}, body.get("view") or {}
    return str(team.get("id") or view.get("team_id") or body["user"]["team_id"])


def _channel(body: Payload) -> Place | None:
    channel = body.get("channel")
    if channel:
        return _place(channel.get("id"), channel.get("name"))
    container = body.get("container") or {}
    return _place(container.get("channel_id"), None)


def _place(channel_id: str | None, name: str | None) -> Place | None:
    """Slack hides the names of private conversations behind their kind."""
    if not channel_id:
        return None
    if channel_id.startswith("D") or name == "directmessage" or (name or "").startswith("mpdm-"):
        return Place(channel_id, PlaceKind.DIRECT)
    if channel_id.startswith("G") or name == "privategroup":
        return Place(channel_id, PlaceKind.PRIVATE)
    return Place(channel_id, PlaceKind.PUBLIC)


def _form_id(body: Payload) -> str:
    view = body.get("view") or {}
    return str(view["id"]) if view.get("type") == "modal" else ""


def _trigger_key(body: Payload) -> str | None:
    trigger = body.get("trigger_id")
    return f"trigger:{trigger}"[:255] if trigger else None


def _values(body: Payload) -> dict[str, Value]:
    """A form's fields by name; a field's name is its block's id."""
    state = (body.get("view") or body).get("state") or {}
    return {
        block_id: _value(next(iter(elements.values())))
        for block_id, elements in (state.get("values") or {}).items()
        if elements
    }


def _value(element: Payload) -> Value:
    """What an input holds, whatever its type."""
    if "selected_option" in element:
        option = element["selected_option"]
        return str(option["value"]) if option else None
    if "selected_options" in element:
        return [str(option["value"]) for option in element["selected_options"] or ()]
    if "files" in element:
        return [json.dumps({"id": file["id"], "name": file["name"]}) for file in element["files"]]
    for name, value in element.items():
        if name.startswith("selected_"):
            return [str(each) for each in value] if isinstance(value, list) else _text(value)
    return _text(element.get("value"))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
