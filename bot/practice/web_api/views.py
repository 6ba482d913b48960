"""Web API: views.* ."""

import json

from bot.practice.limits import MAX_VIEW_BYTES, view_faults
from bot.practice.page_api.objects import view_shown
from bot.practice.state.core import Core
from bot.practice.state.posting import refuse_bad_pictures
from bot.practice.state.shapes import Json, SlackError


def open_view(core: Core, given: Json) -> Json:
    view = checked_view(core, given["view"], "modal")
    person = core.keys.spend(given["trigger_id"]).person
    opened, closed = core.views.open(person, view)
    if closed:
        core.pages.send([person], "views_closed", view_ids=closed)
    core.pages.send([person], "view_opened", view=view_shown(core, opened))
    return {"view": opened}


def push(core: Core, given: Json) -> Json:
    view = checked_view(core, given["view"], "modal")
    person = core.keys.spend(given["trigger_id"]).person
    return {"view": show_pushed(core, person, view)}


def show_pushed(core: Core, person: str, view: Json) -> Json:
    pushed = core.views.push(person, view)
    core.pages.send([person], "view_pushed", view=view_shown(core, pushed))
    return pushed


def update(core: Core, given: Json) -> Json:
    if given.get("view_id"):
        person, current = core.views.find(given["view_id"])
    elif given.get("external_id"):
        person, current = core.views.find_external(given["external_id"])
    else:
        raise SlackError("invalid_arguments", "missing required field: view_id or external_id")
    view = checked_view(core, given["view"], current["type"])
    return {"view": show_updated(core, person, current, view, given.get("hash"))}


def show_updated(
    core: Core, person: str, current: Json, view: Json, expected_hash: str | None
) -> Json:
    updated = core.views.update(current, view, expected_hash)
    kind = "home_updated" if updated["type"] == "home" else "view_updated"
    core.pages.send([person], kind, view=view_shown(core, updated))
    return updated


def publish(core: Core, given: Json) -> Json:
    if not core.manifest.has_home:
        raise SlackError("not_enabled", "the manifest does not enable features.app_home.home_tab")
    person = core.workspace.person(given["user_id"]).id
    view = checked_view(core, given["view"], "home")
    published = core.views.publish(person, view, given.get("hash"))
    core.pages.send([person], "home_updated", view=view_shown(core, published))
    return {"view": published}


def checked_view(core: Core, view: object, kind: str) -> Json:
    faults = view_faults(view, (kind,))
    if faults or not isinstance(view, dict):
        raise SlackError("invalid_arguments", *faults)
    if len(json.dumps(view, ensure_ascii=False).encode()) > MAX_VIEW_BYTES:
        raise SlackError("view_too_large")
    refuse_bad_pictures(core, view["blocks"], [])
    return view
