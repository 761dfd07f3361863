"""A file being read, and lines being taken, on another thread: how far it has come, and a way to leave it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from hlh_desktop.ui import work
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from collections.abc import Callable

# Told more often, nobody could see it, and the window would be busy with nothing else.
STEPS = 100


class Course(QObject):
    """How far one piece of work has come. `step` and `cancelled` are for the thread that does it."""

    came = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = Event()
        self._told = -1

    def step(self, done: int, most: int) -> None:
        """So many of so many; told in whole percent."""
        percent = min(STEPS, done * STEPS // max(1, most))
        if percent != self._told and not self._left.is_set():
            self._told = percent
            self.came.emit(percent)

    def cancelled(self) -> bool:
        """Whether nobody waits for it any longer."""
        return self._left.is_set()

    def leave(self) -> None:
        """Nobody waits for it any longer."""
        self._left.set()


class Progress(QWidget):
    """What is being done and how far, with a button to leave it. One piece of work at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._course: Course | None = None
        self.words = text(role="strong", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, STEPS)
        self.cancel = button(self.tr("Stop"), "plain", "x", name=self.tr("Stop reading or taking"))
        self.cancel.clicked.connect(self.leave)
        row, told = Abreast(self, centred=True), QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        row.put(told, 1, 200)
        row.put(self.cancel, 0)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._course is not None

    def leave(self) -> None:
        """Stops what is being done; nothing of it remains."""
        if self._course is not None:
            self._course.leave()
            self.words.setText(self.tr("Stopping..."))

    def begin(
        self, words: str, deed: Callable[[Course], Any], done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        """Does it on another thread; exactly one of `done` and `failed` is called afterwards."""
        course = self._course = Course(self)
        course.came.connect(self.bar.setValue)
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setValue(0)
        self.show()

        def ended() -> None:
            self._course = None
            course.deleteLater()
            self.hide()

        def well(result: Any) -> None:
            ended()
            done(result)

        def ill(error: Exception) -> None:
            ended()
            failed(error)

        work.run(self, lambda: deed(course), well, ill)
