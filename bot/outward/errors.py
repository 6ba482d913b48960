"""Why nothing came from outside, in words for whoever connected it."""

from datetime import timedelta


class OutwardError(Exception):
    """Nothing usable came; the message says why and what to do, and never holds a secret.

    `not_before` is how long the server asked to be left alone.
    """

    def __init__(self, words: str, *, not_before: timedelta = timedelta()) -> None:
        super().__init__(words)
        self.not_before = not_before


class PassingError(OutwardError):
    """The same where another try may help: no answer, or the server's own trouble."""
