"""Trends to a printer or into a file, each written down. Papers are made off the GUI thread, pictures on it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QFileDialog

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.one_at_a_time import OneAtATime
from hlh_desktop.ui.printing import ask_printer, print_pdf
from hlh_desktop.ward.blind import refuse_while_checked
from hlh_desktop.ward.outputs import whole_file
from hlh_desktop.ward.results import trend_paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.results.trend.making import Asked
    from hlh_desktop.domain.results.trend.values import Trend
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.printing import Ask
    from hlh_desktop.ward.results.trend_paper import ChartFile

    AskFile = Callable[[QWidget | None, str, str], Path | None]

KINDS = ("png", "svg", "pdf")
DRAWN: dict[str, ChartFile] = {"svg": "svg", "pdf": "pdf"}


def ask_chart(parent: QWidget | None, title: str, name: str) -> Path | None:
    """Lets a person choose where a chart is saved and as what; None if they thought better of it."""
    kinds = {f"{kind.upper()} (*.{kind})": kind for kind in KINDS}
    chosen, kind = QFileDialog.getSaveFileName(parent, title, name, ";;".join(kinds))
    return with_kind(Path(chosen), kinds.get(kind, KINDS[0])) if chosen else None


def with_kind(path: Path, kind: str) -> Path:
    """A file name that says what it is: its own ending, or else that of the kind chosen."""
    known = path.suffix.lower().removeprefix(".") in KINDS
    return path if known else path.with_name(f"{path.name}.{kind}")


class TrendsPaper(OneAtATime):
    """One paper at a time. `ask_printer` and `ask_file` answer where it goes."""

    def __init__(self, desk: Desk, child: UUID, window: QWidget) -> None:
        super().__init__(desk, window)
        self._child = child
        self.ask_printer: Ask = ask_printer
        self.ask_file: AskFile = ask_chart

    # --- the page for the round

    def print_page(self, asked: Asked) -> None:
        """Prints the page for the round, with the stretch and the small charts that are shown."""
        ward, child, now = self._desk.ward, self._child, self._desk.now()

        def made() -> bytes:
            target = BytesIO()
            trend_paper.print_trends(ward, child, target, now, asked=asked)
            return target.getvalue()

        self.make(made, self._print)

    def _print(self, pdf: bytes) -> None:
        if print_pdf(pdf, self.tr("Trends"), parent=self._window, ask=self.ask_printer):
            now = self._desk.now()
            trend_paper.note_printed(self._desk.ward, self._child, now)
            self._desk.kept.emit(now)

    # --- a chart as a file

    def export(self, trend: Trend, picture: Callable[[], QImage]) -> None:
        """Saves the large chart as it is shown; `picture` draws it for a PNG."""
        try:
            self._desk.ward.require("export")
            refuse_while_checked(self._desk.ward, self._child, self._desk.now())
            path = self.ask_file(self._window, self.tr("Save the chart"), self.tr("trends.png"))
            if path is None:
                return
            kind = path.suffix.lower().removeprefix(".")
            if kind in DRAWN:
                self._drawn(trend, DRAWN[kind], path)
            else:
                self._save(path, png(picture()))
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)

    def _drawn(self, trend: Trend, kind: ChartFile, path: Path) -> None:
        ward, child, now = self._desk.ward, self._child, self._desk.now()

        def made() -> bytes:
            target = BytesIO()
            trend_paper.write_chart(ward, child, trend, kind, target, now)
            return target.getvalue()

        self.make(made, lambda data: self._save(path, data))

    def _save(self, path: Path, data: bytes) -> None:
        with whole_file(path) as file:
            file.write(data)
        now = self._desk.now()
        trend_paper.note_exported(self._desk.ward, self._child, now)
        self._desk.kept.emit(now)


def png(picture: QImage) -> bytes:
    """A picture as a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
