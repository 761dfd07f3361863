"""The signature: name and password of who signs, and of a second person where two must; greyed until all is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.ui.theme import look as theme
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.step import bring_into_view

if TYPE_CHECKING:
    from hlh_desktop.domain.trouble import Trouble
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ward.look import Look

FIELD_PX = 200
# The statements of each signature, by their number in the wording of the paper.
STATEMENTS = (1, 2, 3)


class SignPanel(QFrame):
    """`wanted` tells name, password, and the second person's as a pair or None. It never keeps a password."""

    wanted = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setProperty("strong", True)
        self.heading, self.about = text(self.tr("Signature"), "heading"), text(role="muted", wrap=True)
        self.name, self.password = Field("", self.tr("Signed by")), Password(self.tr("Password"))
        self.second_name = Field("", self.tr("Second person"))
        self.second_password = Password(self.tr("Password of the second person"))
        self.two = Note("info", self.tr("Two persons sign this plan, each with their own password."), plain=True)
        self.states, self.second_states = text(wrap=True), text(wrap=True)
        self.sign, self.why = button("", icon="pencil"), Note("critical", plain=True)
        self._met = self._two = False
        self._build()
        for field in self._fields:
            field.typed.connect(self._typed)
            field.line.returnPressed.connect(self._enter)
        self.sign.clicked.connect(self._sign)

    def _build(self) -> None:
        px = theme().tokens.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(10))
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self.heading)
        head.addWidget(self.about, 1)
        column.addLayout(head)
        column.addWidget(self.two)
        self.second = QWidget()
        beside = QVBoxLayout(self.second)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(px(10))
        first, second = Abreast(), Abreast()
        for row, fields in ((first, (self.name, self.password)), (second, (self.second_name, self.second_password))):
            for field in fields:
                row.put(field, share=1, least=FIELD_PX)
        column.addWidget(self.states)
        column.addLayout(first)
        beside.addWidget(self.second_states)
        beside.addLayout(second)
        column.addWidget(self.second)
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addWidget(self.why, 1)
        foot.addWidget(self.sign)
        column.addLayout(foot)

    @property
    def _fields(self) -> tuple[Field, ...]:
        return (self.name, self.password, self.second_name, self.second_password)

    # --- what is shown

    def show_state(self, look: Look, wording: Wording, *, about: str, version: int, distrust: str) -> None:
        """What is to be signed and stated by it, word for word as on paper, and what still stands against it."""
        self.states.setText(stated(self.tr("By signing I state:"), "prescriber", wording))
        self.second_states.setText(stated(self.tr("By signing the second person states:"), "second", wording))
        self._two = look.two_signatures
        self.about.setText(about)
        self.sign.setText(self.tr("Sign plan v%1").replace("%1", str(version)))
        self.two.setVisible(self._two)
        self.second.setVisible(self._two)
        against = distrust or self.against(look)
        self._met = not against
        for field in self._fields:
            field.line.setEnabled(self._met)
            field.line.setPlaceholderText("" if self._met else self.tr("after the last gate"))
        self._typed()
        if against:
            self.why.say("critical", against)
            self.why.show()

    def against(self, look: Look) -> str:
        """How many gates are open and how many reasons missing; empty where nothing is."""
        waiting = [gate for gate in look.gates if gate.state in ("open", "refused")]
        reasons = [gate for gate in look.gates if gate.state == "reason"]
        parts = []
        if waiting:
            one = self.tr("1 gate is open")
            parts.append(one if len(waiting) == 1 else self.tr("%1 gates are open").replace("%1", str(len(waiting))))
        if reasons:
            one = self.tr("1 reason is missing")
            many = self.tr("%1 reasons are missing").replace("%1", str(len(reasons)))
            parts.append(one if len(reasons) == 1 else many)
        if not parts and look.plan is None:
            parts.append(self.tr("There is no plan to sign yet"))
        both = self.tr("%1 and %2")
        said = parts[0] if len(parts) == 1 else both.replace("%1", parts[0]).replace("%2", parts[1]) if parts else ""
        return f"{said}." if said else ""

    def refuse(self, trouble: Trouble, wording: Wording) -> None:
        """Says calmly why it was not signed; the cursor goes to what can be put right."""
        known = {
            "wrong_password": self.tr("Name and password do not fit. Nothing was signed; type both again."),
            "second_same": self.tr("The second person has to be another one. Nothing was signed."),
            "second_needed": self.tr("A second person has to sign too. Nothing was signed."),
            "draft_changed": self.tr("The child has a newer plan than this draft began from. Nothing was signed."),
            "gates_open": self.tr("A gate opened again, because time went by. Nothing was signed."),
        }
        key = f"problem.{trouble.code}"
        said = known.get(trouble.code)
        if said is None and wording.has(key):
            said = wording.say(key, **{"reason": trouble.reason, **trouble.values})
        self.why.say("critical", said or self.tr("It could not be signed: %1").replace("%1", trouble.code))
        self.why.show()
        self.password.setFocus()

    # --- typing and signing

    def _typed(self, *_: object) -> None:
        """The button waits for what has to be typed, and says for what."""
        missing = [field for field in self._needed if not field.value.strip()]
        self.sign.setEnabled(self._met and not missing)
        if self._met:
            self.why.setVisible(bool(missing))
            if missing:
                names = ", ".join(field.label.text() for field in missing)
                self.why.say("info", self.tr("To sign, type: %1").replace("%1", names))

    @property
    def _needed(self) -> tuple[Field, ...]:
        return self._fields if self._two else self._fields[:2]

    def _enter(self) -> None:
        """Enter goes to the next empty field, and signs from the last."""
        missing = [field for field in self._needed if not field.value.strip()]
        if missing:
            missing[0].setFocus()
        elif self.sign.isEnabled():
            self._sign()

    def _sign(self) -> None:
        second = (self.second_name.value.strip(), self.second_password.take()) if self._two else None
        password = self.password.take()
        self._typed()
        self.wanted.emit(self.name.value.strip(), password, second)

    def forget(self) -> None:
        """Empties the passwords."""
        self.password.take()
        self.second_password.take()
        self._typed()

    def go(self) -> None:
        """Signs if all is typed; else the cursor goes to the first field that is not."""
        bring_into_view(self)
        if self._met:
            self._enter()
        else:
            self.name.setFocus()

    def start(self) -> None:
        """The cursor goes to the first field that is to be typed."""
        bring_into_view(self)
        next((field for field in self._needed if not field.value), self.name).setFocus()


def stated(head: str, signer: str, wording: Wording) -> str:
    """What somebody states by signing: the sentences that the paper shows as signed in the record."""
    said = (wording.say(f"paper.sign.{signer}.{number}") for number in STATEMENTS)
    return "\n".join((head, *(f"\N{BULLET} {one}" for one in said)))
