"""The vote's result in words, for those who can't see the picture."""

from charts.numerals import counted, percent
from charts.sentences import named, sentences
from charts.vote_result.data import Option, VoteResult

MOST_CHARACTERS = 1000


def vote_result_alt_text(data: VoteResult) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    opening = [f"Vote result \u201c{named(data.title) or 'Untitled vote'}\u201d.", _turnout(data)]
    if not data.options:
        return sentences([*opening, "There was nothing to vote on."], MOST_CHARACTERS)
    opening.append(_dots(data))
    told = " ".join(opening)
    closing = f"As of {data.as_of}." if data.as_of else ""
    ranked = data.ranked
    for index, option in enumerate(ranked):
        longer = f"{told} {_option(data, option)}"
        rest = [_more(len(ranked) - index - 1), closing]
        if len(" ".join([longer, *filter(None, rest)])) > MOST_CHARACTERS:
            return sentences([told, _more(len(ranked) - index), closing], MOST_CHARACTERS)
        told = longer
    return sentences([told, closing], MOST_CHARACTERS)


def _turnout(data: VoteResult) -> str:
    if data.participation is None:
        told = f"{_people(data.voters)} voted"
    else:
        share = percent(data.participation)
        told = f"{data.voters} of {_people(data.eligible or 0)} voted ({share})"
    if data.quorum_met is None:
        return f"{told}."
    asked = f" of {data.quorum}" if data.quorum is not None else ""
    return f"{told}; the quorum{asked} was {'met' if data.quorum_met else 'not met'}."


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _dots(data: VoteResult) -> str:
    if not data.dots:
        return f"No dot was put on any of {counted(len(data.options), 'option')}."
    return f"{counted(data.dots, 'dot')} on {counted(len(data.options), 'option')}."


def _option(data: VoteResult, option: Option) -> str:
    rank = f"Rank {option.rank}{', tied' if data.tied(option) else ''}"
    share = "" if option.share is None else f"{percent(option.share)} of dots, "
    name = named(option.label) or "Unnamed option"
    voters = counted(option.voters, "voter")
    return f"{rank}: {name}, {counted(option.dots, 'dot')} ({share}{voters})."


def _more(left: int) -> str:
    return f"And {counted(left, 'option')} more, with no more dots than these." if left else ""
