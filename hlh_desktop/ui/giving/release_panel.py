"""A prescriber's release: that day's values seen, what is not known told as not known, signed by password."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.giving.panel import Panel
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.password import Password
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.reason_field import ReasonField
from hlh_desktop.ward.log.entries import released_words
from hlh_desktop.ward.log.looked import values
from hlh_desktop.ward.log.procedure_words import GATE, note_of_dose
from hlh_desktop.ward.log.releasing import Looked
from hlh_desktop.ward.log.sheet import against_release, reasons_for

if TYPE_CHECKING:
    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ward.log.day import ChildDay
    from hlh_desktop.ward.log.looked import Value
    from hlh_desktop.ward.log.sheet import DoseSheet

FIELD = 190


class ReleasePanel(Panel):
    """Known values stand in their fields; an empty field is released as not known, which asks for a reason."""

    def __init__(self, desk: Desk, day: ChildDay, sheet: DoseSheet) -> None:
        super().__init__(desk, self.tr("Release %1").replace("%1", sheet.title), self.tr("Release"))
        self.sheet, self._id = sheet, uuid4()
        self.values = values(desk.ward, day, desk.now())
        self.exchange = note_of_dose(desk.ward, day, sheet.id, desk.now())
        self.fields = {one.key: self._field(one) for one in self.values}
        self.unknown = Note("warning", plain=True)
        self.reason = ReasonField(self.tr("Why it is released without them"), ())
        self.password = Password(self.tr("Your password"))
        self._lay()
        for field in (*self.fields.values(), self.password):
            field.typed.connect(lambda _: self.look())
            field.line.returnPressed.connect(self._enter)
        self.reason.typed.connect(lambda _: self.look())
        self.look()

    def _field(self, one: Value) -> Field:
        made = Field("", one.name, hint=self.tr("not known today"))
        made.show_value(one.today or "")
        if one.before:
            made.say("info", self.tr("Last known: %1").replace("%1", one.before))
        return made

    def _lay(self) -> None:
        order = self.tr("Order: %1").replace("%1", self.sheet.order)
        amount = "" if not self.sheet.planned else f" · {self.sheet.planned}"
        self.put(text(order + amount, "strong", wrap=True))
        if self.exchange is not None:
            self.put(Note("warning", self.exchange.said))
        self.put(text(self.tr("Type what you see; a field left empty is released as not known."), "small", wrap=True))
        pairs = list(self.fields.values())
        for first, second in zip(pairs[::2], pairs[1::2], strict=True):
            row = Abreast()
            row.put(first, 1, FIELD)
            row.put(second, 1, FIELD)
            self.ui.body.addLayout(row)
        for widget in (self.unknown, self.reason, self.password):
            self.put(widget)
        for name, words, icon in (
            ("hold", self.tr("Hold..."), "circle-pause"),
            ("stop", self.tr("Stop the line..."), "ban"),
        ):
            made = self.add_apart(button(words, "plain", icon))
            made.clicked.connect(lambda _=False, name=name: self.turned.emit(name))
        self.main.setAccessibleName(f"{self.tr('Release')}: {self.sheet.title}")

    @property
    def _missing(self) -> list[str]:
        return [field.label.text() for field in self.fields.values() if not field.value.strip()]

    def look(self) -> None:
        """What still waits."""
        missing = self._missing
        self.unknown.setVisible(bool(missing))
        self.reason.setVisible(bool(missing))
        self.unknown.say("warning", self.tr("Not known today: %1").replace("%1", ", ".join(missing)))
        against = against_release(self.desk.ward, self.sheet, self.desk.now())
        if not against and missing and not self.reason.value:
            against = self.tr("Values are not known: say why it is released without them.")
        if not against and not self.password.value:
            against = self.tr("A release is signed by password.")
        self.allow(against)

    def _enter(self) -> None:
        """Enter goes on to the password, and signs from there."""
        if self.main.isEnabled():
            self._pressed()
        elif self._missing and not self.reason.value:
            self.reason.setFocus()
        else:
            self.password.setFocus()

    def start(self) -> None:
        empty = next((field for field in self.fields.values() if not field.value.strip()), None)
        (empty or self.password).setFocus()

    def act(self) -> None:
        seen = {key: field.value.strip() or None for key, field in self.fields.items()}
        told = {} if self.exchange is None else {GATE: self.exchange.said}
        now = self.desk.now()
        try:
            self.desk.ward.log.release(
                self.sheet.id, Looked(seen, told), self.password.take(), self._id, now, reason=self.reason.value
            )
        except Trouble as trouble:
            self.refuse(trouble)
            self.look()
            self.password.setFocus()
            return
        self.desk.kept.emit(now)
        self.done.emit(released_words(self.desk.ward, self.sheet.now.dose))

    def typed(self) -> dict[str, str]:
        """What was typed and is no fact yet, but for the password."""
        return {**{key: field.value for key, field in self.fields.items()}, "reason": self.reason.value}

    def put_back(self, typed: dict[str, str]) -> None:
        """The same again."""
        for key, field in self.fields.items():
            field.show_value(typed.get(key, ""))
        self.reason.show_value(typed.get("reason", ""))
        self.look()


class WithdrawPanel(Panel):
    """A release taken back, as long as nothing was given on it."""

    def __init__(self, desk: Desk, sheet: DoseSheet) -> None:
        title = self.tr("Withdraw the release of %1").replace("%1", sheet.title)
        super().__init__(desk, title, self.tr("Withdraw the release"))
        self.sheet, self._id = sheet, uuid4()
        self.reason = ReasonField(self.tr("Reason"), reasons_for(desk.ward, "held"))
        self.put(Note("info", self.tr("The dose waits for another release afterwards.")))
        self.put(self.reason)
        self.reason.typed.connect(lambda _: self.look())
        self.reason.entered.connect(self._pressed)
        self.look()

    def look(self) -> None:
        """What still waits."""
        self.allow("" if self.reason.value else self.tr("Say why."))

    def start(self) -> None:
        self.reason.setFocus()

    def act(self) -> None:
        now = self.desk.now()
        try:
            self.desk.ward.log.withdraw(self.sheet.id, self.reason.value, self._id, now)
        except Trouble as trouble:
            self.refuse(trouble)
            return
        self.desk.kept.emit(now)
        self.done.emit(released_words(self.desk.ward, self.sheet.now.dose, withdrawn=True))
