"""The table of jobs: everything that Cairn does by itself, and what that is in words.

How often each is looked at stands with its feature. Those whose runs have moments of their own
(digests, numbers that are pulled) are claimed run by run; the others look for what there is to do,
and one process does so in each stretch of time (`storage.schedule.ticks`).
"""

from collections.abc import Mapping

WHAT: Mapping[str, str] = {
    "action.remind": "reminds owners of their actions, in their waking hours",
    "canvas.keep": "writes maps that changed into their channels' canvases",
    "digest": "sends the digests that are due",
    "digest.follow": "moves people's digests with them to another time zone",
    "kpi.pull": "pulls the numbers that are due from where they come from",
    "notifications.tell": "tells people what became of their reports, in their waking hours",
    "pulse.ask": "asks pulses, in people's waking hours",
    "pulse.close": "ends pulses whose time is up",
    "pulse.people": "looks who can be asked a pulse",
    "pulse.result": "tells what came of pulses that ended",
    "review.ask": "asks owners whether their touchpoints are still right",
    "review.tell": "tells of touchpoints that nobody reviews",
    "snapshot.weekly": "takes each journey's snapshot of the week",
    "still_happening.ask": "asks whether a solved pain point is still happening",
    "survey.comments": "compares the comments of a survey with the pain points there are",
    "upkeep": "forgets what nobody needs any more: sent messages, old claims and runs",
    "vote.ask_groups": "asks Slack for user groups, for votes of one group",
    "vote.close": "ends votes at their deadline, or when all have voted",
    "vote.look_again": "looks who has joined a channel that votes",
    "vote.remind": "reminds once those who have not voted",
    "vote.settle": "takes Reopen off a result when its ten minutes are over",
}
