"""Digests: what changed, what hurts, what was decided; on time and once."""

from commands.digest import (
    digest_views,
    ease,
    form,
    form_views,
    listing,
    preview,
    send,
    typed,
)
from commands.feature import ClaimedJob, Feature, Job, Word, reads, writes

FEATURE = Feature(
    words=(
        Word(
            "digest",
            writes(typed.run, guests=False),
            "digest [weekly|daily|monthly | cron 30 8 * * MON | preview [leaders|team|frontline] "
            "| list | stop]",
            "sends this channel or you what changed, weekly, daily, monthly or by cron; `preview` "
            "shows it now, only to you",
            also=("digests",),
        ),
    ),
    actions={
        digest_views.OPEN: reads(form.open_form, guests=False),
        form_views.SWITCHED: reads(form.switched, guests=False),
        digest_views.PREVIEW: writes(preview.clicked, guests=False),
        digest_views.LIST: reads(listing.turn, guests=False),
        digest_views.SNOOZE: writes(ease.snooze, guests=False),
        digest_views.LESS: writes(ease.less, guests=False),
        digest_views.STOP: writes(ease.stop, guests=False),
    },
    forms={form_views.FORM: writes(form.submit, guests=False)},
    type_aheads={form_views.ZONE: reads(form.offer_zones, guests=False)},
    jobs=(Job("digest.follow", send.FOLLOW_EVERY, writes(send.follow)),),
    claimed_jobs=(ClaimedJob(send.NAME, send.EVERY, send.due, reads(send.build), send.done),),
)
