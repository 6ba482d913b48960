"""What should happen in answer, as data. The shell does it; commands never talk to Slack.

Immediate effects answer the person and are gone if the process dies. Durable ones are
written to the outbox in the request's own transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commands.request import Request

Block = dict[str, Any]
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Say:
    """An answer only the person sees."""

    text: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Replace:
    """New content for the message that was clicked in."""

    text: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form, on top of an open one when clicked in there."""

    view: View


@dataclass(frozen=True, slots=True)
class UpdateForm:
    """New content for the form that was clicked in or submitted."""

    view: View


@dataclass(frozen=True, slots=True)
class FormErrors:
    """What is wrong, by field; the form stays open with everything in it."""

    by_field: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """The answers of a type-ahead, best first, as (text, value)."""

    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShowHome:
    """The person's Home tab."""

    view: View


@dataclass(frozen=True, slots=True)
class Post:
    """A message for a channel; `subject` names what it shows, for later refreshes."""

    channel_id: str
    text: str
    blocks: Sequence[Block] = ()
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Refresh:
    """New content for every message about a subject; only the last state is sent."""

    subject: str
    text: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Rebuild:
    """New content for every message about a subject, built when it is sent.

    However many ask for it meanwhile, it is built once. `builder` names the feature's message,
    which answers with one Refresh; `value` is what it is about.
    """

    subject: str
    builder: str
    value: str


@dataclass(frozen=True, slots=True)
class Tell:
    """A direct message; `subject` names what it shows, for later refreshes."""

    person_id: str
    text: str
    blocks: Sequence[Block] = ()
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class RefreshHome:
    """A fresh Home tab for a person who has opened theirs before.

    It is built when it is sent, so that it is never stale.
    """

    person_id: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with words around it, drawn after the transaction.

    `data` is the chart's own data as JSON. With `only_for` it goes to that person alone. `also`
    are further pictures of the same message: each "changes" some of the data, or is another
    "chart" of its own "data", and has its own "title" and "alt_text". A message about a `subject`
    that stands already is changed instead of posted again.
    """

    chart: str
    data: Mapping[str, Any]
    title: str
    alt_text: str
    text: str
    channel_id: str | None = None
    only_for: str | None = None
    above: Sequence[Block] = ()
    below: Sequence[Block] = ()
    also: Sequence[Mapping[str, Any]] = ()
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class AskMembers:
    """Asks Slack who is in a channel; the answer comes as a request of its own.

    `listener` names the feature's route that hears it: `values["people"]` are the ids of the
    people there, without bots; `value` is handed on.
    """

    channel_id: str
    listener: str
    value: str


@dataclass(frozen=True, slots=True)
class AskGroups:
    """Asks Slack for the workspace's user groups; heard the same way.

    `values["groups"]` holds one JSON object for each: id, handle, name and people.
    """

    listener: str


@dataclass(frozen=True, slots=True)
class FetchFile:
    """Asks Slack for what is in a file of at most so many bytes; heard the same way.

    The feature's function under the listener's name makes of it what `prepared` holds then, off
    the writer: it is given the bytes and `how`. Where there is no file to be had,
    `values["refused"]` is Slack's word for why.
    """

    file_id: str
    listener: str
    value: str
    most: int
    how: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WriteCanvas:
    """A channel's canvas with this in it, as Slack's markdown; only the last state is sent.

    Without `canvas_id` it is made. What came of it is heard by `listener`, whose `value` is the
    channel: `values` hold `canvas_id` and `digest`, or Slack's word for why not, `refused`.
    """

    channel_id: str
    canvas_id: str
    title: str
    markdown: str
    digest: str
    listener: str


@dataclass(frozen=True, slots=True)
class Fetch:
    """Asks another server for JSON; what came is heard at once by `listener`.

    Secrets stand as ${NAME} in `url` and `headers`; only the shell knows them. `paths` are
    JSONPaths by name. The listener gets `value` and `context` back, and in its values either
    `found` (a JSON object of what stands at each path) and `came` (how the answer begins), or
    `error` in words and `not_before_s`. What it answers is done as if it were answered here.
    """

    url: str
    headers: Mapping[str, str]
    paths: Mapping[str, str]
    listener: str
    value: str = ""
    context: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Again:
    """Go on with another request in the same transaction; its effects take this one's place."""

    request: Request


Immediate = Say | Replace | OpenForm | UpdateForm | FormErrors | Offer | ShowHome | Fetch
Durable = (
    Post
    | Refresh
    | Rebuild
    | RefreshHome
    | Tell
    | Picture
    | AskMembers
    | AskGroups
    | FetchFile
    | WriteCanvas
)
Effect = Immediate | Durable
Reply = Sequence[Effect | Again]
