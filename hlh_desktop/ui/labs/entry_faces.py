"""The sample that is being typed as a column of the flowsheet, and why it can't be saved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from hlh_desktop.domain.writing import listed, spelt
from hlh_desktop.ui.labs.faces import CellFace, ColumnFace
from hlh_desktop.ui.labs.sheets import Entry, typed_face

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.results.flowsheet.values import Row
    from hlh_desktop.ui.labs.entry import SampleEntry
    from hlh_desktop.ui.labs.typing import TypedValue


def tr(words: str) -> str:
    """A sentence in the language of the window."""
    return QCoreApplication.translate("LabsEntry", words)


def entry_of(entry: SampleEntry, rows: Mapping[str, Row]) -> Entry | None:
    """Its column with a cell for each value that is typed; None while nothing is being typed."""
    sample = entry.sample
    if sample is None:
        return None
    day, clock = entry.column()
    said = tr("the sample that is being typed, %1").replace("%1", entry.said() or sample.at)
    cells = {name: _cell(entry, name, sample.value(name), rows.get(name)) for name in sample.filled}
    return Entry(ColumnFace(day, clock, said, entry=True), cells)


def _cell(entry: SampleEntry, analyte: str, value: TypedValue, row: Row | None) -> CellFace:
    level = entry.against.level(analyte)
    other = "" if row is not None and value.unit == row.unit else spelt(value.unit)
    against = " ".join(stop.text for stop in entry.against.stops.get(analyte, ()) if not stop.met)
    not_saved = tr("not saved:") if level else ""
    said = " ".join(part for part in (value.text, spelt(value.unit), not_saved, against) if part)
    return typed_face(value.text, other, level, said)


def why_not(entry: SampleEntry) -> str:
    """Why the sample can't be saved as it stands; empty where it can, and where nothing is being typed."""
    if entry.sample is None or entry.savable:
        return ""
    if entry.moment is None:
        return tr("When the sample was taken is not legible.")
    if entry.against.count:
        return tr("Values that can't be saved as they stand: %1.").replace("%1", str(entry.against.count))
    of_sample = (stop.text for stop in entry.against.of_sample if not stop.met)
    return next(of_sample, tr("No value is typed yet."))


def not_written(entry: SampleEntry, rows: Mapping[str, Row]) -> str:
    """Which values of a saved sample were not written, and what to do; empty where all were."""
    sample = entry.sample
    if sample is None:
        return ""
    names = listed(rows[name].name for name in sample.filled if name in rows)
    words = tr("Not saved: %1. Another value stands at this moment: correct that one (F2), or the time.")
    return words.replace("%1", names)
