"""Web API: auth, apps, team, users, bots and user groups."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.practice.people import (
    APP_ID,
    BOT_ID,
    BOT_NAME,
    BOT_USER,
    TEAM_DOMAIN,
    TEAM_ID,
    TEAM_NAME,
    USER_GROUPS,
    Person,
    UserGroup,
)
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError
from bot.practice.web_api.conversations import paged


def api_test(_core: Core, given: Json) -> Json:
    if given.get("error"):
        raise SlackError(str(given["error"]), args=given)
    return {"args": given}


def open_connection(core: Core, _given: Json) -> Json:
    address = core.base_url.replace("http://", "ws://", 1)
    return {"url": f"{address}link/?ticket={core.sockets.ticket()}&app_id={APP_ID}"}


def auth_test(core: Core, _given: Json) -> Json:
    return {
        "url": core.base_url,
        "team": TEAM_NAME,
        "user": BOT_NAME.lower(),
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def team_info(core: Core, _given: Json) -> Json:
    return {
        "team": {
            "id": TEAM_ID,
            "name": TEAM_NAME,
            "url": core.base_url,
            "domain": TEAM_DOMAIN,
            "email_domain": "",
            "icon": {"image_default": True},
        }
    }


def user_info(core: Core, given: Json) -> Json:
    return {"user": _described(core, given["user"])}


def user_list(core: Core, given: Json) -> Json:
    rows = [_described(core, user_id) for user_id in (*core.workspace.people, BOT_USER)]
    page, cursor = paged(rows, given)
    return {
        "members": page,
        "cache_ts": int(core.stamps.now()),
        "response_metadata": {"next_cursor": cursor},
    }


def bot_info(core: Core, given: Json) -> Json:
    if given.get("bot") not in {None, BOT_ID}:
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": BOT_ID,
            "deleted": False,
            "name": BOT_NAME,
            "updated": int(core.stamps.now()),
            "app_id": APP_ID,
            "user_id": BOT_USER,
            "icons": {},
        }
    }


def usergroups(core: Core, given: Json) -> Json:
    with_people = given.get("include_users") in {True, "true", "1"}
    rows = [_group(core, group, with_people=with_people) for group in USER_GROUPS]
    return {"usergroups": [row for row in rows if row["user_count"]]}


def _group(core: Core, group: UserGroup, *, with_people: bool) -> Json:
    """Without its people unless they are asked for, as Slack tells it."""
    people = [user_id for user_id in group.members if user_id in core.workspace.people]
    return {
        "id": group.id,
        "team_id": TEAM_ID,
        "is_usergroup": True,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "is_external": False,
        "date_create": 0,
        "date_delete": 0,
        "user_count": len(people),
        **({"users": people} if with_people else {}),
    }


def _described(core: Core, user_id: str) -> Json:
    if user_id == BOT_USER:
        return _bot_user()
    return _user(core, core.workspace.person(user_id))


def _bot_user() -> Json:
    return {
        "id": BOT_USER,
        "team_id": TEAM_ID,
        "name": BOT_NAME.lower(),
        "deleted": False,
        "real_name": BOT_NAME,
        "tz": "Etc/UTC",
        "tz_label": "UTC",
        "tz_offset": 0,
        "profile": {"real_name": BOT_NAME, "display_name": BOT_NAME, "api_app_id": APP_ID,
                    "bot_id": BOT_ID, "team": TEAM_ID},
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": True,
        "is_app_user": False,
    }  # fmt: skip


def _user(core: Core, person: Person) -> Json:
    moment = datetime.fromtimestamp(core.stamps.now(), ZoneInfo(person.tz))
    offset = moment.utcoffset()
    first, _, last = person.real_name.partition(" ")
    profile: Json = {
        "title": person.title,
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": first,
        "last_name": last,
        "team": TEAM_ID,
    }
    if "users:read.email" in core.manifest.scopes:
        profile["email"] = f"{person.username}@practice.example"
    return {
        "id": person.id,
        "team_id": TEAM_ID,
        "name": person.username,
        "deleted": False,
        "color": person.color.removeprefix("#"),
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": moment.tzname() or person.tz,
        "tz_offset": 0 if offset is None else int(offset.total_seconds()),
        "profile": profile,
        "is_admin": person.is_admin,
        "is_owner": person.is_admin,
        "is_primary_owner": person.is_admin,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_bot": False,
        "is_app_user": False,
        "updated": 0,
        "is_email_confirmed": True,
        "locale": "en-GB",
    }
