"""Digests to list, and what is said after each change of one: pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.digest import digest_words
from commands.digest.digest_views import LESS, LIST, OPEN, PREVIEW, stop_button
from commands.reply import Block
from commands.text import plural
from commands.wording import title
from storage.digest.subscriptions import Listed
from storage.identity import identity
from storage.models import Subscription
from storage.schedule.cadence import Rhythm

Message = tuple[str, list[Block]]


def list_message(listed: Sequence[Listed], *, number: int, pages: int, total: int) -> Message:
    """A page of the digests that one may know of."""
    text = f"Digests: {total:,}"
    if not listed:
        said = "Nobody gets a digest yet, as far as can be seen from here."
        start = blocks.button("Get a digest", OPEN, style="primary")
        return said, [blocks.section(said), blocks.actions(start)]
    body = [blocks.section(f"*Digests* · {plural(total, 'digest')}")]
    for each in listed:
        body += _row(each)
    turns = []
    if number > 1:
        turns.append(blocks.button("Previous", f"{LIST}:previous", value=str(number - 1)))
    if number < pages:
        turns.append(blocks.button("Next", f"{LIST}:next", value=str(number + 1)))
    start = blocks.button("Get a digest", OPEN)
    body.append(blocks.actions(*turns, start))
    if pages > 1:
        body.append(blocks.context(f"Page {number:,} of {pages:,}, the next to come first"))
    return text, body


def receipt(held: Subscription, journey: str, *, changed: bool) -> Message:
    """After the form."""
    already = "" if changed else "already "
    who = f"You {already}get" if _is_person(held) else f"<#{held.target_id}> {already}gets"
    said = f"{who} {_what(held, journey)}. The next one comes {digest_words.when(held.next_at)}."
    preview = blocks.button("Preview", PREVIEW, value=held.audience)
    return said, [blocks.section(said), blocks.actions(preview, stop_button(identity(held)))]


def holds(held: Subscription) -> str:
    """In the form, of what is sent already."""
    who = "You get" if _is_person(held) else f"<#{held.target_id}> gets"
    next_one = digest_words.when(held.next_at)
    return f"{who} one {_every(held)} already, next {next_one}. Saving changes it."


def stands(held: Subscription, journey: str, lead: str) -> Message:
    """After a button: what was done, and what holds now."""
    if held.stopped_at is not None:
        said = f"{lead} `/journey digest` starts it again."
        start = blocks.button("Start again", OPEN)
        return said, [blocks.section(said), blocks.actions(start)]
    said = f"{lead} {_whose(held)} digest of *{title(journey)}* comes {_every(held)}, next "
    said += f"{digest_words.when(held.next_at)}."
    return said, [blocks.section(said), blocks.actions(*_steps(held))]


def target(held: Subscription) -> str:
    """Whom it is for."""
    return "you" if _is_person(held) else f"<#{held.target_id}>"


def _row(each: Listed) -> list[Block]:
    held = each.subscription
    snoozed = " (snoozed)" if held.snoozed_until else ""
    lines = [
        f"*{title(each.journey)}* for {target(held)} · {digest_words.version(held.audience)}",
        f"{_every(held)} · next {digest_words.when(held.next_at)}{snoozed}",
    ]
    return [blocks.section("\n".join(lines)), blocks.actions(*_steps(held))]


def _steps(held: Subscription) -> list[Block]:
    found = []
    rarer = _rhythm(held).cadence.less
    if rarer:
        found.append(blocks.button("Less often", LESS, value=f"{held.id} {rarer.value}"))
    return [*found, stop_button(identity(held))]


def _what(held: Subscription, journey: str) -> str:
    version = digest_words.version(held.audience)
    return f"a digest of *{title(journey)}* {_every(held)}: {version}"


def _whose(held: Subscription) -> str:
    return "Your" if _is_person(held) else f"<#{held.target_id}>'s"


def _every(held: Subscription) -> str:
    return digest_words.every(_rhythm(held))


def _rhythm(held: Subscription) -> Rhythm:
    return Rhythm.stored(held.cadence, held.at_minute, held.zone)


def _is_person(held: Subscription) -> bool:
    return held.target_id.startswith(("U", "W"))
