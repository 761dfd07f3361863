"""What changed between two editions, so that somebody can read it before they sign."""

from __future__ import annotations

from hlh_desktop.domain.approval.changes import ChangedLine, PartChange, changes

BEFORE = """alerts

weight_stale
  level: warning
  numbers: days = 7

age_above_21
  level: warning
  numbers: years = 21
"""


def test_a_changed_number_is_told_under_its_headings() -> None:
    (part,) = changes({"alerts": BEFORE, "ward": "same"}, {"alerts": BEFORE.replace("= 7", "= 10"), "ward": "same"})
    assert part == PartChange(
        "alerts", (ChangedLine(("weight_stale",), "numbers: days = 7", "numbers: days = 10"),)
    )  # fmt: skip


def test_equal_lines_of_different_entries_are_told_apart() -> None:
    after = BEFORE.replace("age_above_21\n  level: warning", "age_above_21\n  level: critical")
    (part,) = changes({"alerts": BEFORE}, {"alerts": after})
    assert part.lines == (ChangedLine(("age_above_21",), "level: warning", "level: critical"),)


def test_what_came_and_what_went_stands_alone() -> None:
    gone = BEFORE[: BEFORE.index("age_above_21")]
    (part,) = changes({"alerts": BEFORE}, {"alerts": gone})
    assert part.lines == (
        ChangedLine((), "age_above_21", None),
        ChangedLine(("age_above_21",), "level: warning", None),
        ChangedLine(("age_above_21",), "numbers: years = 21", None),
    )
    (part,) = changes({"alerts": gone}, {"alerts": BEFORE})
    assert [line.before for line in part.lines] == [None, None, None]


def test_a_line_that_moved_to_another_entry_is_two_changes() -> None:
    (part,) = changes({"a": "one\n  days: 7\n"}, {"a": "two\n  days: 7\n"})
    assert part.lines == (
        ChangedLine((), "one", "two"),
        ChangedLine(("one",), "days: 7", None),
        ChangedLine(("two",), None, "days: 7"),
    )


def test_the_same_texts_differ_in_nothing_and_parts_stand_in_order() -> None:
    assert changes({"a": BEFORE}, {"a": BEFORE}) == ()
    assert [part.part for part in changes({"b": "x", "a": "x"}, {"c": "x", "a": "y"})] == ["a", "b", "c"]
