"""The form "Start a vote", as a pure function of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.blocks import Option
from commands.reply import Block, View
from commands.text import escape, plural
from commands.vote import ballot_words
from commands.vote.start_draft import (
    A_QUARTER,
    ABOUT,
    ALL_ON_ONE,
    BLIND,
    CLOSES_AT,
    CLOSING,
    DOTS,
    EVERYBODY,
    FIELDS,
    LIVE,
    MOST,
    NAMES,
    QUESTION,
    QUORUM,
    STANDING,
    TYPED,
    WHO,
    Closing,
    Draft,
)
from commands.wording import opportunity_number, pain_number
from storage.vocabulary import About, Names
from storage.vote.choices import Choice
from storage.vote.rounds import MOST_DOTS, MOST_OPTIONS

FORM = "vote.start"
OPEN = "vote.open_start"
CHANGED = "vote.changed"
# Both tell at once what was chosen, and ask what there is to choose.
PAINS, OPPORTUNITIES = "vote.pains", "vote.opportunities"
GROUPS = "vote.who"
MOST_QUESTION = 150
MOST_PEOPLE = 100_000
FEW_IDEAS = (
    "A vote needs two opportunities to choose from, and fewer are open. "
    "`/journey opportunity` adds one."
)
THE_CHANNEL: Option = ("Everybody in this channel", EVERYBODY)

_ABOUT: list[Option] = [
    ("Hottest pain points", About.PAINS),
    ("Opportunities", About.OPPORTUNITIES),
    ("My own list", About.TYPED),
]
_STANDING: list[Option] = [("Blind until closed", BLIND), ("Live", LIVE)]
_NAMES: list[Option] = [
    ("Shown", Names.SHOWN),
    ("Hidden, but stored so that nobody votes twice", Names.HIDDEN),
    ("Not stored", Names.NOT_STORED),
]
_CLOSING: list[Option] = [
    ("At a time", Closing.TIME),
    ("When all have voted", Closing.ALL),
]


@dataclass(frozen=True, slots=True)
class Around:
    """What the form shows besides what it holds."""

    journey: str
    channel_id: str
    chosen: Sequence[Choice] = ()
    groups: bool = False
    group: Option | None = None
    # So few open opportunities that nothing can be chosen between.
    few_ideas: bool = False


def start_form(draft: Draft, around: Around) -> View:
    """Fields keep their names from one state to the next, so that Slack keeps what was typed."""
    body = [
        _question(draft),
        _told(blocks.field(ABOUT, "What to vote on", _radio(_ABOUT, draft.about))),
        *_options(draft, around),
        _dots(draft),
        _most(draft),
        _told(blocks.field(STANDING, "Show the standing", _radio(_STANDING, _standing(draft)))),
        _told(blocks.field(NAMES, "Names", _radio(_NAMES, draft.secrecy.names))),
        blocks.context(ballot_words.who_sees(draft.secrecy)),
        _told(blocks.field(CLOSING, "Closes", _radio(_CLOSING, draft.closing))),
        *_closes_at(draft),
        *([_who(around)] if around.groups else []),
        _quorum(draft),
        blocks.context(f"Journey: {escape(around.journey)} · the ballot goes to {_where(around)}"),
    ]
    shown = {block["block_id"].partition(":")[0] for block in body if block["type"] == "input"}
    return blocks.form(FORM, "Start a vote", body, submit="Start", context=draft.context(shown))


def choice(about: About, one: Choice) -> Option:
    """'P-12 The till froze · heat 9.1', clipped in its title."""
    spoken = pain_number if about is About.PAINS else opportunity_number
    tail = f" · {ballot_words.known_heat(one.heat)}"
    name = f"{spoken(one.number)} {one.title}"
    room = blocks.MAX_OPTION - len(tail)
    clipped = name if len(name) <= room else f"{name[: room - 1].rstrip()}…"
    return f"{clipped}{tail}", str(one.id)


def _where(around: Around) -> str:
    return f"<#{around.channel_id}>"


def _question(draft: Draft) -> Block:
    element = blocks.text_input(
        initial=draft.text(QUESTION), most=MOST_QUESTION, placeholder="What should we solve first?"
    )
    return blocks.field(QUESTION, "Question", element)


def _options(draft: Draft, around: Around) -> list[Block]:
    if draft.about is About.TYPED:
        return [_list(draft)]
    shown = [_chosen(draft.about, around)]
    if around.few_ideas:
        shown.append(blocks.context(FEW_IDEAS))
    if draft.text(TYPED) and not draft.keeps(TYPED):
        # Too long to travel hidden: what was typed is never lost.
        shown.append(_list(draft, aside=True))
    return shown


def _chosen(about: About, around: Around) -> Block:
    pains = about is About.PAINS
    what = "Pain points" if pains else "Opportunities"
    element = blocks.multi_type_ahead(
        initial=[choice(about, each) for each in around.chosen],
        placeholder="Type a word or a number",
        most=MOST_OPTIONS,
    )
    element["action_id"] = PAINS if pains else OPPORTUNITIES
    hint = (
        f"The hottest open ones, merged duplicates left out. Up to {MOST_OPTIONS}."
        if pains
        else f"The open ones whose pain points are the hottest. Up to {MOST_OPTIONS}."
    )
    return {**blocks.field(FIELDS[about], what, element, hint=hint), "dispatch_action": True}


def _list(draft: Draft, *, aside: bool = False) -> Block:
    element = blocks.text_input(
        initial=draft.text(TYPED), multiline=True, placeholder="Longer hours\nA second till"
    )
    label = "My own list (kept, not voted on)" if aside else "My own list"
    hint = f"One a line, up to {MOST_OPTIONS}."
    return blocks.field(TYPED, label, element, hint=hint, optional=aside)


def _dots(draft: Draft) -> Block:
    """Its name carries the number it proposes: under another name Slack shows another one."""
    typed = draft.about is About.TYPED
    number = "" if typed and not draft.options else f": {draft.quarter}"
    quarter = (f"A quarter of the options{number}", A_QUARTER)
    counts = [(plural(n, "dot"), str(n)) for n in range(1, MOST_DOTS + 1)]
    held = draft.text(DOTS)
    element = blocks.select([quarter, *counts], initial=held or A_QUARTER)
    name = f"{DOTS}:{draft.quarter}"
    hint = f"At least 1, at most {MOST_DOTS}. A quarter of the options works well."
    return blocks.field(name, "Dots each", element, hint=hint)


def _most(draft: Draft) -> Block:
    counts = [(plural(n, "dot"), str(n)) for n in range(1, MOST_DOTS + 1)]
    element = blocks.select(
        [("As many as they like", ALL_ON_ONE), *counts], initial=draft.text(MOST) or ALL_ON_ONE
    )
    return blocks.field(MOST, "At most on one", element)


def _closes_at(draft: Draft) -> list[Block]:
    if draft.closing is Closing.ALL:
        return []
    held = draft.text(CLOSES_AT)
    element = blocks.date_time_picker(initial=int(held)) if held.isdecimal() else None
    if element is None:
        element = {"type": "datetimepicker"}
    return [blocks.field(CLOSES_AT, "Closes at", element, hint="In your time zone.")]


def _who(around: Around) -> Block:
    element = blocks.type_ahead(
        initial=around.group or THE_CHANNEL, placeholder="Type to find a user group"
    )
    element["action_id"] = GROUPS
    return blocks.field(WHO, "Who may vote", element)


def _quorum(draft: Draft) -> Block:
    element = blocks.number_input(least=1, most=MOST_PEOPLE, initial=draft.text(QUORUM))
    hint = "How many people must vote for the result to count. Empty: it counts in any case."
    return blocks.field(QUORUM, "Quorum", element, optional=True, hint=hint)


def _standing(draft: Draft) -> str:
    return LIVE if draft.secrecy.live else BLIND


def _radio(choices: Sequence[Option], chosen: str) -> Block:
    element = blocks.radio(choices, initial=chosen)
    element["action_id"] = CHANGED
    return element


def _told(block: Block) -> Block:
    """A field that tells at once when it was filled in."""
    return {**block, "dispatch_action": True}
