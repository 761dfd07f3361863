"""Findings and options as rows on a page: state as icon and word, the sentence, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from hlh_desktop.ui import icons
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.abreast import Abreast
from hlh_desktop.ui.widgets.marks import Badge, Icon, Note, State, colour_of
from hlh_desktop.ui.widgets.texts import rule, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hlh_desktop.domain.finding import Finding, Stance
    from hlh_desktop.domain.wizard.words import Words

STATES: dict[Stance, State] = {"proposed": "ok", "offered": "info", "advised_against": "critical"}
ICONS: dict[Stance, str] = {"proposed": "circle-check", "offered": "info", "advised_against": "circle-x"}


def stance_word(stance: Stance) -> str:
    """A stance as the page says it."""
    say = QCoreApplication.translate
    return {
        "proposed": say("Stance", "Proposed"),
        "offered": say("Stance", "Offered"),
        "advised_against": say("Stance", "Advised against"),
    }[stance]


def stance_badge(stance: Stance, words: str = "") -> Badge:
    """A stance as icon and word in its colour."""
    return Badge(STATES[stance], words or stance_word(stance), ICONS[stance])


def level_word(finding: Finding) -> str:
    """The level of a finding as the page says it; for information it needs none."""
    say = QCoreApplication.translate
    words = {
        "refuse": say("Level", "Refused:"), "critical": say("Level", "Critical:"), "warning": say("Level", "Warning:"),
    }  # fmt: skip
    return words.get(finding.level, "")


class Statements(QWidget):
    """Rows that are drawn anew only when they say something else."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().tokens.px(6))

    def show_findings(self, findings: Sequence[Finding], words: Words, *, plain: bool = True) -> None:
        """Findings with their level, worst first as they come."""
        if not self._new(("findings", *findings)):
            return
        for finding in findings:
            note = Note(finding.level, words.text(finding.text), strong=level_word(finding), plain=plain)
            self._column.addWidget(note)

    def show_options(self, rows: Iterable[tuple[Stance, str, str, str]]) -> None:
        """Options: stance, title, why, and its sources."""
        rows = tuple(rows)
        if self._new(("options", *rows)):
            for place, row in enumerate(rows):
                if place:
                    self._column.addWidget(rule())
                self._column.addWidget(OptionRow(*row))

    def show_words(self, state: State, words: str) -> None:
        """One sentence in place of rows."""
        if self._new((state, words)):
            self._column.addWidget(Note(state, words, plain=True))

    def _new(self, shown: tuple[object, ...]) -> bool:
        """Whether these are other rows than those drawn; then the old ones are gone."""
        self.setVisible(len(shown) > 1)
        if shown == self._shown:
            return False
        self._shown = shown
        empty(self._column)
        return True


class OptionRow(QWidget):
    """An option in two lines: icon, title and stance; below, why."""

    def __init__(self, stance: Stance, title: str, reason: str, sources: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        head = Abreast(gap=8, centred=True)
        head.put(text(title, "strong", wrap=True), share=1, least=140)
        word = text(stance_word(stance), "small")
        word.setProperty("state", STATES[stance])
        head.put(word, share=0)
        column.addLayout(head)
        column.addWidget(text(reason, "small", wrap=True))
        row = Abreast(self, gap=8)
        icon = Icon(ICONS[stance], colour_of(STATES[stance]), icons.SIZE - 2)
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.put(icon, share=0)
        row.put(words, share=1)
        self.setToolTip(sources)
        self.setAccessibleName(f"{title}: {stance_word(stance)}")
        self.setAccessibleDescription(f"{reason} {sources}")


def empty(layout: QLayout) -> None:
    """Takes every widget out of a layout and lets it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
