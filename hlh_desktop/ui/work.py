"""Leaving the GUI thread: one function that does slow work elsewhere and brings the result, or the error, back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class _Courier(QObject):
    """Carries what came of the work to the thread that it lives on, which is that of the owner."""

    came = Signal(object, object)

    def __init__(
        self, owner: QObject, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:  # fmt: skip
        super().__init__(owner)
        self._done, self._failed = done, failed
        self.came.connect(self._deliver)

    @Slot(object, object)
    def _deliver(self, result: Any, error: Exception | None) -> None:
        self.deleteLater()
        if error is None:
            self._done(result)
        else:
            self._failed(error)


class _Work(QRunnable):
    """The runnable only borrows the courier: the pool destroys runnables on its own threads."""

    def __init__(self, work: Callable[[], Any], courier: _Courier) -> None:
        super().__init__()
        self._work, self._courier = work, courier

    def run(self) -> None:
        result, failure = None, None
        try:
            result = self._work()
        except Exception as error:  # the owner decides what it is
            failure = error
        try:
            self._courier.came.emit(result, failure)
        except RuntimeError:  # who asked is gone, and the courier with it
            return


def run(
    owner: QObject, work: Callable[[], Result], done: Callable[[Result], None], failed: Callable[[Exception], None]
) -> None:
    """Does `work` on another thread; exactly one of `done` and `failed` is called on the owner's thread afterwards.

    When the owner dies first, neither is.
    """
    QThreadPool.globalInstance().start(_Work(work, _Courier(owner, done, failed)))


def finish(patience: int = 10_000) -> bool:
    """Waits until no work is under way, such as before a record is closed; False after `patience` milliseconds."""
    return QThreadPool.globalInstance().waitForDone(patience)
