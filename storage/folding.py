"""Text as people mean it when they search: without case, accents or extra spaces."""

import unicodedata
from functools import lru_cache


# Type-aheads fold the same names at every letter typed.
@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """'  Élan  VITAL ' and 'elan vital' fold to the same string."""
    # Twice: some letters have a small form only once they are plain, and its accents apart.
    plain = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.split())
