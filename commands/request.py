"""What a person asked for, freed of everything that is Slack's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage.journey.visibility import Viewer, viewer_in
from storage.vocabulary import PlaceKind

Value = str | list[str] | None


class Kind(StrEnum):
    """How a request reached us."""

    COMMAND = "command"  # a slash command; name is the command
    ACTION = "action"  # a click; name is the action's id
    SUBMIT = "submit"  # a form; name is the form's id
    OPTIONS = "options"  # a type-ahead; name is the action's id
    SHORTCUT = "shortcut"  # a global or message shortcut; name is its id
    HOME = "home"  # the Home tab was opened
    JOB = "job"  # typed by the clock; name is the job
    MESSAGE = "message"  # a message is about to be sent; name is who builds it
    HEARD = "heard"  # Slack or another server told something; name is who listens
    POSTED = "posted"  # a message for Cairn: sent to it, or that mentions it


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks."""

    id: str
    guest: bool = False
    admin: bool = False
    zone: str | None = None  # IANA name


CLOCK = Person("clock")


@dataclass(frozen=True, slots=True)
class Place:
    """The conversation it happened in."""

    id: str
    kind: PlaceKind = PlaceKind.PUBLIC


@dataclass(frozen=True, slots=True)
class PostedFile:
    """A file in a message or a form; its bytes are with Slack."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Message:
    """The message a shortcut was used on, or that was sent to Cairn."""

    text: str
    author_id: str | None
    ts: str
    permalink: str | None = None
    thread_ts: str | None = None  # of the message it replies to
    files: tuple[PostedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One request: who, where, what, when, and what the form holds.

    `text` is what was typed after a command and its word, or into a type-ahead; `word` is the
    command's word, so that the command can be typed again; `value` belongs to the
    clicked element; `values` are a form's fields by name; `context` is what the form or
    message carried along; `key` is the same for repetitions of one request; `form_id` is the
    same for as long as a form is open, whatever it shows meanwhile; `hooks_at` is where other
    servers reach Cairn, empty where they can't; `allowed_hosts` are hosts and ports that an
    administrator lets Cairn ask though they are inside or without TLS; `prepared` is what the
    feature's own function made of a file that it asked for.
    """

    kind: Kind
    name: str
    workspace_id: str
    person: Person
    now: datetime
    place: Place | None = None
    text: str = ""
    word: str = ""
    value: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    context: Mapping[str, str] = field(default_factory=dict)
    message: Message | None = None
    key: str | None = None
    in_form: bool = False
    form_id: str = ""
    hooks_at: str = ""
    allowed_hosts: frozenset[tuple[str, int]] = frozenset()
    prepared: object = None

    @property
    def typed(self) -> str:
        """All that was typed after the command."""
        return f"{self.word} {self.text}".strip()

    @property
    def by_itself(self) -> bool:
        """Whether nobody waits for an answer: the clock typed it, or Slack was asked."""
        return self.person == CLOCK

    @property
    def viewer(self) -> Viewer:
        """Who looks, from where."""
        place_id = self.place.id if self.place else None
        return Viewer(self.workspace_id, self.person.id, place_id, guest=self.person.guest)

    @property
    def everybody_here(self) -> Viewer:
        """What all who read along may see, for what is to stand here."""
        return viewer_in(self.workspace_id, self.place.id) if self.place else self.viewer
