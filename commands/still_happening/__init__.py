"""Two weeks after a pain point was solved: "Still happening?"."""

from datetime import timedelta

from commands.feature import Feature, Job, writes
from commands.still_happening import answer, ask, views

FEATURE = Feature(
    actions={views.ANSWER: writes(answer.answer)},
    jobs=(Job("still_happening.ask", timedelta(minutes=10), writes(ask.run)),),
)
