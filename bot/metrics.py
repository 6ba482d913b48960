"""Counts for /metrics, in Prometheus' text format."""

from collections import Counter
from dataclasses import dataclass, field

# Seconds; Slack gives up at three.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)


@dataclass(slots=True)
class Metrics:
    """What this process did since its start."""

    requests: Counter[tuple[str, str]] = field(default_factory=Counter)
    durations: Counter[float] = field(default_factory=Counter)
    seconds: float = 0.0
    deliveries: Counter[str] = field(default_factory=Counter)
    lag_seconds: float = 0.0

    def handled(self, kind: str, seconds: float, result: str) -> None:
        """A request was acknowledged after so many seconds, and how it ended."""
        self.requests[kind, result] += 1
        self.seconds += seconds
        self.durations[next((edge for edge in BUCKETS if seconds <= edge), float("inf"))] += 1

    def delivered(self, outcome: str) -> None:
        """An outbox entry was sent, put off or given up."""
        self.deliveries[outcome] += 1

    def lagged(self, seconds: float) -> None:
        """An outbox entry was sent so many seconds after it was decided."""
        self.lag_seconds += seconds

    def text(self, *, waiting: int | None) -> str:
        """The page a Prometheus server reads; `waiting` is None while nobody can count."""
        lines = ["# TYPE cairn_requests_total counter"]
        lines += [
            f'cairn_requests_total{{kind="{kind}",result="{result}"}} {count}'
            for (kind, result), count in sorted(self.requests.items())
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
        lines += [
            "# TYPE cairn_delivery_lag_seconds summary",
            f"cairn_delivery_lag_seconds_sum {self.lag_seconds:.6f}",
            f"cairn_delivery_lag_seconds_count {self.deliveries['sent']}",
        ]
        if waiting is not None:
            lines += ["# TYPE cairn_outbox_waiting gauge", f"cairn_outbox_waiting {waiting}"]
        return "\n".join(lines) + "\n"
