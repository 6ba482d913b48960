"""What is different between two frozen maps, most important first: pure data in and out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from storage.models.columns import JsonObject
from storage.snapshot.freezing import JOURNEY_FIELDS, STAGE_FIELDS, TOUCHPOINT_FIELDS
from storage.snapshot.work import MOST

# A smaller difference of means would be rounded away.
LEAST_EMOTION = 0.1
# Heat fades by itself; only what at least doubled or halved is told.
_DOUBLED = 2.0
_LEAST_HEAT = 3.0


class Way(StrEnum):
    """What became of a thing."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different; `what` says how: an emotion, heat, a field, a place.

    `better` is None where nobody can tell. The weight orders them, the most important first.
    """

    way: Way
    subject: str
    name: str
    weight: float
    number: int | None = None
    what: str = ""
    before: JsonObject = field(default_factory=dict)
    after: JsonObject = field(default_factory=dict)
    better: bool | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something on both sides."""

    one: str
    many: str
    before: int
    after: int
    better: str = "neither"

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that is different, in order."""

    counts: tuple[Count, ...]
    differences: tuple[Difference, ...]


def compare(before: JsonObject, after: JsonObject) -> Compared:
    """Two frozen maps of one journey, the earlier first."""
    found = [
        *_pains(before, after),
        *_touchpoints(before, after),
        *_stages(before, after),
        *_listed(before, after, "opportunities", "opportunity", 38),
        *_listed(before, after, "actions", "action", 35),
        *_votes(before, after),
        *_journey(before, after),
    ]
    # Python sorts stably: what weighs the same stays in the map's order.
    return Compared(_counts(before, after), tuple(sorted(found, key=lambda one: -one.weight)))


def _counts(before: JsonObject, after: JsonObject) -> tuple[Count, ...]:
    def in_use(data: JsonObject, part: str) -> int:
        return sum(not each["retired"] for each in data[part])

    def sightings(data: JsonObject) -> int:
        return sum(each["sightings"] for each in data["touchpoints"])

    return (
        Count("pain point", "pain points", before["pains_in_all"], after["pains_in_all"], "down"),
        Count("sighting", "sightings", sightings(before), sightings(after)),
        Count(
            "touchpoint",
            "touchpoints",
            in_use(before, "touchpoints"),
            in_use(after, "touchpoints"),
        ),
        Count("stage", "stages", in_use(before, "stages"), in_use(after, "stages")),
        Count(
            "opportunity",
            "opportunities",
            before["opportunities_in_all"],
            after["opportunities_in_all"],
        ),
        Count("open action", "open actions", before["actions_in_all"], after["actions_in_all"]),
    )


def _by(rows: Any, key: str) -> dict[int, JsonObject]:  # noqa: ANN401 - JSON
    return {each[key]: each for each in rows}


def _pains(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
    was, now = _by(before["pains"], "number"), _by(after["pains"], "number")
    for number, pain in now.items():
        if number not in was:
            # Where there are more than were kept, what is missing may only have been colder.
            if len(was) < MOST:
                yield Difference(
                    Way.CAME, "pain", pain["title"], 100 + pain["heat"], number, after=pain,
                    better=False,
                )  # fmt: skip
            continue
        yield from _changed_pain(was[number], pain)
    for number, pain in was.items():
        if number not in now and len(now) < MOST:
            yield Difference(
                Way.WENT, "pain", pain["title"], 90 + pain["heat"], number, before=pain,
                better=True,
            )  # fmt: skip


def _changed_pain(was: JsonObject, now: JsonObject) -> Iterator[Difference]:
    number, name = now["number"], now["title"]
    hotter = now["heat"] >= max(was["heat"] * _DOUBLED, _LEAST_HEAT)
    cooler = was["heat"] >= max(now["heat"] * _DOUBLED, _LEAST_HEAT)
    if hotter or cooler:
        weight = 50 + abs(now["heat"] - was["heat"])
        yield Difference(Way.CHANGED, "pain", name, weight, number, "heat", was, now, better=cooler)
    if was["status"] != now["status"]:
        yield Difference(Way.CHANGED, "pain", name, 58, number, "status", was, now)


def _touchpoints(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
    was, now = _by(before["touchpoints"], "id"), _by(after["touchpoints"], "id")
    stages = _names(before) | _names(after)
    for point_id, point in now.items():
        old = was.get(point_id)
        there = old is not None and not old["retired"]
        if point["retired"]:
            if there:
                yield Difference(
                    Way.WENT, "touchpoint", point["name"], 75, point["number"], "retired"
                )
        elif old is None or not there:
            what = "back" if old else "added"
            yield Difference(Way.CAME, "touchpoint", point["name"], 70, point["number"], what)
        else:
            yield from _changed_touchpoint(old, point, stages)


def _names(data: JsonObject) -> dict[int, str]:
    return {stage["id"]: stage["name"] for stage in data["stages"]}


def _changed_touchpoint(
    was: JsonObject, now: JsonObject, stages: Mapping[int, str]
) -> Iterator[Difference]:
    number, name = now["number"], now["name"]
    if was["emotion"] is not None and now["emotion"] is not None:
        change = round(now["emotion"] - was["emotion"], 2)
        if abs(change) >= LEAST_EMOTION:
            yield Difference(
                Way.CHANGED, "touchpoint", name, 60 + 40 * abs(change), number, "emotion", was, now,
                better=change > 0,
            )  # fmt: skip
    elif now["emotion"] is not None:
        yield Difference(Way.CHANGED, "touchpoint", name, 48, number, "first emotion", was, now)
    changed = [column for column in TOUCHPOINT_FIELDS if was[column] != now[column]]
    if changed:
        yield Difference(
            Way.CHANGED,
            "touchpoint",
            was["name"],
            45 if "name" in changed else 40,
            number,
            "edited",
            {column: was[column] for column in changed},
            {column: now[column] for column in changed},
        )
    if was["stage_id"] != now["stage_id"]:
        yield Difference(
            Way.CHANGED, "touchpoint", name, 42, number, "moved",
            {"stage": stages.get(was["stage_id"], "")}, {"stage": stages.get(now["stage_id"], "")},
        )  # fmt: skip


def _stages(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
    was, now = _by(before["stages"], "id"), _by(after["stages"], "id")
    for stage_id, stage in now.items():
        old = was.get(stage_id)
        there = old is not None and not old["retired"]
        if stage["retired"]:
            if there:
                yield Difference(Way.WENT, "stage", stage["name"], 82, what="retired")
        elif old is None or not there:
            what = "back" if old else "added"
            yield Difference(Way.CAME, "stage", stage["name"], 80, what=what)
        else:
            yield from _edited("stage", old["name"], old, stage, STAGE_FIELDS, 65)
    order = [
        [stage["id"] for stage in data["stages"] if not stage["retired"] and stage["id"] in both]
        for both in ({each for each in was if each in now and not _off(was, now, each)},)
        for data in (before, after)
    ]
    if order[0] != order[1]:
        names = [[_names(after)[stage_id] for stage_id in ids] for ids in order]
        yield Difference(
            Way.CHANGED, "journey", after["journey"]["name"], 55, what="moved",
            before={"stages": names[0]}, after={"stages": names[1]},
        )  # fmt: skip


def _off(was: Mapping[int, JsonObject], now: Mapping[int, JsonObject], stage_id: int) -> bool:
    return bool(was[stage_id]["retired"] or now[stage_id]["retired"])


def _edited(
    subject: str,
    name: str,
    was: JsonObject,
    now: JsonObject,
    fields: tuple[str, ...],
    weight: float,
) -> Iterator[Difference]:
    changed = [column for column in fields if was.get(column) != now.get(column)]
    if changed:
        yield Difference(
            Way.CHANGED,
            subject,
            name,
            weight,
            what="edited",
            before={column: was.get(column) for column in changed},
            after={column: now.get(column) for column in changed},
        )


def _listed(
    before: JsonObject, after: JsonObject, part: str, subject: str, weight: float
) -> Iterator[Difference]:
    """What is open on one side only; it may be done, dropped or new."""
    was, now = _by(before[part], "number"), _by(after[part], "number")
    for number, row in now.items():
        name = str(row.get("title") or row.get("what"))
        if number not in was and len(was) < MOST:
            yield Difference(Way.CAME, subject, name, weight, number, after=row)
        elif number in was and was[number]["status"] != row["status"]:
            yield Difference(
                Way.CHANGED, subject, name, weight - 5, number, "status", was[number], row
            )
    for number, row in was.items():
        if number not in now and len(now) < MOST:
            name = str(row.get("title") or row.get("what"))
            yield Difference(Way.WENT, subject, name, weight + 1, number, before=row)


def _votes(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
    """What was voted on since: one line for each round, with what got the most dots."""
    known = {vote["round"] for vote in before["votes"]}
    titles = {pain["number"]: pain["title"] for pain in [*before["pains"], *after["pains"]]}
    best: dict[int, JsonObject] = {}
    for vote in after["votes"]:
        held = best.get(vote["round"])
        if vote["round"] not in known and (held is None or vote["dots"] > held["dots"]):
            best[vote["round"]] = vote
    for number, vote in best.items():
        name = titles.get(vote["pain"], "")
        yield Difference(Way.CAME, "vote", name, 57, number, after=vote)


def _journey(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
    was, now = before["journey"], after["journey"]
    yield from _edited("journey", was["name"], was, now, JOURNEY_FIELDS, 62)
