"""The kinds of gaps: how each is called, counted and acted upon, in one table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commands.text import plural
from storage.map.gaps import DRIFT_N, HandOff, Place
from storage.map.gaps import Gaps as Found
from storage.models import Stage

Gap = Stage | Place | HandOff


class Kind(StrEnum):
    """As they are typed, in the order they are shown."""

    STAGES = "stages"
    OWNERS = "owners"
    SILENT = "silent"
    ASSUMPTIONS = "assumptions"
    HANDOFFS = "handoffs"
    DRIFT = "drift"
    KPIS = "kpis"


@dataclass(frozen=True, slots=True)
class Words:
    """`heading` says how many there are, `explained` what that means; `fine` that none are."""

    pick: Callable[[Found], Sequence[Gap]]
    heading: Callable[[Found], str]
    explained: Callable[[Found], str]
    fine: str


def _of_all(found: Found, count: int, what: str) -> str:
    return f"{count:,} of {plural(found.touchpoints, 'touchpoint')} {what}"


def _silent(found: Found) -> str:
    never = len(found.assumed)
    if never == len(found.silent):
        return "Nobody ever reported anything from there."
    return f"{never:,} of them were never seen." if never else "All of them were seen before that."


def _hottest_hand_offs(found: Found) -> str:
    hot, known = len(found.hand_offs), found.handed_over
    said = plural(hot, "hand-off") if hot == known else f"{hot:,} of {plural(known, 'hand-off')}"
    order = ", the hottest first" if hot > 1 else ""
    heat = "" if hot == known else " with heat"
    return f"{said} between departments{heat}{order}"


def _hand_offs(found: Found) -> str:
    said = (
        "From one touchpoint to the next in the map's order; heat of open pain points on both "
        "sides together."
    )
    if found.unassigned:
        said += f" {plural(found.unassigned, 'touchpoint')} without a department not counted."
    return said


def _drift(found: Found) -> str:
    return (
        f"Observed minus planned emotion, from 1 up, of {found.compared:,} with a plan and at "
        f"least {DRIFT_N} observations."
    )


KINDS: Mapping[Kind, Words] = {
    Kind.STAGES: Words(
        lambda found: found.empty,
        lambda found: (
            f"{len(found.empty):,} of {plural(found.stages, 'stage')} without touchpoints"
        ),
        lambda _: "Nobody knows what customers meet there.",
        "every stage has touchpoints",
    ),
    Kind.OWNERS: Words(
        lambda found: found.ownerless,
        lambda found: _of_all(found, len(found.ownerless), "without an owner"),
        lambda _: "The journey's owner is asked instead whether they are still true.",
        "every touchpoint has an owner",
    ),
    Kind.SILENT: Words(
        lambda found: found.silent,
        lambda found: _of_all(found, len(found.silent), "not observed in 60 days"),
        _silent,
        "every touchpoint was observed in the last 60 days",
    ),
    Kind.ASSUMPTIONS: Words(
        lambda found: found.assumed,
        lambda found: _of_all(found, len(found.assumed), "only assumed"),
        lambda _: "Nobody has reported anything from there yet, good or bad.",
        "no touchpoint is only assumed",
    ),
    Kind.HANDOFFS: Words(
        lambda found: found.hand_offs,
        _hottest_hand_offs,
        _hand_offs,
        "no hand-off between departments has heat",
    ),
    Kind.DRIFT: Words(
        lambda found: found.drifting,
        lambda found: f"{plural(len(found.drifting), 'touchpoint')} drifting from the plan",
        _drift,
        "no touchpoint drifts from its planned emotion",
    ),
    Kind.KPIS: Words(
        lambda found: found.unmeasured,
        lambda found: f"{len(found.unmeasured):,} of {plural(found.stages, 'stage')} without a KPI",
        lambda _: "No number tells whether a change there helped.",
        "every stage is measured",
    ),
}
