"""The results of a child saved for other programs: as a table, or with plan and doses as FHIR; each is written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from hlh_desktop.ui.one_at_a_time import OneAtATime
from hlh_desktop.ward.outputs import UNSAFE, whole_file

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.results.exporting import Export

CSV, JSON = ".csv", ".json"


class Saving(OneAtATime):
    """One file at a time; which kind it is says its name."""

    def __init__(self, desk: Desk, child: UUID, window: QWidget) -> None:
        super().__init__(desk, window)
        self._child = child

    def save(self) -> None:
        """Asks where, makes the file on another thread, and saves it whole or not at all."""
        if self._busy:
            return
        if self._busy:
            return
        ward, child, now = self._desk.ward, self._child, self._desk.now()
        number = UNSAFE.sub("_", ward.child(child, now).identity.mrn)
        title = self.tr("Save results for other programs")
        path = ask_where(self._window, title, self.tr("%1-results").replace("%1", number))
        if path is None:
            return

        def made() -> Export:
            from hlh_desktop.ward.results import exporting

            make = exporting.fhir_bundle if path.suffix.lower() == JSON else exporting.results_table
            return make(ward, child, now)

        self.make(made, lambda export: self._save(path, export))

    def _save(self, path: Path, export: Export) -> None:
        from hlh_desktop.ward.results import exporting

        with whole_file(path) as file:
            file.write(export.data)
        now = self._desk.now()
        exporting.note_exported(self._desk.ward, self._child, export, now)
        self._desk.kept.emit(now)


def ask_where(parent: QWidget, title: str, name: str) -> Path | None:
    """Lets a person choose place and kind; None if they thought better of it. A name without a kind gets its ending."""
    kinds = {"CSV (*.csv)": CSV, "FHIR R4 (*.json)": JSON}
    chosen, kind = QFileDialog.getSaveFileName(parent, title, name + CSV, ";;".join(kinds))
    if not chosen:
        return None
    path = Path(chosen)
    wanted = kinds.get(kind, CSV)
    other = JSON if wanted == CSV else CSV
    return (
        path.with_suffix(wanted) if path.suffix.lower() == other else path if path.suffix else path.with_suffix(wanted)
    )
