"""A form as a person fills it: by the labels on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.practice.answers import Answer, fields, flat, initial, offered, several, when
from tests.practice.seen import Json, NotSeenError, RefusedError, visible_text

if TYPE_CHECKING:
    from tests.practice.driver import Person

_TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
_OPTION = {"static_select", "external_select", "radio_buttons"}
_OPTIONS = {"multi_static_select", "multi_external_select", "checkboxes"}
_NAMED = {
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
}
_WHEN = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}


class Form:
    """An open view; answers stay while the app updates it, as they do on the screen."""

    def __init__(self, person: Person, view_id: str) -> None:
        self._person = person
        self.view_id = view_id
        self._answers: dict[tuple[str, str], Answer] = {}
        self._chosen: dict[tuple[str, str], Json] = {}

    # What is on the screen

    @property
    def view(self) -> Json:
        view = self._person.screen.open_view(self.view_id)
        if view is None:
            message = (
                f"the form {self.view_id} is not open any more\n{self._person.screen.describe()}"
            )
            raise NotSeenError(message)
        return view

    @property
    def is_open(self) -> bool:
        return self._person.screen.open_view(self.view_id) is not None

    @property
    def title(self) -> str:
        return str(self.view["title"]["text"])

    @property
    def text(self) -> str:
        return visible_text(self.view["blocks"])

    @property
    def labels(self) -> list[str]:
        return [label for label, _, _ in fields(self.view["blocks"])]

    def options(self, label: str) -> list[str]:
        """What a select, radio group or set of checkboxes offers without typing."""
        _, element = self._field(label)
        return [option["text"]["text"] for option in offered(element)]

    def value(self, label: str) -> str | list[str] | None:
        """What a field shows now: prefilled or filled."""
        block, element = self._field(label)
        key = (block["block_id"], element["action_id"])
        if key in self._answers:
            answer = self._answers[key]
            if answer is None or isinstance(answer, str):
                return answer
            return [str(item) for item in answer] if isinstance(answer, list) else str(answer)
        return initial(element)

    # What a person does

    def fill(self, answers: Mapping[str, Answer]) -> None:
        """Answers by label; options by their text, people by name, channels with their #."""
        for label, answer in answers.items():
            block, element = self._field(label)
            key = (block["block_id"], element["action_id"])
            self._answers[key] = answer
            self._chosen.pop(key, None)

    async def suggestions(self, label: str, typed: str) -> list[str]:
        """What a type-ahead offers for some typed letters."""
        block, element = self._field(label)
        return [option["text"]["text"] for option in await self._typeahead(block, element, typed)]

    async def choose(self, label: str, answer: Answer) -> None:
        """Fill a field that tells the app at once (dispatch_action, or outside an input)."""
        self.fill({label: answer})
        block, element = self._field(label)
        state = await self._state()
        action = {"action_id": element["action_id"]}
        action |= state[block["block_id"]][element["action_id"]]
        await self._person.act({"view_id": self.view_id}, block["block_id"], action, state)

    async def click(self, button: str) -> None:
        await self._person.click(button, in_=self)

    async def submit(self) -> dict[str, str]:
        """Field errors by label, or {} when the form was taken."""
        body = {"view_id": self.view_id, "state": {"values": await self._state()}}
        answer = await self._person.post("submit", body)
        if answer["ok"]:
            return {}
        if "errors" not in answer:
            raise RefusedError(f"{answer['error']}\n{self._person.screen.describe()}")
        labels = {block["block_id"]: label for label, block, _ in fields(self.view["blocks"])}
        return {labels[block_id]: text for block_id, text in answer["errors"].items()}

    async def close(self) -> None:
        await self._person.post("close", {"view_id": self.view_id})

    async def state(self) -> Json:
        """The values as they travel with a click."""
        return await self._state()

    # Answers in Slack's shapes

    def _field(self, label: str) -> tuple[Json, Json]:
        for known, block, element in fields(self.view["blocks"]):
            if known == label:
                return block, element
        message = f"the form “{self.title}” has no field “{label}”; it has {self.labels}"
        raise NotSeenError(message)

    async def _state(self) -> Json:
        values: Json = {}
        for _, block, element in fields(self.view["blocks"]):
            key = (block["block_id"], element["action_id"])
            if key not in self._answers:
                continue
            if key not in self._chosen:
                self._chosen[key] = await self._shaped(block, element, self._answers[key])
            values.setdefault(key[0], {})[key[1]] = self._chosen[key]
        return values

    async def _shaped(self, block: Json, element: Json, answer: Answer) -> Json:
        kind = element["type"]
        if kind in _TYPED:
            return {"type": kind, "value": None if answer is None else str(answer)}
        if kind in _OPTION:
            option = None if answer is None else await self._option(block, element, str(answer))
            return {"type": kind, "selected_option": option}
        if kind in _OPTIONS:
            chosen = [await self._option(block, element, text) for text in several(answer)]
            return {"type": kind, "selected_options": chosen}
        if kind in _NAMED:
            return {"type": kind, _NAMED[kind]: self._named(kind, answer)}
        if kind in _WHEN:
            return {"type": kind, _WHEN[kind]: when(answer)}
        message = f"a person can't fill a {kind} by this driver"
        raise NotSeenError(message)

    async def _option(self, block: Json, element: Json, text: str) -> Json:
        is_typeahead = "external" in element["type"]
        options = await self._typeahead(block, element, text) if is_typeahead else offered(element)
        for option in options:
            if option["text"]["text"] == text or option["value"] == text:
                return option
        if is_typeahead:
            for option in options:
                if text.casefold() in option["text"]["text"].casefold():
                    return option
        names = [option["text"]["text"] for option in options]
        message = f"“{text}” is not offered in “{self.title}”; there is {names}"
        raise NotSeenError(message)

    async def _typeahead(self, block: Json, element: Json, typed: str) -> list[Json]:
        body = {
            "view_id": self.view_id,
            "block_id": block["block_id"],
            "action_id": element["action_id"],
            "value": typed,
        }
        answer = await self._person.post("options", body)
        if "error" in answer:
            raise RefusedError(f"{answer['error']}\n{self._person.screen.describe()}")
        return flat(answer)

    def _named(self, kind: str, answer: Answer) -> object:
        find = self._person.user_id if "users" in kind else self._person.channel_id
        if kind.startswith("multi_"):
            return [find(name) for name in several(answer)]
        return None if answer is None else find(str(answer))
