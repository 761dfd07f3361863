"""Where a child is, on the screen: changed in place, a death confirmed, a wrong entry struck out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QRadioButton, QWidget

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.stay_form import StayForm, StrikeForm
from hlh_desktop.ui.pages.stay_panel import StayPanel
from hlh_desktop.ward import stay
from tests.ui import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ward.open_ward import OpenWard

NOW = wards.SIGNED + timedelta(days=2)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def child(ward: OpenWard) -> UUID:
    return wards.sign(ward, wards.named("TV09", "Example", "Nine")).child


@pytest.fixture
def panel(ward: OpenWard, child: UUID, qtbot: QtBot, theme: Theme) -> StayPanel:
    desk = Desk(ward, lambda: NOW)
    made = StayPanel(desk, child)
    desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(760, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(widget: QWidget) -> str:
    found = " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return found.replace("\N{NO-BREAK SPACE}", " ")


def form(panel: StayPanel) -> StayForm:
    panel.change.click()
    assert isinstance(panel.form, StayForm)
    return panel.form


def written(ward: OpenWard, child: UUID) -> list[tuple[str, str, str | None]]:
    return [(line.stay.kind, line.stay.bed, line.struck_by) for line in stay.entries(ward, child)]


def test_a_child_of_whom_nothing_was_written_is_admitted(panel: StayPanel) -> None:
    assert "Admitted, bed not known" in words(panel)
    assert not panel.strike.isVisible()


def test_a_bed_is_given_by_keys_alone(panel: StayPanel, qtbot: QtBot, ward: OpenWard, child: UUID) -> None:
    panel.change.setFocus()
    qtbot.keyClick(panel.change, Qt.Key.Key_Return)
    assert isinstance(panel.form, StayForm)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QRadioButton)
    qtbot.keyClick(focus, Qt.Key.Key_Space)
    qtbot.keyClick(focus, Qt.Key.Key_Tab)
    bed = QApplication.focusWidget()
    assert bed is panel.form.bed.line
    qtbot.keyClicks(bed, "7")
    with qtbot.waitSignal(panel.changed):
        qtbot.keyClick(bed, Qt.Key.Key_Return)
    assert "Admitted, bed 7 since Tue 24 Nov 2026 11:05, by Dr A. Example" in words(panel)
    assert written(ward, child) == [("admitted", "7", None)]
    assert panel.form is None


def test_who_is_at_home_has_no_bed(panel: StayPanel, ward: OpenWard, child: UUID) -> None:
    made = form(panel)
    made.bed.line.setText("7")
    made.kind.button("on_leave").click()
    assert not made.bed.isEnabled()
    made.write.click()
    assert written(ward, child) == [("on_leave", "", None)]


def test_nothing_is_written_before_somebody_chose(panel: StayPanel, ward: OpenWard, child: UUID) -> None:
    made = form(panel)
    made.write.click()
    assert "Choose where the child is." in words(made)
    made.kind.button("admitted").click()
    made.at.line.setText("soon")
    made.write.click()
    assert "since when" in words(made).lower()
    assert written(ward, child) == []


def test_a_death_is_confirmed_by_pressing_once_more(panel: StayPanel, ward: OpenWard, child: UUID) -> None:
    made = form(panel)
    made.kind.button("died").click()
    made.write.click()
    assert written(ward, child) == []
    assert "Every dose that is due from then on ends" in words(made)
    assert made.write.text() == "Confirm: the child died"
    made.write.click()
    assert written(ward, child) == [("died", "", None)]


def test_another_answer_is_confirmed_anew(panel: StayPanel, ward: OpenWard, child: UUID) -> None:
    made = form(panel)
    made.kind.button("died").click()
    made.write.click()
    made.kind.button("on_leave").click()
    assert made.write.text() == "Write down"
    made.kind.button("died").click()
    made.write.click()
    assert written(ward, child) == []


def test_a_bed_that_is_taken_is_told_calmly(panel: StayPanel, ward: OpenWard, child: UUID) -> None:
    other = wards.sign(ward, wards.named("TV10", "Example", "Ten")).child
    stay.change_stay(ward, other, "admitted", NOW, NOW, "7")
    made = form(panel)
    made.kind.button("admitted").click()
    made.bed.line.setText("7")
    made.write.click()
    said = words(made)
    assert "another child lies in bed 7" in said
    assert "Ten" not in said
    assert written(ward, child) == []


def test_a_wrong_entry_is_struck_out_and_stays_readable(
    panel: StayPanel, qtbot: QtBot, ward: OpenWard, child: UUID
) -> None:
    stay.change_stay(ward, child, "on_leave", NOW, NOW)
    panel.refresh()
    panel.strike.click()
    assert isinstance(panel.form, StrikeForm)
    qtbot.keyClicks(panel.form.reason.line, "leave was put off")
    qtbot.keyClick(panel.form.reason.line, Qt.Key.Key_Return)
    said = words(panel)
    assert "Admitted, bed not known" in said
    assert "STRUCK OUT by Dr A. Example: leave was put off" in said
    assert written(ward, child) == [("on_leave", "", "Dr A. Example")]


def test_escape_writes_nothing(panel: StayPanel, qtbot: QtBot, ward: OpenWard, child: UUID) -> None:
    made = form(panel)
    made.kind.button("on_leave").click()
    qtbot.keyClick(made.note.line, Qt.Key.Key_Escape)
    assert panel.form is None
    assert QApplication.focusWidget() is panel.change
    assert written(ward, child) == []


def test_who_may_not_change_it_sees_it_all_the_same(panel: StayPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hlh_desktop.ward.open_ward.OpenWard.may", lambda *_: False)
    panel.refresh()
    assert not panel.change.isEnabled()
    assert "Admitted" in words(panel)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_control_is_named_and_large_enough(panel: StayPanel, theme: Theme, scale: float) -> None:
    theme.choose("light", scale)
    form(panel)
    QApplication.processEvents()
    found = [one for one in panel.findChildren(QWidget) if isinstance(one, QAbstractButton | QLineEdit)]
    for one in (one for one in found if one.isVisible()):
        assert one.accessibleName() or (isinstance(one, QAbstractButton) and one.text())
        assert one.height() >= (32 if isinstance(one, QRadioButton | QLineEdit) else 44)
