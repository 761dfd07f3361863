"""The independent second check on the screen: nothing of the first entry is anywhere before the second one is in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible, QClipboard
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget

from hlh_desktop.domain.log.second_check import Seen
from tests.ui.giving.bedsides import DOCTOR, NURSE, PIN, RIGHT, SECOND, SECRET, Bedside, Screen, at
from tests.ui.hands import Keys, Mouse
from tests.ui.shell import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.hands import Hand

# Values that stand nowhere else on the page.
ODD = Seen(Decimal("13.71"), Decimal("91.37"), Decimal("317.3"), Decimal("211.4"))
FIELDS = ("Weight seen, kg", "Dose on the label, mg", "Volume, mL", "Pump rate, mL per hour")
TICKS = (
    "Name and No. TV04 on wristband and label", "Drug and route: INTRAVENOUS", "Expiry not passed, looks as it should",
)  # fmt: skip
SPOKEN = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)
READ = "Name and number read on the wristband: EXAMPLE, Four, No. TV04"


@pytest.fixture
def due(screen: Screen, beside: Bedside) -> Screen:
    """The first etoposide, released, at its time."""
    beside.release(beside.dose("etoposide"), at(22, 13))
    screen.move(at(22, 14))
    return screen


def values(seen: Seen) -> list[str]:
    """What somebody saw, as it is typed."""
    return [str(one) for one in (seen.weight_kg, seen.dose, seen.volume_ml, seen.rate_ml_per_h)]


def said(window: QWidget) -> Iterator[str]:
    """Everything that a window holds in words, shown or not: texts, names, tips, properties, tables, the clipboard."""
    for widget in [window, *window.findChildren(QWidget)]:
        meta = widget.metaObject()
        for place in range(meta.propertyCount()):
            found = meta.property(place).read(widget)
            if isinstance(found, str):
                yield found
        own = (bytes(name).decode() for name in widget.dynamicPropertyNames())
        yield from (str(widget.property(name)) for name in own if not name.startswith("_"))  # those are Qt's
        interface = QAccessible.queryAccessibleInterface(widget)
        for kind in SPOKEN:
            yield interface.text(kind)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from cells(widget.model())
        if isinstance(widget, QLineEdit):
            yield undone(widget)
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        yield QApplication.clipboard().text(mode)


def cells(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            yield str(model.index(row, column).data())


def undone(line: QLineEdit) -> str:
    """What comes back into a field by undoing everything."""
    before = line.text()
    while line.isUndoAvailable():
        line.undo()
        before += " " + line.text()
    return before


def enter(hand: Hand, seen: Seen) -> None:
    """One person's entry."""
    for name, typed in zip(FIELDS, values(seen), strict=True):
        hand.fill(name, typed)
    for tick in TICKS:
        hand.tick(tick)


def first_enters(hand: Hand, screen: Screen, seen: Seen = RIGHT) -> None:
    """From the list until the first person has entered."""
    hand.press(screen.row("etoposide, dose 1").go.accessibleName())
    hand.tick(READ)
    hand.press("Begin the check: etoposide, dose 1 of 10")
    enter(hand, seen)
    hand.press("Enter, then the second person: etoposide, dose 1 of 10")


def choose(hand: Hand, name: str) -> None:
    """Takes a person from the list; it comes a moment after the first entry."""
    box = hand.find("Second person: Person", QComboBox)
    assert isinstance(box, QComboBox)
    if isinstance(hand, Keys):  # a blank in a name would open the list
        hand.go_to(box)
        for _ in range(box.findText(name)):
            hand.key(Qt.Key.Key_Down)
    else:
        hand.take(box, name)
    assert box.currentText() == name


def second_signs_in(hand: Hand, name: str = SECOND, secret: str = PIN) -> None:
    choose(hand, name)
    hand.enter("Second person: PIN or password", secret)


@pytest.mark.parametrize("kind", [Keys, Mouse])
def test_two_people_check_and_one_of_them_gives(due: Screen, beside: Bedside, qtbot: QtBot, kind: type[Hand]) -> None:
    hand = kind(qtbot, due.page)
    first_enters(hand, due)
    second_signs_in(hand)
    enter(hand, RIGHT)
    hand.press("Compare both: etoposide, dose 1 of 10")
    due.settle()
    assert "Both people and the program agree" in words(due.panel)
    hand.press("Go on to giving: etoposide, dose 1 of 10")
    hand.tick(READ)
    hand.fill("Batch", "B1")
    hand.fill("Expiry date", "30 Jun 2027")
    hand.press("Start now: etoposide, dose 1 of 10")
    assert [one.became for one in beside.outcomes(beside.dose("etoposide"))] == ["running"]
    opened = beside.ward.log.opened_check(beside.dose("etoposide"), at(22, 14))
    assert opened is not None
    assert opened.now.first is not None
    assert opened.now.second is not None
    assert (opened.now.first.by, opened.now.second.by, opened.now.used) == (NURSE, SECOND, True)


def test_nothing_of_the_first_entry_is_anywhere_before_the_second(due: Screen, qtbot: QtBot) -> None:
    for tab in ("overview", "plan", "history", "doses"):
        due.page.go(tab)
    hand = Keys(qtbot, due.page)
    first_enters(hand, due, ODD)
    second_signs_in(hand)
    for tab in ("overview", "plan", "history", "doses"):
        due.page.go(tab)
    due.settle()
    everything = "\n".join(said(due.page))
    for typed in values(ODD):
        assert typed not in everything, typed


def test_no_amount_of_the_child_is_anywhere_while_a_dose_is_in_check(due: Screen, beside: Bedside) -> None:
    beside.give("dexamethasone", at(22, 13, 50), reasons={"late": "no staff free"})
    for tab in ("overview", "plan", "history", "doses"):
        due.page.go(tab)
    panel = due.open("etoposide, dose 1")
    panel.identity.tick.click()
    panel.main.click()
    for tab in ("overview", "plan", "history", "doses"):
        due.page.go(tab)
    due.settle()
    everything = "\n".join(said(due.page)).replace("\N{NO-BREAK SPACE}", " ")
    for amount in ("89 mg", "44 mg", "5.9 mg"):
        assert amount not in everything, amount
    assert "mg hidden" in everything


def test_the_amounts_open_again_once_both_are_in(due: Screen, beside: Bedside, qtbot: QtBot) -> None:
    hand = Keys(qtbot, due.page)
    first_enters(hand, due)
    second_signs_in(hand)
    enter(hand, RIGHT)
    hand.press("Compare both: etoposide, dose 1 of 10")
    due.settle()
    assert "89 mg" in due.row("etoposide, dose 1").row.detail.replace("\N{NO-BREAK SPACE}", " ")
    assert due.page.signed is not None


def test_a_value_that_is_typed_in_a_check_is_never_copied(due: Screen, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("before")
    panel = due.open("etoposide, dose 1")
    panel.identity.tick.click()
    panel.main.click()
    line = panel.entry.fields["dose"].line
    qtbot.keyClicks(line, "91.37")
    qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(line, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "before"
    assert line.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


def test_who_entered_first_cannot_be_the_second(due: Screen, qtbot: QtBot) -> None:
    hand = Keys(qtbot, due.page)
    first_enters(hand, due)
    box = hand.find("Second person: Person", QComboBox)
    assert isinstance(box, QComboBox)
    listed = [box.itemText(place) for place in range(box.count())]
    assert NURSE not in listed
    assert {SECOND, DOCTOR} <= set(listed)


def test_a_wrong_pin_lets_nobody_in(due: Screen, qtbot: QtBot) -> None:
    hand = Keys(qtbot, due.page)
    first_enters(hand, due)
    second_signs_in(hand, secret="9999")
    assert due.panel.second.person is None
    due.settle()
    assert "PIN" in words(due.panel.second)


def test_a_password_serves_where_somebody_has_no_pin(due: Screen, qtbot: QtBot) -> None:
    hand = Keys(qtbot, due.page)
    first_enters(hand, due)
    second_signs_in(hand, "Dr B. Other", SECRET)
    assert due.panel.second.person.name == "Dr B. Other"


def test_a_dose_that_does_not_agree_is_stopped_and_says_what_to_do(due: Screen, beside: Bedside, qtbot: QtBot) -> None:
    hand = Keys(qtbot, due.page)
    first_enters(hand, due)
    second_signs_in(hand)
    enter(hand, Seen(Decimal("13.5"), Decimal(98), Decimal(300), Decimal(200)))
    hand.press("Compare both: etoposide, dose 1 of 10")
    due.settle()
    shown = words(due.panel)
    assert "This dose is stopped" in shown
    assert {row.name: row.result for row in due.panel.result.rows} == {
        "Weight": "agrees", "Dose": "differs", "Volume": "agrees", "Pump rate": "agrees",
    }  # fmt: skip
    assert "Start now" not in shown
    hand.press("Begin a new check: etoposide, dose 1 of 10")
    assert due.panel.step == 0
    assert beside.outcomes(beside.dose("etoposide")) == ()


def test_leaving_an_open_check_asks_for_a_reason(due: Screen, beside: Bedside, qtbot: QtBot) -> None:
    panel = due.open("etoposide, dose 1")
    panel.identity.tick.click()
    panel.main.click()
    due.open("co-trimoxazole")  # another row does not close it silently
    assert due.panel is panel
    panel.leave()
    assert not panel.leaving.end.isEnabled()
    panel.leaving.reason.box.setEditText("second person called away")
    panel.leaving.end.click()
    assert due.panel is None
    assert beside.ward.log.day(beside.child, due.clock()).hidden == frozenset()


def test_a_check_can_wait_open_for_a_second_person_elsewhere(due: Screen, qtbot: QtBot) -> None:
    hand = Keys(qtbot, due.page)
    first_enters(hand, due)
    due.panel.leave()
    due.panel.leaving.keep.click()
    assert due.panel is None
    assert "mg hidden" in due.row("etoposide, dose 1").row.detail
    panel = due.open("etoposide, dose 1")
    assert panel.second is not None


def test_a_dose_that_is_not_released_is_not_checked_in_vain(screen: Screen) -> None:
    screen.move(at(22, 14))
    panel = screen.open("etoposide, dose 1")
    panel.identity.tick.click()
    assert not panel.main.isEnabled()
    assert "Awaits release" in panel.why.accessibleName()


@pytest.mark.parametrize("missing", range(4))
def test_nothing_is_compared_while_a_value_is_missing(due: Screen, missing: int) -> None:
    panel = due.open("etoposide, dose 1")
    panel.identity.tick.click()
    panel.main.click()
    for place, (field, typed) in enumerate(zip(panel.entry.fields.values(), values(RIGHT), strict=True)):
        field.line.setText("" if place == missing else typed)
    for tick in panel.entry.ticks:
        tick.click()
    panel.entry.changed.emit()
    assert not panel.main.isEnabled()


def test_what_was_not_looked_at_is_not_entered(due: Screen) -> None:
    panel = due.open("etoposide, dose 1")
    panel.identity.tick.click()
    panel.main.click()
    for field, typed in zip(panel.entry.fields.values(), values(RIGHT), strict=True):
        field.line.setText(typed)
    panel.entry.ticks[0].click()
    assert not panel.main.isEnabled()


def test_the_order_stands_as_a_rule_and_not_as_an_amount(due: Screen) -> None:
    panel = due.open("etoposide, dose 1")
    panel.identity.tick.click()
    panel.main.click()
    order = panel.order.text().replace("\N{NO-BREAK SPACE}", " ")
    assert "150 mg/m² per dose, INTRAVENOUS, over 60 to 120 min" in order
    assert "89" not in order
