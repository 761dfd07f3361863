"""What the files of a laboratory mean: each column, each unknown code and unit; said once and kept for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.search_pick import SearchPick
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hlh_desktop.domain.results.incoming.mapping import LabMapping

# So many unknown codes are asked about at once; the rest once these are known.
MOST = 24
WIDE = 240


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked of one file: its headers with what each may mean, unknown codes and units with their choices.

    `codes` and `units` are what stands in the file with the words beside it; `choices` the units to choose from.
    """

    columns: tuple[str, ...]
    meanings: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    analytes: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    choices: Mapping[str, tuple[str, ...]]


class MappingForm(QFrame):
    """`used` once a person has said what the file means: read it again. `left` where they thought better of it."""

    used = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.columns: dict[str, Pick] = {}
        self.codes: dict[str, SearchPick] = {}
        self.units: dict[str, Pick] = {}
        self.decimal = Choice(self.tr("Decimal sign"), self._signs(), "")
        self.dates = Choice(self.tr("Dates are written"), self._orders(), "")
        self.keep = QCheckBox()
        self.use = button(self.tr("Read it so"), "main", "check")
        self.close_it = button(self.tr("Leave as it was"), "quiet")
        self._places = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(text(self.tr("What this file means"), "heading"))
        column.addWidget(self._places)
        for name, choice in ((self.tr("Decimal sign"), self.decimal), (self.tr("Dates are written"), self.dates)):
            column.addWidget(text(name, "label"))
            column.addWidget(choice)
        column.addWidget(self.keep)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_it)
        foot.addWidget(self.use)
        column.addLayout(foot)
        self.use.clicked.connect(self.used)
        self.close_it.clicked.connect(self.left)
        self.hide()

    def _signs(self) -> Sequence[tuple[object, str]]:
        return (("", self.tr("Not said")), (".", self.tr("Point: 1.5")), (",", self.tr("Comma: 1,5")))

    def _orders(self) -> Sequence[tuple[object, str]]:
        return (("", self.tr("Not said")), ("iso", self.tr("2026-11-22")), ("dmy", self.tr("22/11/2026")),
                ("mdy", self.tr("11/22/2026")))  # fmt: skip

    def ask(self, asked: Questions, known: LabMapping, laboratory: str, *, keepable: bool) -> None:
        """Shows what is asked, answered as it was before."""
        fresh = QWidget()
        flow = QVBoxLayout(fresh)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.setSpacing(10)
        self.columns = {name: self._column(name, asked, known) for name in asked.columns}
        self.codes = {code: self._code(code, words, asked, known) for code, words in asked.codes[:MOST]}
        self.units = {unit: self._unit(unit, words, asked, known) for unit, words in asked.units[:MOST]}
        parts: tuple[tuple[str, Mapping[str, QWidget]], ...] = (
            (self.tr("Columns"), self.columns), (self.tr("Codes that are not known here"), self.codes),
            (self.tr("Units that are not known here"), self.units),
        )  # fmt: skip
        for title, picks in parts:
            if picks:
                flow.addWidget(text(title, "strong"))
                flow.addWidget(self._row(picks))
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._places, fresh)
        self._places.hide()
        self._places.deleteLater()
        self._places = fresh
        self.decimal.choose(known.decimal)
        self.dates.choose(known.dates)
        kept = self.tr("Keep this for %1").replace("%1", laboratory) if laboratory else self.tr(
            "To keep this, name the laboratory above"
        )  # fmt: skip
        self.keep.setText(kept)
        self.keep.setEnabled(keepable and bool(laboratory))
        self.keep.setChecked(keepable and bool(laboratory))
        self.show()

    def _row(self, picks: Mapping[str, QWidget]) -> QWidget:
        made = QWidget()
        flow = Flow(12, 10, made)
        for pick in picks.values():
            pick.setMinimumWidth(WIDE)
            flow.addWidget(pick)
        return made

    def _column(self, name: str, asked: Questions, known: LabMapping) -> Pick:
        made = Pick(name, name, asked.meanings, nothing=self.tr("Not read"))
        plain = "" if known.columns else name.casefold()
        made.choose(known.columns.get(name, plain))
        return made

    def _code(self, code: str, words: str, asked: Questions, known: LabMapping) -> SearchPick:
        label = code if words in ("", code) else f"{words} ({code})"
        made = SearchPick(code, label, asked.analytes, nothing=self.tr("Leave it out"))
        made.choose(known.codes.get(code))
        return made

    def _unit(self, unit: str, words: str, asked: Questions, known: LabMapping) -> Pick:
        label = self.tr("%1, at %2").replace("%1", unit or "-").replace("%2", words)
        choices = [(one, one) for one in asked.choices.get(words, ())]
        made = Pick(unit, label, choices, nothing=self.tr("Leave it out"))
        made.choose(known.units.get(unit))
        return made

    def answered(self, known: LabMapping) -> LabMapping:
        """What was answered, over what was known before."""
        columns = {name: str(pick.value) for name, pick in self.columns.items() if pick.value is not None}
        codes = {**known.codes, **{one: str(pick.value) for one, pick in self.codes.items() if pick.value is not None}}
        units = {**known.units, **{one: str(pick.value) for one, pick in self.units.items() if pick.value is not None}}
        return replace(
            known, columns=columns if self.columns else known.columns, codes=codes, units=units,
            decimal=str(self.decimal.value or ""), dates=str(self.dates.value or ""),
        )  # fmt: skip
