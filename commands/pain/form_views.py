"""The form "Log a pain point" and its twin for delights, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.blocks import Option
from commands.pain import seen_views
from commands.pain.detail_views import detail_fields, severity_field
from commands.pain.draft import Draft
from commands.reply import Block, View
from commands.text import clip, escape
from storage.pain.rows import PainRow
from storage.touchpoint.rows import TouchpointRow
from storage.vocabulary import Kind

LOG_FORM = "pain.log"
LOG_AT = "pain.open_log_at"
SWITCH = "pain.switch"
TOLD = "pain.told"
WHERE = "where"
MAX_TOLD = 3000

_TITLES = {Kind.PAIN: "Log a pain point", Kind.DELIGHT: "Log a delight"}
_EXAMPLES = {
    Kind.PAIN: "The parcel label could not be printed",
    Kind.DELIGHT: "The parcel came a day early, with a handwritten card",
}


@dataclass(frozen=True, slots=True)
class Around:
    """What the form shows besides what it holds."""

    journey: str
    where: TouchpointRow | None = None
    personas: Sequence[Option] = ()
    posted_in: str | None = None
    others_see: bool = False
    similar: Sequence[PainRow] = ()


def touchpoint_choice(row: TouchpointRow) -> Option:
    """'Checkout page · Purchase', clipped in its name rather than in its stage."""
    tail = f" · {clip(row.stage, 24)}"
    return f"{clip(row.name, blocks.MAX_OPTION - len(tail))}{tail}", str(row.id)


def log_form(draft: Draft, around: Around) -> View:
    """Three required fields, what was seen before, then what helps to understand it.

    Fields keep their names from one state to the next: that is how Slack keeps what was
    typed meanwhile.
    """
    fields = [
        _what_field(draft),
        _where_field(around.where),
        severity_field(draft),
    ]
    similar = seen_views.similar_blocks(around.similar)
    if draft.asked:
        body = [*seen_views.came_back_blocks(), *similar, _switch(draft), *fields]
    else:
        body = [_switch(draft), *fields[:2], *similar, *fields[2:]]
    body += detail_fields(draft, around.personas)
    body.append(blocks.context(_where_it_goes(around)))
    return blocks.form(
        LOG_FORM,
        _TITLES[draft.kind],
        body,
        submit="Log as new" if around.similar else "Log",
        context=draft.context(field_names(body)),
    )


def field_names(body: Sequence[Block]) -> set[str]:
    """The fields that a form shows."""
    return {block["block_id"] for block in body if block["type"] == "input"}


def _switch(draft: Draft) -> Block:
    """One of two, the chosen one in colour; for screen readers in words."""
    return blocks.actions(
        *[
            blocks.button(
                text,
                f"{SWITCH}:{kind.value}",
                value=kind.value,
                style="primary" if kind is draft.kind else None,
                label=f"{text}, chosen" if kind is draft.kind else f"Make it a {text.lower()}",
            )
            for text, kind in (("Pain point", Kind.PAIN), ("Delight", Kind.DELIGHT))
        ]
    )


def _what_field(draft: Draft) -> Block:
    element = blocks.text_input(
        initial=draft.text("what"),
        most=MAX_TOLD,
        multiline=True,
        placeholder=_EXAMPLES[draft.kind],
        focus=True,
    )
    element["action_id"] = TOLD
    element["dispatch_action_config"] = {"trigger_actions_on": ["on_enter_pressed"]}
    return _telling(blocks.field("what", "What happened?", element))


def _where_field(where: TouchpointRow | None) -> Block:
    element = blocks.type_ahead(
        initial=touchpoint_choice(where) if where else None,
        placeholder="Type to find the touchpoint",
    )
    return _telling(blocks.field(WHERE, "Where?", element))


def _telling(block: Block) -> Block:
    """A field that tells at once when it was filled in."""
    return {**block, "dispatch_action": True}


def _where_it_goes(around: Around) -> str:
    seen = f" · your team sees it in <#{around.posted_in}>" if around.posted_in else ""
    others = " · people outside this channel see the map, too" if around.others_see else ""
    return f"Journey: {escape(around.journey)}{seen}{others}"
