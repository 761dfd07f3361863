"""The entry: what is typed is kept and looked at, nothing is kept twice, nothing is lost, everything can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.open_store import Store
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.wizard.entry import Entry
from hlh_desktop.ui.wizard.places import with_value
from hlh_desktop.ui.wizard.step import Step
from tests.builders import case_data
from tests.ui.conftest import NOW
from tests.ward import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.open_ward import OpenWard

MRN, WEIGHT, SEX = "patient.mrn", "measurements[0].weight_kg", "patient.sex"


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path / "ward")
    yield made
    made.store.close()


@pytest.fixture
def entry(ward: OpenWard, theme: Theme) -> Entry:
    return Entry(Desk(ward, lambda: NOW), wards.kept(ward, case_data()))


def kept(entry: Entry, path: str) -> object:
    """What stands in the record now, read again."""
    again = entry.desk.ward.draft(entry.opened.id)
    return Entry(entry.desk, again).value(path)


# --- places


@pytest.mark.parametrize(
    ("case", "path", "value", "then"),
    [
        ({}, "patient.mrn", "1", {"patient": {"mrn": "1"}}),
        ({"patient": None}, "patient.mrn", "1", {"patient": {"mrn": "1"}}),
        ({"a": [{"x": 1}]}, "a[0].y", 2, {"a": [{"x": 1, "y": 2}]}),
        ({}, "a[2].x", 1, {"a": [{}, {}, {"x": 1}]}),
        ({"a": "no list"}, "a[0]", "x", {"a": ["x"]}),
        ({"a": {"b": 1, "c": 2}}, "a.b", None, {"a": {"b": None, "c": 2}}),
    ],
)
def test_a_value_gets_its_place(case: dict[str, object], path: str, value: object, then: dict[str, object]) -> None:
    assert with_value(case, path, value) == then


def test_the_case_before_stays_as_it_was() -> None:
    before = {"patient": {"mrn": "1"}, "rows": [{"x": 1}]}
    with_value(before, "rows[0].x", 2)
    with_value(before, "patient.mrn", "2")
    assert before == {"patient": {"mrn": "1"}, "rows": [{"x": 1}]}


# --- keeping


def test_an_answer_that_is_pressed_is_in_the_record_at_once(entry: Entry) -> None:
    entry.write(SEX, "male")
    assert kept(entry, SEX) == "male"
    assert entry.kept


def test_what_is_typed_is_kept_when_the_typing_pauses(entry: Entry, qtbot: QtBot) -> None:
    entry.write(MRN, "T12", typing=True)
    assert not entry.kept
    assert kept(entry, MRN) == "T1"
    qtbot.waitUntil(lambda: entry.kept)
    assert kept(entry, MRN) == "T12"


def test_a_look_follows_each_keeping(entry: Entry, qtbot: QtBot) -> None:
    with qtbot.waitSignals([entry.looked, entry.desk.kept]):
        entry.write(WEIGHT, "14")
    assert entry.look.weight is not None
    assert str(entry.look.weight.value) == "14"


def test_a_wrong_text_is_kept_as_typed(entry: Entry) -> None:
    entry.write(WEIGHT, "13,5")
    assert kept(entry, WEIGHT) == "13,5"
    assert entry.look.plan is None


def test_the_same_value_is_no_change(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(entry.desk.ward), "keep_draft", lambda *_: pytest.fail("kept for nothing"))
    entry.write(MRN, "T1")
    entry.settle()
    assert not entry.can_undo


def test_an_empty_text_is_nothing_and_not_wrong(entry: Entry) -> None:
    entry.write(MRN, "")
    assert entry.value(MRN) is None
    assert entry.words(MRN) == ""
    assert [note.kind for note in entry.look.problems if note.path == MRN] == ["missing"]


def test_what_cannot_be_kept_is_told_stays_and_is_tried_again(
    entry: Entry, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Trouble("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "keep_draft", full)
        with qtbot.waitSignal(entry.desk.troubled):
            entry.write(MRN, "T2")
        assert not entry.kept
        assert entry.value(MRN) == "T2", "it is still on the screen"
    entry.settle()
    assert entry.kept
    assert kept(entry, MRN) == "T2"


def test_a_draft_that_ended_in_another_window_is_told_and_holds_no_window_open(entry: Entry, qtbot: QtBot) -> None:
    entry.desk.ward.discard_draft(entry.opened.id, NOW)
    with qtbot.waitSignal(entry.desk.troubled) as told:
        entry.write(MRN, "T2")
    assert told.args is not None
    assert told.args[0].code == "draft_gone"
    assert entry.kept, "there is nothing left to keep it in"
    assert entry.desk.ward.drafts() == (), "it does not come back to life"


# --- undo


def test_each_answer_can_be_undone_and_made_again(entry: Entry) -> None:
    entry.write(SEX, "male")
    entry.write(MRN, "T2")
    entry.undo()
    assert (entry.value(MRN), entry.value(SEX)) == ("T1", "male")
    entry.undo()
    assert entry.value(SEX) == "female"
    assert not entry.can_undo
    entry.redo()
    entry.redo()
    assert (entry.value(MRN), entry.value(SEX)) == ("T2", "male")
    assert not entry.can_redo
    assert kept(entry, MRN) == "T2"


def test_a_word_that_was_typed_in_one_go_is_undone_in_one_go(entry: Entry) -> None:
    for typed in ("T", "TV", "TV0", "TV04"):
        entry.write(MRN, typed, typing=True)
    entry.settle()
    entry.undo()
    assert entry.value(MRN) == "T1"


def test_a_change_after_an_undo_ends_the_way_forward(entry: Entry) -> None:
    entry.write(SEX, "male")
    entry.undo()
    entry.write(MRN, "T3")
    assert not entry.can_redo


def test_turning_to_a_step_is_kept_and_nothing_to_undo(entry: Entry) -> None:
    entry.open_step(4)
    assert entry.desk.ward.draft(entry.opened.id).draft.step == 4
    assert not entry.can_undo


def test_undo_and_redo_with_nothing_to_do_do_nothing(entry: Entry) -> None:
    before = entry.draft
    entry.undo()
    entry.redo()
    assert entry.draft == before


# --- a step


@pytest.fixture
def step(entry: Entry, qtbot: QtBot) -> Step:
    made = Step(entry)
    column = QVBoxLayout(made)
    for widget in (
        made.bind_field(Field(MRN, "Number")),
        made.bind_field(Field(WEIGHT, "Weight", unit="kg", number=True)),
        made.bind_choice(SEX, Choice("Sex", [("female", "Female"), ("male", "Male")])),
        made.bind_pick(Pick("etiology.kind", "Cause", [("infection", "Infection")], nothing="Not answered")),
    ):
        column.addWidget(widget)
    qtbot.addWidget(made)
    made.show()
    made.begin()
    return made


def test_a_step_shows_what_stands_in_the_case(step: Step) -> None:
    assert step._fields[MRN].value == "T1"
    assert step._fields[WEIGHT].value == "13.5"
    assert step._choices[SEX].value == "female"
    assert step._picks["etiology.kind"].value is None


def test_what_is_typed_goes_to_its_place_and_is_kept_when_the_field_is_left(step: Step, qtbot: QtBot) -> None:
    line = step._fields[MRN].line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "TV04")
    assert step.entry.value(MRN) == "TV04"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert step.entry.kept


def test_a_wrong_value_is_told_at_its_field_and_stays_as_typed(step: Step, qtbot: QtBot) -> None:
    field = step._fields[WEIGHT]
    field.line.selectAll()
    qtbot.keyClicks(field.line, "13,5")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value == "13,5"
    assert field.note.isVisible()
    assert field.line.property("state") == "critical"
    assert field.line.accessibleDescription() != ""
    field.line.selectAll()
    qtbot.keyClicks(field.line, "13.5")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert not field.note.isVisible()


def test_what_is_only_missing_is_not_held_against_anybody(step: Step) -> None:
    step.entry.write(MRN, "")
    assert not step._fields[MRN].note.isVisible()


def test_choices_and_picks_go_to_their_places(step: Step, qtbot: QtBot) -> None:
    step._choices[SEX].button("male").click()
    assert step.entry.value(SEX) == "male"
    box = step._picks["etiology.kind"].box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert step.entry.value("etiology.kind") == "infection"


def test_a_jump_puts_the_cursor_into_the_field(step: Step) -> None:
    assert step.jump_to(WEIGHT)
    assert step._fields[WEIGHT].line.hasFocus()
    assert not step.jump_to("labs[0].value")


def test_a_jump_scrolls_to_the_field(entry: Entry, qtbot: QtBot) -> None:
    step = Step(entry)
    column = QVBoxLayout(step)
    column.addSpacing(2000)
    column.addWidget(step.bind_field(Field(MRN, "Number")))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(step)
    area.resize(300, 200)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitExposed(area)
    assert step.jump_to(MRN)
    assert area.verticalScrollBar().value() > 1000


def test_hiding_a_step_keeps_what_was_typed(step: Step) -> None:
    step.entry.write(MRN, "T9", typing=True)
    step.hide()
    assert kept(step.entry, MRN) == "T9"


def test_a_step_has_nothing_of_its_own_until_it_says_so(step: Step) -> None:
    look = step.entry.look
    assert (step.hint(look), step.onward(look), step.side()) == ("", None, None)


def test_the_opened_draft_keeps_its_place(entry: Entry) -> None:
    before = entry.opened
    entry.write(MRN, "T2")
    assert replace(entry.opened, draft=before.draft) == before


def test_widgets_are_named_for_who_cannot_see_them(step: Step) -> None:
    named = [*step._fields.values(), *step._picks.values()]
    assert [widget.label.buddy() is not None for widget in named] == [True] * len(named)
    assert step._fields[WEIGHT].line.accessibleName() == "Weight, kg"
    assert isinstance(step._choices[SEX], QWidget)
    assert step._choices[SEX].button("male").accessibleName() == "Sex: Male"
