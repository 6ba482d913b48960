"""The sample journey of the practice workspace is whole, legal, and moves like real life."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

Table = dict[str, Any]

SAMPLE = Path(__file__).parents[2] / "bot" / "practice" / "sample.toml"
ROLES = {"frontline", "support_lead", "product_manager", "facilitator", "leader"}
STAGES = ["Awareness", "Research", "Purchase", "Post-purchase", "Loyalty"]
MEDIA = {"website", "app", "email", "phone", "chat", "store", "social"}
MEDIA |= {"advertising", "mail", "partner", "other"}
STATUSES = {"New", "Confirmed", "Planned", "In progress", "Solved", "Declined"}
SOURCES = {"Seen myself", "Customer said", "Survey", "Review", "Social", "Support ticket"}
CHANNELS = {"store-team", "support", "product", "leadership-weekly", "general"}
CHANNELS |= {"returns-taskforce"}
EMOTIONS = range(-2, 3)
ONE_TO_FIVE = range(1, 6)

TOUCHPOINT_KEYS = {"key", "stage", "name", "channel", "action", "department", "significance"}
TOUCHPOINT_KEYS |= {"moment_of_truth", "planned_emotion"}
PERSONA_KEYS = {
    "name",
    "demographics",
    "goals",
    "motivations",
    "hindrances",
    "frustrations",
    "quote",
    "evidence",
}
PRIVATE = {
    "e-mail address": re.compile(r"\S+@\S+"),
    "phone number": re.compile(r"\+?\d(?:[\s()/.-]*\d){5,}"),
    "long run of digits": re.compile(r"\d{9,}"),
}


@pytest.fixture(scope="module")
def sample() -> Table:
    return tomllib.loads(SAMPLE.read_text(encoding="utf-8"))


def sightings(entries: list[Table]) -> list[Table]:
    return [seen for entry in entries for seen in entry["sighting"]]


def texts(value: object) -> Iterator[str]:
    """Every text in the file, however deep it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def seen_at(days_ago: float) -> datetime:
    """The moment meant, counted as the file's head says: back from a Wednesday, 18:00."""
    return datetime(2025, 1, 8, 18, tzinfo=UTC) - timedelta(days=days_ago)


def assert_keys(entry: Table, required: set[str], optional: set[str]) -> None:
    assert required <= entry.keys() <= required | optional, entry


def test_journey_has_the_five_stages_in_order(sample: Table) -> None:
    assert_keys(sample["journey"], {"name", "goal", "scope"}, set())
    assert sample["journey"]["name"] == "Buying from Fern & Oak"
    assert [stage["name"] for stage in sample["stage"]] == STAGES
    for stage in sample["stage"]:
        assert_keys(stage, {"name", "goal", "funnel"}, set())
        assert stage["goal"].startswith("I "), "the goal is in the customer's voice"
        assert stage["funnel"] in {"Top", "Middle", "Bottom", "After sale"}


def test_touchpoints_are_legal_and_spread_over_the_stages(sample: Table) -> None:
    touchpoints = sample["touchpoint"]
    assert 18 <= len(touchpoints) <= 24
    per_stage = Counter(touchpoint["stage"] for touchpoint in touchpoints)
    assert set(per_stage) == set(STAGES)
    assert all(3 <= n <= 5 for n in per_stage.values())
    for unique in ("key", "name"):
        assert len({touchpoint[unique] for touchpoint in touchpoints}) == len(touchpoints)
    for touchpoint in touchpoints:
        assert_keys(touchpoint, TOUCHPOINT_KEYS, {"owner"})
        assert touchpoint["channel"] in MEDIA
        assert touchpoint.get("owner", "leader") in ROLES
        assert touchpoint["significance"] in ONE_TO_FIVE
        assert isinstance(touchpoint["moment_of_truth"], bool)
        assert touchpoint["planned_emotion"] in EMOTIONS


def test_three_personas_are_complete(sample: Table) -> None:
    assert len(sample["persona"]) == 3
    for persona in sample["persona"]:
        assert_keys(persona, PERSONA_KEYS, set())
        assert all(persona.values())


def test_pains_and_delights_are_legal(sample: Table) -> None:
    assert len(sample["pain"]) == 25
    assert 6 <= len(sample["delight"]) <= 8
    keys = {touchpoint["key"] for touchpoint in sample["touchpoint"]}
    entries = sample["pain"] + sample["delight"]
    assert all(0 < len(entry["title"]) <= 80 for entry in entries)
    assert len({entry["title"].casefold() for entry in entries}) == len(entries)
    assert {entry["touchpoint"] for entry in entries} <= keys
    for delight in sample["delight"]:
        assert_keys(delight, {"touchpoint", "title", "description", "sighting"}, set())
    for pain in sample["pain"]:
        required = {"touchpoint", "title", "description", "status", "sighting"}
        assert_keys(pain, required, {"owner", "reason"})
        assert pain["status"] in STATUSES
        assert pain.get("owner", "leader") in ROLES
        assert bool(pain.get("reason")) == (pain["status"] in {"Solved", "Declined"})


def test_every_status_occurs_and_most_pains_are_open(sample: Table) -> None:
    statuses = Counter(pain["status"] for pain in sample["pain"])
    assert set(statuses) == STATUSES
    assert statuses["New"] + statuses["Confirmed"] > len(sample["pain"]) / 2


@pytest.mark.parametrize(
    ("kind", "strength", "emotions"),
    [("pain", "severity", EMOTIONS), ("delight", "pleased", range(1, 3))],
)
def test_sightings_are_legal(sample: Table, kind: str, strength: str, emotions: range) -> None:
    for seen in sightings(sample[kind]):
        assert_keys(seen, {"days_ago", "by", strength, "source"}, {"emotion", "quote"})
        assert 0.1 <= seen["days_ago"] <= 92
        assert seen["by"] in ROLES
        assert seen["source"] in SOURCES
        assert seen[strength] in ONE_TO_FIVE
        assert seen.get("emotion", 1) in emotions
        assert seen.get("quote", "said") != "", "left out rather than empty"


def test_sightings_come_from_all_and_mostly_from_those_who_meet_customers(sample: Table) -> None:
    seen = sightings(sample["pain"])
    assert 140 <= len(seen) <= 160
    by = Counter(one["by"] for one in seen)
    assert set(by) == ROLES
    assert by["frontline"] + by["support_lead"] > 0.7 * len(seen)
    assert 0.4 <= sum("quote" in one for one in seen) / len(seen) <= 0.6


def test_sightings_are_uneven_rise_and_fade(sample: Table) -> None:
    ages = [[seen["days_ago"] for seen in pain["sighting"]] for pain in sample["pain"]]
    assert max(map(len, ages)) <= 18
    assert sum(len(days) >= 12 for days in ages) >= 4
    assert sum(len(days) == 1 for days in ages) >= 3
    # rising: more in the last 14 days than in the 78 before; fading: none in the last 30
    assert sum(len(days) >= 4 and sum(d <= 14 for d in days) > len(days) / 2 for days in ages) >= 3
    assert sum(len(days) >= 3 and min(days) > 30 for days in ages) >= 2


def test_times_of_day_are_plausible_and_weekends_quieter(sample: Table) -> None:
    seen = sightings(sample["pain"]) + sightings(sample["delight"])
    moments = [seen_at(one["days_ago"]) for one in seen + sample["message"]]
    assert all(8 <= moment.hour < 22 for moment in moments)
    weekend = sum(seen_at(one["days_ago"]).weekday() >= 5 for one in seen) / len(seen)
    assert 0.05 < weekend < 0.2, "an even spread would be 2/7"


def test_the_vote_is_legal_and_has_one_winner(sample: Table) -> None:
    vote = sample["vote"]
    titles = {pain["title"]: pain for pain in sample["pain"]}
    for title in vote["pains"]:
        assert max(one["days_ago"] for one in titles[title]["sighting"]) > vote["days_ago"] + 7
    assert set(vote["dots"]) <= ROLES
    for put in vote["dots"].values():
        assert sum(put) <= vote["dots_each"]
        assert max(put) <= vote["most_on_one"]
    first, second, *_ = sorted(map(sum, zip(*vote["dots"].values(), strict=True)), reverse=True)
    assert first > second
    assert len(vote["dots"]) >= vote["quorum"]


def test_messages_are_from_known_people_in_known_channels(sample: Table) -> None:
    messages = sample["message"]
    assert 12 <= len(messages) <= 16
    assert {message["channel"] for message in messages} == CHANNELS
    for message in messages:
        assert_keys(message, {"channel", "by", "days_ago", "text"}, set())
        assert message["by"] in ROLES
        assert 0.1 <= message["days_ago"] <= 92
        assert 20 <= len(message["text"]) <= 300


def test_no_quote_or_message_is_said_twice(sample: Table) -> None:
    seen = sightings(sample["pain"]) + sightings(sample["delight"])
    said = [one["quote"] for one in seen if "quote" in one]
    said += [message["text"] for message in sample["message"]]
    assert [text for text, n in Counter(said).items() if n > 1] == []


@pytest.mark.parametrize("what", PRIVATE)
def test_no_personal_data(sample: Table, what: str) -> None:
    assert [text for text in texts(sample) if PRIVATE[what].search(text)] == []


@pytest.mark.parametrize("probe", ["me@shop.example", "030 1234-567", "order 123456789"])
def test_the_patterns_find_personal_data(probe: str) -> None:
    assert any(pattern.search(probe) for pattern in PRIVATE.values())
