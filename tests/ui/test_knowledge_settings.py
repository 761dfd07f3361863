"""The knowledge in the settings: read, signed by two people, and own values beside the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.ui.desk import Desk
from hlh_desktop.ui.pages.settings_knowledge import KnowledgeSettings
from tests.ui import shell
from tests.ward import wards
from tests.ward.log import bed

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme


def wait_for(qtbot: QtBot, page: KnowledgeSettings, words: str) -> None:
    """Until the page, which looks at the record elsewhere, says so."""
    qtbot.waitUntil(lambda: words in shell.words(page))


def test_the_knowledge_is_signed_by_two_and_an_own_value_makes_it_a_draft_again(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    at = bed.make(tmp_path / "ward")
    desk = Desk(at.doctor, lambda: at.now)
    page = KnowledgeSettings(desk)
    qtbot.addWidget(page)
    page.show()
    wait_for(qtbot, page, "Draft, not approved here")
    page.reading.part.choose("ward")
    page.reading.part.changed.emit("ward")
    assert "typed days: 500" in page.reading.whole.toPlainText()
    page.signing.sign.click()
    assert "Type your own password first." in shell.words(page)
    for name, secret, state in (
        ("", wards.PASSWORD, "Draft, one signature missing"),
        (bed.PHARMACIST, bed.SECRET, "Approved here"),
    ):
        desk.hand_over(at.be(name))
        page.signing.password.line.setText(secret)
        page.signing.sign.click()
        wait_for(qtbot, page, state)
    assert not page.signing.sign.isVisible()
    page.own.open_form.click()
    form = page.own.form
    form.number.choose("alerts.weight_stale.numbers.days")  # type: ignore[union-attr]
    form.number.changed.emit("alerts.weight_stale.numbers.days")  # type: ignore[union-attr]
    assert form.value.line.accessibleName() == "The ward's own value, in days"  # type: ignore[union-attr]
    form.value.line.setText("10")  # type: ignore[union-attr]
    form.reason.line.setText("as we do")  # type: ignore[union-attr]
    form.password.line.setText(bed.SECRET)  # type: ignore[union-attr]
    form.set_it.click()  # type: ignore[union-attr]
    wait_for(qtbot, page, "Draft, not approved here")
    beside = "10\N{NO-BREAK SPACE}days, shipped 7\N{NO-BREAK SPACE}days"
    wait_for(qtbot, page, beside)
    assert desk.ward.ward.knowledge.alerts["weight_stale"].numbers["days"] == 10
    assert page.reading.model.rowCount() > 0
