"""What came of a vote, in words: pure functions of plain data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from commands import blocks
from commands.reply import Block
from commands.text import clip, plural
from commands.vote import result_words
from commands.wording import title, vote_number
from storage.models import VoteRound
from storage.models.columns import to_milliseconds
from storage.vote.names import Put
from storage.vote.results import Counted, Tally

EVIDENCE = "vote.evidence"
DEPARTMENTS = "vote.departments"
NAMES = "vote.names"
RUN_OFF = "vote.run_off"

WITHOUT = "vote.without"

NAMED = 10
# So many options without a dot are named; a phone would show nothing else of a long list.
FOLDED = 3
_A_SECTION = 2800
_A_LABEL = 150
_MOST_TEXT = 1000
_TOLD_FIRST = 3


@dataclass(frozen=True, slots=True)
class Result:
    """A closed vote; `labels` raw by option id, `put` only where names are shown.

    `decided` is what its run-off came to, raw; empty where that is tied again.
    """

    round: VoteRound
    tally: Tally
    labels: Mapping[int, str]
    put: Mapping[int, Sequence[Put]] = field(default_factory=dict)
    run_off: int | None = None
    run_off_of: int | None = None
    decided: str | None = None
    departments: bool = False
    evidence: bool = False
    may_reopen: bool = False
    reopened: bool = False

    @property
    def without(self) -> list[Counted]:
        """What nobody put a dot on."""
        return [option for option in self.tally.options if not option.dots]

    @property
    def folds(self) -> bool:
        """Whether only the first of those are named."""
        return len(self.without) > FOLDED + 1

    def label(self, option: Counted, most: int = _A_LABEL) -> str:
        """What an option is called, safe in mrkdwn."""
        return title(self.labels[option.option_id], most)


def subject(round: VoteRound) -> str:
    """What the outbox knows the message by: each time that a vote is closed has its own."""
    closed = to_milliseconds(round.closed_at) if round.closed_at else 0
    return f"vote:{round.number}:result:{closed}"


def message(found: Result) -> tuple[str, list[Block], list[Block]]:
    """Fallback text, what stands above the picture, and what stands below it."""
    round = found.round
    number = vote_number(round.number)
    heading = f"*Result of {number}*\n*{title(round.question)}*"
    head = [blocks.section("\n".join([heading, *_outcome(found)]))]
    table = [
        *sections(_lines(found)),
        blocks.context(_facts(found)),
        blocks.context(result_words.who_saw(round, reopened=found.reopened)),
    ]
    return _text(found), head, table


def sections(lines: Iterable[str]) -> list[Block]:
    """Lines in as few sections as Slack lets hold them."""
    found: list[Block] = []
    held = ""
    for line in lines:
        if held and len(held) + len(line) > _A_SECTION:
            found.append(_unfolded(held))
            held = ""
        held = f"{held}\n{line}" if held else line
    return [*found, _unfolded(held)] if held else found


def _unfolded(text: str) -> Block:
    """A section that Slack doesn't fold behind "See more"."""
    return {**blocks.section(text), "expand": True}


def _outcome(found: Result) -> list[str]:
    """What was decided, in one or two lines."""
    tally = found.tally
    first = tally.first
    if not first:
        return ["Nobody has voted. `/vote` starts a new vote."]
    if len(first) == 1:
        best = first[0]
        got = f"{best.dots:,} of {plural(tally.dots, 'dot')} ({result_words.percent(best.share)})"
        return [f"First: *{found.label(best)}* with {got}"]
    named = [f"*{found.label(option, 60)}*" for option in first]
    lines = [f"A tie for the first place: {result_words.listed(named)}"]
    if found.run_off is not None:
        lines.append(_run_off(found, vote_number(found.run_off)))
    elif tally.tied:
        lines.append("*Run-off* starts a vote between just these.")
    else:
        lines.append(
            f"{len(first)} are too many for a run-off: talk about them, then `/vote` again."
        )
    return lines


def _run_off(found: Result, number: str) -> str:
    if found.decided is None:
        return f"{number} is the run-off between them: see there."
    if not found.decided:
        return f"The run-off {number} decided nothing: it is tied, too."
    return f"The run-off {number} decided it: *{title(found.decided)}*"


def _lines(found: Result) -> list[str]:
    """Best first; what nobody put a dot on shares the last place, folded where it is much."""
    options = found.tally.options
    if not found.tally.dots:
        return []  # no ranks of nothing
    lines = [_line(found, option) for option in options if option.dots]
    without = found.without
    if without:
        lines.append(f"*{without[0].rank}.* {plural(len(without), 'option')} without a dot:")
        shown = without[: FOLDED if found.folds else None]
        lines += [f"      {found.label(option)}" for option in shown]
        if found.folds:
            lines.append(f"      and {len(without) - FOLDED} more")
    return lines


def _line(found: Result, option: Counted) -> str:
    facts = [
        plural(option.dots, "dot"),
        f"{result_words.percent(option.share)} of dots",
        plural(option.voters, "voter"),
    ]
    line = f"*{option.rank}.* {found.label(option)}\n      {' · '.join(facts)}"
    put = found.put.get(option.option_id, ())
    if put:
        line += f"\n      {result_words.people(put, NAMED)}"
    return line


def _facts(found: Result) -> str:
    round = found.round
    facts = [result_words.turnout(found.tally), *result_words.quorum(found.tally)]
    facts.append(result_words.closed(round))
    if found.run_off_of is not None:
        facts.append(f"run-off of {vote_number(found.run_off_of)}")
    return " · ".join(facts)


def _text(found: Result) -> str:
    tally = found.tally
    number = vote_number(found.round.number)
    top = "; ".join(
        f"{option.rank}. {found.label(option, 80)}, {plural(option.dots, 'dot')}"
        for option in tally.options[:_TOLD_FIRST]
        if option.dots
    )
    told = f"{top}. " if top else ""
    turnout = result_words.turnout(tally)
    return clip(f"Result of {number}: {title(found.round.question)}: {told}{turnout}", _MOST_TEXT)
