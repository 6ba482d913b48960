"""Drawing in a process of its own: what it takes, and what goes wrong there, stays there."""

from bot.drawing.child import DrawingError
from bot.drawing.drawer import USUAL, Drawer, Limits
from bot.drawing.fonts import fonts_folder

__all__ = ["USUAL", "Drawer", "DrawingError", "Limits", "fonts_folder"]
