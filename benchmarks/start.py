"""How long `cairn run` takes until it is ready: the first time, and every other time."""

import statistics
from pathlib import Path

from benchmarks.processes import cairn


def measure(stub: str, folder: Path, rounds: int) -> dict[str, float]:
    """Seconds from the command to "Ready", against the stub."""
    url = f"sqlite:///{folder / 'start.db'}"
    seconds = []
    for _ in range(rounds + 1):
        with cairn(stub=stub, database_url=url, folder=folder) as (_, ready_after):
            seconds.append(ready_after)
    return {"first_s": seconds[0], "warm_s": statistics.median(seconds[1:])}
