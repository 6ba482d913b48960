"""How a feature says what it answers to; routing, validation and help read the same table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from commands.reply import Reply
from commands.request import CLOCK, Request

Handler = Callable[[Request, Session], Reply]
# What a request's answer needs and its text alone tells: worked out, to be at hand in its turn.
Ahead = Callable[[Request], None]
# What a file that was asked for is made into, beside the writer: of its bytes and FetchFile.how.
Prepare = Callable[[bytes, Mapping[str, str]], object]


@dataclass(frozen=True, slots=True)
class Route:
    """A handler, whether it changes anything, and whether guests may use it.

    `ahead` is done beside the writer, before the handler's turn.
    """

    run: Handler
    writes: bool = True
    guests: bool = True
    ahead: Ahead | None = None


def reads(run: Handler, *, guests: bool = True) -> Route:
    """A route that changes nothing: it runs beside the writer."""
    return Route(run, writes=False, guests=guests)


def writes(run: Handler, *, guests: bool = True, ahead: Ahead | None = None) -> Route:
    """A route that may change something: it runs in the writer's transaction."""
    return Route(run, writes=True, guests=guests, ahead=ahead)


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

    Any number of processes may run it at once: what it does it claims in its transaction. With
    `each`, which tells what there is to do in a workspace now, every one of these values has a
    request of its own, and so a transaction: one that fails leaves the others alone.
    """

    name: str
    every: timedelta
    route: Route
    each: Callable[[Session, str, datetime], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class DueRun:
    """A run that is due: what it is about, and the moment it was planned for.

    When Slack refuses for good what it tells, `behalf_of` hears of that.
    """

    value: str
    slot: datetime
    behalf_of: str = CLOCK.id


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """Something whose every run happens once: the clock claims it in the database first.

    `due` tells what is due in a workspace, looked at about so often. `route` answers what is to
    be told, on a session that only reads; its request has the run's `value`, and its slot as
    `context["slot"]` (see `slot_of`). `done` notes that it was told, in the transaction that
    finishes the run and queues what is told; it answers how it went, in a few words, or None
    when it is not wanted any more: then nothing is told.

    Where `route` answers with a Fetch, another server is asked in between, and its listener runs
    in that same transaction, before `done`. `at_once` runs of a workspace are done side by side.
    """

    name: str
    every: timedelta
    due: Callable[[Session, str, datetime], Sequence[DueRun]]
    route: Route
    done: Callable[[Request, Session], str | None]
    at_once: int = 1


def slot_of(request: Request) -> datetime:
    """The moment that a claimed run was planned for."""
    return datetime.fromisoformat(request.context["slot"])


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
    claimed_jobs: tuple[ClaimedJob, ...] = ()
    messages: Mapping[str, Route] = field(default_factory=dict)  # what Rebuild names
    heard: Mapping[str, Route] = field(default_factory=dict)  # what Slack was asked for
    prepares: Mapping[str, Prepare] = field(default_factory=dict)  # of a file, by listener
    posted: Route | None = None  # messages for Cairn
