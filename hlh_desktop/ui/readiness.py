"""What is done after the first page is painted: slow libraries, the knowledge, the worked examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hlh_desktop.ui import work

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.ward.golden import Examples
    from hlh_desktop.ward.ward import Ward


def load_ward() -> Ward:
    """The knowledge, and the libraries that signing in needs. KnowledgeError if a file can't be understood."""
    import hlh_desktop.record.open_store
    import hlh_desktop.ward.open_ward  # noqa: F401
    from hlh_desktop.ward.ward import open_knowledge

    return open_knowledge()


def work_examples(ward: Ward) -> Examples:
    """The worked examples of this installation."""
    from hlh_desktop import paths
    from hlh_desktop.ward.golden import work_examples as work_them

    return work_them(ward, paths.golden_cases())


class Readiness(QObject):
    """The knowledge on its way. `ward` and `examples` are None until they are there.

    A failure of the loading is final; one of the examples counts as examples that are wrong.
    """

    loaded = Signal(object)  # Ward
    worked = Signal(object)  # Examples
    failed = Signal(object)  # Exception

    def __init__(
        self, load: Callable[[], Ward] = load_ward, examples: Callable[[Ward], Examples] = work_examples,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._load, self._work = load, examples
        self._begun = False
        self.ward: Ward | None = None
        self.examples: Examples | None = None
        self.failure: Exception | None = None

    @property
    def trusted(self) -> bool | None:
        """Whether doses may be signed, as far as the worked examples tell; None while they are being worked."""
        if self.failure is not None:
            return False
        return None if self.examples is None else self.examples.right

    def begin(self) -> None:
        """Begins, once."""
        if not self._begun:
            self._begun = True
            work.run(self, self._load, self._loaded, self._failed)

    def _loaded(self, ward: Ward) -> None:
        self.ward = ward
        work.run(self, lambda: self._work(ward), self._worked, self._failed)
        self.loaded.emit(ward)

    def _worked(self, examples: Examples) -> None:
        self.examples = examples
        self.worked.emit(examples)

    def _failed(self, error: Exception) -> None:
        self.failure = error
        self.failed.emit(error)
