"""Help and suggestions, made from the same table that routes."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from commands import blocks
from commands.feature import Command, Route, reads
from commands.reply import Block, Reply, Say
from commands.request import Request
from commands.text import clip, escape


def route(commands: Mapping[str, Command], command: Command) -> Route:
    """Answers `<command> help [word]`."""

    def run(request: Request, session: Session) -> Reply:
        del session
        asked = request.text.strip().casefold().removeprefix("/")
        topic = commands.get(f"/{asked}", command)
        words = [word for word in topic.words if asked in (word.word, *word.also)]
        if words:
            lines = [_line(topic.name, words[0].usage, words[0].summary)]
            return [Say(lines[0], [blocks.section(lines[0])])]
        return [_help(topic, commands)]

    return reads(run)


def _help(command: Command, commands: Mapping[str, Command]) -> Say:
    lines = [_line(command.name, "", command.bare_summary)]
    if command.free:
        lines.append(_line(command.name, command.free_usage, command.free_summary))
    lines += [_line(command.name, word.usage, word.summary) for word in command.words]
    others = [other.name for other in commands.values() if other.name != command.name]
    body: list[Block] = [
        blocks.section(f"*{command.name}* · {command.summary}"),
        *[blocks.section("\n".join(lines[at : at + 10])) for at in range(0, len(lines), 10)],
        blocks.context("More: " + " · ".join(f"`{name} help`" for name in others)),
    ]
    return Say(f"{command.name}: {command.summary}", body)


def _line(name: str, usage: str, summary: str) -> str:
    return f"`{name} {usage}`".replace(" `", "`") + f"  {summary}"


def suggestion(command: Command, near: Sequence[str], text: str) -> Route:
    """Answers a word nobody knows: the nearest known one, or help."""

    def run(request: Request, session: Session) -> Reply:
        del request, session
        typed = escape(clip(text, 60))
        if not near:
            said = f"Cairn doesn't know `{command.name} {typed}`. Try `{command.name} help`."
            return [Say(said, [blocks.section(said)])]
        said = f"Did you mean `{command.name} {near[0]}`?"
        body = [blocks.section(said)]
        if command.free_action:
            action_id, label = command.free_action
            body.append(blocks.actions(blocks.button(label, action_id, value=clip(text, 2000))))
        return [Say(said, body)]

    return reads(run)
