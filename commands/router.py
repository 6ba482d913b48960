"""Finds what a request asks for: one dictionary per way of asking, made from the index."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from commands import help as command_help
from commands.errors import UserError
from commands.feature import ClaimedJob, Command, Feature, Job, Prepare, Route, Shortcut, Word
from commands.reply import Again, Effect, Replace, Say
from commands.request import Kind, Request
from commands.text import clean_line

HUB = "/journey"
# Behind a word nearly known this is what the word is about: nobody asks or reports "clos V-3".
_ONE_THING = re.compile(r"[A-Za-z]-[0-9]{1,9}")


class Router:
    """Routes requests to handlers; built once from the features.

    Raises ValueError when two features claim the same name, so that a bad table fails at
    start-up.
    """

    def __init__(self, features: Iterable[Feature]) -> None:
        self.commands: dict[str, Command] = {}
        self.shortcuts: dict[str, Shortcut] = {}
        self.jobs: dict[str, Job] = {}
        self.claimed_jobs: dict[str, ClaimedJob] = {}
        self.prepares: dict[str, Prepare] = {}
        self._by_kind: dict[Kind, dict[str, Route]] = {kind: {} for kind in Kind}
        self._words: dict[str, dict[str, Word]] = {}
        hub_words: list[Word] = []
        for feature in features:
            self._register(feature)
            hub_words.extend(feature.words)
        if hub_words:
            self._add_to_hub(hub_words)
        for command in self.commands.values():
            self._words[command.name] = self._words_of(command)

    def _add_to_hub(self, words: Iterable[Word]) -> None:
        hub = self.commands.get(HUB)
        if hub is None:
            raise ValueError(f"A feature adds words to {HUB}, which no feature has")
        self.commands[HUB] = replace(hub, words=(*hub.words, *words))

    def _words_of(self, command: Command) -> dict[str, Word]:
        words: dict[str, Word] = {}
        for word in command.words:
            for name in (word.word, *word.also):
                if name == "help" or (command.name == HUB and f"/{name}" in self.commands):
                    raise ValueError(f"{command.name} {name} is answered before this word")
                _claim(words, name, word)
        return words

    def _register(self, feature: Feature) -> None:
        if feature.command:
            _claim(self.commands, feature.command.name, feature.command)
        for shortcut in feature.shortcuts:
            _claim(self.shortcuts, shortcut.id, shortcut)
            self._by_kind[Kind.SHORTCUT][shortcut.id] = shortcut.route
        tables: tuple[tuple[Kind, Mapping[str, Route]], ...] = (
            (Kind.ACTION, feature.actions),
            (Kind.SUBMIT, feature.forms),
            (Kind.OPTIONS, feature.type_aheads),
            (Kind.MESSAGE, feature.messages),
            (Kind.HEARD, feature.heard),
        )
        for kind, routes in tables:
            for name, route in routes.items():
                _claim(self._by_kind[kind], name, route)
        for job in feature.jobs:
            _claim(self.jobs, job.name, job)
            _claim(self._by_kind[Kind.JOB], job.name, job.route)
        for claimed in feature.claimed_jobs:
            _claim(self.claimed_jobs, claimed.name, claimed)
            _claim(self._by_kind[Kind.JOB], claimed.name, claimed.route)
        for name, prepare in feature.prepares.items():
            _claim(self.prepares, name, prepare)
        if feature.home:
            _claim(self._by_kind[Kind.HOME], "home", feature.home)
        if feature.posted:
            _claim(self._by_kind[Kind.POSTED], "posted", feature.posted)

    def find(self, request: Request) -> tuple[Route, Request]:
        """The route for a request, and the request as its handler expects it.

        Raises UserError with a suggestion when nothing fits.
        """
        if request.kind is Kind.COMMAND:
            return self._find_command(request)
        # Behind the colon stands what makes an id unique inside its block.
        route = self._by_kind[request.kind].get(request.name.partition(":")[0])
        if route is None:
            raise UserError(
                "This button is from an older Cairn and no longer works. "
                "Open the list or card again with `/journey`."
            )
        return route, request

    def run(self, request: Request, session: Session) -> list[Effect]:
        """Carries a request out inside the caller's transaction."""
        route, request = self.find(request)
        if request.person.guest and not route.guests:
            raise UserError(
                "Guests can log pain points, vote and see the map of the channels they were "
                "invited to. Ask a member of this workspace to do this for you."
            )
        effects: list[Effect] = []
        for effect in route.run(request, session):
            if isinstance(effect, Again):
                further = self.run(effect.request, session)
                effects.extend(_in_words(further) if request.kind is Kind.SUBMIT else further)
            else:
                effects.append(effect)
        return effects

    def _find_command(self, request: Request) -> tuple[Route, Request]:
        command = self.commands.get(request.name)
        if command is None:
            raise UserError(f"Cairn has no command {request.name}. Try `{HUB} help`.")
        text = clean_line(request.text)
        first, _, rest = text.partition(" ")
        key = first.casefold()
        if not first:
            return command.bare, replace(request, text="")
        help_of_word = rest.casefold() == "help" and key in self._words[command.name]
        if key == "help" or help_of_word:
            asked = first if help_of_word else rest
            return command_help.route(self.commands, command), replace(request, text=asked)
        if command.name == HUB and f"/{key}" in self.commands:
            return self._find_command(replace(request, name=f"/{key}", text=rest))
        word = self._words[command.name].get(key)
        if word:
            return word.route, replace(request, text=rest, word=first)
        near = self._near(command, key)
        typo = near and (not rest or _ONE_THING.fullmatch(rest))
        if command.free and not typo:
            return command.free, replace(request, text=request.text.strip())
        return command_help.suggestion(command, near, text), request

    def _near(self, command: Command, typed: str) -> list[str]:
        """The word that may have been meant, as help calls it."""
        words = self._words[command.name]
        known = [*words, "help"]
        if command.name == HUB:
            known += [name.removeprefix("/") for name in self.commands if name != HUB]
        near = difflib.get_close_matches(typed, known, n=1, cutoff=0.7)
        return [words[name].word if name in words else name for name in near]


def _in_words(effects: list[Effect]) -> list[Effect]:
    """Where a form led to a list's next page there is no message to put it into."""
    return [
        Say(effect.text, effect.blocks) if isinstance(effect, Replace) else effect
        for effect in effects
    ]


def _claim(table: dict[str, Any], name: str, entry: object) -> None:
    if name in table:
        raise ValueError(f"Two features answer to {name}")
    table[name] = entry
