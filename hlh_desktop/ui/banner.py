"""The banner of the child over every page: who it is, measures with date, allergies, course, state of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hlh_desktop.ui.forms.ui_banner import Ui_Banner
from hlh_desktop.ui.widgets.flow import Flow
from hlh_desktop.ui.widgets.marks import Badge
from hlh_desktop.ui.widgets.texts import Role, styled, text

if TYPE_CHECKING:
    from hlh_desktop.ward.banner import BannerFacts

GAP, LINE_GAP = 28, 6


class Pair(QWidget):
    """A fact in two lines; the order tells which is the label, as in the design."""

    def __init__(self, first: Role = "strong", second: Role = "label") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.first, self.second = text(role=first), text(role=second)
        for line in (self.first, self.second):
            column.addWidget(line)

    def show_pair(self, first: str, second: str) -> None:
        """Other words."""
        self.first.setText(first)
        self.second.setText(second)


class Banner(QFrame):
    """Shows what it is given and nothing else; without a child it is not there at all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_Banner()
        self.ui.setupUi(self)
        self.facts: BannerFacts | None = None
        self.who, self.age, self.measures = Pair("title"), Pair(), Pair()
        self.allergies, self.course = Pair(), Pair()
        flow = Flow(GAP, LINE_GAP, self.ui.facts)
        for pair in (self.who, self.age, self.measures, self.allergies, self.course):
            flow.addWidget(pair)
        self.badge = Badge()
        self.ui.badge.addWidget(self.badge)
        # Long lists of allergies go on in the next line rather than push the rest away.
        self.allergies.first.setWordWrap(True)
        self.hide()

    def show_facts(self, facts: BannerFacts | None) -> None:
        """Another child, or None. It is painted before this returns: no page ever stands under a wrong name."""
        self.facts = facts
        if facts is not None:
            self._fill(facts)
        self.setVisible(facts is not None)
        around = self.parentWidget()
        column = None if around is None else around.layout()
        if around is not None and column is not None and around.isVisible():
            column.activate()
            around.repaint()

    def _fill(self, facts: BannerFacts) -> None:
        self.who.show_pair(facts.name, facts.number)
        self.age.show_pair(facts.age, facts.born)
        self.measures.show_pair(facts.measures, facts.measured)
        self.allergies.show_pair(facts.allergies, self.tr("Allergies"))
        styled(self.allergies.first, state="critical" if facts.alert else "")
        self.course.show_pair(facts.course, facts.course_note)
        self.badge.say(facts.state, facts.plan)
        self.ui.plan_note.setText(facts.plan_note)
        words = (facts.name, facts.number, facts.age, facts.born, facts.measures, facts.measured)
        self.setAccessibleName(", ".join((*words, self.tr("Allergies: {0}").format(facts.allergies), facts.plan)))
