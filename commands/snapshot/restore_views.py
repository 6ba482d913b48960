"""The form that shows what a restore would change, and its receipt: pure functions."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.reply import Block, View
from commands.snapshot import diff_words
from commands.text import clip, escape, plural
from commands.wording import snapshot_number, title, touchpoint_number
from storage.restore.steps import Step

BEGIN = "snapshot.restore"
UNDO = "snapshot.undo"
FORM = "snapshot.restore"
LINES_A_BLOCK = 10
MOST_LINES = 200
KEPT = (
    "Pain points, sightings, votes, KPIs, empathy notes, facilitators and everything that was "
    "added later stay. Each change is in the history, and Undo takes the restore back."
)


def begin_button(number: int) -> Block:
    """Opens the form for the whole journey."""
    return blocks.button(
        "Restore…",
        BEGIN,
        value=str(number),
        label=f"Restore from {snapshot_number(number)}: shows it first",
    )


def line(step: Step) -> str:
    """One step in words, safe in mrkdwn: '*T-7* Checkout: renamed from “A” to “B”'."""
    number = touchpoint_number(step.number) if step.number is not None else ""
    kind = f"*{number}*" if number else step.subject.capitalize()
    return f"{kind} {title(step.name, 80)}: {_told(step)}"


def _told(step: Step) -> str:
    if step.what == "edited":
        return diff_words.edited(step.subject, step.before, step.after)
    if step.what == "moved":
        return diff_words.moved(step.before, step.after)
    if step.what == "kept":
        return _kept(step)
    if step.what != "back":
        return "retired again"
    return "in use again" if step.subject == "persona" else "back on the map"


def _kept(step: Step) -> str:
    """What could not be put back: a part of the thing, or the thing."""
    labels = [diff_words.FIELDS[step.subject].get(column, column) for column in step.before]
    verb = "stay as they are" if len(labels) > 1 else "stays as it is"
    named = " and ".join(labels)
    return f"{named} {verb}, because {escape(step.why)}".lstrip()


def preview(
    steps: Sequence[Step],
    *,
    what: str,
    snapshot: str,
    undo: bool,
    context: Mapping[str, str],
    note: str = "",
) -> View:
    """What would change, before it does."""
    done = [step for step in steps if step.what != "kept"]
    head = (
        f"Takes back what was restored: {plural(len(done), 'change')}."
        if undo
        else f"Puts *{what}* back as in *{snapshot}*: {plural(len(done), 'change')}."
    )
    body = [blocks.section(note)] if note else []
    body += [blocks.section(head), *_lines(steps), blocks.context(KEPT)]
    name = "Undo" if undo else "Restore"
    return blocks.form(FORM, name, body, submit=name, context=context)


def receipt(
    steps: Sequence[Step], *, what: str, snapshot: str, undo: bool, before: int
) -> tuple[str, list[Block]]:
    """It is done, and how to take it back; `before` is the S-number to go back to."""
    done = [step for step in steps if step.what != "kept"]
    changes = plural(len(done), "change")
    said = (
        f"The restore is taken back: {changes}."
        if undo
        else f"*{what}* is back as in *{snapshot}*: {changes}."
    )
    kept = [step for step in steps if step.what == "kept"]
    body = [blocks.section(said), *_lines(kept)]
    again = blocks.button("Undo", UNDO, value=str(before), label="Undo: shows it first")
    body.append(blocks.context(KEPT))
    body.append(
        blocks.actions(
            again,
            blocks.button("See the map", "map.show"),
            blocks.button("All snapshots", "snapshot.list"),
        )
    )
    return said, body


def nothing(what: str, snapshot: str) -> str:
    """Everything stands as it should."""
    return f"There is nothing to restore: *{what}* is as in *{snapshot}*."


def _lines(steps: Sequence[Step]) -> list[Block]:
    lines = [f"• {clip(line(step), 280)}" for step in steps[:MOST_LINES]]
    if len(steps) > MOST_LINES:
        lines.append(f"and {len(steps) - MOST_LINES:,} more")
    return [
        blocks.section("\n".join(lines[start : start + LINES_A_BLOCK]))
        for start in range(0, len(lines), LINES_A_BLOCK)
    ]
