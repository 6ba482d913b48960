"""What one typed line fills in, and what is still to be said about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands.masking import in_words, mask
from commands.text import clip, escape, quote
from commands.touchpoint import guess, one_line
from commands.touchpoint.draft import MAX_NAME, Draft
from storage.models import Stage

_PIECE = 500  # escaping may make it five times as long, and a section takes 3,000
_MOST_PIECES = 60


@dataclass(frozen=True, slots=True)
class Prefill:
    """The form's content; `notes` are mrkdwn, `whole` says that nothing needs asking."""

    draft: Draft
    stage: Stage | None = None
    notes: tuple[str, ...] = ()
    whole: bool = False


def from_line(typed: str, stages: Sequence[Stage]) -> Prefill:
    """Name, stage and channel out of one line, with words for whatever was not understood."""
    masked = mask(typed)
    line = one_line.parse(masked.text)
    stage = guess.stage(stages, line.stage or "")
    channel = guess.channel(line.channel or "")
    notes = [
        *filter(None, [in_words(masked.found)]),
        *_too_long(line.name),
        *_unknown("stage", line.stage, stage.exact, stage.near.name if stage.near else None),
        *_unknown("channel", line.channel, channel.exact, channel.near),
    ]
    draft = Draft(name=clip(line.name, MAX_NAME), channel=channel.best or "")
    whole = bool(line.name and stage.exact and channel.exact and not notes)
    return Prefill(draft, stage.best, tuple(notes), whole=whole)


def _too_long(name: str) -> list[str]:
    """The whole of a name that has no room stays on the form, to copy from."""
    if len(name) <= MAX_NAME:
        return []
    pieces = [name[start : start + _PIECE] for start in range(0, len(name), _PIECE)]
    intro = (
        f"That is {len(name):,} characters, and a name has room for {MAX_NAME}: it is shortened "
        "below. Your words in full:"
    )
    return [intro, *[quote(piece) for piece in pieces[:_MOST_PIECES]]]


def _unknown(what: str, typed: str | None, exact: object, near: str | None) -> list[str]:
    if not typed or exact:
        return []
    shown = escape(clip(typed, 60))
    todo = (
        f"Did you mean *{escape(near)}*? It is chosen below; change it if not."
        if near
        else "Choose one below."
    )
    return [f"There is no {what} “{shown}”. {todo}"]
