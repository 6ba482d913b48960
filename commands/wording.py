"""How things are called and counted, wherever they appear."""

from datetime import UTC, datetime

from commands import blocks
from commands.blocks import Option
from commands.text import clip, escape, plural
from storage.vocabulary import EMOTIONS, PLEASURES, SEVERITIES, Channel, Source

SEVERITY_CHOICES: list[Option] = [(f"{n} {word}", str(n)) for n, word in SEVERITIES.items()]
PLEASURE_CHOICES: list[Option] = [(f"{n} {word}", str(n)) for n, word in PLEASURES.items()]
EMOTION_CHOICES: list[Option] = [
    (f"{n:+d} {word}" if n else f"0 {word}", str(n)) for n, word in EMOTIONS.items()
]
SOURCE_CHOICES: list[Option] = [(source.value, source.value) for source in Source]
CHANNEL_CHOICES: list[Option] = [(channel.value.capitalize(), channel.value) for channel in Channel]

METRIC_BACKED = "metric-backed"
CHANNEL_SIGNS = {
    Channel.WEBSITE: "🌐",
    Channel.APP: "📱",
    Channel.EMAIL: "✉️",
    Channel.PHONE: "📞",
    Channel.CHAT: "💬",
    Channel.STORE: "🏬",
    Channel.SOCIAL: "👥",
    Channel.ADVERTISING: "📣",
    Channel.MAIL: "📦",
    Channel.PARTNER: "🤝",
    Channel.OTHER: "•",
}


def touchpoint_number(number: int) -> str:
    return f"T-{number}"


def pain_number(number: int) -> str:
    return f"P-{number}"


def action_number(number: int) -> str:
    return f"A-{number}"


def vote_number(number: int) -> str:
    return f"V-{number}"


def opportunity_number(number: int) -> str:
    return f"O-{number}"


def snapshot_number(number: int) -> str:
    return f"S-{number}"


def evidence(sightings: int, reporters: int, *, measured: bool = False) -> str:
    """The badge: assumption, reported once, n sightings by m people; metric-backed before it."""
    if sightings == 0:
        return METRIC_BACKED if measured else "assumption"
    seen = f"{plural(sightings, 'sighting')} by {plural(reporters, 'person', 'people')}"
    if sightings == 1:
        seen = "reported once"
    return f"{METRIC_BACKED}, {seen}" if measured else seen


def votes(dots: int, voters: int, number: int) -> str:
    """'5 dots of 3 people in V-2'."""
    of = f"{plural(dots, 'dot')} of {plural(voters, 'person', 'people')}" if dots else "no dots"
    return f"{of} in {vote_number(number)}"


def heat(value: float) -> str:
    """One decimal is as exact as a severity of 1 to 5 can be."""
    return f"{value:.1f}"


def emotion(value: float) -> str:
    """'+1.2' or '-0.4', with a real minus sign."""
    return f"{value:+.1f}".replace("-", "\u2212")


def title(text: str, most: int = 150) -> str:
    """What happened, on one line, safe in mrkdwn."""
    return escape(clip(" ".join(text.split()), most))


def day(moment: datetime) -> str:
    """A day in each reader's own zone."""
    return blocks.when(int(moment.timestamp()), month_day(moment), "{date_short_pretty}")


def month_day(moment: datetime) -> str:
    """'8 Nov 2026', for pictures and whatever else has no reader's zone."""
    return f"{moment.astimezone(UTC):%d %b %Y}".lstrip("0")
