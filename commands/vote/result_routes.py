"""What answers to the end of a vote: closing, its result, what follows, and the list of votes."""

from commands.feature import ClaimedJob, Job, Word, reads, writes
from commands.vote import (
    cancel,
    close,
    close_views,
    evidence,
    evidence_views,
    list_views,
    listing,
    remind,
    reopen,
    result_details,
    result_views,
    run_off,
    settle,
)

WORDS = (
    Word("list", reads(listing.show), "list", "shows what is voted on, and what was, to you alone"),
    Word(
        "close",
        writes(close.typed, guests=False),
        "close V-3",
        "ends a vote and posts its result",
    ),
    Word(
        "reopen",
        writes(reopen.typed, guests=False),
        "reopen V-3",
        "lets people go on voting, within 10 minutes after it closed",
    ),
    Word(
        "cancel",
        writes(cancel.typed, guests=False),
        "cancel V-3",
        "ends a vote without a result and deletes its votes",
    ),
)

ACTIONS = {
    close_views.CLOSE: writes(close.clicked, guests=False),
    close_views.CANCEL: writes(cancel.clicked, guests=False),
    close_views.REOPEN: writes(reopen.clicked, guests=False),
    result_views.RUN_OFF: writes(run_off.begin, guests=False),
    result_views.EVIDENCE: writes(evidence.show),
    evidence_views.POST: writes(evidence.post, guests=False),
    result_views.DEPARTMENTS: reads(result_details.departments),
    f"{result_views.DEPARTMENTS}_turn": reads(result_details.departments),
    result_views.NAMES: reads(result_details.names),
    result_views.WITHOUT: reads(result_details.without),
    f"{result_views.NAMES}_turn": reads(result_details.names),
    list_views.LIST: reads(listing.show),
    list_views.TURN: reads(listing.turn),
    list_views.OPEN: reads(listing.open_one),
}

JOBS = (
    Job("vote.close", close.EVERY, writes(close.run), close.due),
    Job("vote.remind", remind.EVERY, writes(remind.run)),
)

CLAIMED_JOBS = (
    ClaimedJob(settle.NAME, settle.EVERY, settle.due, reads(settle.build), settle.done),
)
