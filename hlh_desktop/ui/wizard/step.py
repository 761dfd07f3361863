"""What the seven steps share: fields tied to places of the case, notes at the fields, and the jump to one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from hlh_desktop.ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.ui.widgets.choice import Choice
    from hlh_desktop.ui.widgets.field import Field
    from hlh_desktop.ui.widgets.marks import State
    from hlh_desktop.ui.widgets.pick import Pick
    from hlh_desktop.ui.wizard.entry import Entry
    from hlh_desktop.ward.look import Look

# What stays free above something that is brought into view from its top on, in px at 100 %.
ABOVE = 8


@dataclass(frozen=True, slots=True)
class Onward:
    """What the main action at the foot does where it doesn't lead to the next step: its words, and the deed."""

    words: str
    do: Callable[[], None]
    icon: str = "chevron-right"


class Step(QWidget):
    """One step of the wizard. A step writes into the entry and draws what the look says; it decides nothing.

    A step makes its widgets, binds each to its place, and fills in `refresh` for what is not a bound field. The frame
    around it asks for `hint`, `side` and `onward`, and follows `jump_wanted` and `signed`.
    """

    jump_wanted = Signal(int, str)  # step (1 is the first) and place of the case; an empty place is the step itself
    signed = Signal(object)  # PlanHead
    proved = Signal(object, QWidget)  # the proof of something on the step, and what was pressed
    framed = Signal()  # hint, onward or side answer something else now
    side_wanted = Signal()  # where the right side is folded away, it unfolds

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._fields: dict[str, Field] = {}
        self._choices: dict[str, Choice] = {}
        self._picks: dict[str, Pick] = {}
        entry.looked.connect(self.show_look)

    def begin(self) -> None:
        """Called once by the wizard when the step's widgets are made and bound."""
        self.show_look(self.entry.look)

    # --- tying widgets to places of the case

    def bind_field(self, field: Field) -> Field:
        """A text or number: what is typed goes to `field.path`, kept when typing pauses or the field is left."""
        self._fields[field.path] = field
        field.typed.connect(lambda words: self.entry.write(field.path, words, typing=True))
        field.line.editingFinished.connect(self.entry.settle)
        return field

    def bind_choice(self, path: str, choice: Choice) -> Choice:
        """Answers side by side: the key of the pressed one goes to `path`."""
        self._choices[path] = choice
        choice.changed.connect(lambda key: self.entry.write(path, key))
        return choice

    def bind_pick(self, pick: Pick) -> Pick:
        """A list that opens: the key of the chosen entry goes to `pick.path`."""
        self._picks[pick.path] = pick
        pick.changed.connect(lambda key: self.entry.write(pick.path, key))
        return pick

    # --- drawing

    def show_look(self, look: Look) -> None:
        """Draws the case as it stands, and at each field what is wrong with it or doubted."""
        notes = worst_notes(look)
        for path, field in self._fields.items():
            field.show_value(self.entry.words(path))
            state, words = notes.get(path, (None, ""))
            field.say(state, words)
        for path, choice in self._choices.items():
            choice.choose(self.entry.value(path))
        for path, pick in self._picks.items():
            pick.choose(self.entry.value(path))
            state, words = notes.get(path, (None, ""))
            pick.say(state, words)
        self.refresh(look)

    def refresh(self, look: Look) -> None:
        """Draws what is no bound field."""

    # --- what the frame around the step shows

    def hint(self, look: Look) -> str:
        """The sentence at the foot of the page."""
        return ""

    def onward(self, look: Look) -> Onward | None:
        """What the main action does here; None leads to the next step."""
        return None

    def side(self) -> QWidget | None:
        """What stands at the right in place of the summary; always the same widget, or None for the summary.

        Its accessible name is on the button that unfolds it where there is no room.
        """
        return None

    # --- jumping

    def widget_at(self, path: str) -> QWidget | None:
        """The widget that a place of the case is answered in; a step with more than bound fields adds its own."""
        return self._fields.get(path) or self._choices.get(path) or self._picks.get(path)

    def jump_to(self, path: str) -> bool:
        """Puts the cursor where a place of the case is answered and scrolls to it; False if it is not here."""
        widget = self.widget_at(path)
        if widget is None:
            return False
        bring_into_view(widget)
        (widget.focusProxy() or widget).setFocus()
        return True

    def event(self, event: QEvent) -> bool:
        """What was typed is kept before the step is left."""
        if event.type() == QEvent.Type.Hide:
            self.entry.settle()
        return super().event(event)


def worst_notes(look: Look) -> dict[str, tuple[State, str]]:
    """The note to draw at each place: what is wrong before what is doubted.

    What is only missing is not held against a person who has not come to it: the list of gates tells it.
    """
    notes: dict[str, tuple[State, str]] = {}
    for one in look.problems:
        if one.kind == "wrong":
            notes.setdefault(one.path, ("critical", one.text))
    for doubt in look.doubts:
        if not doubt.confirmed:
            notes.setdefault(doubt.path, ("warning", doubt.text))
    return notes


def bring_into_view(widget: QWidget) -> None:
    """Scrolls every area around a widget so that it can be seen; one too high for it from its top on.

    What has the cursor in it stays in sight.
    """
    around: QObject | None = widget.parent()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
            if widget.height() > around.viewport().height():
                _from_top(widget, around)
        around = around.parent()


def _from_top(widget: QWidget, area: QScrollArea) -> None:
    """Qt alone would show the middle of it."""
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() + widget.mapTo(area.viewport(), QPoint()).y() - look().tokens.px(ABOVE))
    focus = QApplication.focusWidget()
    if focus is not None and widget.isAncestorOf(focus):
        area.ensureWidgetVisible(focus)
