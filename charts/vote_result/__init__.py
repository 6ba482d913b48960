"""The result of a vote: ranked bars with dots, share of dots and voters.

Its data and its alt text stand here; who draws imports `charts.vote_result.picture`, which
brings Matplotlib along.
"""

from charts.vote_result.alt_text import vote_result_alt_text
from charts.vote_result.data import Option, VoteResult

__all__ = ["Option", "VoteResult", "vote_result_alt_text"]
