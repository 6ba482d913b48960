"""The notification settings, as a form and on the Home tab: pure functions of plain data."""

from commands import blocks
from commands.reply import Block, View
from commands.text import escape
from storage.workspace.preferences import (
    ACTIONS,
    PULSES,
    REVIEWS,
    STATUS,
    STILL,
    VOTES,
    Preferences,
)
from storage.workspace.quiet_hours import QuietHours

OPEN = "notifications.open"
SWITCH = "notifications.switch"
FORM = "notifications.save"

LABELS = {
    STATUS: "Status changes of what I reported",
    STILL: "Still happening? two weeks later",
    VOTES: "A vote ends soon and mine is missing",
    ACTIONS: "Reminders of my actions",
    REVIEWS: "Are my touchpoints still true?",
    PULSES: "Pulses: one question about a touchpoint",
}
ON, OFF = "on", "off"


def open_button(label: str) -> Block:
    return blocks.button(label, OPEN)


def settings_form(preferences: Preferences) -> View:
    """What Cairn may send, and when it doesn't."""
    quiet = preferences.quiet
    kinds = [(label, kind) for kind, label in LABELS.items()]
    wanted = [kind for kind in LABELS if kind not in preferences.muted]
    body = [
        blocks.field(
            "kinds",
            "Direct messages you want",
            blocks.checkboxes(kinds, initial=wanted),
            optional=True,
        ),
        blocks.field("from", "Quiet from", blocks.time_picker(initial=clock_time(quiet.start))),
        blocks.field(
            "until",
            "Quiet until",
            blocks.time_picker(initial=clock_time(quiet.end)),
            hint="What comes up meanwhile reaches you afterwards, in one message. The same time "
            "twice means no quiet hours.",
        ),
        blocks.context(_zone(quiet)),
    ]
    return blocks.form(FORM, "Notifications", body, submit="Save")


def switches(preferences: Preferences) -> list[Block]:
    """The same on the Home tab, a button for each kind."""
    body = [_switch(kind, label, preferences) for kind, label in LABELS.items()]
    hours = blocks.section(
        f"*Quiet hours*: {quiet_hours(preferences.quiet)}", accessory=open_button("Change")
    )
    return [*body, hours]


def _switch(kind: str, label: str, preferences: Preferences) -> Block:
    muted = kind in preferences.muted
    button = blocks.button(
        "Switch on" if muted else "Switch off",
        f"{SWITCH}:{kind}",
        value=f"{kind} {ON if muted else OFF}",
        label=f"{'Switch on' if muted else 'Switch off'}: {label}",
    )
    return blocks.section(f"{label}: *{OFF if muted else ON}*", accessory=button)


def saved(preferences: Preferences) -> str:
    """What holds from now on."""
    on = [label for kind, label in LABELS.items() if kind not in preferences.muted]
    told = " and ".join(f"“{label}”" for label in on) or "none of these"
    return f"Saved. You get {told}. Quiet hours: {quiet_hours(preferences.quiet)}."


def quiet_hours(quiet: QuietHours) -> str:
    """'20:00 to 08:00, Europe/Berlin'."""
    if quiet.start == quiet.end:
        return "none"
    hours = f"{clock_time(quiet.start)} to {clock_time(quiet.end)}"
    return f"{hours}, {escape(quiet.zone) if quiet.zone else 'UTC'}"


def clock_time(minute: int) -> str:
    """'20:00', of minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _zone(quiet: QuietHours) -> str:
    if quiet.zone:
        return f"Your time zone in Slack: {escape(quiet.zone)}. Change it in Slack's preferences."
    return "Slack has not told Cairn your time zone; until it does these hours are in UTC."
