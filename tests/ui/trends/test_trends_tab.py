"""The trends of a child on its page: what is drawn, its table twin, what to read beside it, paper and files."""

from __future__ import annotations

import ast
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.results.trend.reading import table
from hlh_desktop.domain.results.values import Sample
from hlh_desktop.ui import work
from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.patient import PatientPage
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.trends_paper import with_kind
from hlh_desktop.ui.trends.trends_tab import TrendsTab
from tests.builders import ROOT
from tests.ui.giving.bedsides import DOCTOR, RIGHT, at
from tests.ui.labs.labs import LABORATORY, NOW, reported, ward_with_results
from tests.ui.shell import Clock
from tests.ui.test_printing import into

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.trouble import Trouble
    from hlh_desktop.ui.printing import Ask
    from hlh_desktop.ui.theme import Theme
    from tests.ui.giving.bedsides import Bedside


class Screen:
    """The page of the child with a physician at work, opened at the trends."""

    def __init__(self, beside: Bedside, qtbot: QtBot) -> None:
        self.beside, self.qtbot, self.clock = beside, qtbot, Clock(NOW)
        self.desk = Desk(beside.as_(DOCTOR), self.clock)
        self.troubles: list[Trouble] = []
        self.desk.troubled.connect(self.troubles.append)
        self.page = PatientPage(self.desk, beside.child, "trends")
        self.desk.setParent(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1440, 760)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()
        self.settle()

    def settle(self) -> None:
        """What was begun is done."""
        for _ in range(3):
            work.finish()
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def tab(self) -> TrendsTab:
        """The trends as they stand now."""
        found = self.page.tabs["trends"]
        assert isinstance(found, TrendsTab)
        return found

    def words(self, widget: QWidget) -> str:
        """All that can be read of a part, with plain blanks."""
        shown = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
        return "\n".join(shown).replace(NON_BREAKING, " ").replace("<b>", "").replace("</b>", "")

    def write(self, day: int, hour: int, value: str) -> None:
        """One more ferritin of the laboratory."""
        sample = Sample(at(day, hour), (reported("ferritin", value),), LABORATORY)
        self.beside.ward.labs.write(self.beside.child, [sample], uuid4(), self.clock.now)
        self.desk.kept.emit(self.clock.now)
        self.settle()

    def told(self, what: str) -> int:
        """How often that was written into the child's history."""
        return sum(one.what == what for one in self.beside.ward.history(self.beside.child))


@pytest.fixture
def screen(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Iterator[Screen]:
    beside = ward_with_results(tmp_path)
    yield Screen(beside, qtbot)
    beside.ward.store.close()


def coarsely(path: Path, *, yes: bool) -> Ask:
    """Stands for the dialog of a printer; that paper is sharp is told elsewhere."""

    def ask(printer: QPrinter, parent: QWidget | None) -> bool:
        printer.setResolution(72)
        return into(path, yes=yes)(printer, parent)

    return ask


def saving(path: Path) -> Callable[[QWidget | None, str, str], Path | None]:
    """Stands for the dialog that asks for a file."""
    return lambda parent, title, name: path


def loads(file: Path) -> set[str]:
    """The modules that a module loads with itself; what is imported for types, or later, is none of them."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    plain = {alias.name for one in body if isinstance(one, ast.Import) for alias in one.names}
    froms = [one for one in body if isinstance(one, ast.ImportFrom)]
    inner = {f"{one.module}.{alias.name}" for one in froms for alias in one.names}
    return plain | inner | {one.module or "" for one in froms}


def test_the_library_that_draws_is_loaded_with_the_first_chart_and_not_before() -> None:
    found = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts): loads(file)
        for file in (*(ROOT / "hlh_desktop" / "ui").rglob("*.py"), ROOT / "hlh_desktop" / "app.py")
        if file.parent.name != "forms"
    }
    slow, before = {"pyqtgraph", "numpy"}, 0
    while before != len(slow):
        before = len(slow)
        slow |= {name for name, loaded in found.items() if loaded & slow}
    assert "hlh_desktop.ui.trends.charts_card" in slow
    assert {name.rpartition(".")[0] for name in slow if "." in name} == {"hlh_desktop.ui.trends"}
    assert "hlh_desktop.ui.trends.trends_tab" not in slow


def test_charts_changes_and_notes_stand_on_the_page_and_a_table_is_their_twin(screen: Screen) -> None:
    tab = screen.tab
    assert tab.trend is not None
    assert tab.card is not None
    assert tab.small is not None
    assert [one.name for one in tab.trend.main.curves] == ["ferritin", "sCD25"]
    assert [card.name.text() for card in tab.small.cards] == [chart.title for chart in tab.trend.small]
    said = screen.words(tab.changes)
    changes = tab.trend.main.curves[0].changes
    assert changes is not None
    assert changes.since_peak is not None
    assert f"12,900\n{changes.since_peak.text}" in said
    for note in tab.trend.notes:
        assert note.text.replace(NON_BREAKING, " ") in screen.words(tab.notes)
    line = tab.trend.main.lines[0]
    assert line.source not in screen.words(tab.notes)
    tab.notes.sources.click()
    assert f"{line.label}: {line.source}".replace(NON_BREAKING, " ") in screen.words(tab.notes)
    twin(screen)


def twin(screen: Screen) -> None:
    """The table has exactly the points of the charts."""
    tab = screen.tab
    tab.head.view.button("table").click()
    assert tab.trend is not None
    assert tab.table.isVisible()
    assert not (tab.card is not None and tab.card.isVisible())
    shown = [tab.table.rows.row(number) for number in range(tab.table.rows.rowCount())]
    assert tuple(shown) == table(tab.trend)
    points = [point for curve in tab.trend.curves() for point in curve.points]
    assert [row.shown for row in shown] == [point.shown for point in points]
    tab.head.view.button("chart").click()
    assert tab.card is not None
    assert tab.card.isVisible()
    assert not tab.table.isVisible()


def test_window_scale_small_charts_and_new_results_are_drawn_at_once(screen: Screen) -> None:
    tab = screen.tab
    assert tab.card is not None
    assert tab.trend is not None
    whole, course = tab.card.chart.view, tab.trend
    tab.card.chart.zoom(0.5)
    tab.head.window_choice.button("course").click()
    assert tab.card.chart.view == pytest.approx(whole), "the same answer again brings the whole into view"
    tab.head.window_choice.button("short").click()
    assert tab.trend.window == "short"
    assert tab.trend.time.first == NOW.replace(hour=0, minute=0) - timedelta(days=13)
    tab.head.scale.button(False).click()
    assert tab.trend.main.axes[0].scale == "linear"
    before = len(tab.trend.main.curves[0].points)
    tab.card.chart.show_range(3, 9)
    screen.write(29, 13, "4100")
    assert tab.card.chart.view == pytest.approx((3, 9)), "what somebody looks at stays in view"
    assert len(tab.trend.main.curves[0].points) == before + 1
    assert "4,100" in screen.words(tab.changes)
    assert tab.trend is not course
    now = tab.trend
    screen.clock.forward(minutes=5)
    tab.refresh()
    assert tab.trend is now, "that it is later changes nothing"
    small_charts(screen)


def small_charts(screen: Screen) -> None:
    """They follow the large chart, and others are chosen from a menu."""
    tab = screen.tab
    assert tab.small is not None
    assert tab.card is not None
    tab.card.chart.show_range(2, 6)
    assert tab.small.cards[0].chart.view == pytest.approx((2, 6))
    tab.card.chart.whole()
    assert tab.small.cards[0].chart.at_whole
    haemoglobin = next(action for action in tab.small.menu.actions() if action.data() == "hb")
    assert not haemoglobin.isChecked()
    haemoglobin.trigger()
    screen.settle()
    assert "Haemoglobin" in [card.name.text() for card in tab.small.cards]
    small = tab.small.cards[0].chart
    small.setFocus()
    QTest.keyClick(small, Qt.Key.Key_Home)
    assert small.accessibleDescription()


def test_what_goes_to_paper_or_a_file_is_written_down(screen: Screen, tmp_path: Path) -> None:
    tab, page = screen.tab, tmp_path / "page.pdf"
    for yes, times in ((False, 0), (True, 1)):
        tab.paper.ask_printer = coarsely(page, yes=yes)
        tab.head.print.click()
        screen.settle()
        assert screen.told("Trends printed") == times
    assert page.read_bytes().startswith(b"%PDF")
    assert saved(screen, tmp_path / "chart.svg").startswith(b"<?xml")
    assert saved(screen, tmp_path / "chart.pdf").startswith(b"%PDF")
    saved(screen, tmp_path / "chart.png")
    assert tab.card is not None
    assert QImage(str(tmp_path / "chart.png")).width() == 2 * tab.card.width()
    tab.head.view.button("table").click()
    saved(screen, tmp_path / "beside.png")
    picture = QImage(str(tmp_path / "beside.png"))
    colours = {picture.pixelColor(x, y).name() for x in range(0, 1900, 3) for y in range(0, 700, 3)}
    assert QColor(look().tokens.colours["ferritin"]).name() in colours, "drawn although the table is shown"
    assert not tab.card.isVisible()
    assert screen.told("Trends saved as a file") == 4
    assert not screen.troubles


def saved(screen: Screen, path: Path) -> bytes:
    """The chart as a file of that name."""
    screen.tab.paper.ask_file = saving(path)
    screen.tab.head.export.click()
    screen.settle()
    return path.read_bytes()


def test_a_name_without_an_ending_gets_that_of_its_kind(tmp_path: Path) -> None:
    assert with_kind(tmp_path / "a.b", "svg").name == "a.b.svg"
    assert with_kind(tmp_path / "a.PDF", "svg").name == "a.PDF"


def test_while_a_dose_is_in_check_no_amount_is_shown_and_no_chart_saved(screen: Screen, tmp_path: Path) -> None:
    dose, now = screen.beside.dose("etoposide", 2), at(29, 14, 1)
    screen.beside.release(dose, now)
    screen.beside.ward.log.begin_check(dose, uuid4(), now)
    screen.beside.enter(dose, RIGHT, "Nurse 1", now)
    screen.page.watch()
    screen.settle()
    tab = screen.tab
    assert tab.trend is not None
    assert tab.trend.hidden
    assert tab.hidden.isVisible()
    assert not any(" mg" in step.label for lane in tab.trend.lanes for step in lane.steps)
    tab.paper.ask_file = saving(tmp_path / "chart.png")
    tab.head.export.click()
    assert not (tmp_path / "chart.png").exists()
    assert [trouble.code for trouble in screen.troubles] == ["in_check"]
