"""Votes by department and all names, a page at a time; pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.reply import Block
from commands.text import escape, plural
from commands.vote import result_words
from commands.vote.result_views import DEPARTMENTS, NAMES, Result, sections
from commands.wording import title, vote_number
from storage.models import VoteRound
from storage.vocabulary import Names
from storage.vote.departments import SMALLEST, ByDepartment, Group, MayAsk

GROUPS_A_PAGE = 8
NAMES_A_PAGE = 50
_A_LABEL = 60


def departments(found: Result, by: ByDepartment, page: int) -> tuple[str, list[Block]]:
    """How the departments voted, and how many are left out so that nobody is given away."""
    text = f"{vote_number(found.round.number)} by department"
    body = [blocks.section(f"*{text}*\n{title(found.round.question)}")]
    first = (page - 1) * GROUPS_A_PAGE
    for group in by.shown[first : first + GROUPS_A_PAGE]:
        body += sections([_heading(group), *_dots(found, group)])
    body.append(blocks.context(_left_out(by)))
    turns = _turns(found.round, DEPARTMENTS, page, len(by.shown), GROUPS_A_PAGE)
    return text, [*body, *turns]


def names(found: Result, page: int) -> tuple[str, list[Block]]:
    """Who put dots on what, option by option."""
    text = f"Names in {vote_number(found.round.number)}"
    lines = [
        (option, each)
        for option in found.tally.options
        for each in found.put.get(option.option_id, ())
    ]
    first = (page - 1) * NAMES_A_PAGE
    shown: list[str] = []
    before = None
    for option, each in lines[first : first + NAMES_A_PAGE]:
        if option is not before:
            shown.append(f"*{option.rank}.* {found.label(option, 80)}")
        shown.append(f"      <@{each.person_id}> {plural(each.dots, 'dot')}")
        before = option
    body = [blocks.section(f"*{text}*\n{title(found.round.question)}"), *sections(shown)]
    return text, [*body, *_turns(found.round, NAMES, page, len(lines), NAMES_A_PAGE)]


def without(found: Result) -> tuple[str, list[Block]]:
    """Every option that nobody put a dot on; a ballot is short enough for one message."""
    text = f"Without a dot in {vote_number(found.round.number)}"
    lines = [f"      {found.label(option)}" for option in found.without]
    return text, [blocks.section(f"*{text}*\n{title(found.round.question)}"), *sections(lines)]


def not_closed(round: VoteRound) -> str:
    return f"{vote_number(round.number)} is open again, so there is no result of it."


def no_departments(number: int, may: MayAsk) -> str:
    """Why there is no breakdown."""
    said = vote_number(number)
    if may is MayAsk.NOT_STORED:
        return f"{said} stores no names, and so no departments either."
    if may is MayAsk.REOPENED:
        return (
            f"{said} was closed once and reopened. Its departments are not shown: compared with "
            "those of then, they could tell what a single person voted since. "
            f"`/vote {said}` shows its result."
        )
    return f"{said} is not closed. Its departments can be seen when it is."


def no_names(round: VoteRound) -> str:
    number = vote_number(round.number)
    if round.names == Names.SHOWN:
        return f"{number} is not closed. Who put dots on what can be seen when it is."
    return f"Nobody is shown who put dots on what in {number}: that was promised on its ballot."


def _heading(group: Group) -> str:
    name = escape(group.name) or "No department named"
    return f"*{name}* · {plural(group.voters, 'voter')}"


def _dots(found: Result, group: Group) -> list[str]:
    total = sum(group.dots.values())
    ranked = sorted(
        (option for option in found.tally.options if group.dots.get(option.option_id)),
        key=lambda option: -group.dots[option.option_id],
    )
    return [
        f"      {found.label(option, _A_LABEL)}: {plural(group.dots[option.option_id], 'dot')} "
        f"({result_words.percent(group.dots[option.option_id] / total)})"
        for option in ranked
    ]


def _left_out(by: ByDepartment) -> str:
    rule = f"Only departments with {SMALLEST} or more voters are shown"
    if not by.hidden_groups:
        return f"{rule}; here those are all."
    groups = plural(by.hidden_groups, "group")
    voters = plural(by.hidden_voters, "voter")
    if not by.shown:
        return f"{rule}, and nothing from which a smaller one could be worked out: here, none."
    return (
        f"{rule}, and nothing from which a smaller one could be worked out: {groups} with "
        f"{voters} together {'is' if by.hidden_groups == 1 else 'are'} left out."
    )


def _turns(round: VoteRound, action: str, page: int, count: int, size: int) -> Sequence[Block]:
    pages = -(-count // size)
    turns = []
    if page > 1:
        turns.append(_turn("Previous", round, action, min(page - 1, pages)))
    if page < pages:
        turns.append(_turn("Next", round, action, page + 1))
    if not turns:
        return []
    return [blocks.actions(*turns), blocks.context(f"Page {page:,} of {pages:,}")]


def _turn(label: str, round: VoteRound, action: str, page: int) -> Block:
    value = f"{round.number} {page}"
    return blocks.button(label, f"{action}_turn:{label.casefold()}", value=value)
