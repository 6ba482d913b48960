"""Answers of surveys, imported from CSV files, and the comments among them."""

from commands.action import pain_choices
from commands.feature import Feature, Job, Shortcut, Word, reads, writes
from commands.survey import (
    arrive,
    comment_list,
    deciding,
    looking,
    prepared,
    sorting,
    survey_views,
    undo,
)

FEATURE = Feature(
    words=(
        Word(
            "import",
            reads(arrive.open_form, guests=False),
            "import",
            "imports survey answers from a CSV file after a preview; `undo` takes that back",
        ),
        Word(
            "comments",
            reads(comment_list.typed, guests=False),
            "comments",
            "lists what customers wrote with low scores and nobody sorted yet",
        ),
    ),
    actions={
        survey_views.CHANGE: reads(deciding.change, guests=False),
        survey_views.IMPORT: writes(deciding.begin_import, guests=False),
        survey_views.CANCEL: writes(deciding.cancel, guests=False),
        survey_views.FAULTS: writes(deciding.all_faults, guests=False),
        survey_views.COMPARE: writes(deciding.compare, guests=False),
        survey_views.UNDO: writes(undo.clicked, guests=False),
        survey_views.COMMENTS: reads(comment_list.turn, guests=False),
        survey_views.LOG: reads(comment_list.open_form, guests=False),
        survey_views.LEAVE: writes(comment_list.leave, guests=False),
    },
    forms={
        survey_views.UPLOAD: writes(arrive.uploaded, guests=False),
        survey_views.CHANGE: writes(deciding.changed, guests=False),
        survey_views.LOG: writes(comment_list.submit, guests=False),
    },
    type_aheads={
        survey_views.KPI: reads(deciding.offer_kpis, guests=False),
        survey_views.PAIN: reads(pain_choices.offer, guests=False),
        survey_views.WHERE: reads(comment_list.offer_places, guests=False),
    },
    shortcuts=(
        Shortcut(
            survey_views.SHORTCUT,
            "Import survey answers",
            "Look into this message's CSV file, and import its answers",
            on_messages=True,
            route=writes(arrive.posted, guests=False),
        ),
    ),
    posted=writes(arrive.posted, guests=False),
    heard={
        survey_views.READ: writes(looking.read),
        survey_views.FAULTS: writes(looking.faults),
        survey_views.STORE: writes(looking.store),
    },
    prepares={
        survey_views.READ: prepared.prepare,
        survey_views.FAULTS: prepared.prepare,
        survey_views.STORE: prepared.prepare,
    },
    jobs=(Job("survey.comments", sorting.EVERY, writes(sorting.run)),),
)
