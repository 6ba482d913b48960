"""Conversations and their messages: the part of the workspace that is kept between runs."""

from collections.abc import Iterable, Sequence

from bot.practice.people import BOT_NAME, BOT_USER, CHANNELS, Channel, Person
from bot.practice.state.records import Document
from bot.practice.state.shapes import Json, SlackError


class Workspace:
    """Plain state with lookups that raise Slack's words for what is missing."""

    def __init__(self, people: Sequence[Person], document: Document) -> None:
        self.people = {person.id: person for person in people}
        self._document = document
        self.conversations = document.section("conversations")
        self._messages: dict[str, list[Json]] = document.section("messages")
        self._reads: dict[str, dict[str, str]] = document.section("reads")
        self._ephemerals: dict[tuple[str, str], dict[str, Json]] = {}
        for channel in CHANNELS:
            self._add_channel(channel)
        for person in people:
            self._add_dm(person)

    def changed(self) -> None:
        self._document.changed()

    # People

    def person(self, user_id: str) -> Person:
        if user_id not in self.people:
            raise SlackError("user_not_found")
        return self.people[user_id]

    # Conversations

    def conversation(self, channel_id: str) -> Json:
        """By id, or by name with or without its # as Slack still allows."""
        found: Json | None = self.conversations.get(channel_id)
        if found is None:
            found = self.channel_named(channel_id)
        if found is None:
            raise SlackError("channel_not_found")
        return found

    def channel_named(self, name: str) -> Json | None:
        bare = name.removeprefix("#")
        rooms = (item for item in self.conversations.values() if item["kind"] != "dm")
        return next((item for item in rooms if item["name"] == bare), None)

    def dm_of(self, user_id: str) -> Json:
        self.person(user_id)
        dm: Json = self.conversations[f"D{user_id[1:]}"]
        return dm

    def listed_for(self, user_id: str) -> list[Json]:
        return [item for item in self.conversations.values() if user_id in item["members"]]

    def readers(self, conversation: Json) -> list[str]:
        """The people (not the bot) who see a conversation."""
        return [member for member in conversation["members"] if member in self.people]

    def join(self, channel_id: str, user_id: str) -> bool:
        """Whether the membership is new."""
        members = self.conversation(channel_id)["members"]
        if user_id in members:
            return False
        members.append(user_id)
        self.changed()
        return True

    # Messages

    def messages(self, channel_id: str) -> list[Json]:
        return self._messages.setdefault(channel_id, [])

    def message(self, channel_id: str, ts: str) -> Json:
        # Newest first: what is asked for is nearly always recent.
        for message in reversed(self.messages(channel_id)):
            if message["ts"] == ts:
                return message
        raise SlackError("message_not_found")

    def replies(self, channel_id: str, thread_ts: str) -> list[Json]:
        return [
            message
            for message in self.messages(channel_id)
            if message.get("thread_ts") == thread_ts and message["ts"] != thread_ts
        ]

    def add_message(self, channel_id: str, message: Json) -> Json | None:
        """Keep a message; the parent comes back when it was a reply."""
        parent = self._count_reply(channel_id, message)
        self.messages(channel_id).append(message)
        self.changed()
        return parent

    def remove_message(self, channel_id: str, ts: str) -> None:
        rows = self.messages(channel_id)
        rows[:] = [message for message in rows if message["ts"] != ts]
        self.changed()

    def newest_ts(self) -> str:
        stamps = (rows[-1]["ts"] for rows in self._messages.values() if rows)
        return max(stamps, key=float, default="0")

    def _count_reply(self, channel_id: str, message: Json) -> Json | None:
        thread_ts = message.get("thread_ts")
        if thread_ts is None:
            return None
        parent = self.message(channel_id, thread_ts)
        parent["thread_ts"] = thread_ts
        parent["reply_count"] = parent.get("reply_count", 0) + 1
        users = parent.setdefault("reply_users", [])
        if message["user"] not in users:
            users.append(message["user"])
        parent["reply_users_count"] = len(users)
        parent["latest_reply"] = message["ts"]
        return parent

    # Ephemeral messages: only for their person, and only until the server stops

    def ephemerals(self, person: str, channel_id: str) -> dict[str, Json]:
        return self._ephemerals.setdefault((person, channel_id), {})

    # Reading

    def mark_read(self, person: str, channel_id: str) -> bool:
        """Whether anything was unread."""
        had = self.unread(person, channel_id) > 0
        rows = self.messages(channel_id)
        if rows:
            self._reads.setdefault(person, {})[channel_id] = rows[-1]["ts"]
            self.changed()
        return had

    def unread(self, person: str, channel_id: str) -> int:
        read = self._reads.get(person, {}).get(channel_id, "0")
        return sum(1 for _ in self._unread(person, channel_id, float(read)))

    def _unread(self, person: str, channel_id: str, read: float) -> Iterable[Json]:
        for message in reversed(self.messages(channel_id)):
            if float(message["ts"]) <= read:
                return
            is_reply = message.get("thread_ts") not in {None, message["ts"]}
            if message["user"] != person and not is_reply:
                yield message

    # First start

    def _add_channel(self, channel: Channel) -> None:
        if channel.id in self.conversations:
            return
        known = {*self.people, BOT_USER}
        self.conversations[channel.id] = {
            "id": channel.id,
            "kind": "private" if channel.is_private else "channel",
            "name": channel.name,
            "topic": channel.topic,
            "members": [member for member in channel.members if member in known],
        }

    def _add_dm(self, person: Person) -> None:
        dm_id = f"D{person.id[1:]}"
        self.conversations.setdefault(
            dm_id,
            {
                "id": dm_id,
                "kind": "dm",
                "name": BOT_NAME,
                "topic": "",
                "members": [person.id, BOT_USER],
                "person": person.id,
            },
        )
