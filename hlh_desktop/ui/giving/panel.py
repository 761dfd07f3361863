"""The frame of everything that is done about one dose: head, body, foot with one main action and others apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from hlh_desktop.ui.forms.ui_giving import Ui_Giving
from hlh_desktop.ui.trouble_box import sentence
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.texts import button, hold_width, text
from hlh_desktop.ui.wizard.step import bring_into_view
from hlh_desktop.ui.wizard.tab_order import TabOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from hlh_desktop.domain.trouble import Trouble
    from hlh_desktop.ui.desk import Desk

WHY, ACTIONS = 240, 260


class Panel(QFrame):
    """`done` tells in words what was written down, and of which dose; `left` that nothing was.

    `turned` asks for another panel of the same dose by its name. Esc leaves.
    """

    done = Signal(str)
    left = Signal()
    turned = Signal(str)

    def __init__(self, desk: Desk, title: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.ui = Ui_Giving()
        self.ui.setupUi(self)
        self.setAccessibleName(title)
        self.title = text(title, "heading", wrap=True)
        self.close_it = button(self.tr("Close"), "quiet", "x")
        self.close_it.setToolTip(self.tr("Closes without writing anything down (Esc)"))
        self.close_it.clicked.connect(self.leave)
        self.main, self.why = button(act, "main", "check"), Note("info", plain=True)
        self.trouble = Note("critical")
        self.trouble.hide()
        self._busy, self._tabs = False, TabOrder()
        self._build()
        self.main.clicked.connect(self._pressed)

    def _build(self) -> None:
        self._head = Abreast(self.ui.head, centred=True)
        self._marks = QWidget()
        self._beside = QHBoxLayout(self._marks)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(8)
        self._head.put(self.title, 1, 200)
        self._head.put(self._marks, 0)
        self._head.put(self.close_it, 0)
        self.ui.body.addWidget(self.trouble)
        foot = Abreast(self.ui.foot, centred=True)
        self._apart, main = QWidget(), QWidget()
        self._flow = Flow(8, 8, self._apart)
        self._beside_main = QHBoxLayout(main)
        self._beside_main.setContentsMargins(0, 0, 0, 0)
        self._beside_main.setSpacing(8)
        self._beside_main.addWidget(self.why, 1, Qt.AlignmentFlag.AlignVCenter)
        self._beside_main.addStretch()
        self._beside_main.addWidget(self.main)
        foot.put(self._apart, 2, ACTIONS)
        foot.put(main, 1, WHY)
        self._foot = (self._apart, main)
        self.show_apart(shown=False)
        self.why.hide()
        self._widen = self.as_ward_action(self.main)

    @property
    def unfinished(self) -> bool:
        """Whether something is open that leaving has to ask about."""
        return False

    # --- what stands in it

    def put(self, widget: QWidget) -> None:
        """The next part of the body."""
        self.ui.body.addWidget(widget)

    def mark(self, widget: QWidget) -> None:
        """A mark beside the title."""
        self._beside.addWidget(widget)

    def add_apart(self, made: QPushButton) -> QPushButton:
        """An action that stands apart from the main one."""
        self.as_ward_action(made)
        self._flow.addWidget(made)
        self.show_apart(shown=True)
        return made

    def show_apart(self, *, shown: bool) -> None:
        """Why the main action is grey stands beside it, or over it where the actions apart need the room."""
        self._apart.setVisible(shown)
        way = QBoxLayout.Direction.TopToBottom if shown else QBoxLayout.Direction.LeftToRight
        self._beside_main.setDirection(way)

    def as_ward_action(self, made: QPushButton) -> Callable[[], None]:
        """As high as what is pressed with gloves, and wide enough for its words; the answer widens it for others."""
        made.setProperty("tall", True)
        return hold_width(made)

    def name_main(self, words: str) -> None:
        """Other words on the main action, which stays wide enough for them."""
        if words != self.main.text():
            self.main.setText(words)
            self._widen()

    # --- whether it can be done

    def allow(self, against: str = "", state: str = "info") -> None:
        """Lets the main action be pressed, or greys it and says why."""
        self.main.setEnabled(not against)
        self.why.setVisible(bool(against))
        if against:
            self.why.say("critical" if state == "critical" else "info", against)
        self.main.setAccessibleDescription(against)
        self.order_tabs()

    def order_tabs(self) -> None:
        """Tab goes through the body as it stands, then to the actions: what came into it later is no exception."""
        items = (self.ui.body.itemAt(place) for place in range(self.ui.body.count()))
        parts = [part for item in items if item is not None and (part := item.widget()) is not None]
        self._tabs.put((*parts, *self._foot, self.close_it))

    def refuse(self, trouble: Trouble) -> None:
        """Says calmly what was not done, and why."""
        self.say("critical", sentence(trouble))

    def say(self, state: str, words: str) -> None:
        """A sentence at the head of the body."""
        self.trouble.say("critical" if state == "critical" else "info", words)
        self.trouble.show()
        bring_into_view(self.trouble)

    def hush(self) -> None:
        """Takes the sentence away."""
        self.trouble.hide()

    # --- doing it

    def _pressed(self) -> None:
        """Pressed twice it is done once."""
        if self._busy or not self.main.isEnabled():
            return
        self._busy = True
        try:
            self.act()
        finally:
            self._busy = False

    def act(self) -> None:
        """What the main action does."""
        raise NotImplementedError

    def leave(self) -> None:
        """Closes without writing anything down."""
        self.left.emit()

    def start(self) -> None:
        """Where the cursor stands when it opens."""
        self.main.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
