"""The preview: the pages of a plan as they print, turned, fitted, made larger, sharp."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from hlh_desktop.report.plan_pdf import Printing, to_bytes
from hlh_desktop.ui.widgets.pdf_pages import PdfPages
from hlh_desktop.ui.widgets.pdf_view import PdfView
from tests.builders import case_data, knowledge, plan, regimen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme

PRINTED = datetime(2026, 11, 22, 10, 20, tzinfo=ZoneInfo("Europe/Paris"))


@cache
def paper() -> bytes:
    """A small plan on paper."""
    made = plan(case_data(regimen=regimen("etoposide", "dexamethasone")))
    return to_bytes(made, knowledge(), Printing(PRINTED, "Physician A", "PC"))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PdfView:
    made = PdfView("Plan as it will print")
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    made.show_pdf(paper())
    return made


def test_the_first_page_is_shown_fitted_to_the_width(view: PdfView) -> None:
    sheet = view.widget()
    assert (view.page, view.zoom) == (1, None)
    assert view.pages == len(PdfPages(paper()))
    assert view.width() - 40 < sheet.width() < view.width()


def test_pages_turn_by_the_keys_and_stop_at_the_ends(view: PdfView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page == 1
    with qtbot.waitSignal(view.turned) as turned:
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert turned.args == [2, view.pages]
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == view.pages
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1


def test_what_is_shown_is_the_page_and_not_a_blank_sheet(view: PdfView) -> None:
    image = view.widget().grab().toImage()
    colours = {image.pixelColor(x, y).lightness() for x in range(0, image.width(), 3) for y in range(0, 300, 3)}
    assert min(colours) < 80
    assert max(colours) > 250


def test_plus_and_minus_change_the_size_and_nought_fits_it_again(view: PdfView, qtbot: QtBot) -> None:
    fitted = view.widget().width()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.widget().width() > fitted
    assert view.zoom is not None
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.widget().width() < fitted
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.widget().width() == fitted


def test_a_wider_window_draws_the_page_again_at_its_width(view: PdfView, qtbot: QtBot) -> None:
    before = view.widget().width()
    view.resize(700, 600)
    qtbot.waitUntil(lambda: view.widget().width() > before + 200)


def test_a_page_is_drawn_at_the_dots_of_the_screen(theme: Theme) -> None:
    with PdfPages(paper()) as pages:
        points, picture = pages.size(0), pages.picture(0, 2.0)
    assert picture.width() == pytest.approx(points.width() * 2, abs=1)


def test_a_screen_reader_hears_the_page_and_can_read_it(view: PdfView, qtbot: QtBot) -> None:
    assert view.accessibleName() == f"Plan as it will print, page 1 of {view.pages}"
    assert "DRAFT" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert "page 2" in view.accessibleName()


def test_without_a_pdf_there_is_no_page(view: PdfView) -> None:
    view.show_pdf(None)
    assert (view.page, view.pages) == (0, 0)
    assert view.accessibleName() == "Plan as it will print"


def test_another_pdf_stays_on_the_page_that_was_open(view: PdfView) -> None:
    view.turn(2)
    view.show_pdf(paper())
    assert view.page == 2


def test_what_is_no_pdf_is_refused(view: PdfView) -> None:
    with pytest.raises(ValueError, match=r"."):
        view.show_pdf(b"no paper")
    assert view.page == 1
