"""The page of an import: whose the results are, what is taken, left and refused; then one action takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from hlh_desktop.domain.results.incoming.mapping import LabMapping
from hlh_desktop.domain.results.incoming.preview import reason_line
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.importing.import_frame import ImportFrame
from hlh_desktop.ui.importing.mapping_form import Questions
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ward.results import import_words, importing

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from hlh_desktop.domain.results.incoming.preview import Preview
    from hlh_desktop.domain.results.incoming.values import Kind
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.importing.reading import Course
    from hlh_desktop.ward.results.import_words import ImportLines
    from hlh_desktop.ward.results.writing import Written

# Nothing of a file is wrong: a person has to say what its columns mean.
ASKS = ("import_columns", "import_delimiter", "import_column_twice")
STOPPED = ("import_cancelled", "results_cancelled")


class ImportPanel(ImportFrame):
    """`taken` once results of a file stand in the record; `left` when one goes back to the labs."""

    taken = Signal()
    left = Signal()

    def __init__(self, desk: Desk, child: UUID, parent: QWidget | None = None) -> None:
        who = desk.ward.child(child, desk.now()).identity
        super().__init__(who.name, who.mrn, parent)
        self._desk, self._child = desk, child
        self._data, self._name, self._kind = b"", "", None  # type: bytes, str, Kind | None
        self._mapping: LabMapping | None = None
        self._preview: Preview | None = None
        self._id = uuid4()
        self._connect()
        self._show_count()

    def _connect(self) -> None:
        self.back.clicked.connect(self._leave)
        self.take.clicked.connect(self._take)
        self.lists.ticked.connect(self._show_count)
        self.source.changed.connect(self._read)
        self.source.pasted.connect(self._pasted)
        self.source.mapping_wanted.connect(self.ask)
        self.mapping.used.connect(self._mapped)
        self.mapping.left.connect(self.mapping.hide)
        self._desk.switched.connect(self._show_count)

    # --- what comes in

    def open_file(self, path: Path) -> None:
        """Reads a file of a disk."""
        self._begin(path.name, None)
        self.progress.begin(
            self.tr("Reading %1").replace("%1", path.name), lambda _: importing.load(path), self._loaded, self._failed
        )

    def open_paste(self, words: str | None = None) -> None:
        """Reads a table: of the clipboard if nothing is given, else what a person pastes."""
        found = QGuiApplication.clipboard().text() if words is None else words
        self._begin(self.tr("pasted table"), "paste", found)
        if found.strip():
            self._pasted(found)
        else:
            self.source.area.setFocus()

    def _begin(self, name: str, kind: Kind | None, words: str = "") -> None:
        """Another file: nothing of the one before is left on the page."""
        self.progress.leave()
        self._data, self._name, self._kind = b"", name, kind
        self._mapping, self._preview, self._id = None, None, uuid4()
        self.file.setText(name)
        self.source.know(tuple(self._desk.ward.labs.mappings()))
        self.source.begin(pasting=kind == "paste", words=words)
        self.mapping.hide()
        self.lists.hide()
        self.said.hide()
        self._show_count()

    def _loaded(self, data: bytes) -> None:
        self._data = data
        self._read()

    def _pasted(self, words: str) -> None:
        self._data = words.encode()
        self._read()

    # --- reading it

    def _read(self) -> None:
        """What would come of it, as it stands now: by this laboratory, with what a person said."""
        if not self._data or self.progress.busy:
            return
        ward, child, now, data, name = self._desk.ward, self._child, self._desk.now(), self._data, self._name
        asked = importing.Asked(
            self._kind, self.source.laboratory.value, self._mapping, self.source.confirm.isChecked()
        )  # fmt: skip

        def deed(course: Course) -> tuple[Preview, ImportLines]:
            found = importing.preview(
                ward, child, data, name, now, asked, progress=course.step, cancelled=course.cancelled
            )  # fmt: skip
            return found, import_words.import_lines(ward, found)

        self.take.setEnabled(False)
        self.progress.begin(self.tr("Reading %1").replace("%1", name), deed, self._show, self._failed)

    def _show(self, came: tuple[Preview, ImportLines]) -> None:
        self._preview, lines = came
        found = self._preview
        verdict = reason_line(found.identity.reason, self._desk.ward.ward.wording)
        self.source.show_preview(found, verdict, lines.other)
        self.lists.setVisible(not found.blocked)
        self.lists.show_lines(lines)
        self._show_count()
        if found.blocked and found.identity.confirm:
            self.source.confirm.setFocus()
        elif not found.blocked:
            self.lists.table.setFocus()

    def _failed(self, error: Exception) -> None:
        """A file that cannot be read is told with its reason; one whose columns are not known is asked about."""
        if not isinstance(error, Trouble):
            raise error
        self._preview = None
        self._show_count()
        if error.code in STOPPED:
            self.said.say("info", self.tr("Stopped. Nothing of the file was stored."))
            self.said.show()
            return
        self.lists.hide()
        self.source.show_failure(sentence(error), mappable=error.code in ASKS)
        if error.code in ASKS:
            self.ask()

    # --- what it means

    def ask(self) -> None:
        """Asks what its columns, codes and units mean."""
        ward, known = self._desk.ward, self._known()
        try:
            columns = importing.columns(self._data, known) if self._table() else ()
        except Trouble:
            columns = ()
        catalogue, found = ward.labs.catalogue(), self._preview
        asked = Questions(
            columns, import_words.meanings(ward.ward.wording),
            import_words.unknown_codes(found) if found else (),
            tuple((name, one.name) for name, one in catalogue.items()),
            import_words.unknown_units(found) if found else (),
            {one.name: tuple(one.units) for one in catalogue.values()},
        )  # fmt: skip
        self.mapping.ask(asked, known, self.source.laboratory.value.strip(), keepable=ward.may("analytes"))

    def _known(self) -> LabMapping:
        """What is known of this laboratory's files; before anything is kept, what was answered so far."""
        saved = self._mapping or importing.mapping_for(self._desk.ward, self.source.laboratory.value)
        return self.mapping.answered(saved) if saved == LabMapping() and self.mapping.isVisible() else saved

    def _table(self) -> bool:
        kind = self._kind or (self._preview.kind if self._preview else "csv")
        return kind in ("csv", "paste")

    def _mapped(self) -> None:
        laboratory = self.source.laboratory.value.strip()
        self._mapping = self.mapping.answered(self._known())
        if self.mapping.keep.isChecked():
            try:
                importing.keep_mapping(self._desk.ward, laboratory, self._mapping, self._desk.now())
            except Trouble as trouble:
                self._desk.troubled.emit(trouble)
            else:
                self._desk.kept.emit(self._desk.now())
        self.mapping.hide()
        self._read()

    # --- taking it

    def _show_count(self) -> None:
        """The main action says how many results it takes, and is there only where it can take some."""
        found = self._preview
        count = 0 if found is None or found.blocked else len(self.lists.accepted)
        words = self.tr("Take 1 result") if count == 1 else self.tr("Take %1 results").replace("%1", str(count))
        self.take.setText(words)
        self.widen()
        refusal = self._desk.ward.refusal("result")
        self.take.setEnabled(bool(count) and not refusal and not self.progress.busy)
        self.take.setAccessibleDescription(refusal)
        self.take.setToolTip(refusal)

    def _take(self) -> None:
        found, accepted = self._preview, self.lists.accepted
        if found is None or self.progress.busy:
            return
        ward, child, id_, now = self._desk.ward, self._child, self._id, self._desk.now()

        def deed(course: Course) -> Written:
            return importing.take(
                ward, child, found, accepted, id_, now, progress=course.step, cancelled=course.cancelled
            )  # fmt: skip

        self.take.setEnabled(False)
        self.progress.begin(self.tr("Taking the results"), deed, self._stored, self._not_stored)

    def _stored(self, written: Written) -> None:
        """Says what stands in the record now, and reads the file again: every line of it tells how it stands."""
        self._desk.kept.emit(self._desk.now())
        self._id = uuid4()
        told = self.tr("1 result stands in the record now.") if written.new == 1 else self.tr(
            "%1 results stand in the record now."
        )  # fmt: skip
        words = told.replace("%1", str(written.new))
        if written.left:
            words += " " + self.tr("%1 were left, because the record had changed.").replace(
                "%1", str(len(written.left))
            )
        self.said.say("ok", words)
        self.said.show()
        self.taken.emit()
        self._read()

    def _not_stored(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        stopped = error.code in STOPPED
        words = self.tr("Stopped. Nothing of the file was stored.") if stopped else sentence(error)
        self.said.say("info" if stopped else "critical", words)
        self.said.show()
        self._show_count()

    def _leave(self) -> None:
        self.progress.leave()
        self.left.emit()
