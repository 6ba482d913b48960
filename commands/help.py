"""Help and suggestions, made from the same table that routes."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from commands import blocks
from commands.errors import UserError
from commands.feature import Command, Route, Word, reads
from commands.reply import Again, Block, Reply, Say
from commands.request import Kind, Request
from commands.text import clip, escape

RUN = "help.run"
MOST_TYPED = 2000
# Entries stand in two lines each, so that none breaks in the middle on a phone.
_ENTRIES_A_BLOCK = 6


def route(commands: Mapping[str, Command], command: Command) -> Route:
    """Answers `<command> help [word]`."""

    def run(request: Request, session: Session) -> Reply:
        del session
        asked = request.text.casefold().replace("/", " ").split()
        if not asked:
            return [_all_of(command, commands)]
        topic = commands.get(f"/{asked[0]}")
        if topic:
            return [_one(topic, asked[1], commands) if asked[1:] else _all_of(topic, commands)]
        return [_one(command, asked[0], commands)]

    return reads(run)


def typed_for(request: Request, session: Session) -> Reply:
    """A button that types a command for the person."""
    del session
    name, _, text = request.value.partition(" ")
    if not name.startswith("/"):
        raise UserError("This button no longer works. Try `/journey help`.")
    return [Again(replace(request, kind=Kind.COMMAND, name=name, text=text, value=""))]


def suggestion(command: Command, near: Sequence[str], text: str) -> Route:
    """Answers a word nobody knows: the nearest known one, or help."""

    def run(request: Request, session: Session) -> Reply:
        del request, session
        return [_did_you_mean(command, near[0], text) if near else _unknown(command, text)]

    return reads(run)


def _all_of(command: Command, commands: Mapping[str, Command]) -> Say:
    entries = [_entry(command.name, "", command.bare_summary)]
    if command.free:
        entries.append(_entry(command.name, command.free_usage, command.free_summary))
    entries += [_entry(command.name, word.usage, word.summary) for word in command.words]
    others = [other for other in commands.values() if other.name != command.name]
    body: list[Block] = [
        blocks.section(f"*{command.name}*\n{command.summary}"),
        *[blocks.section("\n\n".join(some)) for some in _batches(entries)],
    ]
    if others:
        body.append(blocks.actions(*[_help_button(other.name) for other in others]))
    return Say(f"{command.name}: {command.summary}", body)


def _one(command: Command, asked: str, commands: Mapping[str, Command]) -> Say:
    """One word's help; for an unknown one, what it may have been."""
    word = _word(command, asked)
    if word:
        said = _entry(command.name, word.usage, word.summary)
        return Say(said, [blocks.section(said), blocks.actions(_help_button(command.name))])
    known = [*(word.word for word in command.words), *(name[1:] for name in commands)]
    near = difflib.get_close_matches(asked, known, n=1, cutoff=0.6)
    if near:
        return _did_you_mean(command, f"help {near[0]}", f"help {near[0]}")
    return _unknown(command, asked)


def _word(command: Command, asked: str) -> Word | None:
    return next((word for word in command.words if asked in (word.word, *word.also)), None)


def _did_you_mean(command: Command, near: str, text: str) -> Say:
    """The suggestion as a button that types it, with whatever stood behind the word."""
    meant = f"{command.name} {near}"
    rest = text.partition(" ")[2] if not near.startswith("help ") else ""
    said = f"Did you mean `{meant}`?"
    steps = []
    typed = f"{meant} {rest}".strip()
    if len(typed) <= MOST_TYPED:
        steps.append(blocks.button(f"Yes: {clip(typed, 60)}", RUN, value=typed, style="primary"))
    if command.free_action:
        action_id, label = command.free_action
        steps.append(blocks.button(label, action_id, value=clip(text, MOST_TYPED)))
    steps.append(_help_button(command.name))
    return Say(said, [blocks.section(said), blocks.actions(*steps)])


def _unknown(command: Command, text: str) -> Say:
    typed = escape(clip(text, 60))
    said = f"Cairn doesn't know `{command.name} {typed}`. Try `{command.name} help`."
    return Say(said, [blocks.section(said), blocks.actions(_help_button(command.name))])


def _help_button(name: str) -> Block:
    return blocks.button(f"{name} help", f"{RUN}:{name[1:]}", value=f"{name} help")


def _entry(name: str, usage: str, summary: str) -> str:
    return f"`{f'{name} {usage}'.strip()}`\n{summary[:1].upper()}{summary[1:]}"


def _batches(entries: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(entries), _ENTRIES_A_BLOCK):
        yield entries[start : start + _ENTRIES_A_BLOCK]
