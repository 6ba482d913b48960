"""One sighting in words, with no more than its reader may see."""

from collections.abc import Mapping

from commands import blocks
from commands.reply import Block
from commands.text import clip, escape, quote
from commands.wording import day, emotion
from storage.models import Sighting
from storage.vocabulary import PLEASURES, SEVERITIES, Kind

_MOST = 600


def sighting_block(
    sighting: Sighting, kind: str, *, personas: Mapping[int, str], place_id: str | None
) -> Block:
    """When, who, how bad (or how pleasing), in whose words, and where the message stands."""
    degrees = PLEASURES if kind == Kind.DELIGHT else SEVERITIES
    facts = [f"{sighting.severity} {degrees[sighting.severity]}"]
    if sighting.emotion is not None:
        facts.append(f"emotion {emotion(sighting.emotion)}")
    if sighting.persona_id is not None and sighting.persona_id in personas:
        facts.append(escape(personas[sighting.persona_id]))
    if sighting.source:
        facts.append(sighting.source)
    if sighting.told_by:
        facts.append(f"told by {escape(sighting.told_by)}")
    link = _link(sighting, place_id)
    if link:
        facts.append(link)
    lines = [f"{day(sighting.seen_at)} · <@{sighting.reporter_id}> · {' · '.join(facts)}"]
    if sighting.words:
        lines.append(escape(clip(sighting.words, _MOST)))
    if sighting.quote:
        lines.append(quote(clip(sighting.quote, _MOST)))
    return blocks.section("\n".join(lines))


def _link(sighting: Sighting, place_id: str | None) -> str:
    """The way to the message; out of a private place only for those who stand in it."""
    url = sighting.permalink or ""
    if not url.startswith("https://") or set(url) & set("<>| \n"):
        return ""
    if sighting.place_private and sighting.place_id != place_id:
        return ""
    return f"<{url.replace('&', '&amp;')}|the message>"
