"""Procedures on the page of doses: noted, written anew, struck out; an antibody before a session is told."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from hlh_desktop.ui.giving.release_panel import ReleasePanel
from hlh_desktop.ward.log.procedures import ProcedureEntry, procedures
from tests.ui import wards
from tests.ui.giving.bedsides import Bedside, Screen, at, bedside
from tests.ui.shell import Clock, words

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.giving.procedure_panel import ProcedurePanel
    from hlh_desktop.ui.theme import Theme


def opened(screen: Screen) -> ProcedurePanel:
    screen.tab.open_other("procedure")
    screen.settle()
    panel: ProcedurePanel = screen.panel
    return panel


def test_a_session_is_noted_written_anew_and_struck_out(screen: Screen, beside: Bedside) -> None:
    panel = opened(screen)
    assert not panel.main.isEnabled()
    panel.kind.choose("plasma_exchange")
    panel.look()
    assert panel.what.isHidden()
    panel.begun.line.setText("06:00")
    panel.volume.line.setText("many")
    panel.look()
    assert "plain number" in panel.main.accessibleDescription()
    panel.volume.line.setText("650")
    panel.look()
    panel.main.click()
    (one,) = procedures(beside.ward, beside.child)
    assert (one.kind, one.ended) == ("plasma_exchange", None)

    panel = opened(screen)
    panel.noted.choose(str(one.id))
    panel._choose(str(one.id))
    assert (panel.begun.value, panel.volume.value) == ("06:00", "650")
    panel.ended.line.setText("07:30")
    panel.look()
    assert not panel.main.isEnabled()  # why?
    panel.reason.box.setEditText("it is over")
    panel.main.click()
    (again,) = procedures(beside.ward, beside.child)
    assert (again.id, again.amended) == (one.id, True)
    assert again.ended is not None

    panel = opened(screen)
    panel.noted.choose(str(one.id))
    panel._choose(str(one.id))
    panel.reason.box.setEditText("wrong child")
    panel.strike.click()
    assert procedures(beside.ward, beside.child) == ()


def before_a_session(tmp_path: Path, qtbot: QtBot) -> tuple[Bedside, Screen]:
    """A child with rituximab at 08:30, and plasma exchange noted for 14:00 of the same day."""
    made = bedside(tmp_path, "rituximab")
    made.ward.log.note_procedure(made.child, ProcedureEntry("plasma_exchange", at(22, 14)), uuid4(), at(22, 8))
    made.ward = made.as_(wards.PERSON)
    screen = Screen(made, Clock(at(22, 8, 5)))
    qtbot.addWidget(screen.page)
    screen.settle()
    return made, screen


def test_an_antibody_before_a_session_is_told_over_the_list_and_where_it_is_released(
    tmp_path: Path, qtbot: QtBot, theme: Theme
) -> None:
    made, screen = before_a_session(tmp_path, qtbot)
    told = "riTUXimab, dose 1 of 4, planned 08:30: plasma exchange begins 14:00"
    assert told in words(screen.tab.exchanges)
    screen.tab.open_dose(made.dose("rituximab"), "release")
    assert told in words(screen.panel)
    screen.tab.open_dose(made.dose("etoposide"), "release")
    assert told not in words(screen.panel)
    made.ward.store.close()


def test_what_was_told_at_a_release_stands_in_the_history_with_it(tmp_path: Path, qtbot: QtBot, theme: Theme) -> None:
    made, screen = before_a_session(tmp_path, qtbot)
    for drug, told in (("rituximab", True), ("etoposide", False)):
        screen.tab.open_dose(made.dose(drug), "release")
        panel = screen.panel
        assert isinstance(panel, ReleasePanel)
        panel.reason.show_value("not measured today")
        panel.password.line.setText(wards.PASSWORD)
        panel.look()
        panel.main.click()
        event = made.ward.history(made.child, at(22, 9))[0]
        assert event.what == "Dose released"
        assert ("told before it was signed: riTUXimab, dose 1 of 4" in event.detail) is told
        assert ("S49" in event.detail) is told
    made.ward.store.close()
