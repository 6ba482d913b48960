"""Closing the loop: people hear what became of their reports, unless they don't want to."""

from commands.feature import Feature, Job, Word, reads, writes
from commands.notifications import glance, settings, settings_views, tell, tell_views

FEATURE = Feature(
    words=(
        Word(
            "notifications",
            reads(settings.open_form),
            "notifications",
            "chooses what Cairn tells you, and when it leaves you in peace",
            also=("notification", "notify"),
        ),
    ),
    actions={
        settings_views.OPEN: reads(settings.open_form),
        settings_views.SWITCH: writes(settings.switch),
        tell_views.GLANCE: reads(glance.show),
    },
    forms={settings_views.FORM: writes(settings.submit)},
    jobs=(Job("notifications.tell", tell.EVERY, writes(tell.run)),),
)
