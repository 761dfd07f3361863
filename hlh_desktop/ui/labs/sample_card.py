"""The sample that is being typed: when it was taken, which laboratory, of what, and under which conditions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QVBoxLayout, QWidget

from hlh_desktop.domain.results.values import Condition
from hlh_desktop.ui.giving.moment_field import MomentField
from hlh_desktop.ui.labs.typing import TypedSample
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hlh_desktop.ui.desk import Desk

CONDITIONS: tuple[Condition, ...] = get_args(Condition)
NARROW = 110


class SampleCard(QFrame):
    """`changed` tells the sample with what was changed in it; its values are those of the table."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._sample = desk, TypedSample("")
        self.setProperty("frame", "card")
        self.title = text(role="strong")
        self.at = MomentField(desk, self.tr("Taken at"))
        self.specimen = Field("", self.tr("Specimen"), hint=self.tr("not said"))
        self.laboratory = QComboBox()
        self.laboratory.setEditable(True)
        self.laboratory.setAccessibleName(self.tr("Laboratory"))
        answers = ((True, self.tr("Yes")), (False, self.tr("No")), (None, self.tr("Not said")))
        self.fasting = Choice(self.tr("Fasting"), answers)
        self.conditions = {name: QCheckBox(words) for name, words in self._named().items()}
        self._lay()
        self._listen()

    def _named(self) -> dict[Condition, str]:
        words = (
            self.tr("After transfusion"), self.tr("On lipid"), self.tr("On propofol"), self.tr("After steroids"),
            self.tr("Haemolysed"), self.tr("On heparin"),
        )  # fmt: skip
        return dict(zip(CONDITIONS, words, strict=True))

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        pair = Abreast()
        pair.put(self.at, 3, NARROW)
        pair.put(self.specimen, 2, NARROW)
        column.addLayout(pair)
        label = text(self.tr("Laboratory"), "label")
        label.setBuddy(self.laboratory)
        column.addWidget(label)
        column.addWidget(self.laboratory)
        column.addWidget(text(self.tr("Fasting"), "label"))
        column.addWidget(self.fasting)
        boxes = QWidget()
        flow = Flow(16, 0, boxes)
        for box in self.conditions.values():
            flow.addWidget(box)
        column.addWidget(boxes)

    def _listen(self) -> None:
        self.at.typed.connect(lambda words: self._change(at=words))
        self.at.line.editingFinished.connect(lambda: self._change(at=self.at.value))
        self.specimen.typed.connect(lambda words: self._change(specimen=words.strip()))
        self.laboratory.editTextChanged.connect(lambda words: self._change(laboratory=words.strip()))
        self.fasting.changed.connect(lambda value: self._change(fasting=value))
        for box in self.conditions.values():
            box.toggled.connect(lambda _: self._change(conditions=self._ticked()))

    def _ticked(self) -> tuple[Condition, ...]:
        return tuple(name for name, box in self.conditions.items() if box.isChecked())

    def _change(self, **parts: object) -> None:
        changed = replace(self._sample, **parts)  # type: ignore[arg-type]
        if changed != self._sample:
            self._sample = changed
            self.changed.emit(changed)

    # --- what is shown

    def know(self, laboratories: Sequence[str]) -> None:
        """The laboratories that results of the child came from, the newest first."""
        typed = self.laboratory.currentText()
        self.laboratory.blockSignals(True)
        self.laboratory.clear()
        self.laboratory.addItems(list(laboratories))
        self.laboratory.setEditText(typed)
        self.laboratory.blockSignals(False)

    def show_sample(self, sample: TypedSample, said: str) -> None:
        """Another sample, or the same with something changed elsewhere; a field that is being typed in stays."""
        self._sample = sample
        self.title.setText(self.tr("Sample %1").replace("%1", said) if said else self.tr("New sample"))
        if not self.at.line.hasFocus():
            self.at.show_value(sample.at)
        self.specimen.show_value(sample.specimen)
        self.laboratory.blockSignals(True)
        if self.laboratory.currentText().strip() != sample.laboratory:
            self.laboratory.setEditText(sample.laboratory)
        self.laboratory.blockSignals(False)
        self.fasting.choose(sample.fasting)
        for name, box in self.conditions.items():
            box.blockSignals(True)
            box.setChecked(name in sample.conditions)
            box.blockSignals(False)

    @property
    def moment(self) -> datetime | None:
        """When it was taken, in ward time; None while that is not legible."""
        return self.at.moment
