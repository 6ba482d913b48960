"""The table for people, and the same as JSON."""

import json
import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.rounds import Row

RESULTS = Path(__file__).parent / "results.json"
HEAD = (
    f"{'database':<11}{'way':<12}{'at once':>8}  {'scenario':<22}{'x floor':>8}{'floor/s':>9}"
    f"{'/s':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'wrong':>7}"
)


def machine() -> dict[str, str]:
    """What it was measured on; ratios travel better than times."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": str(os.cpu_count()),
        "load_before": f"{os.getloadavg()[0]:.1f}",
        **{name: version(name) for name in ("slack-bolt", "SQLAlchemy", "aiohttp", "matplotlib")},
    }


def show_row(row: Row) -> None:
    print(
        f"{row.database:<11}{row.way:<12}{row.at_once:>8}  {row.scenario:<22}{row.ratio:>8.2f}"
        f"{row.floor:>9.0f}{row.throughput:>8.0f}{row.p50:>9.1f}{row.p95:>9.1f}{row.p99:>9.1f}{row.wrong:>7}",
        flush=True,
    )
    if row.first_wrong:
        print(f"    wrong, for example: {row.first_wrong}", flush=True)


def show_picture(found: Mapping[str, Any]) -> None:
    for each in found["maps"]:
        print(
            f"Map of {each['touchpoints']} touchpoints, warm: {each['cairn_ms']:.0f} ms, "
            f"{each['times_faster']:.1f} times faster than ordinary artists "
            f"({each['reference_ms']:.0f} ms), {each['times_pillow']:.2f} times Pillow's "
            f"({each['pillow_ms']:.0f} ms); unchanged, from the cache: {each['cached_ms']:.2f} ms"
        )
    first = found["first"]
    print(
        f"First picture after a start: {first['first_s']:.2f} s (most {first['most_first_s']:.2f}, "
        f"on a new machine {first['new_machine_s']:.2f}); the next: {first['next_s']:.2f} s"
    )
    acks = found["acks"]
    print(
        f"p99 of acks while pictures are drawn, five always asked for: "
        f"{acks['drawing_p99_ms']:.1f} ms, {acks['times']:.2f} times {acks['quiet_p99_ms']:.1f} ms "
        f"while none are ({acks['pictures']:.0f} pictures a round)"
    )


def show_start(found: Mapping[str, float]) -> None:
    print(f"cairn run to ready: {found['warm_s']:.2f} s; the first time {found['first_s']:.2f} s")


def show_memory(found: Mapping[str, Any]) -> None:
    half = found["requests"] // 2
    print(
        f"Resident memory: {found['start_mb']:.0f} MB when ready, {found['half_way_mb']:.0f} MB "
        f"after {half:,} requests, {found['end_mb']:.0f} MB after {found['requests']:,} "
        f"(most {found['most_mb']:.0f} MB); the process that draws, while there is one: "
        f"{found['drawing_mb']:.0f} MB"
    )


def write(results: Mapping[str, Any]) -> None:
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
