"""The charts' names, for those who ask for one without drawing it.

Nothing here may import Matplotlib: it costs 60 MB and half a second in every process.
"""

JOURNEY_MAP = "journey_map"
VOTE_RESULT = "vote_result"
EVIDENCE = "evidence"
PRIORITY_MATRIX = "priority_matrix"
EMOTION_CURVE = "emotion_curve"
FLOW = "flow"
HEATMAP = "heatmap"
EMPATHY_MAP = "empathy_map"
PERSONA_CARD = "persona_card"
FUNNEL = "funnel"
COMPARISON = "comparison"
KPI = "kpi"
