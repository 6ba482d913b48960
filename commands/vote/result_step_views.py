"""What can be done with a vote's result: its buttons, as a pure function of plain data."""

from commands import blocks
from commands.action import action_views
from commands.reply import Block
from commands.vote import close_views
from commands.vote.result_views import (
    DEPARTMENTS,
    EVIDENCE,
    NAMED,
    NAMES,
    RUN_OFF,
    WITHOUT,
    Result,
)
from commands.wording import vote_number


def steps(found: Result) -> list[Block]:
    """What to do with it."""
    round = found.round
    value, said = str(round.number), vote_number(round.number)
    buttons: list[Block] = []
    if found.tally.tied and found.run_off is None:
        buttons.append(
            blocks.button("Run-off", RUN_OFF, value=value, style="primary", label=f"Run-off {said}")
        )
    if found.tally.dots:
        buttons.append(action_views.new_button(said))
    if found.evidence and found.tally.dots:
        buttons.append(
            blocks.button(
                "Votes and evidence", EVIDENCE, value=value, label=f"Votes and evidence of {said}"
            )
        )
    if found.departments and found.tally.dots:
        buttons.append(
            blocks.button(
                "By department", DEPARTMENTS, value=f"{value} 1", label=f"By department: {said}"
            )
        )
    if found.folds and found.tally.dots:
        all_of_them = f"All without dots ({len(found.without)})"
        buttons.append(
            blocks.button(all_of_them, WITHOUT, value=f"{value} 1", label=f"{all_of_them}: {said}")
        )
    if any(len(put) > NAMED for put in found.put.values()):
        buttons.append(
            blocks.button("All names", NAMES, value=f"{value} 1", label=f"All names: {said}")
        )
    if found.may_reopen:
        buttons.append(close_views.reopen_button(round))
    return [blocks.actions(*buttons)] if buttons else []
