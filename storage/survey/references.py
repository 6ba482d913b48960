"""What a row is known by outside, in buttons and subjects, when its number may be given out again.

SQLite gives the highest number of a table to the next row once its own is deleted. With the moment
that the row began it stands for nothing else: an old button finds nothing rather than another's.
"""

from datetime import datetime

from storage.models.columns import to_milliseconds

_LONGEST_ID = 18


def of(row_id: int, at: datetime, whose: str) -> str:
    """'12-1767225600000-U1': the number, when the row began in milliseconds since 1970, and whose.

    At most 64 characters, with `whose` of up to 30.
    """
    return f"{row_id}-{to_milliseconds(at)}-{whose}"


def row_id(reference: str) -> int:
    """The number in a reference, still to be compared with the row; 0 in what is none."""
    number, _, at = reference.partition("-")
    known = number.isascii() and number.isdigit() and len(number) <= _LONGEST_ID and at != ""
    return int(number) if known else 0
