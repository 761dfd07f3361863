"""From PDF to paper or to a file: the pages at the printer's own resolution, in their real size."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.widgets.pdf_pages import POINTS, PdfPages
from hlh_desktop.ward.outputs import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[[QPrinter, QWidget | None], bool]

# Finer than this no eye sees, and a page would take half a gigabyte.
FINEST = 600
# Our pages keep at least so many points white all around.
WHITE_EDGE = 17.0
FUZZY = QPageSize.SizeMatchPolicy.FuzzyMatch
SUFFIX = ".pdf"


def ask_printer(printer: QPrinter, parent: QWidget | None) -> bool:
    """Lets a person choose the printer, the pages and the copies; False if they thought better of it."""
    dialog = QPrintDialog(printer, parent)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def ask_file(parent: QWidget | None, title: str, name: str) -> Path | None:
    """Lets a person choose where a PDF is saved; None if they thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, f"PDF (*{SUFFIX})")
    return Path(chosen) if chosen else None


def print_pdf(
    pdf: bytes, title: str, *, parent: QWidget | None = None, ask: Ask = ask_printer, printer: QPrinter | None = None
) -> bool:
    """Prints a PDF after asking where; False if the person thought better of it. Trouble not_printed.

    `title` names the job in the printer's queue: never a child's name, for others read the queue too.
    """
    with PdfPages(pdf) as pages:
        target = printer or QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setDocName(title)
        _lay(target, pages.size(0))
        target.setPageSize(QPageSize(_upright(pages.size(0)), QPageSize.Unit.Point, "", FUZZY))
        if not ask(target, parent):
            return False
        _print(pages, target)
    return True


def save_pdf(pdf: bytes, path: Path) -> None:
    """Saves a PDF whole, or not at all. Trouble not_writable."""
    with whole_file(path if path.suffix.lower() == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")) as file:
        file.write(pdf)


def _print(pages: PdfPages, printer: QPrinter) -> None:
    """The pages that were chosen, each on paper that lies as the page does."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    painter = QPainter()
    for number in range(first - 1, min(last, len(pages))):
        _lay(printer, pages.size(number))
        begun = printer.newPage() if painter.isActive() else painter.begin(printer)
        if not begun:
            raise Trouble("not_printed")
        _draw(painter, printer, pages, number)
    painter.end()


def _lay(printer: QPrinter, size: QSizeF) -> None:
    """Turns the paper as the page lies; nothing but the printer's own edge is kept free."""
    sideways = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)


def _draw(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    """One page in its real size; smaller only on smaller paper, or where the printer's edge would cut it."""
    size, dots = pages.size(number), printer.resolution() / POINTS
    room = _room(printer)
    shrunk = min(1.0, room.width() / (size.width() * dots), room.height() / (size.height() * dots))
    place = QRectF(0, 0, size.width() * dots * shrunk, size.height() * dots * shrunk)
    place.moveCenter(room.center())
    picture = pages.picture(number, min(printer.resolution(), FINEST) / POINTS)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, picture)


def _room(printer: QPrinter) -> QRectF:
    """The paper, or what the printer can print of it where its edge is wider than the white edge of our pages."""
    paper = QRectF(QPointF(0, 0), printer.paperRect(QPrinter.Unit.DevicePixel).size())
    layout = QPageLayout(printer.pageLayout())
    layout.setUnits(QPageLayout.Unit.Point)
    least = layout.minimumMargins()
    edges = (least.left(), least.top(), least.right(), least.bottom())
    dots = printer.resolution() / POINTS
    return paper if max(edges) <= WHITE_EDGE else paper.marginsRemoved(QMarginsF(*(edge * dots for edge in edges)))


def _upright(size: QSizeF) -> QSizeF:
    return size.transposed() if size.width() > size.height() else size
