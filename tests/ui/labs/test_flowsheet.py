"""The flowsheet as it is read: newest at the right, what is to be minded beside the value, older samples on request."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from hlh_desktop.ui.labs.flow_model import FIRST
from tests.ui.giving.bedsides import at
from tests.ui.labs.labs import Sample, reported
from tests.ui.shell import words

if TYPE_CHECKING:
    from tests.ui.labs.labs import LabsScreen

PLAIN = {ord("\N{NO-BREAK SPACE}"): " "}


def test_values_stand_as_reported_with_what_is_to_be_minded(labs: LabsScreen) -> None:
    tab, sheet = labs.tab, labs.tab.model.sheet
    assert [row.title for row in sheet.rows if row.group][:4] == [
        "Blood count", "HLH activity", "Coagulation", "Chemistry",
    ]  # fmt: skip
    assert [f"{one.day} {one.clock}".translate(PLAIN) for one in sheet.columns[-2:]] == ["25 Nov 07:40", "29 Nov 07:20"]
    assert labs.cell("hb").text == "86 L"
    assert labs.cell("hb", -2).before == "transf."
    assert (labs.cell("ferritin", -3).whole, labs.cell("ferritin", -3).letter) == ("> 20,000", "H")
    assert (labs.cell("ferritin").words, labs.cell("ferritin").icon) == ("pending", "clock")
    assert labs.cell("scd25").text == "\N{EN DASH}"
    assert (labs.cell("fibrinogen").whole, labs.cell("fibrinogen").rest) == ("1", ".7")
    assert labs.cell("fibrinogen").letter == ""
    said = words(tab).translate(PLAIN)
    assert "transf.: after transfusion" in said
    assert "not your laboratory's" in said
    # Each cell is said with its analyte and its moment.
    interface = QAccessible.queryAccessibleInterface(tab.view)
    assert interface.text(QAccessible.Text.Name) == "Results"
    index = tab.model.index(sheet.row_of("hb"), FIRST + len(sheet.columns) - 1)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole)).translate(PLAIN)
    assert spoken.startswith("Haemoglobin, 29 Nov 07:20")
    assert "below the range" in spoken


def test_the_usual_analytes_have_a_row_and_others_are_found_by_a_part_of_their_name(labs: LabsScreen) -> None:
    tab = labs.tab
    assert tab.model.sheet.row_of("na") >= 0
    assert tab.model.sheet.row_of("alb") < 0
    labs.go_to("hb")
    labs.control("f")
    assert tab.foot.search is not None
    labs.press("album", Qt.Key.Key_Return)
    assert tab.model.sheet.row_of("alb") >= 0
    assert labs.here() == "alb"


def test_the_newest_samples_stand_and_older_ones_come_by_left_and_by_the_button(labs: LabsScreen) -> None:
    for day in range(1, 20):
        sample = Sample(at(day, 8), (reported("plt", str(100 + day)),), "Central laboratory")
        labs.desk.ward.labs.write(labs.child, [sample], uuid4(), labs.clock())
    tab = labs.tab
    tab.refresh()
    labs.settle()
    assert tab.view.newest_shown
    newest = tab.model.sheet.columns[-1].said
    labs.go_to("plt", tab.view.shown[0] - FIRST)
    for _ in range(30):
        labs.press(Qt.Key.Key_Left)
    labs.settle()
    assert not tab.sheet.earlier
    assert not tab.foot.earlier.isEnabled()
    assert labs.cell("plt", 0).text == "101 L"
    assert tab.model.sheet.columns[tab.view.shown[-1] - FIRST].said != newest
    tab.foot.newest.click()
    assert tab.model.sheet.columns[tab.view.shown[-1] - FIRST].said == newest


def test_a_narrow_page_keeps_analyte_and_newest_sample_and_puts_ranges_aside(labs: LabsScreen) -> None:
    tab = labs.tab
    labs.page.resize(900, 700)
    labs.settle()
    assert tab.view.isColumnHidden(tab.model.range_column)
    assert tab.view.shown[-1] == FIRST + len(tab.model.sheet.columns) - 1
    assert sum(tab.view.columnWidth(column) for column in (0, 1, *tab.view.shown)) <= tab.view.viewport().width()


def test_who_may_not_enter_results_is_told_and_reads_all_the_same(labs: LabsScreen) -> None:
    tab, ward = labs.tab, labs.desk.ward
    if ward.may("result"):
        ward.act_as(ward.person)
    from unittest.mock import patch

    with patch.object(type(ward), "refusal", lambda *_: "Not for this role."):
        tab.show_sheet()
        assert not tab.head.new.isEnabled()
        assert tab.head.new.accessibleDescription() == "Not for this role."
    assert labs.cell("hb").text == "86 L"
