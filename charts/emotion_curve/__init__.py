"""The emotion curve alone: planned and observed, spread and n, best and worst moment.

Its data and its alt text stand here; who draws imports `charts.emotion_curve.picture`, which
brings Matplotlib along.
"""

from charts.emotion_curve.alt_text import emotion_curve_alt_text
from charts.emotion_curve.data import EmotionCurve, Moment, Stage

__all__ = ["EmotionCurve", "Moment", "Stage", "emotion_curve_alt_text"]
