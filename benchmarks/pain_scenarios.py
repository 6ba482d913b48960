"""What is asked of Cairn where there are very many pain points, as Slack would send it."""

from typing import Any

from benchmarks.pain_world import Busy
from benchmarks.scenarios import LIST, SUBMIT_UNSEEN, Payload, Scenario
from benchmarks.slack_stub import TEAM
from benchmarks.world import CHANNELS, PEOPLE, World


def front_door(busy: Busy) -> list[Scenario]:
    """What the size of the journey must not be felt in."""
    return [_shortcut(busy), _submit(busy)]


def lists(busy: Busy) -> list[Scenario]:
    """Lists, cheap and dear, and themes."""
    asked = ("", "rising", "mine", "since 30 days", busy.common, busy.seldom)
    named = ("", " rising", " mine", " since 30 days", " <a common word>", " <a seldom word>")
    found = [
        _typed(f"/pain list{name}", f"list {words}".strip())
        for name, words in zip(named, asked, strict=True)
    ]
    return [*found, _typed("/pain themes", "themes")]


def _typed(name: str, words: str) -> Scenario:
    def make(world: World, number: int) -> Payload:
        return {**LIST.make(world, number), "text": words}

    return Scenario(name, "slash_commands", make, lambda answer: len(answer["blocks"]) > 2)


def _shortcut(busy: Busy) -> Scenario:
    """On a message that tells something: the form shows what was seen before."""

    def make(_: World, number: int) -> Payload:
        person, channel = PEOPLE[number % len(PEOPLE)], CHANNELS[number % len(CHANNELS)]
        told = busy.told[number % len(busy.told)]
        return {
            "type": "message_action",
            "callback_id": "pain.log_message",
            "team": {"id": TEAM, "domain": "bench"},
            "user": {"id": person, "username": person.lower(), "team_id": TEAM},
            "channel": {"id": channel, "name": "store-team"},
            "message": {"type": "message", "user": PEOPLE[0], "text": told, "ts": f"1.{number}"},
            "message_ts": f"1.{number}",
            "api_app_id": "A1",
            "token": "unused",
            "trigger_id": f"trigger-{number}",
            "response_url": "http://127.0.0.1:9/unused",
            "enterprise": None,
            "is_enterprise_install": False,
        }

    return Scenario(
        "message shortcut to open form",
        "interactive",
        make,
        lambda answer: answer in (None, "", {}),
        opens_form=True,
    )


def _submit(busy: Busy) -> Scenario:
    """Sent at once: the matcher runs in it, and asks back where it knows something like it."""

    def make(world: World, number: int) -> Payload:
        payload = SUBMIT_UNSEEN.make(world, number)
        values = payload["view"]["state"]["values"]
        values["what"]["what"]["value"] = f"{busy.told[number % len(busy.told)]} {number}"
        return payload

    def right(answer: Any) -> bool:  # noqa: ANN401 - whatever JSON Slack is answered with
        return answer in (None, "", {}) or answer.get("response_action") == "update"

    return Scenario("submit, with the matcher", "interactive", make, right)
