"""Every panel of the doses: what Tab stops at has a name, a role and a size; nothing is wider than its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui import wards
from tests.ui.giving.bedsides import DOCTOR, NURSE, Bedside, Screen, at, other_child
from tests.ui.test_every_page import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.ui.theme import Theme

WARD_ACTION = 44


def give(screen: Screen) -> None:
    panel = screen.open("co-trimoxazole")
    panel.fields.amount.line.setText("30")
    panel.fields.changed.emit()


def turned(name: str) -> Callable[[Screen], None]:
    def show(screen: Screen) -> None:
        screen.open("co-trimoxazole").turned.emit(name)

    return show


def amend(screen: Screen) -> None:
    screen.beside.give("dexamethasone", at(22, 8, 2))
    screen.tab.refresh()
    screen.open("dexAMETHasone")


def wrong_child(screen: Screen) -> None:
    other_child(screen.beside, "TV05", "Five")
    amend(screen)
    screen.panel.wrong_child.click()


def release(screen: Screen) -> None:
    screen.desk.hand_over(screen.beside.as_(wards.PERSON))
    screen.open("etoposide, dose 1")


def first_entry(screen: Screen) -> None:
    screen.beside.release(screen.beside.dose("etoposide"), at(22, 8))
    screen.tab.refresh()
    panel = screen.open("etoposide, dose 1")
    panel.identity.tick.click()
    panel.main.click()


def leaving(screen: Screen) -> None:
    first_entry(screen)
    screen.panel.leave()


def compared(screen: Screen) -> None:
    screen.beside.release(screen.beside.dose("etoposide"), at(22, 8))
    screen.beside.checked(screen.beside.dose("etoposide"), at(22, 8, 3))
    screen.tab.refresh()
    screen.open("etoposide, dose 1")


def form(key: str) -> Callable[[Screen], None]:
    return lambda screen: screen.tab.open_other(key)


def voice(screen: Screen) -> None:
    screen.open("dexAMETHasone").hold.click()
    screen.panel.directed.choose(DOCTOR)
    screen.panel.reason.box.setEditText("fever")
    screen.panel.main.click()
    screen.desk.hand_over(screen.beside.as_(DOCTOR))
    screen.tab.sign_order(screen.beside.ward.log.voice_orders(screen.beside.child)[0])


PANELS: dict[str, Callable[[Screen], None]] = {
    "give": give, "hold": turned("hold"), "not given": turned("not_given"), "stop": turned("stop"), "amend": amend,
    "wrong child": wrong_child, "release": release, "first entry": first_entry, "leaving": leaving,
    "compared": compared, "reaction": form("form reaction"), "elsewhere": form("elsewhere"), "voice": voice,
}  # fmt: skip


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("name", PANELS)
def test_every_control_can_be_told_and_hit_and_no_word_is_cut(
    screen: Screen, theme: Theme, name: str, scale: float
) -> None:
    theme.choose("light", scale)
    screen.page.resize(1280, 800)
    PANELS[name](screen)
    for _ in range(3):
        screen.settle()
    assert list(faults(screen.page)) == []
    assert screen.page.width() == 1280, "the page grew beyond the screen"
    for one in [*screen.page.findChildren(QLabel), *screen.page.findChildren(QPushButton)]:
        if not one.isVisible() or not one.text() or (isinstance(one, QLabel) and one.wordWrap()):
            continue
        assert one.width() >= one.fontMetrics().horizontalAdvance(one.text().replace("&", "")), one.text()


def test_what_is_pressed_at_the_bedside_is_as_high_as_a_gloved_finger_needs(screen: Screen, beside: Bedside) -> None:
    panel = screen.open("co-trimoxazole")
    screen.settle()
    for one in (screen.row("co-trimoxazole").go, panel.main, panel.hold, panel.refuse_it, panel.stop):
        assert one.height() >= WARD_ACTION, one.text()
    assert beside.ward.person.name == NURSE
