"""The recovery sheet of a ward that is about to be made: printed, typed back from the paper, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import dates, printing
from hlh_desktop.ui.forms.ui_recovery_sheet import Ui_SheetPart
from hlh_desktop.ui.pages.first_start_parts import Part
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Badge, Note
from hlh_desktop.ui.widgets.texts import dress, text
from hlh_desktop.ward.recovery_sheet import Group, sheet_pdf, to_type_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from hlh_desktop.record.making import Preparation
    from hlh_desktop.ui.readiness import Readiness

HIDDEN = "\N{BLACK SQUARE}" * 4
FILE = "recovery-sheet.pdf"


class TypedBack(Field):
    """One group of four letters, read from the paper."""

    def __init__(self, group: Group) -> None:
        words = QCoreApplication.translate("TypedBack", "Row {0}, group {1}")
        super().__init__("group", words.format(group.row, group.place))
        self.group = group
        self.typed.connect(self._look)

    @property
    def right(self) -> bool:
        """Whether it is what stands on the paper."""
        return self.group.is_typed(self.value)

    def _look(self, words: str) -> None:
        if self.right:
            self.say("ok", self.tr("Right"))
        elif len(words.strip()) >= len(self.group.letters):
            self.say("critical", self.tr("Not what is printed there"))
        else:
            self.say(None)


class SheetPart(Part):
    """The last step. A training ward needs no sheet, but may have one."""

    def __init__(self, readiness: Readiness, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.tell(
            self.tr("Print the recovery sheet"), self.tr("Recovery sheet"),
            self.tr("The record is locked with a key that no one else has. If all passwords are lost, only this "
                       "sheet opens it."),
        )  # fmt: skip
        self._readiness, self._now = readiness, now
        self._preparation: Preparation | None = None
        self.groups: tuple[TypedBack, ...] = ()
        self.training = False
        body = QWidget()
        self.ui = Ui_SheetPart()
        self.ui.setupUi(body)
        self.column.addWidget(body)
        self.printed, self.trouble = Badge("open", self.tr("Not printed yet")), Note("critical")
        self.ui.printed.addWidget(self.printed)
        self.ui.printed.addWidget(self.trouble)
        self.trouble.hide()
        warning = self.tr("A new sheet can be made later; it makes this one worthless.")
        self.ui.warning.addWidget(Note("warning", warning, strong=self.tr("Cannot be shown again.")))
        dress(self.ui.print, "plain", "printer")
        dress(self.ui.save, "plain", "save")
        self.ui.print.clicked.connect(self._print)
        self.ui.save.clicked.connect(self._save)
        for box in (self.ui.safe, self.ui.outside):
            box.toggled.connect(lambda _: self.changed.emit())
        self.first = self.ui.print

    def show_preparation(self, preparation: Preparation, made: Mapping[str, str], *, training: bool) -> None:
        """A ward as it was prepared; `made` is what will be made, as label and value."""
        self._preparation, self.training = preparation, training
        asked = to_type_back(preparation)
        self._show_rows(preparation.recovery.rows, {(one.row, one.place) for one in asked})
        self._ask(asked)
        for row, (label, value) in enumerate(made.items(), 1):
            for place, widget in enumerate((text(label, "muted"), text(value, wrap=True))):
                _put(self.ui.made, widget, row, place)
        self.ui.made.setColumnStretch(1, 1)
        self.ui.paper_ward.setText(self._of(preparation))
        self.printed.say("open", self.tr("Not printed yet"))
        self.changed.emit()

    def _of(self, preparation: Preparation) -> str:
        """Whose sheet it is."""
        words = self.tr("{0}, number {1}, made {2} {3} by {4}")
        keys, made = preparation.keys, preparation.made
        return words.format(
            keys.name, keys.number, dates.day(made.date()), dates.clock(made), preparation.author.person.name
        )

    def _show_rows(self, rows: tuple[str, ...], hidden: set[tuple[int, int]]) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        for number, row in enumerate(rows, 1):
            _put(self.ui.rows, text(str(number), "muted"), number, 0)
            for place, group in enumerate(row.split("-"), 1):
                shown = text(HIDDEN if (number, place) in hidden else group, "big_number")
                shown.setStyleSheet(f"font-family: '{fixed}'")
                _put(self.ui.rows, shown, number, place)
        self.ui.rows.setColumnStretch(5, 1)

    def _ask(self, asked: tuple[Group, ...]) -> None:
        for old in self.groups:
            old.deleteLater()
        self.groups = tuple(TypedBack(one) for one in asked)
        for group in self.groups:
            group.typed.connect(lambda _: self.changed.emit())
            self.ui.groups.addWidget(group, 1, Qt.AlignmentFlag.AlignTop)
        # The groups were made last: what comes after them on the page goes after them with Tab, too.
        QWidget.setTabOrder(self.groups[-1].line, self.ui.safe)
        QWidget.setTabOrder(self.ui.safe, self.ui.outside)

    # --- paper

    def _pdf(self) -> bytes | None:
        ward = self._readiness.ward
        if ward is None or self._preparation is None:
            return None
        return sheet_pdf(self._preparation, ward.wording, self._now())

    def _print(self) -> None:
        self._put_out(
            lambda pdf: printing.print_pdf(pdf, self.ui.paper_title.text(), parent=self), self.tr("Printed {0}")
        )

    def _save(self) -> None:
        def save(pdf: bytes) -> bool:
            path = printing.ask_file(self, self.tr("Save the recovery sheet"), FILE)
            if path is not None:
                printing.save_pdf(pdf, path)
            return path is not None

        self._put_out(save, self.tr("Saved {0}"))

    def _put_out(self, out: Callable[[bytes], bool], words: str) -> None:
        pdf = self._pdf()
        if pdf is None:
            return
        try:
            done = out(pdf)
        except Trouble as trouble:
            self.trouble.say("critical", sentence(trouble))
            self.trouble.show()
            return
        self.trouble.hide()
        if done:
            self.printed.say("ok", words.format(dates.clock(self._now())))
            self.groups[0].setFocus()

    # --- as a step

    def missing(self) -> str:
        if self.training:
            return ""
        if not all(group.right for group in self.groups):
            return self.tr("Print the sheet and type the two groups back from the paper.")
        if not (self.ui.safe.isChecked() and self.ui.outside.isChecked()):
            return self.tr("Say where the two copies go.")
        return ""

    def told(self) -> str:
        return "" if self.missing() else self.tr("can be read")


def _put(grid: Any, widget: QWidget, row: int, column: int) -> None:
    """Puts a widget into a cell in place of the one before."""
    old = grid.itemAtPosition(row, column)
    if old is not None:
        old.widget().deleteLater()
        grid.removeWidget(old.widget())
    grid.addWidget(widget, row, column)
