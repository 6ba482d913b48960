"""How a feature says what it answers to; routing, validation and help read the same table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel import Session

from commands.reply import Reply
from commands.request import Request

Handler = Callable[[Request, Session], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """A handler, whether it changes anything, and whether guests may use it."""

    run: Handler
    writes: bool = True
    guests: bool = True


def reads(run: Handler, *, guests: bool = True) -> Route:
    """A route that changes nothing: it runs beside the writer."""
    return Route(run, writes=False, guests=guests)


def writes(run: Handler, *, guests: bool = True) -> Route:
    """A route that may change something: it runs in the writer's transaction."""
    return Route(run, writes=True, guests=guests)


@dataclass(frozen=True, slots=True)
class Word:
    """One word after a slash command, as routing and help know it."""

    word: str
    route: Route
    usage: str
    summary: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: `bare` answers without words, `free` whatever is no known word.

    `free_action` names the action that takes free text, for the button beside
    "Did you mean …?".
    """

    name: str
    usage_hint: str
    summary: str
    bare: Route
    bare_summary: str
    words: tuple[Word, ...] = ()
    free: Route | None = None
    free_usage: str = ""
    free_summary: str = ""
    free_action: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An entry in Slack's shortcut menus."""

    id: str
    name: str
    description: str
    on_messages: bool
    route: Route


@dataclass(frozen=True, slots=True)
class Job:
    """Something that happens by itself, in every workspace, about so often.

    Any number of processes may run it at once: what it does it claims in its transaction.
    """

    name: str
    every: timedelta
    route: Route


@dataclass(frozen=True, slots=True)
class Feature:
    """Everything one folder of commands answers to."""

    command: Command | None = None
    words: tuple[Word, ...] = ()  # further words of /journey
    actions: Mapping[str, Route] = field(default_factory=dict)
    forms: Mapping[str, Route] = field(default_factory=dict)
    type_aheads: Mapping[str, Route] = field(default_factory=dict)
    shortcuts: tuple[Shortcut, ...] = ()
    home: Route | None = None
    jobs: tuple[Job, ...] = ()
    messages: Mapping[str, Route] = field(default_factory=dict)  # what Rebuild names
    heard: Mapping[str, Route] = field(default_factory=dict)  # what Slack was asked for
