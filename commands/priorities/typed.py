"""What the list of priorities is asked for: in words, and as its buttons carry it."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands.errors import UserError
from commands.text import clip, escape
from storage.folding import fold
from storage.identity import identity
from storage.models import Stage
from storage.priorities.ranking import Sort
from storage.vocabulary import About

_SORTS: Mapping[str, Sort] = {
    "heat": Sort.HEAT,
    "hot": Sort.HEAT,
    "hottest": Sort.HEAT,
    "vote": Sort.VOTES,
    "votes": Sort.VOTES,
    "voted": Sort.VOTES,
    "score": Sort.SCORE,
    "scores": Sort.SCORE,
    "status": Sort.STATUS,
    "new": Sort.NEWEST,
    "newest": Sort.NEWEST,
    "latest": Sort.NEWEST,
}
_ABOUT: Mapping[str, About] = {
    "pain": About.PAINS,
    "pains": About.PAINS,
    "opportunity": About.OPPORTUNITIES,
    "opportunities": About.OPPORTUNITIES,
    "ideas": About.OPPORTUNITIES,
}
_LONGEST_ID = 18
_LONGEST_PAGE = 6
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """Pain points or opportunities, in which order, of which stage."""

    about: About = About.PAINS
    sort: Sort = Sort.HEAT
    stage_id: int | None = None


def understood(words: str, stages: Sequence[Stage]) -> Asked:
    """UserError for words that name neither an order nor a stage."""
    by_name = {fold(stage.name): stage for stage in stages}
    whole = fold(words)
    if whole in by_name:
        return Asked(stage_id=identity(by_name[whole]))
    asked, rest = Asked(), []
    for word in words.split():
        known = fold(word)
        if known in _SORTS:
            asked = Asked(asked.about, _SORTS[known])
        elif known in _ABOUT:
            asked = Asked(_ABOUT[known], asked.sort)
        else:
            rest.append(word)
    if not rest:
        return asked
    return Asked(asked.about, asked.sort, _stage(" ".join(rest), by_name))


def carried(value: str) -> tuple[int, int, Asked] | None:
    """Journey, page and list of a button; None where it is not one of ours."""
    parts = value.split()
    if len(parts) != _PARTS:
        return None
    number, journey_id, stage_id, about, sort = parts
    if (
        not _is_number(number, _LONGEST_PAGE)
        or not _is_number(journey_id, _LONGEST_ID)
        or not _is_number(stage_id, _LONGEST_ID)
        or about not in (About.PAINS, About.OPPORTUNITIES)
        or sort not in list(Sort)
    ):
        return None
    asked = Asked(About(about), Sort(sort), int(stage_id) or None)
    return int(journey_id), int(number), asked


def value(journey_id: int, asked: Asked, number: int = 1) -> str:
    """What a button carries: understood by `carried`."""
    return f"{number} {journey_id} {asked.stage_id or 0} {asked.about.value} {asked.sort.value}"


def _is_number(text: str, longest: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= longest


def _stage(words: str, by_name: Mapping[str, Stage]) -> int:
    name = fold(words)
    held = by_name.get(name) or next(
        (stage for known, stage in by_name.items() if known.startswith(name)), None
    )
    if held:
        return identity(held)
    near = difflib.get_close_matches(name, [*by_name, *_SORTS, *_ABOUT], n=1, cutoff=0.6)
    meant = by_name[near[0]].name if near and near[0] in by_name else "".join(near)
    guess = f" Did you mean `/journey priorities {escape(meant)}`?" if near else ""
    raise UserError(
        f"“{escape(clip(words, 40))}” is no order and no stage here.{guess} Priorities are ordered "
        "by *heat*, *votes*, *score*, *status* or *newest*, like "
        "`/journey priorities opportunities score`."
    )
