"""Weight and height on the screen: strict numbers, rare ones asked again, the plan that awaits a revision."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QRadioButton, QWidget

from hlh_desktop.domain.log.measuring import path_of
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.weigh_panel import WeighPanel
from hlh_desktop.ward import children
from tests.ui import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme
    from hlh_desktop.ui.widgets.doubt_box import DoubtBox
    from hlh_desktop.ward.open_ward import OpenWard

# The child weighs 13.5 kg and measures 92 cm.
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
def panel(ward: OpenWard, child: UUID, qtbot: QtBot, theme: Theme) -> WeighPanel:
    desk = Desk(ward, lambda: NOW)
    made = WeighPanel(desk, child)
    desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(760, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(widget: QWidget) -> str:
    found = " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return found.replace("\N{NO-BREAK SPACE}", " ")


def fill(qtbot: QtBot, panel: WeighPanel, name: str, typed: str) -> None:
    line = panel.fields[name].line
    line.selectAll()
    qtbot.keyClicks(line, typed)


def doubt(panel: WeighPanel) -> DoubtBox:
    return panel.doubts[path_of("weight_kg")]


def weights(ward: OpenWard, child: UUID) -> list[Decimal | None]:
    return [row.weight_kg for row in children.measurements(ward, child)]


def confirm(qtbot: QtBot, panel: WeighPanel, typed: str) -> None:
    qtbot.keyClicks(doubt(panel).field.line, typed)
    reasons = doubt(panel).reasons
    assert reasons is not None
    reasons.box.setCurrentIndex(1)
    reasons.box.activated.emit(1)


def test_an_empty_form_says_nothing_and_writes_nothing(panel: WeighPanel) -> None:
    assert not panel.write.isEnabled()
    assert "Needed" not in words(panel)
    assert panel.on.value == NOW.date().isoformat()


def test_a_usual_weight_is_written_at_once(panel: WeighPanel, qtbot: QtBot, ward: OpenWard, child: UUID) -> None:
    fill(qtbot, panel, "weight_kg", "13.9")
    panel.write.setFocus()
    with qtbot.waitSignal(panel.measured):
        qtbot.keyClick(panel.write, Qt.Key.Key_Return)
    assert weights(ward, child) == [Decimal("13.5"), Decimal("13.9")]
    assert "Written down." in words(panel)
    assert panel.fields["weight_kg"].value == ""


@pytest.mark.parametrize(("typed", "said"), [("13,9", "decimal point"), ("139", "Decimal point?"), ("0", "No child")])
def test_what_cannot_be_is_told_at_its_field(panel: WeighPanel, qtbot: QtBot, typed: str, said: str) -> None:
    fill(qtbot, panel, "weight_kg", typed)
    assert said in words(panel.fields["weight_kg"])
    assert not panel.write.isEnabled()


def test_a_day_ahead_is_told_at_its_field(panel: WeighPanel, qtbot: QtBot) -> None:
    fill(qtbot, panel, "weight_kg", "13.9")
    panel.on.line.selectAll()
    qtbot.keyClicks(panel.on.line, "25 Nov 2026")
    panel.fields["weight_kg"].line.setFocus()
    assert "future" in words(panel.on)
    assert not panel.write.isEnabled()


def test_a_rare_weight_is_typed_again_with_a_reason(
    panel: WeighPanel, qtbot: QtBot, ward: OpenWard, child: UUID
) -> None:
    fill(qtbot, panel, "weight_kg", "15.5")
    assert doubt(panel).isVisible()
    assert not panel.write.isEnabled()
    confirm(qtbot, panel, "15.5")
    assert panel.write.isEnabled()
    panel.write.click()
    assert weights(ward, child) == [Decimal("13.5"), Decimal("15.5")]
    assert not doubt(panel).isVisible()


def test_another_number_the_second_time_is_not_enough(panel: WeighPanel, qtbot: QtBot) -> None:
    fill(qtbot, panel, "weight_kg", "15.5")
    confirm(qtbot, panel, "15.4")
    assert not panel.write.isEnabled()


def test_the_plan_that_awaits_a_revision_is_told_with_both_weights(panel: WeighPanel, qtbot: QtBot) -> None:
    assert not panel.plan_anew.isVisible()
    fill(qtbot, panel, "weight_kg", "15.5")
    confirm(qtbot, panel, "15.5")
    panel.write.click()
    said = words(panel.revision)
    assert "The plan awaits a revision." in said
    assert "It was made at 13.5 kg; on 24 Nov 2026 the child weighed 15.5 kg, 14.9 % apart." in said
    with qtbot.waitSignal(panel.revise):
        panel.plan_anew.click()


def test_who_may_not_measure_cannot_write(panel: WeighPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hlh_desktop.ward.open_ward.OpenWard.may", lambda *_: False)
    fill(qtbot, panel, "weight_kg", "13.9")
    assert not panel.write.isEnabled()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_control_is_named_and_large_enough(panel: WeighPanel, qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.choose("light", scale)
    fill(qtbot, panel, "weight_kg", "15.5")
    panel.resize(760, 900)
    QApplication.processEvents()
    found = [one for one in panel.findChildren(QWidget) if isinstance(one, QAbstractButton | QLineEdit | QComboBox)]
    for one in (one for one in found if one.isVisible()):
        assert one.accessibleName()
        bedside = isinstance(one, QAbstractButton) and not isinstance(one, QRadioButton)
        assert one.height() >= (44 if bedside else 32), one.accessibleName()
