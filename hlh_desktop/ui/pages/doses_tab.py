"""The doses of a child: what is due stands first, and at the right is done what is to be done about one of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hlh_desktop.domain.dose_words import drug_name
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.forms.ui_doses import Ui_Doses
from hlh_desktop.ui.giving.exchanges import Exchanges
from hlh_desktop.ui.giving.held import held_of
from hlh_desktop.ui.giving.maker import make_panel
from hlh_desktop.ui.giving.orders import CountersignPanel, VoiceOrders
from hlh_desktop.ui.pages.doses_head import DosesHead
from hlh_desktop.ui.pages.doses_list import DoseRows
from hlh_desktop.ui.pages.doses_next import Beside, NextDose, first_waiting
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import repaint
from hlh_desktop.ward.log import bedside
from hlh_desktop.ward.log.sheet import dose_sheet
from hlh_desktop.ward.log.words import day_list

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from hlh_desktop.ui.giving.held import Held
    from hlh_desktop.ui.giving.panel import Panel
    from hlh_desktop.ui.pages.patient import PatientPage
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.log.sheet import DoseSheet
    from hlh_desktop.ward.log.stopping import VoiceOrder

AGAIN = 30_000
DAY = timedelta(days=1)


class DosesTab(QWidget):
    """The list refreshes by itself, after every deed, and whenever it comes on the screen."""

    def __init__(self, page: PatientPage) -> None:
        super().__init__(page.ui.pages)
        self._page, self._desk, self._child = page, page.desk, page.child
        self.day: ChildDay | None = None
        self.on: date | None = None
        self.panel: Panel | None = None
        self._open: tuple[str, UUID | None] | None = None
        self._first: UUID | None = None
        self._hid, self._typist = False, ""
        self._typed: dict[str, Held] = {}
        self.ui = Ui_Doses()
        self.ui.setupUi(self)
        self.head = DosesHead(bedside.titles(self._desk.ward))
        self.said, self.rows = Note("ok"), DoseRows()
        self.beside, self.next, self.orders, self.exchanges = Beside(self.ui), NextDose(), VoiceOrders(), Exchanges()
        self.when, self.chain = self.beside.when, self.beside.chain
        self._lay()
        self._connect()
        self.refresh()

    def _lay(self) -> None:
        self.ui.column.replaceWidget(self.ui.head, self.head)
        self.ui.head.deleteLater()
        self.ui.said.addWidget(self.said)
        self.said.hide()
        for place, widget in enumerate((self.orders, self.exchanges, self.rows)):
            self.ui.list_place.insertWidget(place, widget)
        self.ui.panel_place.addWidget(self.next)
        self.ui.panel_place.addStretch(0)
        repaint(self, self._arrange)

    def _connect(self) -> None:
        self.rows.wanted.connect(self.open_dose)
        self.next.wanted.connect(self.open_dose)
        self.head.day_wanted.connect(self.show_day)
        self.head.late_wanted.connect(self.late_entry)
        self.head.bedside_wanted.connect(self.open_other)
        self.orders.wanted.connect(self.sign_order)
        self._desk.switched.connect(self._switched)
        self._timer = QTimer(self, interval=AGAIN)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()

    # --- the list

    def refresh(self) -> None:
        """The day as it stands in the record now."""
        now = self._desk.now()
        try:
            self.day = self._desk.ward.log.day(self._child, now)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
            return
        day_one = plan.day_one if (plan := self._page.record.plan) is not None else None
        found = day_list(self._desk.ward, self.day, self.on or now.date(), day_one, now)
        self.head.show_day(found)
        self.rows.show_list(found)
        self.next.show_list(found)
        self._first = first_waiting(found)
        if found.hidden != self._hid:
            self._hid = found.hidden
            self._page.blinded(self)
            if self._hid:
                self._cover()
        orders = self._desk.ward.log.voice_orders(self._child)
        self.orders.show_orders(self._desk, orders, hidden=bool(found.hidden))
        self.exchanges.show_day(self._desk, self.day)
        self._show_notes()

    def _cover(self) -> None:
        """A check began, here or elsewhere: a panel that may show an amount is made anew without it."""
        self.said.hide()
        held, (deed, dose) = self.held, self._open or ("", None)
        if held is not None:
            self.give_back(held.covered)
        elif self.panel is not None and not self.panel.unfinished and (dose is not None or deed == "elsewhere"):
            self._show_panel(deed, dose)

    def show_day(self, on: date | None) -> None:
        """Another day; None is the day of the clock."""
        self.on = None if on == self._desk.now().date() else on
        self.refresh()

    def late_entry(self) -> None:
        """To the day before, whose open doses can still be written down."""
        self.say("info", self.tr("Choose the dose in its day; its own time is asked, and why it is entered late."))
        self.show_day((self.on or self._desk.now().date()) - DAY)
        self.first.setFocus()

    def show_dose(self, dose: UUID, deed: str = "") -> None:
        """The day of a dose, the cursor on its row; with a deed, that is opened too."""
        if self.day is not None and (found := self.day.dose(dose)) is not None:
            self.show_day(self._desk.ward.here(found.span.due).date())
            self.rows.go_to(dose)
            if deed:
                self.open_dose(dose, deed)

    def _sheet(self, dose: UUID, *, order: bool = True) -> DoseSheet | None:
        if self.day is None:
            return None
        return dose_sheet(self._desk.ward, self.day, dose, self._page.record.plan, self._desk.now(), order=order)

    def _show_notes(self) -> None:
        """What to mind and who has verified it, of the dose that is open; while nothing is, of the next one."""
        dose = self._open[1] if self._open else self._first
        try:
            sheet = self._sheet(dose, order=False) if dose is not None else None
        except Trouble:
            sheet = None
        drug = "" if sheet is None else drug_name(self._desk.ward.ward.knowledge, sheet.now.dose.drug)
        self.beside.show_sheet(sheet, drug)

    def say(self, state: str, words: str) -> None:
        """A line over the list: what was written down."""
        self.said.say("ok" if state == "ok" else "info", words)
        self.said.show()

    # --- the panel

    def open_dose(self, dose: UUID, deed: str) -> None:
        """Opens what is to be done about a dose."""
        if self._may_turn():
            self._show_panel(deed, dose)

    def open_other(self, deed: str) -> None:
        """A form of the bedside, or a dose of another place."""
        if self._may_turn():
            self._show_panel(deed, None)

    def sign_order(self, order: VoiceOrder) -> None:
        """The signature under an order by voice."""
        if self._may_turn():
            self._close_panel()
            self._put(CountersignPanel(self._desk, order), "countersign", None)

    def _may_turn(self) -> bool:
        """Whether another panel may open; a check that is open asks first."""
        self.said.hide()
        if self.panel is not None and self.panel.unfinished:
            self.panel.leave()
            return False
        return True

    def _show_panel(self, deed: str, dose: UUID | None) -> None:
        self._close_panel()
        self.refresh()
        if self.day is None:
            return
        try:
            sheet = None if dose is None else self._sheet(dose)
            panel = make_panel(deed, self._desk, self._page.record.identity, self.day, sheet)
        except Trouble as trouble:
            self._desk.troubled.emit(trouble)
            return
        self._put(panel, deed, dose)

    def _put(self, panel: Panel, deed: str, dose: UUID | None) -> None:
        self.panel, self._open, self._typist = panel, (deed, dose), self._desk.ward.person.id
        panel.done.connect(self._done)
        panel.left.connect(self._leave)
        panel.turned.connect(self._turn)
        self.next.hide()
        self.ui.panel_place.insertWidget(0, panel, 1)
        self.rows.choose(dose)
        self._show_notes()
        self._arrange()
        panel.start()

    def _turn(self, name: str) -> None:
        """Another panel of the same dose; "refresh" only looks again at what stands."""
        if name == "refresh":
            self.refresh()
        else:
            self._show_panel(name, self._open[1] if self._open else None)

    def _done(self, words: str) -> None:
        """It was written down: said over the list, and the cursor on the next dose that waits."""
        self._close_panel()
        self.refresh()
        self.say("ok", words)
        self.rows.rest()
        self.rows.go_to(None)

    def _leave(self) -> None:
        dose = self._open[1] if self._open else None
        self._close_panel()
        self.refresh()
        self.rows.go_to(dose)

    def _close_panel(self) -> None:
        if self.panel is not None:
            self.beside.leave()
            self.ui.panel_place.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
        self.panel = self._open = None
        self.rows.choose(None)
        self.next.show()
        self._arrange()

    # --- over a lock, a change of person, and a scan

    def _switched(self) -> None:
        """Somebody else is at work: what the one before was typing waits for them in memory, and for nobody else."""
        if self.held is not None:
            self._typed[self._typist] = self.held
        self._close_panel()
        self.refresh()
        back = self._typed.pop(self._desk.ward.person.id, None)
        if back is not None:
            self.give_back(back)

    @property
    def held(self) -> Held | None:
        """What was typed in an open panel and is no fact yet; nothing of a second check is ever among it."""
        return held_of(self.panel, self._open)

    def give_back(self, held: Held) -> None:
        """The panel that was open, with what was typed in it; the child is identified anew."""
        self.refresh()
        if self.day is not None and self.day.dose(held.dose) is not None:
            self._show_panel(held.deed, held.dose)
            held.put_back(self.panel)

    def scanned(self, text: str) -> bool:
        """What a code reader sent while a panel is open that asks for the child; False where none does."""
        identity = getattr(self.panel, "identity", None)
        if identity is not None:
            identity.scanned(text)
        return identity is not None

    # --- what Qt tells

    @property
    def first(self) -> QWidget:
        """Where the cursor stands: on the first dose that waits."""
        found = self.rows.first()
        return self.head.late if found is None else found.go

    def _arrange(self) -> None:
        self.beside.arrange(self.panel, self.size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
