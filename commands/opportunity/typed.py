"""`/journey opportunity …`: a number, a word of its own, or the title of a new one."""

import difflib
import re
from collections.abc import Callable, Mapping

from sqlmodel import Session

from commands import blocks
from commands import help as command_help
from commands.errors import UserError
from commands.opportunity import card, change, find, form, listing, status
from commands.reply import Reply, Say
from commands.request import Request
from storage.models import Opportunity

_ABOUT = re.compile(r"(?:o\s?-?\s?|#)?([0-9]{1,9})(?:\s+(.+))?", re.IGNORECASE | re.DOTALL)
_GUEST = (
    "Guests can see opportunities, and not add or change them. Ask a member of this workspace "
    "to do this for you."
)
OneOf = Callable[[Request, Session, Opportunity], Reply]

# What is done to one, by the word before its number.
_STEPS: Mapping[str, OneOf] = {
    "edit": change.begin,
    "ice": change.begin_ice,
    "drop": status.drop,
    "restore": status.restore,
}
_WORDS = ("list", "by", *_STEPS)


def run(request: Request, session: Session) -> Reply:
    """Whatever was typed behind the word; nothing opens the form, or the list for the plural."""
    if not request.text:
        plural = request.word.casefold() == "opportunities"
        return listing.show(request, session) if plural else _new(request, session)
    number = find.NUMBER.fullmatch(request.text)
    if number:
        found = find.by_number(request, session, int(number.group(1)))
        return card.show(request, session, found)
    first, _, rest = request.text.partition(" ")
    word = first.casefold()
    several = " " in rest  # then it is no word of ours, but the title of an idea
    if word == "list" and not several:
        return listing.show(request, session, wanted=rest)
    if word == "by" and not several:
        _members_only(request)
        return listing.order(request, session, rest)
    if word in _STEPS:
        about = _ABOUT.fullmatch(rest)
        if about:
            return _step(request, session, word, int(about.group(1)), about.group(2) or "")
        if not rest:
            raise UserError(
                f"Which one? Say its number, like `/journey opportunity {word} O-4`. "
                "`/journey opportunity list` shows them."
            )
    near = [] if rest else difflib.get_close_matches(word, _WORDS, n=1, cutoff=0.7)
    return _did_you_mean(near[0]) if near else _new(request, session)


def _new(request: Request, session: Session) -> Reply:
    _members_only(request)
    return form.open_form(request, session)


def _step(request: Request, session: Session, word: str, number: int, words: str) -> Reply:
    _members_only(request)
    found = find.by_number(request, session, number)
    if word == "drop":
        return status.drop(request, session, found, reason=words)
    if words:
        raise UserError(
            f"`/journey opportunity {word} O-{number}` takes no words behind the number, so "
            "nothing was done."
        )
    return _STEPS[word](request, session, found)


def _members_only(request: Request) -> None:
    if request.person.guest:
        raise UserError(_GUEST)


def _did_you_mean(near: str) -> Reply:
    meant = f"/journey opportunity {near}"
    said = f"Did you mean `{meant}`?"
    yes = blocks.button(f"Yes: {meant}", command_help.RUN, value=meant, style="primary")
    return [Say(said, [blocks.section(said), blocks.actions(yes)])]
