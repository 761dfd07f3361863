"""What stands beside the fields of an entry tells no amount while a dose of the child is in its second check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.log.gates.values import Gate
from hlh_desktop.ui.giving.gate_notes import GateNotes
from tests.builders import knowledge

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("code", ["amount_deviates", "amount_above_limit", "cumulative_overlap"])
def test_a_gate_that_tells_amounts_has_other_words_while_they_are_hidden(qtbot: QtBot, code: str) -> None:
    notes = GateNotes(knowledge().wording)
    qtbot.addWidget(notes)
    gate = Gate(code, "told", "89 mg and 450 mg/m2", True, (), ())
    assert "89" in notes.words(gate, hidden=False)
    assert not any(letter.isdigit() for letter in notes.words(gate, hidden=True))
