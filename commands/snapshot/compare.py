"""What is different between two frozen maps, most important first: pure data in and out."""

from commands.snapshot import map_differences, work_differences
from commands.snapshot.differences import Compared, Count
from storage.models.columns import JsonObject


def compare(before: JsonObject, after: JsonObject) -> Compared:
    """Two frozen maps of one journey, the earlier first."""
    found = [
        *work_differences.pains(before, after),
        *map_differences.touchpoints(before, after),
        *map_differences.stages(before, after),
        *work_differences.listed(before, after, "opportunities", "opportunity", 38),
        *work_differences.listed(before, after, "actions", "action", 35),
        *work_differences.votes(before, after),
        *map_differences.journey(before, after),
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
