"""Understands what is typed behind `/pain list`: what narrows the list, and the rest as text.

Nothing is refused: what is no filter is looked for in the pain points' words, and what may
have been meant instead is offered.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from commands.pain import list_near, list_since
from commands.pain.list_query import Known, Named, Query, Since, in_order, key
from commands.pain.list_tokens import Token, tokens
from commands.pain.list_words import GLUE, ORDERS, STATUS_WORDS, SWITCHES
from storage.folding import fold
from storage.vocabulary import Status

_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Understood:
    """The query, and what may have been meant instead of its text: (label, query)."""

    query: Query
    near: tuple[tuple[str, Query], ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What was understood so far."""

    known: Known
    now: datetime
    zone: tzinfo
    query: Query = field(default_factory=Query)
    rest: list[Token] = field(default_factory=list)
    begun: list[tuple[str, str]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)


def understand(typed: str, known: Known, *, now: datetime, zone: tzinfo) -> Understood:
    """Reads from left to right, the longest known run of words first."""
    reading = _Reading(known, now, zone)
    left = tokens(typed)
    while left:
        taken = _keyed(reading, left[0]) or _since(reading, left) or _named(reading, left)
        if taken and not left[0].key and reading.rest and _is_glue(reading.rest[-1]):
            reading.rest.pop()
        if not taken:
            reading.rest.append(left[0])
        left = left[max(1, taken) :]
    words = tuple(token.text for token in reading.rest if fold(token.text))
    query = replace(reading.query, words=words)
    near = [*list_near.near(query, reading.rest, known), *list_near.as_text(query, reading.begun)]
    return Understood(query, tuple(near[: list_near.MOST]), tuple(reading.hints))


def _is_glue(token: Token) -> bool:
    return not token.quoted and not token.key and fold(token.text) in GLUE


def _keyed(reading: _Reading, token: Token) -> int:
    """`stage:Purchase` and its like; what is not known by that name becomes text."""
    if not token.key or token.key == "text":
        return 0
    wanted = key(token.text)
    if token.key == "since":
        return int(_is_since(reading, token.text))
    if token.key == "sort":
        return int(wanted in ORDERS and _take(reading, order=ORDERS[wanted]))
    if token.key == "status":
        named = [STATUS_WORDS.get(each) for each in _parts(wanted)]
        found = [status for group in named if group for status in group]
        return int(None not in named and _add_statuses(reading, tuple(found)))
    found_name = _called(getattr(reading.known, f"{token.key}s"), wanted)
    return int(found_name is not None and _take(reading, **{token.key: found_name}))


def _parts(wanted: str) -> list[str]:
    return [part for part in wanted.replace(" ", "-" if "," in wanted else " ").split(",") if part]


def _since(reading: _Reading, left: list[Token]) -> int:
    """'since last week': as many words as make sense; or 'last week' alone."""
    if left[0].key or left[0].quoted:
        return 0
    said = fold(left[0].text)
    begins = 1 if said == "since" else 0
    if not begins and said not in ("last", "past", "this", "today", "yesterday"):
        return 0
    plain = _plain_run(left[begins:], 4)
    for length in range(len(plain), 0, -1):
        if _is_since(reading, " ".join(plain[:length])):
            return begins + length
    if begins and len(left) > 1 and left[1].quoted and _is_since(reading, left[1].text):
        return 2
    if begins:
        reading.hints.append(f"To narrow it to a time say since {list_since.EXAMPLES}.")
    return 0


def _is_since(reading: _Reading, words: str) -> bool:
    at = list_since.moment(words, now=reading.now, zone=reading.zone)
    if at is None:
        return False
    return _take(reading, since=Since(" ".join(words.split()), at))


def _named(reading: _Reading, left: list[Token]) -> int:
    """The longest run of words that is a name or one of our words; then beginnings of names."""
    if left[0].key:
        return 0
    if left[0].quoted:
        return int(_is_name(reading, key(left[0].text), whole=True))
    plain = _plain_run(left, _LONGEST)
    runs = [(length, key(" ".join(plain[:length]))) for length in range(len(plain), 0, -1)]
    for length, run in runs:
        if length > 1 and _is_name(reading, run, whole=True):
            return length
        if _is_word(reading, run):
            return length
    for whole in (True, False):
        for length, run in runs:
            if _is_name(reading, run, whole=whole):
                return length
    return 0


def _plain_run(left: list[Token], most: int) -> list[str]:
    run: list[str] = []
    for token in left[:most]:
        if token.key or token.quoted:
            break
        run.append(token.text)
    return run


def _is_word(reading: _Reading, run: str) -> bool:
    if run in STATUS_WORDS:
        return _add_statuses(reading, STATUS_WORDS[run])
    return run in SWITCHES and _take(reading, **SWITCHES[run])


def _is_name(reading: _Reading, run: str, *, whole: bool) -> bool:
    """Stages before touchpoints before personas; a beginning must fit one name only."""
    known, query = reading.known, reading.query
    kinds = {"stage": known.stages, "touchpoint": known.touchpoints, "persona": known.personas}
    if whole:
        for kind, names in kinds.items():
            found = _called(names, run)
            if found and getattr(query, kind) is None:
                return _take(reading, **{kind: found})
        return False
    begun = [
        (kind, each)
        for kind, names in kinds.items()
        for each in names
        if key(each.name).startswith(f"{run} ")
    ]
    if len(run) < list_near.SHORTEST or len(begun) != 1 or getattr(query, begun[0][0]):
        return False
    reading.begun.append((begun[0][0], run))
    return _take(reading, **{begun[0][0]: begun[0][1]})


def _called(names: object, wanted: str) -> Named | None:
    """By its whole name, or a touchpoint by its number as people say it."""
    some = names if isinstance(names, (list, tuple)) else ()
    for each in some:
        if wanted == key(each.name) or (each.number and wanted == f"t-{each.number}"):
            return each if isinstance(each, Named) else None
    return None


def _add_statuses(reading: _Reading, statuses: tuple[Status, ...]) -> bool:
    return bool(statuses) and _take(
        reading, statuses=in_order((*reading.query.statuses, *statuses))
    )


def _take(reading: _Reading, **changes: object) -> bool:
    reading.query = replace(reading.query, **changes)  # type: ignore[arg-type]
    return True
