"""The persona card: whom a journey is about, what brings them and what keeps them away.

Its data and its alt text stand here; who draws imports `charts.persona_card.picture`, which
brings Matplotlib along.
"""

from charts.persona_card.alt_text import persona_card_alt_text
from charts.persona_card.data import PersonaCard

__all__ = ["PersonaCard", "persona_card_alt_text"]
