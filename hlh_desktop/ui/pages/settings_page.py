"""Settings: how this computer looks and when it locks, who works in this ward and how it checks, one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hlh_desktop.ui.forms.ui_settings import Ui_SettingsPage
from hlh_desktop.ui.pages.settings_checks import Checks, Policies
from hlh_desktop.ui.pages.settings_knowledge import KnowledgeSettings
from hlh_desktop.ui.pages.settings_labs import LabSettings
from hlh_desktop.ui.pages.settings_own import MyPassword, MyPin
from hlh_desktop.ui.pages.settings_people import People
from hlh_desktop.ui.pages.settings_record import RecordPanel, SheetPanel
from hlh_desktop.ui.response.rates import AlertRates
from hlh_desktop.ui.settings import IDLE_MINUTES, TEXT_SIZES
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.texts import rule, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.settings import Memory


class SettingsPage(QWidget):
    """Each change holds at once; there is nothing to save."""

    def __init__(self, desk: Desk, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.memory = desk, memory
        self.ui = Ui_SettingsPage()
        self.ui.setupUi(self)
        self.setAccessibleName(self.ui.title.text())
        now = memory.now
        known = (
            ("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        )  # fmt: skip
        self.looks = self._choice(self.tr("Look"), known, now.look)
        self.sizes = self._choice(self.tr("Text size"), [(size, f"{size} %") for size in TEXT_SIZES], now.text)
        minutes = [(one, self.tr("{0} min").format(one)) for one in IDLE_MINUTES]
        self.idle = self._choice(self.tr("Lock when not used for"), minutes, now.idle)
        due = (
            ("none", self.tr("Nothing")), ("visible", self.tr("A note")), ("sound", self.tr("A note and a sound")),
        )  # fmt: skip
        self.notices = self._choice(self.tr("When a dose is due"), due, now.notices)
        self.notices.changed.connect(lambda key: memory.change(notices=key))
        self.looks.changed.connect(lambda key: memory.change(look=key))
        self.sizes.changed.connect(lambda key: memory.change(text=key))
        self.idle.changed.connect(lambda key: memory.change(idle=key))
        self._put_people(desk)
        self._put_ward(desk)
        self.knowledge = KnowledgeSettings(desk)
        self.ui.knowledge_column.addWidget(self.knowledge)
        self.labs = LabSettings(desk, memory)
        self.ui.labs_column.addWidget(self.labs)
        self.first = self.looks

    def _put_people(self, desk: Desk) -> None:
        """Who works here, and what each may change of their own."""
        self.people, self.password = People(desk), MyPassword(desk)
        self.ui.people_column.addWidget(self.people)
        self.pin = MyPin(desk)
        for own in (self.password, rule(), text(self.tr("My PIN"), "heading"), self.pin):
            self.ui.password_column.addWidget(own)
        self.pin.done.connect(self.people.show_names)
        for mine in (self.people, self.password, self.pin):
            desk.switched.connect(mine.begin)

    def _put_ward(self, desk: Desk) -> None:
        """What the ward sees of itself, its policies, and its record."""
        self.checks, self.policies, self.record = Checks(desk), Policies(desk), RecordPanel(desk)
        self.alert_rates = AlertRates(desk)
        self.ui.checks_column.addWidget(self.checks)
        self.ui.checks_column.addWidget(self.alert_rates)
        self.ui.policy_column.addWidget(self.policies)
        desk.switched.connect(self.policies.begin)
        self.sheet = SheetPanel(desk)
        for part in (self.record, rule(), self.sheet):
            self.ui.record_column.addWidget(part)

    def _choice(self, name: str, answers: Sequence[tuple[object, str]], value: object) -> Choice:
        made = Choice(name, answers, value)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(text(name, "label"))
        column.addWidget(made)
        self.ui.look_column.addLayout(column)
        return made
