"""Printing and saving: real sizes, each page as it lies, nothing blank, nothing half written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.report.plan_pdf import Printing, to_bytes
from hlh_desktop.ui.printing import print_pdf, save_pdf
from hlh_desktop.ui.widgets.pdf_pages import PdfPages
from tests.builders import case_data, knowledge, plan, regimen
from tests.ui.test_pdf_view import PRINTED, paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.ui.theme import Theme


def into(
    path: Path, *, yes: bool = True, pages: tuple[int, int] = (0, 0)
) -> Callable[[QPrinter, QWidget | None], bool]:
    """Stands for the dialog: prints into a file, some pages of it, or thinks better of it."""

    def ask(printer: QPrinter, parent: QWidget | None) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setFromTo(*pages)
        return yes

    return ask


def rough() -> QPrinter:
    """A printer of few dots, so that a test is quick."""
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setResolution(96)
    return made


def darkest(pages: PdfPages, number: int) -> int:
    picture = pages.picture(number, 1.0)
    return min(
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    )


@pytest.mark.parametrize("name", ["A4", "Letter"])
def test_every_page_prints_in_its_real_size_and_none_is_blank(theme: Theme, tmp_path: Path, name: str) -> None:
    made = plan(case_data(regimen=regimen("etoposide", "dexamethasone")))
    pdf = to_bytes(made, knowledge(), Printing(PRINTED, "Physician A", "PC", paper=name))  # type: ignore[arg-type]
    assert print_pdf(pdf, "Plan", ask=into(tmp_path / "out.pdf"), printer=rough())
    with PdfPages(pdf) as sent, PdfPages((tmp_path / "out.pdf").read_bytes()) as got:
        assert len(got) == len(sent)
        for number in range(len(sent)):
            assert got.size(number).width() == pytest.approx(sent.size(number).width(), abs=2)
            assert got.size(number).height() == pytest.approx(sent.size(number).height(), abs=2)
            assert darkest(got, number) < 120


def test_what_stands_on_a_page_stands_at_the_same_place_on_paper(theme: Theme, tmp_path: Path) -> None:
    print_pdf(paper(), "Plan", ask=into(tmp_path / "out.pdf"), printer=rough())
    with PdfPages(paper()) as sent, PdfPages((tmp_path / "out.pdf").read_bytes()) as got:
        assert inked(got) == pytest.approx(inked(sent), abs=4)


def inked(pages: PdfPages) -> tuple[int, int, int, int]:
    """The box around all ink of the first page, in points."""
    picture = pages.picture(0, 1.0)
    dark = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).lightness() < 128
    ]
    return min(x for x, _ in dark), min(y for _, y in dark), max(x for x, _ in dark), max(y for _, y in dark)


def test_only_the_chosen_pages_are_printed(theme: Theme, tmp_path: Path) -> None:
    print_pdf(paper(), "Plan", ask=into(tmp_path / "out.pdf", pages=(2, 2)), printer=rough())
    with PdfPages((tmp_path / "out.pdf").read_bytes()) as got:
        assert len(got) == 1


def test_nothing_is_printed_when_the_person_thinks_better_of_it(theme: Theme, tmp_path: Path) -> None:
    assert not print_pdf(paper(), "Plan", ask=into(tmp_path / "out.pdf", yes=False), printer=rough())
    assert not (tmp_path / "out.pdf").exists()


def test_on_smaller_paper_the_whole_page_is_kept(theme: Theme, tmp_path: Path) -> None:
    def ask(printer: QPrinter, parent: QWidget | None) -> bool:
        into(tmp_path / "out.pdf")(printer, parent)
        return printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))

    print_pdf(paper(), "Plan", ask=ask, printer=rough())
    with PdfPages(paper()) as sent, PdfPages((tmp_path / "out.pdf").read_bytes()) as got:
        ratio = got.size(0).height() / sent.size(0).height()
        assert ratio == pytest.approx(0.707, abs=0.01)
        assert inked(got) == pytest.approx([edge * ratio for edge in inked(sent)], abs=5)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(theme: Theme, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="not_printed"):
        print_pdf(paper(), "Plan", ask=into(tmp_path / "nowhere" / "out.pdf"), printer=rough())


def test_a_saved_plan_is_the_pdf_itself(tmp_path: Path) -> None:
    save_pdf(paper(), tmp_path / "plan.pdf")
    save_pdf(paper(), tmp_path / "other")
    assert (tmp_path / "plan.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes() == paper()


def test_a_place_that_cannot_be_written_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").mkdir()
    with pytest.raises(Trouble, match="not_writable"):
        save_pdf(paper(), tmp_path / "plan.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]
