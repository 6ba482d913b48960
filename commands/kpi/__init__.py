"""KPIs: defined, recorded and shown, with what is known about how sure they are."""

from commands.feature import ClaimedJob, Feature, Word, reads, writes
from commands.kpi import (
    card,
    change,
    connect,
    connect_views,
    form,
    kpi_views,
    listing,
    picture,
    places,
    pull,
    record,
    retire,
    typed,
    webhook,
    webhook_views,
)

FEATURE = Feature(
    words=(
        Word(
            "kpi",
            writes(typed.run),
            "kpi [name | record name value n 100 | edit|retire|restore name | list]",
            "adds a KPI, shows one with its readings, records a reading, or changes one",
        ),
        Word(
            "kpis",
            writes(typed.all_of_them),
            "kpis [retired]",
            "shows the journey's KPIs: value, n, interval, target, and what clearly changed",
        ),
    ),
    actions={
        kpi_views.NEW: reads(form.clicked, guests=False),
        kpi_views.KIND: reads(form.switched, guests=False),
        kpi_views.CARD: reads(card.clicked),
        kpi_views.LIST: reads(listing.turn),
        kpi_views.HISTORY: reads(card.history),
        kpi_views.READINGS: reads(card.all_readings),
        kpi_views.RECORD: writes(record.clicked, guests=False),
        kpi_views.HOW: reads(record.switched, guests=False),
        kpi_views.EDIT: reads(change.clicked, guests=False),
        kpi_views.RETIRE: writes(retire.retire_clicked, guests=False),
        kpi_views.RESTORE: writes(retire.restore_clicked, guests=False),
        kpi_views.PICTURE: writes(picture.show),
        kpi_views.POST: writes(picture.post, guests=False),
        connect_views.FORM: reads(connect.open_form, guests=False),
        connect_views.TRY: reads(connect.try_now, guests=False),
        connect_views.PAUSE: writes(connect.pause, guests=False),
        connect_views.RESUME: writes(connect.resume, guests=False),
        connect_views.DISCONNECT: writes(connect.disconnect, guests=False),
        webhook_views.OPEN: reads(webhook.show, guests=False),
        webhook_views.NEW: writes(webhook.new, guests=False),
        webhook_views.REMOVE: writes(webhook.remove, guests=False),
    },
    forms={
        kpi_views.NEW: writes(form.submit, guests=False),
        kpi_views.EDIT: writes(change.submit, guests=False),
        kpi_views.RECORD: writes(record.submit, guests=False),
        connect_views.FORM: writes(connect.submit, guests=False),
    },
    type_aheads={kpi_views.PLACE: reads(places.offer)},
    heard={
        connect.TRIED: reads(connect.heard, guests=False),
        pull.PULLED: writes(pull.heard),
        webhook.PUSHED: writes(webhook.pushed),
    },
    claimed_jobs=(
        ClaimedJob(
            pull.NAME, pull.EVERY, pull.due, reads(pull.ask), pull.done, at_once=pull.AT_ONCE
        ),
    ),
)
