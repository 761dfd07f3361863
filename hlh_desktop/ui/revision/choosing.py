"""Lists of long words that never make a page wider; and one in which something is chosen from the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from hlh_desktop.ui.widgets.pick import Pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.ui.wizard.reason_field import ReasonField

# Of so many letters a list is never narrower.
LETTERS = 12


def chosen_pick(label: str, answers: Sequence[tuple[object, str]]) -> Pick:
    """A list with its label above; there is at least one answer, and the first is chosen."""
    (first, words), *others = answers
    made = Pick("", label, others, nothing=words)
    made.box.setItemData(0, first)
    narrow(made)
    return made


def narrow(pick: Pick | ReasonField) -> None:
    """A list as wide as its place: the longest of its answers does not decide."""
    pick.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    pick.box.setMinimumContentsLength(LETTERS)
