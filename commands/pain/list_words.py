"""The words of a query that are ours, not names."""

from commands.pain.list_query import ALL_STATUSES, CLOSED_STATUSES
from storage.pain.lists import Order
from storage.vocabulary import OPEN_STATUSES, Kind, Status

STATUS_WORDS: dict[str, tuple[Status, ...]] = {
    **{status.value.lower(): (status,) for status in Status},
    "in-progress": (Status.IN_PROGRESS,),
    "duplicates": (Status.DUPLICATE,),
    "open": tuple(OPEN_STATUSES),
    "closed": CLOSED_STATUSES,
    "all": ALL_STATUSES,
}
SWITCHES: dict[str, dict[str, object]] = {
    "mine": {"mine": True},
    "my": {"mine": True},
    "rising": {"rising": True},
    "delights": {"kind": Kind.DELIGHT},
    "delight": {"kind": Kind.DELIGHT},
    "newest": {"order": Order.NEWEST},
    "hottest": {"order": Order.HOTTEST},
}
ORDERS = {order.value: order for order in Order}
# Said before a name, they mean nothing of their own.
GLUE = {"at", "in", "on", "of", "for", "about", "from", "by", "with", "and", "the"}
