"""The private form to vote with, and what stands in its place afterwards."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.blocks import Option
from commands.reply import Block, Say, View
from commands.text import clip, escape, plural
from commands.vote import ballot_views, ballot_words, list_views
from commands.vote.ballot_views import Ballot
from commands.wording import title, vote_number
from storage.models import VoteOption, VoteRound
from storage.vocabulary import Names, RoundStatus
from storage.vote.rounds import Line

FORM = "vote.cast"
CHANGE = "vote.change"
TAKE_BACK = "vote.take_back"
ASK_AGAIN = "vote.ask_again"
DEPARTMENT = "department"
MOST_DEPARTMENT = 80
_SHOWN = 5


def option_field(option_id: int) -> str:
    """The name of the field with an option's dots."""
    return f"option:{option_id}"


def cast_form(ballot: Ballot, mine: Mapping[int, int], *, department: str) -> View:
    """One menu for each option, holding the dots the person has on it already."""
    vote = ballot.round
    body = [
        blocks.section(f"*{title(vote.question)}*\n{budget(vote, sum(mine.values()))}"),
        *[_field(vote, each, ballot, mine.get(each.id or 0, 0)) for each in ballot.options],
    ]
    if vote.names != Names.NOT_STORED:
        body.append(_department(department))
    if mine:
        body.append(blocks.actions(_take_back(vote.number)))
    chosen = ballot_words.secrecy(vote, reopened=ballot.reopened)
    body.append(blocks.context(ballot_words.who_sees(chosen)))
    body.append(blocks.context(f"You can change your vote until it {_end(vote)}."))
    return blocks.form(
        FORM,
        f"Vote · {vote_number(vote.number)}",
        body,
        submit="Change my vote" if mine else "Vote",
        context={
            **_of(vote),
            "department": department,
            "voted": "yes" if mine else "",
        },
    )


def budget(round: VoteRound, put: int) -> str:
    """'You have 5 dots, at most 2 on one. 3 are put, 2 are left.' and the like."""
    limit = "" if round.most_on_one >= round.dots else f", at most {round.most_on_one} on one"
    said = f"You have {plural(round.dots, 'dot')}{limit}."
    left = round.dots - put
    if not put:
        return said
    return f"{said} {put} {_are(put)} put, {left or 'none'} {_are(left)} left."


def too_many(put: int, dots: int) -> str:
    """What is said to somebody who has put more than they have."""
    return f"You have put {plural(put, 'dot')}, you have {dots}: take {put - dots} away."


def stored(
    vote: VoteRound,
    options: Sequence[Line],
    mine: Mapping[int, int],
    *,
    masked: str = "",
) -> View:
    """What was stored, and the way to change it."""
    lines = [
        f"{'●' * mine[each.id]} {title(ballot_views.line_name(each), 100)}"
        for each in options
        if mine.get(each.id)
    ]
    body = [blocks.section("*Your vote is stored.* Thank you."), blocks.section("\n".join(lines))]
    if masked:
        body.append(blocks.section(masked))
    body.append(blocks.section(f"{budget(vote, sum(mine.values()))} {_changing(vote)}"))
    body.append(blocks.actions(_change(vote.number), _take_back(vote.number)))
    return blocks.form(FORM, "Your vote is stored", body, close="Done", context=_of(vote))


def last(view: View) -> View:
    """The same where it was the last vote to come: it can't be changed any more."""
    kept = [block for block in view["blocks"] if block["type"] == "section"][:-1]
    over = blocks.section("You were the last: the vote is closed now, and its result is posted.")
    return blocks.form(FORM, "Your vote is stored", [*kept, over], close="Done")


def taken_back(round: VoteRound) -> View:
    """There is no vote of this person any more."""
    said = f"*Your vote is taken back.* All {plural(round.dots, 'dot')} are yours again."
    body = [
        blocks.section(said if round.dots > 1 else "*Your vote is taken back.*"),
        blocks.section(f"You can vote again until it {_end(round)}."),
        blocks.actions(_change(round.number, "Vote again")),
    ]
    return blocks.form(FORM, "Vote taken back", body, close="Done", context=_of(round))


def over(ballot: Ballot) -> View:
    """The vote ended before the person's did; with what came of it."""
    vote = ballot.round
    number = vote_number(vote.number)
    if vote.status == RoundStatus.CANCELLED:
        by = f" by <@{vote.closed_by}>" if vote.closed_by else ""
        said = f"*{number} was cancelled{by}.* No votes were kept, so there is nothing to add."
        return blocks.form(FORM, "Vote cancelled", [blocks.section(said)], close="Done")
    body = [
        blocks.section(
            f"*{number} has closed already*, so nothing was stored. Thank you for wanting to "
            f"take part. This is what came of it:\n*{title(vote.question)}*"
        ),
        *_result(ballot),
        blocks.context(ballot_views.participation(ballot.turnout)),
        blocks.actions(list_views.result_button(vote.number)),
    ]
    return blocks.form(FORM, "Vote closed", body, close="Done", context=_of(vote))


def result(vote: VoteRound, body: Sequence[Block]) -> View:
    """What came of it, in the same form: a message behind it nobody would see on a phone."""
    title_of = f"Result of {vote_number(vote.number)}"
    return blocks.form(FORM, title_of, body, close="Done", context=_of(vote))


def not_in_group(number: int, group: str) -> Say:
    """Only a user group votes, and Slack did not name this person among it."""
    name = escape(group) or "one user group"
    said = (
        f"In {vote_number(number)} only {name} votes, and you were not in it when Cairn asked "
        "Slack last."
    )
    button = blocks.button("I am in it: ask again", ASK_AGAIN, value=str(number))
    return Say(said, [blocks.section(said), blocks.actions(button)])


def asking(number: int) -> Say:
    """Slack is being asked who is in the group."""
    said = "Cairn is asking Slack who is in the group. Press Vote once more in a few seconds."
    return Say(said, [blocks.section(said), blocks.actions(ballot_views.vote_button(number))])


def _field(vote: VoteRound, option: VoteOption, ballot: Ballot, put: int) -> Block:
    standing = ballot.standings.get(option.id or 0)
    label = _name(option, ballot)
    if standing:
        label += f" · {ballot_words.known_heat(standing.heat)}"
    return blocks.field(
        option_field(option.id or 0),
        label,
        blocks.select(_counts(vote.most_on_one), initial=str(put)),
    )


def _name(option: VoteOption, ballot: Ballot) -> str:
    return ballot_views.option_name(option, ballot.standings.get(option.id or 0))


def _counts(most: int) -> list[Option]:
    return [
        ("No dots", "0"),
        *[(f"{plural(n, 'dot')} {'●' * n}", str(n)) for n in range(1, most + 1)],
    ]


def _department(held: str) -> Block:
    return blocks.field(
        DEPARTMENT,
        "Your department",
        blocks.text_input(initial=held, most=MOST_DEPARTMENT, placeholder="Customer service"),
        optional=True,
        hint="Kept for next time. Votes are shown by department only for 5 people or more.",
    )


def _result(ballot: Ballot) -> Sequence[Block]:
    if ballot.tally is None:
        return []
    options = {each.id: each for each in ballot.options}
    lines = [
        f"{each.rank}. {title(_name(options[each.option_id], ballot), 100)} · "
        f"*{plural(each.dots, 'dot')}*"
        for each in ballot.tally.options
        if each.dots
    ]
    more = f"\n… and {len(lines) - _SHOWN} more with dots" if len(lines) > _SHOWN else ""
    shown = "\n".join(lines[:_SHOWN]) + more if lines else "Nobody put a dot on anything."
    return [blocks.section(clip(shown, blocks.MAX_TEXT))]


def _changing(vote: VoteRound) -> str:
    return f"You can change it until the vote {_end(vote)}."


def _end(vote: VoteRound) -> str:
    return ballot_words.closing(vote)


def _change(number: int, label: str = "Change my vote") -> Block:
    return blocks.button(label, CHANGE, value=str(number))


def _take_back(number: int) -> Block:
    return blocks.button("Take my vote back", TAKE_BACK, value=str(number))


def _of(round: VoteRound) -> dict[str, str]:
    return {"vote": str(round.number)}


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
