"""Forms and Home tabs: each person's stack of at most three modals, and their Home."""

from bot.practice.people import APP_ID, BOT_ID, TEAM_ID
from bot.practice.state.records import Document
from bot.practice.state.shapes import Json, SlackError, finished_blocks, finished_text
from bot.practice.state.stamps import Stamps

MAX_DEPTH = 3


class Views:
    """What is open where; opening and changing keep Slack's hash and ancestry fields right."""

    def __init__(self, stamps: Stamps, document: Document) -> None:
        self._stamps = stamps
        self._document = document
        self._stacks: dict[str, list[Json]] = {}
        self._homes: dict[str, Json] = document.section("homes")

    def stack(self, person: str) -> list[Json]:
        """A person's open modals, the lowest first."""
        return self._stacks.setdefault(person, [])

    def home(self, person: str) -> Json | None:
        return self._homes.get(person)

    def find(self, view_id: str) -> tuple[str, Json]:
        """Whose view it is, and the view."""
        for person, stack in self._stacks.items():
            for view in stack:
                if view["id"] == view_id:
                    return person, view
        for person, view in self._homes.items():
            if view["id"] == view_id:
                return person, view
        raise SlackError("not_found")

    def find_external(self, external_id: str) -> tuple[str, Json]:
        for person, stack in self._stacks.items():
            for view in stack:
                if view["external_id"] == external_id:
                    return person, view
        raise SlackError("not_found")

    def open(self, person: str, given: Json) -> tuple[Json, list[str]]:
        """Start a new stack; the ids of the views that made room come back too."""
        self._refuse_taken(given)
        closed = [view["id"] for view in self.stack(person)]
        view = self._made(given, None, None)
        self._stacks[person] = [view]
        return view, closed

    def push(self, person: str, given: Json) -> Json:
        stack = self.stack(person)
        if not stack:
            raise SlackError("not_found", "there is no open view to push onto")
        if len(stack) >= MAX_DEPTH:
            raise SlackError("push_limit_reached")
        self._refuse_taken(given)
        view = self._made(given, stack[-1]["id"], stack[0]["id"])
        stack.append(view)
        return view

    def update(self, view: Json, given: Json, expected_hash: str | None) -> Json:
        if expected_hash is not None and expected_hash != view["hash"]:
            raise SlackError("hash_conflict")
        if given["type"] != view["type"]:
            raise SlackError("invalid_arguments", "the type of a view can't change")
        self._refuse_taken(given, besides=view["id"])
        fresh = self._made(given, view["previous_view_id"], view["root_view_id"])
        fresh["id"] = view["id"]
        if given.get("external_id") is None:
            fresh["external_id"] = view["external_id"]
        view.clear()
        view.update(fresh)
        return view

    def publish(self, person: str, given: Json, expected_hash: str | None) -> Json:
        current = self._homes.get(person)
        if current is None:
            current = self._made(given, None, None)
            self._homes[person] = current
        else:
            self.update(current, given, expected_hash)
        self._document.changed()
        return current

    def close(self, person: str, view_id: str) -> list[Json]:
        """Close a view and whatever lies on it; the closed ones come back, the upper first."""
        stack = self.stack(person)
        ids = [view["id"] for view in stack]
        if view_id not in ids:
            return []
        at = ids.index(view_id)
        closed = stack[at:]
        del stack[at:]
        return list(reversed(closed))

    def clear(self, person: str) -> list[Json]:
        stack = self.stack(person)
        return self.close(person, stack[0]["id"]) if stack else []

    def _refuse_taken(self, given: Json, besides: str | None = None) -> None:
        external_id = given.get("external_id")
        if not external_id:
            return
        taken = {
            view["id"]
            for stack in self._stacks.values()
            for view in stack
            if view["external_id"] == external_id
        }
        if taken - {besides}:
            raise SlackError("duplicate_external_id")

    def _made(self, given: Json, previous: str | None, root: str | None) -> Json:
        view_id = self._stamps.new_id("V")
        return {
            "id": view_id,
            "team_id": TEAM_ID,
            "type": given["type"],
            "blocks": finished_blocks(given["blocks"]),
            "private_metadata": given.get("private_metadata") or "",
            "callback_id": given.get("callback_id") or "",
            "state": {"values": {}},
            "hash": self._stamps.view_hash(),
            "title": finished_text(given.get("title")),
            "clear_on_close": bool(given.get("clear_on_close", False)),
            "notify_on_close": bool(given.get("notify_on_close", False)),
            "close": finished_text(given.get("close")),
            "submit": finished_text(given.get("submit")),
            "previous_view_id": previous,
            "root_view_id": root or view_id,
            "app_id": APP_ID,
            "external_id": given.get("external_id") or "",
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
        }
