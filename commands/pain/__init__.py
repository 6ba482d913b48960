"""Pain points: what customers meet, logged in the moment."""

from commands.feature import Command, Feature, Shortcut, Word, reads, writes
from commands.pain import card, form, form_views, listing

FEATURE = Feature(
    command=Command(
        name="/pain",
        usage_hint="[what happened] | P-12 | list",
        summary="Log what frustrates customers, and see what others logged",
        bare=reads(form.open_log),
        bare_summary="opens the form “Log a pain point”",
        free=reads(card.number_or_text),
        free_usage="<what happened>",
        free_summary="opens the form with your words in it; `/pain P-12` shows that pain point",
        free_action=("pain.open_log", "Log it as a pain point"),
        words=(
            Word(
                "list",
                reads(listing.show),
                "list [stage|touchpoint|mine|open|solved|declined|all]",
                "shows pain points, hottest first",
            ),
        ),
    ),
    actions={
        "pain.open_log": reads(form.open_log),
        form_views.LOG_AT: reads(form.open_log_at),
        "pain.card": reads(card.clicked),
        "pain.list": reads(listing.first),
        "pain.page": reads(listing.turn),
    },
    forms={form_views.LOG_FORM: writes(form.submit)},
    type_aheads={"where": reads(form.offer_touchpoints)},
    shortcuts=(
        Shortcut(
            "pain.log_anywhere",
            "Log a pain point",
            "Write down what frustrated a customer",
            on_messages=False,
            route=reads(form.open_log),
        ),
    ),
)
