"""Which knowledge stored words were found with: other words are found with other lists."""

from functools import lru_cache
from hashlib import blake2s
from pathlib import Path

from storage.matching import lexicon, stop_words, troubles

EDITION = "#"
# To be raised when the code finds other words in the same text.
CODE = 1


@lru_cache(maxsize=1)
def edition() -> str:
    """The mark of this program's lists and code, like "#3f2a91c0"."""
    here = Path(__file__)
    found = blake2s(str(CODE).encode(), digest_size=4)
    for name in (*lexicon.FILES, troubles.FILE, stop_words.FILE):
        found.update(here.with_name(name).read_bytes())
    return EDITION + found.hexdigest()
