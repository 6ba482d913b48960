"""The page's requests: what a person sees, and what a person does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.practice import deliver, events, interactions, posting, typed
from bot.practice.core import Core
from bot.practice.page_objects import (
    bot_shown,
    conversation_shown,
    message_shown,
    person_shown,
    view_shown,
)
from bot.practice.people import BOT_USER, TEAM_ID, TEAM_NAME
from bot.practice.shapes import Json, SlackError
from bot.practice.submitting import submit

_Answer = Callable[[Json], Awaitable[Json]]


@dataclass(frozen=True)
class PageApi:
    core: Core

    def routes(self) -> list[web.RouteDef]:
        posts: dict[str, _Answer] = {
            "message": self._message,
            "command": self._command,
            "shortcut": self._shortcut,
            "action": self._action,
            "options": self._options,
            "submit": self._submit,
            "close": self._close,
        }
        gets: dict[str, _Answer] = {
            "workspace": self._workspace,
            "conversations": self._conversations,
            "messages": self._messages,
            "home": self._home,
        }
        return [
            *(web.post(f"/page/{name}", _posted(answer)) for name, answer in posts.items()),
            *(web.get(f"/page/{name}", _got(answer)) for name, answer in gets.items()),
            web.get("/page/stream", self._stream),
        ]

    # What a person sees

    async def _workspace(self, _given: Json) -> Json:
        manifest = self.core.manifest
        command_keys = ("command", "description", "usage_hint")
        shortcut_keys = ("name", "type", "callback_id", "description")
        return {
            "team": {"id": TEAM_ID, "name": TEAM_NAME},
            "people": [person_shown(person) for person in self.core.workspace.people.values()],
            "bot": bot_shown(),
            "commands": [_only(entry, command_keys) for entry in manifest.commands],
            "shortcuts": [_only(entry, shortcut_keys) for entry in manifest.shortcuts],
            "connected": self.core.sockets.connected,
        }

    async def _conversations(self, given: Json) -> Json:
        person = self._person(given)
        listed = self.core.workspace.listed_for(person)
        return {"conversations": [conversation_shown(self.core, item, person) for item in listed]}

    async def _messages(self, given: Json) -> Json:
        person, conversation = self._person(given), self._conversation(given)
        channel = conversation["id"]
        thread_ts = given.get("thread_ts")
        workspace = self.core.workspace
        if thread_ts:
            parent = workspace.message(channel, thread_ts)
            kept = [parent, *workspace.replies(channel, thread_ts)]
        else:
            kept = [row for row in workspace.messages(channel) if not _is_hidden_reply(row)]
            if workspace.mark_read(person, channel):
                self.core.pages.send([person], "conversations")
        own = workspace.ephemerals(person, channel).values()
        kept += [row for row in own if row.get("thread_ts") == (thread_ts or None)]
        kept.sort(key=lambda row: float(row["ts"]))
        return {"messages": [message_shown(self.core, row) for row in kept]}

    async def _home(self, given: Json) -> Json:
        person = self._person(given)
        events.home_opened(self.core, person)
        view = self.core.views.home(person)
        return {"view": None if view is None else view_shown(self.core, view)}

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        try:
            person = self._person(dict(request.query))
        except SlackError as error:
            raise web.HTTPBadRequest(text=error.code) from None
        greeting = {"type": "connection", "connected": self.core.sockets.connected}
        return await self.core.pages.serve(request, person, greeting)

    # What a person does

    async def _message(self, given: Json) -> Json:
        person, conversation = self._person(given), self._conversation(given)
        if conversation["kind"] == "dm" and not self.core.manifest.people_may_write:
            return deliver.refusal("Sending messages to this app has been turned off.")
        text = typed.escaped(self.core, str(given.get("text", ""))).strip()
        if not text:
            return deliver.refusal("A message needs some text.")
        message = posting.person_message(self.core, person, text)
        if given.get("thread_ts"):
            parent = self.core.workspace.message(conversation["id"], given["thread_ts"])
            message["thread_ts"] = parent.get("thread_ts", parent["ts"])
        posting.post(self.core, conversation, message)
        return {"ok": True, "message": message_shown(self.core, message)}

    async def _command(self, given: Json) -> Json:
        person, conversation = self._person(given), self._conversation(given)
        word, _, rest = str(given.get("text", "")).strip().partition(" ")
        if word == "/invite":
            return typed.invite(self.core, person, conversation, rest)
        entry = self.core.manifest.command(word)
        if entry is None:
            return deliver.refusal(f"{word} is not a valid command.")
        text = typed.command_text(self.core, rest, mentions=bool(entry.get("should_escape")))
        return await deliver.command(self.core, person, conversation, word, text)

    async def _shortcut(self, given: Json) -> Json:
        person = self._person(given)
        entry = self.core.manifest.shortcut(str(given.get("callback_id")))
        if entry is None:
            return deliver.refusal("There is no such shortcut.")
        if entry["type"] == "global":
            payload = interactions.shortcut(self.core, person, entry["callback_id"])
        else:
            conversation = self._conversation(given)
            message = self.core.workspace.message(conversation["id"], str(given.get("message_ts")))
            payload = interactions.message_action(
                self.core, person, entry["callback_id"], conversation, message
            )
        return await deliver.shortcut(self.core, payload)

    async def _action(self, given: Json) -> Json:
        person = self._person(given)
        values = (given.get("state") or {}).get("values") or {}
        sent = given.get("action") or {}
        names = (str(given.get("block_id")), str(sent.get("action_id")))
        if given.get("view_id"):
            view = self._view(person, given["view_id"])
            block, element = deliver.find_element(view["blocks"], *names)
            action = deliver.acted(self.core, block, element, sent)
            payload = interactions.block_actions_in_view(self.core, person, view, values, action)
        else:
            conversation, message = self._shown_message(person, given)
            block, element = deliver.find_element(message.get("blocks", []), *names)
            action = deliver.acted(self.core, block, element, sent)
            payload = interactions.block_actions_in_message(
                self.core, person, conversation, message, values, action
            )
        return await deliver.action(self.core, payload)

    async def _options(self, given: Json) -> Json:
        person = self._person(given)
        value = str(given.get("value", ""))
        names = {"block_id": str(given.get("block_id")), "action_id": str(given.get("action_id"))}
        if given.get("view_id"):
            view = self._view(person, given["view_id"])
            blocks, place = view["blocks"], interactions.view_place(view)
        else:
            conversation, message = self._shown_message(person, given)
            blocks = message.get("blocks", [])
            place = interactions.message_place(conversation, message)
        _, element = deliver.find_element(blocks, names["block_id"], names["action_id"])
        if len(value) < element.get("min_query_length", 3):
            return {"options": []}
        payload = interactions.block_suggestion(self.core, person, place, names, value)
        return await deliver.options(self.core, payload)

    async def _submit(self, given: Json) -> Json:
        person = self._person(given)
        view = self._view(person, str(given.get("view_id")))
        values = (given.get("state") or {}).get("values") or {}
        return await submit(self.core, person, view, values)

    async def _close(self, given: Json) -> Json:
        person = self._person(given)
        view = self._view(person, str(given.get("view_id")))
        if view["clear_on_close"]:
            gone = self.core.views.clear(person)
        else:
            gone = self.core.views.close(person, view["id"])
        self.core.pages.send([person], "views_closed", view_ids=[item["id"] for item in gone])
        for item in gone:
            deliver.closed(self.core, person, item, is_cleared=bool(view["clear_on_close"]))
        return {"ok": True}

    # Finding what a request names

    def _person(self, given: Json) -> str:
        return self.core.workspace.person(str(given.get("person"))).id

    def _conversation(self, given: Json) -> Json:
        conversation = self.core.workspace.conversation(str(given.get("channel")))
        if self._person(given) not in conversation["members"]:
            raise SlackError("channel_not_found")
        return conversation

    def _view(self, person: str, view_id: str) -> Json:
        owner, view = self.core.views.find(view_id)
        if owner != person:
            raise SlackError("not_found")
        return view

    def _shown_message(self, person: str, given: Json) -> tuple[Json, Json]:
        conversation, ts = self._conversation(given), str(given.get("message_ts"))
        own = self.core.workspace.ephemerals(person, conversation["id"]).get(ts)
        message = own or self.core.workspace.message(conversation["id"], ts)
        if message["user"] != BOT_USER:
            raise SlackError("not_found", "only the app's own messages can be clicked")
        return conversation, message


def _is_hidden_reply(message: Json) -> bool:
    is_reply = message.get("thread_ts") not in {None, message["ts"]}
    return is_reply and message.get("subtype") != "thread_broadcast"


def _only(entry: Json, keys: tuple[str, ...]) -> Json:
    return {key: entry.get(key, "") for key in keys}


def _posted(answer: _Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            given = await request.json()
        except ValueError:
            raise web.HTTPBadRequest(text="The body must be JSON.") from None
        return await _told(answer, given if isinstance(given, dict) else {})

    return handle


def _got(answer: _Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        return await _told(answer, dict(request.query))

    return handle


async def _told(answer: _Answer, given: Json) -> web.Response:
    try:
        return web.json_response(await answer(given))
    except SlackError as error:
        return web.json_response({"ok": False, "error": str(error)}, status=400)
