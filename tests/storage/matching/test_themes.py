"""Themes by words: what is told alike stands together, under its own words."""

from storage.matching.labels import label
from storage.matching.themes import groups
from storage.vocabulary import Status
from tests.storage.matching.worlds import Small

PRINTING = ("No printer for the return label", "Label needs a printer", "Can't print the label")
WAITING = ("Waited on hold for an hour", "Music on hold for ages", "Forever on hold")


def test_pain_points_that_share_words_form_themes(here: Small) -> None:
    labels = {here.log("Returns", text) for text in PRINTING}
    hold = {here.log("Hotline", text) for text in WAITING}
    here.log("Checkout", "Something completely different")
    found = here.matcher.themes(here.session, workspace_id="T1", journey_id=here.journey_id)
    assert {frozenset(each.pain_ids) for each in found.themes} == {
        frozenset(labels),
        frozenset(hold),
    }
    by_members = {frozenset(each.pain_ids): each.label for each in found.themes}
    assert set(by_members[frozenset(labels)].split(" · ")) >= {"label", "printer"}
    assert (found.looked_at, found.open_ones) == (7, 7)


def test_closed_ones_and_other_workspaces_are_left_out(here: Small) -> None:
    ids = [here.log("Returns", text) for text in PRINTING]
    here.set_status(ids[0], Status.SOLVED)
    found = here.matcher.themes(here.session, workspace_id="T1", journey_id=here.journey_id)
    assert found.themes == ()
    assert (found.looked_at, found.open_ones) == (2, 2)
    other = here.matcher.themes(here.session, workspace_id="T2", journey_id=here.journey_id)
    assert (other.themes, other.looked_at, other.open_ones) == ((), 0, 0)


def test_a_pain_point_is_in_one_theme_at_most() -> None:
    one, two = frozenset({"a"}), frozenset({"b"})
    third = frozenset({"c"})
    pains = {1: (one, two), 2: (one, two), 3: (one, two), 4: (two, third), 5: (two,), 6: (two,)}
    found = groups(pains, 5)
    members = [pain_id for _, ids, _ in found for pain_id in ids]
    assert sorted(members) == sorted(set(members))
    assert (("a", "b"), (1, 2, 3)) in [(shared, ids) for shared, ids, _ in found]


def test_two_readings_of_one_word_are_no_pair() -> None:
    ambiguous = frozenset({"till", "checkout"})
    found = groups(dict.fromkeys(range(4), (ambiguous,)), 5)
    assert [len(shared) for shared, _, _ in found] == [1]


def test_labels_are_spelt_as_people_spell_them() -> None:
    said = label(["Rückerstattung fehlt", "Wo bleibt die Rückerstattung?"], ["=refund"])
    assert said.startswith("rückerstattung")
    assert label(["They hung up", "Hung up on me"], ["=hangup"]).startswith("hangup")
