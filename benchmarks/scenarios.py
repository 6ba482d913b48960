"""What is asked of Cairn, as Slack would send it; every request is a new one."""

import hashlib
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.slack_stub import TEAM
from benchmarks.world import CHANNELS, MAP_CHANNEL, PEOPLE, World
from commands.pain.draft import Draft

Payload = dict[str, Any]
# Never repeated in one run, or a request would be taken for a repetition.
_numbers = itertools.count(1)


AS_LETTERS = str.maketrans("0123456789", "ghiklmnoru")
# Slack sends a form's blocks back with everything done in it.
BLOCKS = [
    {
        "type": "input",
        "block_id": name,
        "label": {"type": "plain_text", "text": "What happened, where, and how bad was it?"},
        "element": {
            "type": "static_select",
            "action_id": name,
            "options": [
                {"text": {"type": "plain_text", "text": f"{n} Nearly gives up"}, "value": str(n)}
                for n in range(5)
            ],
        },
        "optional": False,
    }
    for name in ("what", "where", "severity", "emotion", "quote", "persona", "source")
]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of request: its envelope's type, how to make one, how to know a right answer."""

    name: str
    envelope: str
    make: Callable[[World, int], Payload]
    right: Callable[[Any], bool]
    opens_form: bool = False

    def payloads(self, world: World, count: int) -> list[Payload]:
        return [self.make(world, next(_numbers)) for _ in range(count)]


def _command(text: str, number: int, channel: str | None = None) -> Payload:
    person = PEOPLE[number % len(PEOPLE)]
    return {
        "token": "unused",
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": channel or CHANNELS[number % len(CHANNELS)],
        "channel_name": "store-team",
        "user_id": person,
        "user_name": person.lower(),
        "command": "/pain",
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/unused",
        "trigger_id": f"trigger-{number}",
    }


def _interaction(kind: str, number: int) -> Payload:
    person = PEOPLE[number % len(PEOPLE)]
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "bench"},
        "user": {"id": person, "username": person.lower(), "team_id": TEAM},
        "api_app_id": "A1",
        "token": "unused",
        "trigger_id": f"trigger-{number}",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _view(world: World, number: int, values: Payload, *, looked: str = "") -> Payload:
    carried = {
        "journey": str(world.journey_id),
        "place": [CHANNELS[number % 8], "public"],
        "looked": looked,
    }
    return {
        "type": "modal",
        "callback_id": "pain.log",
        "title": {"type": "plain_text", "text": "Log a pain point", "emoji": True},
        "blocks": BLOCKS,
        "id": f"V{number}",
        "team_id": TEAM,
        "private_metadata": json.dumps(carried),
        "state": {"values": values},
        "hash": "1.a",
        "previous_view_id": None,
        "root_view_id": f"V{number}",
        "app_id": "A1",
        "bot_id": "B1",
    }


def _submit(world: World, number: int) -> Payload:
    """Sent as it was when similar ones were looked up: while typing, or choosing the place."""
    values = _filled(world, number)
    held = Draft(
        world.journey_id,
        values={
            "what": values["what"]["what"]["value"],
            "where": values["where"]["where"]["selected_option"]["value"],
        },
    )
    return _sent(number, _view(world, number, values, looked=held.told_where()))


def _submit_unseen(world: World, number: int) -> Payload:
    """Sent without having been looked up: the matcher runs within the three seconds."""
    return _sent(number, _view(world, number, _filled(world, number)))


def _sent(number: int, view: Payload) -> Payload:
    return {**_interaction("view_submission", number), "view": view, "response_urls": []}


def _filled(world: World, number: int) -> Payload:
    ids = world.touchpoint_ids
    chosen = {
        "text": {"type": "plain_text", "text": "Checkout"},
        "value": str(ids[number % len(ids)]),
    }
    severity = {"text": {"type": "plain_text", "text": "4"}, "value": "4"}
    told = _new_words(number)
    return {
        "what": {"what": {"type": "plain_text_input", "value": told}},
        "where": {"where": {"type": "external_select", "selected_option": chosen}},
        "severity": {"severity": {"type": "radio_buttons", "selected_option": severity}},
        "emotion": {"emotion": {"type": "static_select", "selected_option": None}},
        "quote": {"quote": {"type": "plain_text_input", "value": None}},
        "persona": {"persona": {"type": "static_select", "selected_option": None}},
        "source": {"source": {"type": "static_select", "selected_option": None}},
    }


def _new_words(number: int) -> str:
    """A sentence like no other: what looks known already is asked about, not stored."""
    letters = hashlib.sha256(str(number).encode()).hexdigest().translate(AS_LETTERS)
    return " ".join(letters[start : start + 8] for start in range(0, 64, 8)).capitalize()


def _suggest(world: World, number: int) -> Payload:
    return {
        **_interaction("block_suggestion", number),
        "action_id": "where",
        "block_id": "where",
        "value": ("check", "desk", "till", "size gu")[number % 4],
        "view": _view(world, number, {}),
        "container": {"type": "view", "view_id": f"V{number}"},
    }


def _empty(answer: object) -> bool:
    return answer in (None, "", {})


FLOOR = Scenario("(a) bare Bolt, no-op", "slash_commands", lambda _, n: _command("", n), _empty)
OPEN = Scenario(
    "(b) open the form", "slash_commands", lambda _, n: _command("", n), _empty, opens_form=True
)
SUBMIT = Scenario("(c) submit it", "interactive", _submit, _empty)
SUBMIT_UNSEEN = Scenario("(c) … not looked up", "interactive", _submit_unseen, _empty)
SUGGEST = Scenario(
    "(d) type-ahead", "interactive", _suggest, lambda answer: bool(answer["options"])
)
LIST = Scenario(
    "(e) /pain list",
    "slash_commands",
    lambda _, n: _command("list", n),
    lambda answer: len(answer["blocks"]) > 10 and "The parcel" in str(answer),
)
MAP = Scenario(
    "map",
    "slash_commands",
    lambda _, n: {**_command("map", n, MAP_CHANNEL), "command": "/journey"},
    lambda answer: "being drawn" in answer["text"],
)
MEASURED = (OPEN, SUBMIT, SUBMIT_UNSEEN, SUGGEST, LIST)
