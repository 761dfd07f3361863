"""The labs of a child: analytes down, samples across with the newest at the right; typed in, judged, corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hlh_desktop.domain.results.flowsheet.values import Flowsheet
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_labs import Ui_Labs
from hlh_desktop.ui.labs.cell_card import CORRECT, STRIKE
from hlh_desktop.ui.labs.entry import SampleEntry
from hlh_desktop.ui.labs.entry_faces import entry_of, not_written, why_not
from hlh_desktop.ui.labs.flow_model import FIRST, FlowModel
from hlh_desktop.ui.labs.flow_view import FlowView
from hlh_desktop.ui.labs.labs_cards import LabsCards, Spot
from hlh_desktop.ui.labs.labs_foot import LabsFoot
from hlh_desktop.ui.labs.labs_head import LabsHead
from hlh_desktop.ui.labs.sheets import rows_of, sheet_face
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import repaint
from hlh_desktop.ward.results import flowsheet

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from hlh_desktop.domain.results.flowsheet.values import Row
    from hlh_desktop.ui.desk import Desk

# How many samples are read at first, and below which height of the page, in px at 100 %, it is low.
MOMENTS, LOW = 12, 480


class LabsTab(QWidget):
    """`import_wanted` asks for a file of a laboratory, `paste_wanted` for the table on the clipboard."""

    import_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, desk: Desk, child: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._child = desk, child
        self._moments, self._looked = MOMENTS, False
        self._added: tuple[str, ...] = ()
        self.sheet = Flowsheet((), ())
        self._rows: dict[str, Row] = {}
        self._at: tuple[str, int] = ("", -1)
        self.ui = Ui_Labs()
        self.ui.setupUi(self)
        self.entry = SampleEntry(desk, child, self)
        self.model = FlowModel((self.tr("Analyte"), self.tr("Unit"), self.tr("Range")), self)
        self.head, self.foot, self.said = LabsHead(), LabsFoot(), Note("ok")
        self.view = FlowView(self.model, self.tr("Results"))
        self.cards = LabsCards(desk, child, self.ui, self.entry)
        self._lay()
        self._connect()
        self.refresh()

    def _lay(self) -> None:
        self.ui.column.replaceWidget(self.ui.head, self.head)
        self.ui.head.deleteLater()
        self.ui.said.addWidget(self.said)
        self.said.hide()
        self.ui.sheet_place.addWidget(self.view, 1)
        self.ui.sheet_place.addWidget(self.foot)
        self.ui.sheet_place.addStretch(0)
        repaint(self, self._arrange)

    def _connect(self) -> None:
        head, view, cards = self.head, self.view, self.cards
        head.new.clicked.connect(self.begin)
        head.discard.clicked.connect(self.discard)
        head.back.clicked.connect(self.bring_back)
        head.save.clicked.connect(self.save)
        head.file.clicked.connect(self.import_wanted)
        for made in (head.paste.clicked, view.paste_wanted):
            made.connect(lambda *_: self.paste_wanted.emit())
        self.foot.analyte_wanted.connect(self.add_row)
        self.foot.earlier.clicked.connect(view.go_back)
        self.foot.newest.clicked.connect(view.go_newest)
        view.earlier_wanted.connect(self._load_earlier)
        view.fitted.connect(self._show_ways)
        view.chosen.connect(self._choose)
        view.stepped.connect(self._step)
        view.emptied.connect(lambda analyte: self._typed(analyte, ""))
        view.change_wanted.connect(lambda *_: cards.correction.open(CORRECT))
        view.strike_wanted.connect(lambda *_: cards.correction.open(STRIKE))
        view.unit_wanted.connect(lambda _: self.cards.value.ask_unit())
        self.model.typed.connect(self._typed)
        self.entry.changed.connect(self.show_sheet)
        cards.solved.connect(self._solved)
        cards.retype_wanted.connect(self._retype)
        cards.emptied.connect(self._empty)
        cards.to_table.connect(view.setFocus)
        cards.correction.done.connect(self._done)
        self._desk.switched.connect(self.refresh)
        for key, deed in (("Ctrl+N", head.new.click), ("Ctrl+S", self.save), ("Ctrl+F", self._find),
                          ("Ctrl+Z", self.bring_back)):  # fmt: skip
            QShortcut(QKeySequence(key), self).activated.connect(deed)

    # --- what is shown

    def refresh(self) -> None:
        """The results as they stand in the record now, with what is being typed."""
        desk, now = self._desk.ward, self._desk.now()
        try:
            self.cards.catalogue = desk.labs.catalogue(dropped=True)
            self.sheet = flowsheet.flowsheet(desk, self._child, now, self._moments)
            self.entry.look()
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
            return
        self._rows = rows_of(self.sheet.groups)
        laboratories = (name for moment in reversed(self.sheet.moments) for name in moment.laboratories)
        self.cards.sample.know(tuple(dict.fromkeys(laboratories)))
        self.show_sheet()

    def show_sheet(self) -> None:
        """The table, and everything around it that depends on it."""
        sample = self.entry.sample
        usual = self._desk.ward.ward.knowledge.flowsheet.usual
        face = sheet_face(self.sheet, {*usual, *self._added}, self.tr("not measured"), entry_of(self.entry, self._rows))
        self.model.show_sheet(face, {} if sample is None else sample.texts)
        shown = {row.analyte for row in face.rows}
        self.foot.know([(name, row.name) for name, row in self._rows.items() if name not in shown])
        legend = (*self.sheet.legend, *filter(None, (self.sheet.ranges_words,)))
        self.foot.tell(legend)
        self.cards.marks.tell(legend)
        self._show_ways()
        self._show_head()
        self.cards.show_all()

    def _show_ways(self) -> None:
        newest = self.view.newest_shown
        self.foot.show_ways(earlier=self.sheet.earlier or not self.view.oldest_shown, newest=not newest)

    def _show_head(self) -> None:
        refusal = self._desk.ward.refusal("result")
        clock = None if self.entry.sample is None else self.entry.column()[1]
        savable, why = self.entry.savable and not refusal, refusal or why_not(self.entry)
        self.head.show_entry(clock, savable=savable, why=why, dropped=self.entry.dropped is not None)
        self.head.new.setEnabled(not refusal)
        self.head.new.setAccessibleDescription(refusal)

    def _choose(self, analyte: str, column: int) -> None:
        """The cursor came to a cell: what is stored there is read, what is typed there is shown."""
        self._at, place = (analyte, column), column - FIRST
        row, spot = self._rows.get(analyte), Spot(self._rows.get(analyte), self.model.entered(column))
        if row is not None and 0 <= place < len(row.cells):
            moment = self.sheet.moments[place]
            title = f"{row.name}, {moment.day} {moment.clock}".rstrip()
            spot = Spot(row, cell=row.cells[place], at=moment.at, title=title)
        try:
            self.cards.go_to(spot)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)

    # --- typing

    def begin(self) -> None:
        """A column for a sample of now, the cursor in it; where one is being typed, that."""
        self.said.hide()
        if self.entry.sample is None:
            self.view.go_newest()
            newest = next((one.laboratories[0] for one in reversed(self.sheet.moments) if one.laboratories), "")
            self.entry.begin(newest)
        first = next((row.analyte for row in self.model.sheet.rows if row.analyte), "")
        self.view.go_to(self._at[0] if self._at[0] in self._rows else first, FIRST + len(self.sheet.moments))
        self.view.setFocus()

    def discard(self) -> None:
        """The sample is typed no more; until the next one it can be brought back."""
        self.entry.discard()
        self.view.setFocus()

    def bring_back(self) -> None:
        """What was discarded is there again as it was typed."""
        if self.entry.sample is None and self.entry.dropped is not None:
            self.entry.put(self.entry.dropped)
            self.view.setFocus()

    def _typed(self, analyte: str, text: str) -> None:
        sample, row = self.entry.sample, self._rows.get(analyte)
        if sample is not None and row is not None:
            self.said.hide()
            self.entry.put(sample.with_value(analyte, text=text, unit=sample.value(analyte).unit or row.unit))

    def _step(self, down: int, right: int) -> None:
        """On from a line; where something stands against the value, the cursor goes to what it is."""
        analyte, column = self._at
        if self.model.entered(column) and self.entry.against.open(analyte):
            self.cards.stop.begin()
        else:
            self.view.step(down, right)

    def _solved(self) -> None:
        """Nothing stands against the value any more: on to the next one."""
        self.view.setFocus()
        self.view.step(1, 0)

    def _retype(self) -> None:
        self.view.setFocus()
        self.view.edit(self.view.currentIndex())

    def _empty(self) -> None:
        self._typed(self._at[0], "")
        self.view.setFocus()

    def save(self) -> None:
        """Saves the sample as a whole, or says what keeps it from being saved."""
        if self.entry.sample is None:
            return
        self.view.commit()
        if not self.entry.savable:
            self.say("critical", self.tr("Not saved. %1").replace("%1", why_not(self.entry)))
            return
        said = self.entry.said()
        try:
            entered = self.entry.save()
        except Trouble as trouble:
            self.say("critical", sentence(trouble))
            return
        if entered is None:
            self.say("critical", self.tr("Not saved. %1").replace("%1", why_not(self.entry)))
            return
        self._done(self.tr("Saved: the sample of %1.").replace("%1", said))
        if words := not_written(self.entry, self._rows):
            self.say("critical", words)

    def _done(self, words: str) -> None:
        """It was written down: said over the table, and the cursor where it was."""
        analyte, column = self._at
        self.refresh()
        self.say("ok", words)
        self.view.go_to(analyte, min(column, self.model.range_column - 1))
        self._choose(*self._at)
        self.view.setFocus()

    def say(self, state: str, words: str) -> None:
        """A line over the table."""
        self.said.say("ok" if state == "ok" else "critical", words)
        self.said.show()

    # --- going about

    def add_row(self, analyte: str) -> None:
        """An analyte gets its row, and the cursor goes there."""
        self._added = (*self._added, analyte)
        self.show_sheet()
        self.view.go_to(analyte, self.view.shown[-1] if self.view.shown else FIRST)
        self.view.setFocus()

    def _find(self) -> None:
        if self.foot.search is not None:
            self.foot.search.box.setFocus()

    def _load_earlier(self) -> None:
        """Older samples than those that were read."""
        if self.sheet.earlier:
            self._moments += MOMENTS
            self.refresh()
            self.view.go_back()

    # --- what Qt tells

    @property
    def first(self) -> QWidget:
        """Where the cursor stands when the page opens."""
        return self.view

    def _arrange(self) -> None:
        """On a low page the table has the room of the legend, which then stands at the side."""
        low = self.height() < look().tokens.px(LOW)
        self.foot.legend.setVisible(not low)
        self.cards.arrange(self.width(), low=low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """What was done since elsewhere stands here too; what was read for the first look is not read twice."""
        super().showEvent(event)
        if self._looked:
            self.refresh()
        self._looked = True
