"""Votes: a team puts dots on what matters most, and nobody's are lost or counted twice."""

from datetime import timedelta

from commands.feature import Command, Feature, Job, reads, writes
from commands.vote import (
    ballot,
    ballot_views,
    cast,
    cast_views,
    members,
    result_routes,
    start,
    start_choices,
    start_submit,
    start_views,
)

FEATURE = Feature(
    command=Command(
        name="/vote",
        usage_hint="[question] | V-3",
        summary="Vote on what to solve first, with dots",
        bare=writes(start.open_form, guests=False),
        bare_summary="opens the form “Start a vote”",
        free=writes(start.typed),
        free_usage="<question>",
        free_summary="opens the form with your question in it; `/vote V-3` shows that vote, "
        "only to you",
        free_action=(start_views.OPEN, "Ask that in a vote"),
        words=result_routes.WORDS,
    ),
    actions={
        start_views.OPEN: writes(start.open_form, guests=False),
        start_views.CHANGED: reads(start.changed, guests=False),
        start_views.PAINS: reads(start.changed, guests=False),
        start_views.OPPORTUNITIES: reads(start.changed, guests=False),
        ballot_views.VOTE: reads(cast.open_form),
        cast_views.CHANGE: reads(cast.change),
        cast_views.TAKE_BACK: writes(cast.take_back),
        cast_views.ASK_AGAIN: writes(cast.ask_again),
        **result_routes.ACTIONS,
    },
    forms={
        start_views.FORM: writes(start_submit.submit, guests=False),
        cast_views.FORM: writes(cast.submit),
    },
    type_aheads={
        start_views.PAINS: reads(start_choices.offer_pains, guests=False),
        start_views.OPPORTUNITIES: reads(start_choices.offer_opportunities, guests=False),
        start_views.GROUPS: reads(start_choices.offer_groups, guests=False),
    },
    jobs=(
        Job("vote.look_again", members.EVERY, writes(members.look_again)),
        Job("vote.ask_groups", timedelta(hours=1), writes(members.ask_groups)),
        *result_routes.JOBS,
    ),
    claimed_jobs=result_routes.CLAIMED_JOBS,
    messages={ballot_views.BUILDER: reads(ballot.build)},
    heard={
        members.MEMBERS: writes(members.heard_members),
        members.GROUPS: writes(members.heard_groups),
    },
)
