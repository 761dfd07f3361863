"""The main action of a form that is used at the bedside: as high as what is pressed with gloves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.ui.widgets.texts import button, hold_width, styled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton


def ward_action(words: str, *others: str, name: str = "") -> QPushButton:
    """The button that writes something down; `others` are words that it may show later."""
    made = button(words, "main", "check", name=name)
    styled(made, bedside=True)
    hold_width(made, *others)
    return made
