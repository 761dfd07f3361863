"""Leaving the GUI thread: one function that does slow work elsewhere and brings the result, or the error, back."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot

from hlh_desktop.domain.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class _Courier(QObject):
    """Carries what came of the work to the thread that it was made on, which is that of the owner.

    It is no child of the owner: a sender must outlive its own emission, and the other thread may still be in it when
    the result is here, or when the owner goes. It is kept until both are through, and until its own slot has returned:
    Qt looks at a receiver once more after its slot, so that the last hold on it must not go within.
    """

    came = Signal(object, object)

    def __init__(
        self, owner: QObject, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:  # fmt: skip
        super().__init__()
        self._then: tuple[Callable[[Any], None], Callable[[Exception], None]] | None = (done, failed)
        self.told, self.delivered = Event(), False
        self.came.connect(self._deliver)
        owner.destroyed.connect(self._forget)
        _UNDER_WAY.add(self)

    @Slot()
    def _forget(self) -> None:
        """Who asked is gone, and with it what would be done."""
        self._then = None

    @Slot(object, object)
    def _deliver(self, result: Any, error: Exception | None) -> None:
        try:
            if self._then is not None:
                done, failed = self._then
                done(result) if error is None else failed(error)
                del done, failed
        finally:
            # The owner may live by these alone. It goes now, while what it tells of its end is still whole.
            self._then = None
            self.delivered = True
            QTimer.singleShot(0, _let_go)


_UNDER_WAY: set[_Courier] = set()


def _let_go() -> None:
    """Lets go of the couriers that are through, from a turn of the event loop that is none of theirs."""
    through = [one for one in _UNDER_WAY if one.delivered]
    _UNDER_WAY.difference_update(one for one in through if one.told.is_set())
    if any(one in _UNDER_WAY for one in through):
        QTimer.singleShot(0, _let_go)


class _Work(QRunnable):
    """The runnable only borrows the courier, and gives it back: the pool destroys runnables on its own threads."""

    def __init__(self, work: Callable[[], Any], courier: _Courier) -> None:
        super().__init__()
        self._work, self._courier, self._told = work, courier, courier.told

    def run(self) -> None:
        result, failure = None, None
        try:
            result = self._work()
        except Exception as error:  # the owner decides what it is
            failure = error
        self._courier.came.emit(result, failure)
        # The last hold on it must be that of its own thread, which lets it go once it was told.
        del self._courier
        self._told.set()


def run(
    owner: QObject, work: Callable[[], Result], done: Callable[[Result], None], failed: Callable[[Exception], None]
) -> None:
    """Does `work` on another thread; exactly one of `done` and `failed` is called on the owner's thread afterwards.

    When the owner dies first, neither is.
    """
    QThreadPool.globalInstance().start(_Work(work, _Courier(owner, done, failed)))


class Newest:
    """A question that may be asked again before it is answered, such as what a page shows of the record.

    The pool answers in any order. Only the answer to the last asking is told: an older one that comes late would
    stand on the screen instead of it.
    """

    def __init__(self) -> None:
        self._asked = 0

    def forget(self) -> None:
        """Nothing that was asked so far is told any more."""
        self._asked += 1

    def run(
        self, owner: QObject, work: Callable[[], Result], done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        """As `run`; of an asking that was overtaken only a fault of the program is told."""
        self.forget()
        mine = self._asked

        def answered(result: Result) -> None:
            if mine == self._asked:
                done(result)

        def went_wrong(error: Exception) -> None:
            if mine == self._asked or not isinstance(error, Trouble):
                failed(error)

        run(owner, work, answered, went_wrong)


def finish(patience: int = 10_000) -> bool:
    """Waits until no work is under way, such as before a record is closed; False after `patience` milliseconds."""
    return QThreadPool.globalInstance().waitForDone(patience)
