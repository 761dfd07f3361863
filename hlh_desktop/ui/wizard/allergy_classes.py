"""Classes and excipients that an allergy may be to: each is named among the child's allergies of step 1, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hlh_desktop.domain.names import same_words
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.texts import rule, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEAST = 300


def classes() -> Iterator[tuple[str, str]]:
    """The name that is written among the allergies, and the drugs that it stands in."""
    say = QCoreApplication.translate
    yield "sulfonamide", say("Allergies", "co-trimoxazole")
    yield "polysorbate 80", say("Allergies", "etoposide, rituximab, tocilizumab, emapalumab, alemtuzumab")
    yield "polyoxyl castor oil", say("Allergies", "intravenous ciclosporin")
    yield "soy", say("Allergies", "liposomal amphotericin B")
    yield "latex", say("Allergies", "anakinra, needle cover")
    yield "E. coli", say("Allergies", "anakinra")


class AllergyClasses(QWidget):
    """A box to tick for each class. `changed` tells all allergies; None (not asked) when the last one goes."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self.boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look().tokens.px(10), 0, 0)
        column.setSpacing(look().tokens.px(6))
        column.addWidget(text(self.tr("Allergy to a class or an excipient"), "strong", wrap=True))
        column.addWidget(text(self.tr("Ticked ones stand among the allergies of step 1."), "small", wrap=True))
        column.addWidget(rule())
        listed = list(classes())
        for left, right in zip(listed[::2], listed[1::2], strict=True):
            pair = Abreast(gap=16)
            for name, drugs in (left, right):
                pair.put(self._box(name, drugs), share=1, least=LEAST)
            column.addLayout(pair)

    def _box(self, name: str, drugs: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        box = QCheckBox(name)
        box.setAccessibleName(self.tr("Allergy to {name}").format(name=name))
        box.setAccessibleDescription(drugs)
        box.clicked.connect(lambda on: self._tick(name, on))
        self.boxes[name] = box
        column.addWidget(box)
        below = text(drugs, "small", wrap=True)
        below.setContentsMargins(look().tokens.px(26), 0, 0, 0)
        column.addWidget(below)
        column.addStretch(1)
        return made

    def show_names(self, names: Sequence[str] | None) -> None:
        """Draws what stands among the allergies."""
        self._names = tuple(str(name) for name in names or ())
        for name, box in self.boxes.items():
            box.setChecked(any(same_words(name, other) for other in self._names))

    def _tick(self, name: str, on: bool) -> None:
        left = [other for other in self._names if not same_words(name, other)]
        # An empty list would say that no allergy is known; nobody said that.
        self.changed.emit([*left, name] if on else left or None)
