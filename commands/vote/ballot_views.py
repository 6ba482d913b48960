"""The channel's message about a vote: its ballot while it runs, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from commands import blocks
from commands.reply import Block
from commands.text import clip, plural
from commands.vote import ballot_words
from commands.wording import opportunity_number, pain_number, title, vote_number
from storage.models import VoteOption, VoteRound
from storage.vocabulary import RoundStatus
from storage.vote.choices import Standing
from storage.vote.results import Counted, Tally
from storage.vote.rounds import Line
from storage.vote.turnout import Turnout

BUILDER = "vote.ballot"
VOTE = "vote.vote"
# What a section takes, with room for a line's end.
_A_SECTION = 2900
_MOST_NAME = 170
_MOST_TEXT = 1000
_BAR = 10


def subject(number: int) -> str:
    """What the outbox knows the message by."""
    return f"vote:{number}"


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote as its message shows it; `tally` only where the standing may be seen."""

    round: VoteRound
    options: Sequence[VoteOption]
    turnout: Turnout
    now: datetime
    standings: Mapping[int, Standing] = field(default_factory=dict)
    tally: Tally | None = None
    group: str = ""
    reopened: bool = False


def ballot_message(ballot: Ballot, *, steps: Sequence[Block] = ()) -> tuple[str, list[Block]]:
    """Fallback text and blocks; `steps` are further buttons beside Vote."""
    vote = ballot.round
    number = vote_number(vote.number)
    text = clip(f"{number} {_state(vote)}: {title(vote.question)}", _MOST_TEXT)
    body = [blocks.section(f"*{number}* · <@{vote.starter_id}> asks\n*{title(vote.question)}*")]
    if vote.status == RoundStatus.CANCELLED:
        by = f" by <@{vote.closed_by}>" if vote.closed_by else ""
        return text, [*body, blocks.context(f"Cancelled{by}. No votes were kept.")]
    body += option_blocks(ballot)
    body.append(blocks.context(_facts(ballot)))
    if vote.status == RoundStatus.CLOSED:
        return text, [*body, *([blocks.actions(*steps)] if steps else [])]
    chosen = ballot_words.secrecy(vote, reopened=ballot.reopened)
    body.append(blocks.context(ballot_words.who_sees(chosen)))
    body.append(blocks.actions(vote_button(vote.number), *steps))
    return text, body


def vote_button(number: int) -> Block:
    """Opens the person's own form."""
    return blocks.button(
        "Vote", VOTE, value=str(number), style="primary", label=f"Vote in {vote_number(number)}"
    )


def option_blocks(ballot: Ballot) -> list[Block]:
    """The options in their order, in as few sections as they fit into, all of them shown."""
    counted = {each.option_id: each for each in ballot.tally.options} if ballot.tally else {}
    lines = [
        _option(each, ballot.standings.get(each.id or 0), counted.get(each.id or 0), ballot.tally)
        for each in ballot.options
    ]
    held = [""]
    for line in lines:
        if held[-1] and len(held[-1]) + len(line) > _A_SECTION:
            held.append("")
        held[-1] += f"\n{line}" if held[-1] else line
    return [{**blocks.section(text), "expand": True} for text in held if text]


def option_name(option: VoteOption, standing: Standing | None) -> str:
    """'P-12 The till froze', raw; only its words where it has no number."""
    number = standing.number if standing else None
    pain, idea = (number, None) if option.pain_point_id else (None, number)
    return line_name(Line(option.id or 0, option.title, pain, idea))


def line_name(line: Line) -> str:
    """The same of its words alone."""
    if line.pain is not None:
        return f"{pain_number(line.pain)} {line.title}"
    if line.opportunity is not None:
        return f"{opportunity_number(line.opportunity)} {line.title}"
    return line.title


def _option(
    option: VoteOption, standing: Standing | None, counted: Counted | None, tally: Tally | None
) -> str:
    name = title(option_name(option, standing), _MOST_NAME)
    line = f"{option.position}. {name}"
    # As it was when the round closed, once it is.
    if option.heat is not None:
        line += f" · {ballot_words.known_heat(option.heat)}"
    elif standing:
        line += f" · {ballot_words.known_heat(standing.heat)}"
    if counted is None or tally is None or not tally.dots:
        return line
    if not counted.dots:
        return f"{line} · no dots"
    most = max(each.dots for each in tally.options)
    bar = "▇" * max(1, round(_BAR * counted.dots / most))
    by = plural(counted.voters, "person", "people")
    return f"{line}\n      {bar} *{plural(counted.dots, 'dot')}* by {by}"


def _facts(ballot: Ballot) -> str:
    vote = ballot.round
    facts = [participation(ballot.turnout), ballot_words.rules(vote.dots, vote.most_on_one)]
    if vote.quorum:
        known = ballot.turnout.eligible
        beyond = ", more than may vote" if known is not None and vote.quorum > known else ""
        facts.append(f"quorum {plural(vote.quorum, 'person', 'people')}{beyond}")
    if vote.group_id:
        facts.append(f"only {title(ballot.group) or 'one user group'} votes")
    if vote.status == RoundStatus.OPEN:
        facts.append(ballot_words.closing(vote))
        facts += [time_left(vote, ballot.now)] if vote.closes_at else []
    else:
        facts.append("closed")
    return " · ".join(facts)


def participation(turnout: Turnout) -> str:
    """'7 of 12 have voted', or '7 have voted' as long as nobody knows of how many."""
    if turnout.eligible is None:
        return "nobody has voted yet" if not turnout.voters else f"{_have(turnout.voters)} voted"
    have = "has" if turnout.voters == 1 else "have"
    return f"{turnout.voters:,} of {turnout.eligible:,} {have} voted"


def time_left(round: VoteRound, now: datetime) -> str:
    """'3 days left', in the unit that tells; empty without a deadline."""
    if round.closes_at is None:
        return ""
    left = round.closes_at - now
    if left <= timedelta():
        return "time is up"
    if left >= timedelta(days=2):
        return f"{plural(left // timedelta(days=1), 'day')} left"
    if left >= timedelta(hours=2):
        return f"{plural(left // timedelta(hours=1), 'hour')} left"
    # To the ten minutes that the message is looked at again after.
    return f"{max(1, -(-left // timedelta(minutes=10))) * 10} minutes left"


def _have(count: int) -> str:
    return f"{count:,} {'has' if count == 1 else 'have'}"


def _state(round: VoteRound) -> str:
    return {RoundStatus.OPEN: "Vote", RoundStatus.CLOSED: "Vote, closed"}.get(
        RoundStatus(round.status), "Vote, cancelled"
    )
