"""What is tried: weight and height, from which dose on, and changes of single doses, each with its undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.revision.together import without_overtaken
from hlh_desktop.domain.revision.trial import Wished
from hlh_desktop.ui.revision.choosing import chosen_pick
from hlh_desktop.ui.revision.deed_forms import KINDS, DeedForm
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.texts import button, text
from hlh_desktop.ui.wizard.statements import empty
from hlh_desktop.ui.wizard.step import bring_into_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from hlh_desktop.domain.revision.trial import Kind, Wish
    from hlh_desktop.domain.telling import Telling
    from hlh_desktop.ui.revision.deed_forms import Choices


class TrialInputs(QFrame):
    """`changed` after each entry. A form of a change stands below while it is open; what was tried, as a list."""

    changed = Signal()

    def __init__(
        self, found: Choices, now: tuple[str, str], tell: Telling, refused: Callable[[Wished, Wish], str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`now` are weight and height of the signed plan; `refused` says why a change has no place beside others."""
        super().__init__(parent)
        self._open, self._tell, self._now, self._refused = found, tell, now, refused
        self.deeds: list[Wish] = []
        self.form: DeedForm | None = None
        self.setProperty("frame", "card")
        self.weight_kg = Field("weight_kg", self.tr("Weight, now %1 kg").replace("%1", now[0]), unit="kg", number=True)
        self.height_cm = Field("height_cm", self.tr("Height, now %1 cm").replace("%1", now[1]), unit="cm", number=True)
        self.start = chosen_pick(self.tr("From"), found.found.starts)
        self.more: dict[Kind, QPushButton] = {}
        self._build()
        for field in (self.weight_kg, self.height_cm):
            field.typed.connect(lambda _: self.changed.emit())
        self.start.changed.connect(lambda _: self.changed.emit())
        self.clear()

    def _build(self) -> None:
        px = look().tokens.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(14), px(8), px(14), px(12))
        self._column.setSpacing(px(8))
        row = Abreast()
        row.put(self.weight_kg, 2, 128)
        row.put(self.height_cm, 2, 128)
        row.put(self.start, 3, 180)
        self._column.addLayout(row)
        also = QWidget()
        column = QVBoxLayout(also)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text(self.tr("And also"), "label"))
        flow = Flow(px(8), px(8))
        for kind, words in zip(KINDS, self._words(), strict=True):
            self.more[kind] = button(words, name=self.tr("What-if: %1").replace("%1", words))
            self.more[kind].clicked.connect(lambda _=False, kind=kind: self.open_form(kind))
            flow.addWidget(self.more[kind])
        column.addLayout(flow)
        self._column.addWidget(also)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        self._column.addLayout(self._list)

    def _words(self) -> tuple[str, ...]:
        return (
            self.tr("Move"), self.tr("25 % less"), self.tr("Hold"), self.tr("Omit"), self.tr("Stop"),
            self.tr("Add drug"),
        )  # fmt: skip

    # --- the forms of single changes

    def open_form(self, kind: Kind) -> None:
        """The form of one kind of change, in the place of another that may be open."""
        self._put_away()
        self.form = DeedForm(kind, self._open, self._tell, self)
        self.form.asked.connect(self._take)
        self.form.left.connect(lambda: self._leave(kind))
        self._column.addWidget(self.form)
        self.form.start()
        # Once it has its place: in a low window it would open below what is seen.
        QTimer.singleShot(0, self.form, lambda form=self.form: bring_into_view(form))

    def _put_away(self) -> None:
        if self.form is not None:
            self.form.hide()
            self._column.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _leave(self, kind: Kind) -> None:
        self._put_away()
        self.more[kind].setFocus()

    def _take(self, asked: Wish) -> None:
        """One change more, in the place of those that it overtakes; one of doses that are left out already is not."""
        kept = without_overtaken(self.deeds, asked)
        words = self._refused(replace(self.wished, wishes=kept), asked)
        if words and self.form is not None:
            self.form.refuse(words)
            return
        self.deeds = [*kept, asked]
        self._leave(asked.kind)
        self._show_deeds()
        self.changed.emit()

    def _show_deeds(self) -> None:
        empty(self._list)
        for deed in self.deeds:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            words = self._said(deed)
            line.addWidget(text(words, wrap=True), 1)
            undo = button(self.tr("Undo"), icon="undo-2", name=self.tr("Undo: %1").replace("%1", words))
            undo.clicked.connect(lambda _=False, deed=deed: self._drop(deed))
            line.addWidget(undo)
            self._list.addWidget(row)

    def _said(self, deed: Wish) -> str:
        """A change in one line, with its reason."""
        words = {
            "move": self.tr("%1: moved to %2"), "factor": self.tr("%1: factor %2"), "hold": self.tr("%1: held"),
            "omit": self.tr("%1: omitted"),
            "stop": self.tr("%1: stopped"), "add": self.tr("%1: added on its usual dose"),
        }[deed.kind]  # fmt: skip
        to = deed.factor if deed.to is None else self._tell.moment(deed.to)
        said = words.replace("%1", deed.name).replace("%2", to)
        return f"{said} ({deed.reason})" if deed.reason else said

    def _drop(self, deed: Wish) -> None:
        self.deeds = [one for one in self.deeds if one != deed]
        self._show_deeds()
        self.more[deed.kind].setFocus()
        self.changed.emit()

    # --- all of it

    def clear(self) -> None:
        """As signed: nothing is tried."""
        self._put_away()
        self.deeds = []
        self.weight_kg.show_value(self._now[0])
        self.height_cm.show_value(self._now[1])
        self.start.box.setCurrentIndex(0)
        self._show_deeds()
        for field in (self.weight_kg, self.height_cm):
            field.say(None)
        self.changed.emit()

    @property
    def wished(self) -> Wished:
        """All that is tried, as typed."""
        since = self.start.value
        assert isinstance(since, datetime)
        return Wished(self.weight_kg.value, self.height_cm.value, since, tuple(self.deeds))
