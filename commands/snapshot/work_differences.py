"""What is different in what a team works on: pain points, opportunities, actions and votes."""

from collections.abc import Iterator

from commands.snapshot.differences import Difference, Way, by_key
from storage.models.columns import JsonObject
from storage.snapshot.work import MOST

# Heat fades by itself; only what at least doubled or halved is told.
_DOUBLED = 2.0
_LEAST_HEAT = 3.0


def pains(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
    """Pain points that came, went, or whose heat or status is another."""
    was, now = by_key(before["pains"], "number"), by_key(after["pains"], "number")
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


def listed(
    before: JsonObject, after: JsonObject, part: str, subject: str, weight: float
) -> Iterator[Difference]:
    """What is open on one side only; it may be done, dropped or new."""
    was, now = by_key(before[part], "number"), by_key(after[part], "number")
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


def votes(before: JsonObject, after: JsonObject) -> Iterator[Difference]:
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
