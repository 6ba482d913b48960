"""The stages a new journey can begin with."""

from storage.journey.journeys import NewStage

TEMPLATES: dict[str, tuple[str, tuple[NewStage, ...]]] = {
    "purchase": (
        "Purchase",
        (
            NewStage("Awareness", "I notice that there is something for me.", "Top"),
            NewStage("Research", "I find out whether it fits me.", "Middle"),
            NewStage("Purchase", "I get it without trouble.", "Bottom"),
            NewStage("Post-purchase", "It works, and I am helped when it doesn't.", "After sale"),
            NewStage("Loyalty", "I come back because it is worth it.", "After sale"),
        ),
    ),
    "service": (
        "Service visit",
        (
            NewStage("Booking", "I get a time that suits me.", "Top"),
            NewStage("Preparation", "I know what to bring and to expect.", "Middle"),
            NewStage("Arrival", "I am welcomed and not kept waiting.", "Middle"),
            NewStage("Visit", "My matter is settled.", "Bottom"),
            NewStage("Follow-up", "I know what happens next.", "After sale"),
        ),
    ),
    "onboarding": (
        "Subscription onboarding",
        (
            NewStage("Sign-up", "I start without a hurdle.", "Top"),
            NewStage("First use", "I see what it does for me.", "Middle"),
            NewStage("Habit", "It becomes part of my week.", "Middle"),
            NewStage("Renewal", "Paying again is an easy decision.", "Bottom"),
            NewStage("Leaving", "I can go, and would return.", "After sale"),
        ),
    ),
    "support": (
        "Support case",
        (
            NewStage("Something is wrong", "I understand what happened.", "Top"),
            NewStage("Asking for help", "I reach somebody quickly.", "Middle"),
            NewStage("Waiting", "I know that it is being worked on.", "Middle"),
            NewStage("Solution", "My problem is gone.", "Bottom"),
            NewStage("Afterwards", "It doesn't happen again.", "After sale"),
        ),
    ),
    "blank": ("Blank", ()),
}
