"""A person at the practice workspace's page, for tests: does what the browser would do."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator

from aiohttp import ClientSession, ClientWebSocketResponse

from tests.practice.answers import Answer
from tests.practice.form import Form
from tests.practice.screen import Screen
from tests.practice.seen import Home, Json, Message, NotSeenError, RefusedError, clickables

__all__ = ["Answer", "Form", "Home", "Message", "NotSeenError", "Person", "RefusedError", "arrive"]


@contextlib.asynccontextmanager
async def arrive(url: str, name: str) -> AsyncIterator[Person]:
    """Somebody opens the page, and leaves it at the end of the block."""
    person = Person(url, name)
    try:
        await person.enter()
        yield person
    finally:
        await person.leave()


class Person:
    """One person at the page: does what the browser would, sees what it would show."""

    def __init__(self, url: str, name: str) -> None:
        self.url = url
        self.name = name
        self.id = ""
        self.screen = Screen(name)
        self._web = ClientSession(url, headers={"X-Practice": "1"})
        self._people: dict[str, str] = {}
        self._shortcuts: list[Json] = []
        self._stream: ClientWebSocketResponse | None = None
        self._reader: asyncio.Task[None] | None = None

    # Coming and going

    async def enter(self) -> None:
        workspace = await self.get("workspace")
        self._people = {person["name"]: person["id"] for person in workspace["people"]}
        self._shortcuts = workspace["shortcuts"]
        self.id = self.user_id(self.name)
        self._stream = await self._web.ws_connect(f"/page/stream?person={self.id}")
        self._reader = asyncio.create_task(self._read(self._stream))
        await self._load()

    async def leave(self) -> None:
        if self._stream is not None:
            await self._stream.close()
        if self._reader is not None:
            await self._reader
        await self._web.close()

    # Words for what tests ask most

    @property
    def errors(self) -> list[str]:
        """What the page showed as errors, also what Slack's API refused."""
        return self.screen.errors

    @property
    def connected(self) -> bool:
        return self.screen.connected

    def describe(self) -> str:
        return self.screen.describe()

    # Acting

    async def command(self, channel: str, text: str) -> None:
        """Type a slash command; raises Refused with what Slack would say."""
        await self._done("command", {"channel": self.channel_id(channel), "text": text})

    async def say(self, channel: str, text: str, *, thread: Message | None = None) -> Message:
        body = {"channel": self.channel_id(channel), "text": text}
        if thread is not None:
            body["thread_ts"] = thread.ts
        answer = await self._done("message", body)
        return Message(body["channel"], answer["message"])

    async def shortcut(self, name: str, message: Message | None = None) -> None:
        """A global shortcut, or with a message the one in the message's menu."""
        kind = "global" if message is None else "message"
        known = [entry for entry in self._shortcuts if entry["type"] == kind]
        found = [entry for entry in known if entry["name"] == name]
        if not found:
            names = [entry["name"] for entry in known]
            raise NotSeenError(f"there is no {kind} shortcut “{name}”; there is {names}")
        body: Json = {"callback_id": found[0]["callback_id"]}
        if message is not None:
            body |= {"channel": message.channel, "message_ts": message.ts}
        await self._done("shortcut", body)

    async def open_home(self) -> Home:
        """Open the Home tab and wait until the app has published it afresh."""
        before = None if self.screen.home is None else self.screen.home["hash"]

        def fresh() -> Home | None:
            is_new = self.screen.home is not None and self.screen.home["hash"] != before
            return Home(self.screen.home) if is_new and self.screen.home is not None else None

        await self.get("home")
        return await self.screen.until(fresh, "the app did not publish a Home tab")

    async def click(self, label: str, in_: Message | Form | Home | None = None) -> None:
        """A button or overflow entry by its text; without `in_` where it is topmost."""
        places = [in_] if in_ is not None else self._places()
        for place in places:
            for known, block, action in clickables(_blocks(place)):
                if known == label:
                    await self._click(place, block, action)
                    return
        offered = [known for place in places for known, _, _ in clickables(_blocks(place))]
        raise NotSeenError(
            f"there is no button “{label}”; there is {offered}\n{self.screen.describe()}"
        )

    async def choose(self, action_id: str, option: str, in_: Message | Home) -> None:
        """A select outside a form, by its action_id and the option's text."""
        for block in _blocks(in_):
            for element in block.get("elements", [block.get("accessory") or {}]):
                for entry in element.get("options", []):
                    if element.get("action_id") == action_id and entry["text"]["text"] == option:
                        action = {"action_id": action_id, "type": element["type"]}
                        await self._click(in_, block, {**action, "selected_option": entry})
                        return
        raise NotSeenError(f"there is no option “{option}” in {action_id}")

    async def act(self, place: Json, block_id: str, action: Json, values: Json) -> None:
        """The raw click: `place` is a view_id, or a channel and message_ts."""
        body = {**place, "block_id": block_id, "action": action, "state": {"values": values}}
        await self._done("action", body)

    # Seeing

    async def form(self, title: str | None = None) -> Form:
        """The top form, once there is one (with this title)."""

        def top() -> Form | None:
            if not self.screen.stack:
                return None
            view = self.screen.stack[-1]
            fits = title is None or view["title"]["text"] == title
            return Form(self, view["id"]) if fits else None

        wanted = "a form" if title is None else f"the form “{title}”"
        return await self.screen.until(top, f"{wanted} did not open")

    async def no_form(self) -> None:
        """Waits until every form has closed."""
        await self.screen.until(lambda: not self.screen.stack, "a form is still open")

    async def sees(self, text: str, channel: str, *, ephemeral: bool | None = None) -> Message:
        """The newest message in a channel (or its threads) that shows the text."""
        channel_id = self.channel_id(channel)

        def newest() -> Message | None:
            for message in reversed(self.screen.in_channel(channel_id)):
                is_kind = ephemeral is None or message.ephemeral == ephemeral
                if is_kind and text in message.text:
                    return message
            return None

        return await self.screen.until(newest, f"{self.name} does not see “{text}” in {channel}")

    async def sees_error(self, text: str) -> str:
        """An error shown on the page, also what Slack's API refused."""
        return await self.screen.until(
            lambda: next((error for error in self.screen.errors if text in error), None),
            f"no error says “{text}”",
        )

    async def sees_form(self, text: str) -> Form:
        """The top form, once it shows the text."""

        def top() -> Form | None:
            form = self.forms[-1] if self.screen.stack else None
            return form if form is not None and text in form.text else None

        return await self.screen.until(top, f"no form shows “{text}”")

    async def gone(self, message: Message) -> None:
        """Waits until a message has been deleted."""
        await self.screen.until(
            lambda: message.ts not in self.screen.messages[message.channel],
            f"still there: {message}",
        )

    def messages(self, channel: str) -> list[Message]:
        """A channel's messages, oldest first, without the replies in threads."""
        return [row for row in self.screen.in_channel(self.channel_id(channel)) if not row.is_reply]

    def replies(self, message: Message) -> list[Message]:
        thread = message.thread_ts or message.ts
        rows = self.screen.in_channel(message.channel)
        return [row for row in rows if row.is_reply and row.thread_ts == thread]

    @property
    def forms(self) -> list[Form]:
        """The stack of forms, the lowest first."""
        return [Form(self, view["id"]) for view in self.screen.stack]

    # Names

    def user_id(self, name: str) -> str:
        if name in self._people.values():
            return name
        if name not in self._people:
            raise NotSeenError(f"there is no {name}; there is {sorted(self._people)}")
        return self._people[name]

    def channel_id(self, name: str) -> str:
        """By id, by name with its #, or “Cairn” for the direct messages with the app."""
        bare = name.removeprefix("#")
        for channel in self.screen.channels.values():
            if bare in {channel["id"], channel["name"]}:
                return str(channel["id"])
        names = [channel["name"] for channel in self.screen.channels.values()]
        raise NotSeenError(f"{self.name} has no channel {name}; there is {names}")

    # The wire

    async def get(self, path: str, **query: str) -> Json:
        params = {"person": self.id, **query}
        async with self._web.get(f"/page/{path}", params=params) as response:
            answer: Json = await response.json()
            return answer

    async def post(self, path: str, body: Json) -> Json:
        """A request as the page sends it; the answer as it came."""
        async with self._web.post(f"/page/{path}", json={"person": self.id, **body}) as response:
            answer: Json = await response.json()
            return answer

    async def _done(self, path: str, body: Json) -> Json:
        answer = await self.post(path, body)
        if not answer["ok"]:
            raise RefusedError(answer["error"])
        return answer

    async def _click(self, place: Message | Form | Home, block: Json, action: Json) -> None:
        values = await place.state() if isinstance(place, Form) else {}
        await self.act(_address(place), block["block_id"], action, values)

    def _places(self) -> list[Message | Form | Home]:
        """Where a button may be, the topmost first."""
        if self.screen.stack:
            return [Form(self, self.screen.stack[-1]["id"])]
        rows = [row for channel in self.screen.messages for row in self.screen.in_channel(channel)]
        rows.sort(key=lambda row: float(row.ts), reverse=True)
        return [*rows, *([Home(self.screen.home)] if self.screen.home is not None else [])]

    async def _load(self) -> None:
        listed = await self.get("conversations")
        self.screen.channels = {channel["id"]: channel for channel in listed["conversations"]}
        for channel_id in self.screen.channels:
            if self.screen.messages.get(channel_id):
                continue
            answer = await self.get("messages", channel=channel_id)
            for data in answer["messages"]:
                self.screen.keep(channel_id, data)
                if data.get("reply_count"):
                    thread = await self.get("messages", channel=channel_id, thread_ts=data["ts"])
                    for reply in thread["messages"]:
                        self.screen.keep(channel_id, reply)

    async def _read(self, stream: ClientWebSocketResponse) -> None:
        async for message in stream:
            event = json.loads(message.data)
            if event["type"] == "conversations":
                listed = await self.get("conversations")
                event["conversations"] = listed["conversations"]
            await self.screen.hear(event)


def _blocks(place: Message | Form | Home) -> list[Json]:
    blocks: list[Json] = place.blocks if isinstance(place, Message) else place.view["blocks"]
    return blocks


def _address(place: Message | Form | Home) -> Json:
    if isinstance(place, Message):
        return {"channel": place.channel, "message_ts": place.ts, "ephemeral": place.ephemeral}
    return {"view_id": place.view["id"]}
