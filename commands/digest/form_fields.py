"""Reads the digest's form: to be saved, or as it stands while somebody fills it in."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from commands.digest import cron_words
from commands.digest.form_views import (
    AT,
    AUDIENCE,
    CADENCE,
    CHANNEL,
    CRON,
    ME,
    TARGET,
    ZONE,
    Prefill,
)
from commands.fields import Fields
from commands.request import Value
from commands.text import clean_line
from storage.digest.subscriptions import Audience
from storage.schedule.cadence import Cadence, Rhythm, zone_of
from storage.schedule.cron import Cron, CronError, parse

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_NINE = 9 * 60


def target(fields: Fields, *, in_channel: bool) -> str:
    """For whom it is."""
    targets = [ME, *([CHANNEL] if in_channel else [])]
    return fields.choice(TARGET, targets, missing="Choose whom it is for.")


def rhythm(fields: Fields) -> Rhythm:
    """How often, when and in which zone. Raises FieldError for a wrong cron expression."""
    cadence = fields.choice(CADENCE, [*Cadence, CRON], missing="Choose how often.")
    zone = fields.value(ZONE, missing="Choose a time zone.")
    if zone_of(zone).key != zone:
        fields.wrong(ZONE, "Cairn doesn't know this time zone. Type a city, like Berlin.")
    if cadence == CRON:
        return by_cron(fields.value(CRON, missing="Say when, in five fields."), zone)
    at = _TIME.fullmatch(fields.value(AT, missing="Choose a time."))
    if at is None:
        fields.wrong(AT, "Choose a time.")
    minute = _minute(at) if at else _NINE
    return Rhythm(Cadence(cadence) if cadence else Cadence.WEEKLY, minute, zone)


def by_cron(text: str, zone: str) -> Rhythm:
    """As a cron expression says. Raises FieldError."""
    cron = cron_words.read(text, field=CRON)
    return Rhythm(cron, cron.minute, zone)


def shown(rhythm: Rhythm) -> str:
    """What tells one cron expression in one zone from another; empty for every other cadence."""
    return f"{rhythm.cadence.value} {rhythm.zone}" if isinstance(rhythm.cadence, Cron) else ""


def with_cron(prefill: Prefill, rhythm: Rhythm, now: datetime) -> Prefill:
    """The form with a good expression in it, and when it comes."""
    return replace(
        prefill,
        rhythm=rhythm,
        cron=rhythm.cadence.value,
        comes=cron_words.comes(rhythm, now),
        shown=shown(rhythm),
    )


def audience_so_far(values: Mapping[str, Value]) -> Audience:
    chosen = values.get(AUDIENCE)
    return Audience(chosen) if chosen in list(Audience) else Audience.TEAM


def rhythm_so_far(values: Mapping[str, Value], *, zone: str, follows: bool) -> Rhythm:
    """Without cron; `zone` where none is chosen, or where it follows the person."""
    chosen = values.get(ZONE)
    if isinstance(chosen, str) and not follows and zone_of(chosen).key == chosen:
        zone = chosen
    cadence, at = values.get(CADENCE), values.get(AT)
    found = _TIME.fullmatch(at) if isinstance(at, str) else None
    return Rhythm(
        Cadence(cadence) if cadence in list(Cadence) else Cadence.WEEKLY,
        _minute(found) if found else _NINE,
        zone,
    )


def with_what_stands(prefill: Prefill, values: Mapping[str, Value], now: datetime) -> Prefill:
    """With cron's field where that was chosen: when it comes, or what is wrong with it."""
    if values.get(CADENCE) != CRON:
        return prefill
    typed = values.get(CRON)
    text = clean_line(typed) if isinstance(typed, str) else ""
    if not text:
        return replace(prefill, cron="")
    try:
        cron = parse(text)
    except CronError as error:
        return replace(prefill, cron=text, comes=cron_words.wrong(error.fault))
    return with_cron(prefill, Rhythm(cron, cron.minute, prefill.rhythm.zone), now)


def _minute(at: re.Match[str]) -> int:
    return int(at[1]) * 60 + int(at[2])
