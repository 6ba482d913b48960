"""Counts for /metrics, in Prometheus' text format."""

from collections import Counter
from dataclasses import dataclass, field

# Seconds; Slack gives up at three.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)


@dataclass(slots=True)
class Metrics:
    """What this process did since its start."""

    requests: Counter[str] = field(default_factory=Counter)
    durations: Counter[float] = field(default_factory=Counter)
    seconds: float = 0.0
    deliveries: Counter[str] = field(default_factory=Counter)

    def handled(self, kind: str, seconds: float) -> None:
        """A request was acknowledged after so many seconds."""
        self.requests[kind] += 1
        self.seconds += seconds
        self.durations[next((edge for edge in BUCKETS if seconds <= edge), float("inf"))] += 1

    def delivered(self, outcome: str) -> None:
        """An outbox entry was sent, put off or given up."""
        self.deliveries[outcome] += 1

    def text(self, *, waiting: int) -> str:
        """The page a Prometheus server reads."""
        lines = ["# TYPE cairn_requests_total counter"]
        lines += [
            f'cairn_requests_total{{kind="{kind}"}} {count}'
            for kind, count in sorted(self.requests.items())
        ]
        lines.append("# TYPE cairn_request_seconds histogram")
        total = 0
        for edge in (*BUCKETS, float("inf")):
            total += self.durations[edge]
            name = "+Inf" if edge == float("inf") else f"{edge:g}"
            lines.append(f'cairn_request_seconds_bucket{{le="{name}"}} {total}')
        lines += [
            f"cairn_request_seconds_sum {self.seconds:.6f}",
            f"cairn_request_seconds_count {total}",
            "# TYPE cairn_deliveries_total counter",
        ]
        lines += [
            f'cairn_deliveries_total{{outcome="{outcome}"}} {count}'
            for outcome, count in sorted(self.deliveries.items())
        ]
        lines += ["# TYPE cairn_outbox_waiting gauge", f"cairn_outbox_waiting {waiting}"]
        return "\n".join(lines) + "\n"
