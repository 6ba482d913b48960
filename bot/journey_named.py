"""Which journey a command of the command line is about."""

from sqlmodel import Session

from storage.map import chart_facts
from storage.models import Journey


class UnnamedError(Exception):
    """It can't be told; the message names the journeys there are."""


def journey_named(session: Session, *, name: str, workspace_id: str) -> Journey:
    """The one of this name (and workspace, if one is given), or the only one. UnnamedError else."""
    found = [
        journey
        for journey in chart_facts.journeys_called(session, name=name)
        if workspace_id in ("", journey.workspace_id)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{journey.name} ({journey.workspace_id})" for journey in found)
        raise UnnamedError(f"Which journey? Say --journey or --workspace, too: {names}.")
    there = [journey.name for journey in chart_facts.journeys_called(session, name="")]
    if not there:
        raise UnnamedError("There is no journey yet. `/journey new` in Slack makes one.")
    none = f"There is no journey {name}".rstrip()
    raise UnnamedError(f"{none} here. There are: {', '.join(there)}.")
