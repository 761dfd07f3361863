"""The signed assessments of a child: readable for good, replaced by new ones; and the forms that no task asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from hlh_desktop.domain.telling import Telling
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Badge, Note
from hlh_desktop.ui.widgets.texts import button, hold_width, rule, text
from hlh_desktop.ward.results.response_words import FormWords

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.ui.desk import Desk
    from hlh_desktop.ui.response.form import ResponseForm
    from hlh_desktop.ward.results.assessed import Signed

WORDS = 320


class Assessments(QFrame):
    """`wanted` asks for a form, and for which assessment it is to replace (None: none)."""

    wanted = Signal(str, object)

    def __init__(self, desk: Desk, signed: tuple[Signed, ...], forms: tuple[str, ...]) -> None:
        super().__init__()
        self._desk = desk
        self._tell = Telling(desk.ward.ward.wording)
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Response"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._column.addWidget(text(self.tr("Response"), "heading"))
        self.begin: dict[str, QPushButton] = {}
        self.amend: dict[UUID, QPushButton] = {}
        self._form: ResponseForm | None = None
        if not signed:
            self._column.addWidget(text(self.tr("No assessment is signed yet."), "muted", wrap=True))
        for one in signed:
            self._column.addWidget(rule())
            self._column.addWidget(self._line(one))
        if forms:
            self._column.addWidget(self._others(forms))

    def _line(self, one: Signed) -> QWidget:
        """One assessment in full: when, by whom, what it concluded, each definition, and what was said against."""
        made = QWidget()
        line = Abreast(made, centred=True)
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        at = self._tell.moment(self._desk.ward.here(one.taken))
        head = self.tr("%1, %2 by %3").replace("%1", one.title).replace("%2", at).replace("%3", one.by)
        column.addWidget(text(head, "strong", wrap=True))
        column.addWidget(text(" ".join((one.conclusion, one.text)).strip(), wrap=True))
        for told in one.definitions:
            column.addWidget(text(told, "small", wrap=True))
        for told in one.own:
            column.addWidget(text(told, "small", wrap=True))
        if one.gone and one.replaced_by is None:
            words = self.tr(
                "Results that it rests on were corrected or struck out since it was signed. Look again: %1."
            )
            column.addWidget(Note("warning", words.replace("%1", "; ".join(one.gone)), plain=True))
        for item in one.items:
            if item.reason:
                words = self.tr("%1: answered otherwise than the results. %2").replace("%1", item.text)
                column.addWidget(text(words.replace("%2", item.reason), "small", wrap=True))
        line.put(said, 1, WORDS)
        if one.replaced_by is not None:
            line.put(Badge("open", self.tr("Replaced by %1").replace("%1", one.replaced_by), "ban"), 0)
            return made
        go = button(self.tr("Replace..."), "ward", name=f"{self.tr('Replace')}: {head}")
        hold_width(go)
        go.clicked.connect(lambda: self.wanted.emit(one.form, one.id))
        self.amend[one.id] = go
        line.put(go, 0)
        return made

    def _others(self, forms: tuple[str, ...]) -> QWidget:
        made = QWidget()
        flow = Flow(8, 8, made)
        for form in forms:
            words = FormWords(self._desk.ward.ward.knowledge, self._desk.ward.zone, form)
            name = self.tr("Assess: %1").replace("%1", words.title)
            go = button(self.tr("%1...").replace("%1", words.title), "ward", "plus", name=name)
            hold_width(go)
            go.clicked.connect(lambda _=False, form=form: self.wanted.emit(form, None))
            self.begin[form] = go
            flow.addWidget(go)
        return made

    def ask(self, form: ResponseForm | None) -> None:
        """Shows a form under the list, or takes it away."""
        if self._form is not None:
            self._form.hide()
            self._column.removeWidget(self._form)
            self._form.deleteLater()
        self._form = form
        if form is not None:
            self._column.addWidget(form)
            form.show()
            form.start()
