"""Another person goes on at the same workstation: who it is, their PIN or password, and the page stays as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui import work
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.texts import button, hold_width, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QPushButton

    from hlh_desktop.domain.people import Proof
    from hlh_desktop.record.values import Person
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.open_ward import OpenWard

WIDE, ROW, ROWS = 400, 48, 5
EDGE = 8


class PersonPanel(QFrame):
    """Opened by the button with the name; Esc, the button again, or going elsewhere closes it.

    `settle` keeps what was typed on the page, in the name of who typed it: nobody goes on before that.
    """

    def __init__(self, ground: QWidget, opener: QPushButton, settle: Callable[[], bool]) -> None:
        super().__init__(ground)
        self._ground, self._opener, self._settle = ground, opener, settle
        self._desk: Desk | None = None
        self._busy = False
        self._before: QWidget | None = None
        self.setProperty("frame", "card")
        self.setProperty("strong", "true")
        self.setAccessibleName(self.tr("Another person goes on here"))
        self.kept = text(role="label", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Who goes on here"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setProperty("kind", "people")
        self.secret = Password(self.tr("PIN or password"))
        self.answer = Note("critical")
        self.cancel, self.go_on = button(self.tr("Cancel")), button(self.tr("Go on"), "main")
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go_on)
        for widget in (text(self.tr("Who goes on here?"), "heading"), self.kept, self.list, self.secret, self.answer):
            column.addWidget(widget)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._opener.toggled.connect(self._toggled)
        self.list.currentItemChanged.connect(lambda *_: self._show_field())
        self.list.itemActivated.connect(lambda _: self.secret.setFocus())
        self.list.installEventFilter(self)
        self._ground.installEventFilter(self)
        self.secret.line.returnPressed.connect(self.try_it)
        self.go_on.clicked.connect(self.try_it)
        self.cancel.clicked.connect(self.close_panel)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_went)

    # --- opening and closing

    def follow(self, desk: Desk | None) -> None:
        """The desk of an open ward, or none: then nothing of its people stays on the screen."""
        self.close_panel()
        self.list.clear()
        self._desk = desk

    def _toggled(self, opened: bool) -> None:
        if opened and self._desk is not None:
            self._open(self._desk.ward)
        else:
            self.close_panel()

    def _open(self, ward: OpenWard) -> None:
        before = QApplication.focusWidget()
        self._before = None if before is self._opener else before
        self.kept.setText(self.tr("The page stays. What was typed so far is kept as {0}'s.").format(ward.person.name))
        self._show_people(ward)
        self.answer.hide()
        self.secret.take()
        self.show()
        self.raise_()
        self._place()
        (self.list if self.list.count() else self.cancel).setFocus()

    def close_panel(self) -> None:
        """Closes without a change; the cursor goes back to where it was."""
        before, self._before = self._before, None
        if self.isVisible() and self._is_inside(QApplication.focusWidget()):
            # Before it is hidden: Qt would look for the next stop of Tab, which leads round within.
            (before if before is not None and before.isVisible() else self._opener).setFocus()
        self.hide()
        self.secret.take()
        self._opener.setChecked(False)

    def _show_people(self, ward: OpenWard) -> None:
        self.list.clear()
        found = ward.successors()
        for one in found:
            roles = ward.role_words(one.roles)
            item = QListWidgetItem(f"{one.name}\n{roles}")
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}, {roles}")
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        self.secret.setVisible(bool(found))
        self.go_on.setVisible(bool(found))
        if found:
            self.list.setCurrentRow(0)
        else:
            self.kept.setText(self.tr("Nobody else of this ward has a role yet. Roles are given in Settings, People."))

    def _show_field(self) -> None:
        """The field says whose secret it takes; who has no PIN has a password."""
        item = self.list.currentItem()
        if item is None or self._desk is None:
            return
        has_pin = item.data(Qt.ItemDataRole.UserRole) in self._desk.ward.with_pin()
        words = self.tr("PIN or password") if has_pin else self.tr("Password (no PIN is set)")
        self.secret.label.setText(words)
        self.secret.name(f"{words}: {item.data(Qt.ItemDataRole.AccessibleTextRole)}")

    def _place(self) -> None:
        """Under its button, within the window; the list takes what room there is."""
        ground, px = self._ground, look().tokens.px
        rows = min(self.list.count(), ROWS)
        self.list.setFixedHeight(min(rows * px(ROW) + 2 * EDGE, ground.height() // 3))
        self.setFixedWidth(min(px(WIDE), ground.width() - 2 * EDGE))
        self.adjustSize()
        under = self._opener.mapTo(ground, QPoint(self._opener.width(), self._opener.height()))
        left = max(EDGE, min(under.x() - self.width(), ground.width() - self.width() - EDGE))
        self.move(left, under.y() + EDGE)

    # --- going on

    def try_it(self) -> None:
        """Looks whether it is them, elsewhere; what was typed on the page is kept first."""
        from hlh_desktop.domain.people import is_pin  # not before the first page is painted: it loads pydantic

        item, typed = self.list.currentItem(), self.secret.take()
        if self._desk is None or item is None or self._busy:
            return
        if not typed:
            self._say(self.tr("Type the PIN or the password first."))
        elif self._all_kept():
            desk, ward, now = self._desk, self._desk.ward, self._desk.now()
            proof: Proof = "pin" if is_pin(typed, ward.ward.knowledge.people.pin) else "password"
            who = item.data(Qt.ItemDataRole.UserRole)
            self._set_busy(True)
            work.run(
                self,
                lambda: ward.identify(who, now=now, **{proof: typed}),
                lambda person: self._known(desk, person, proof),
                self._failed,
            )  # fmt: skip

    def _known(self, desk: Desk, person: Person, proof: Proof) -> None:
        """It is them. What was typed on the page meanwhile belongs to the person before, too."""
        self._set_busy(False)
        if desk is not self._desk or not self._all_kept():
            return
        try:
            ward = desk.ward.hand_over(person, proof, desk.now())
        except Trouble as trouble:
            self._failed(trouble)
            return
        self.close_panel()
        desk.hand_over(ward)

    def _all_kept(self) -> bool:
        if self._settle():
            return True
        self._say(self.tr("What was typed on this page cannot be kept yet. Nobody else can go on before it is."))
        return False

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, Trouble):
            raise error
        wrong = error.code == "wrong_password"
        self._say(self.tr("That is not the password of this person.") if wrong else sentence(error))

    def _say(self, words: str) -> None:
        self.answer.say("critical", words)
        self.answer.show()
        self._place()
        self.secret.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.go_on.setEnabled(not busy)

    # --- what Qt tells

    def _focus_went(self, _: QWidget | None, to: QWidget | None) -> None:
        """Who goes on with something else has closed it."""
        elsewhere = to is not None and to is not self._opener and not self._is_inside(to)
        if self.isVisible() and elsewhere and not self._busy:
            self.close_panel()

    def _is_inside(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within, as long as this is open."""
        stops = [one for one in (self.list, self.secret.line, self.secret.show_it, self.cancel, self.go_on)
                 if one.isVisible() and one.isEnabled()]  # fmt: skip
        if not stops:
            return super().focusNextPrevChild(forward)
        at = stops.index(here) if (here := QApplication.focusWidget()) in stops else -1
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        hold_width(self.go_on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit typed on the list is the first of the PIN; a window of another size has another place for this."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.text().isdecimal() and event.text():
                self.secret.setFocus()
                self.secret.line.insert(event.text())
                return True
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
