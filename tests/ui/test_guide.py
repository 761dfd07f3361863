"""The guide: every row of the article found by word and verdict, chapters by keys, and F1 at the fitting chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel

from hlh_desktop.domain.article_rows import article_rows
from hlh_desktop.ui.navigation import GUIDE, WARD, Place, help_for
from hlh_desktop.ui.pages.guide_article import STATEMENT, ArticleList
from hlh_desktop.ui.pages.guide_chapter import ChapterView
from hlh_desktop.ui.pages.guide_page import GuidePage
from hlh_desktop.ui.pages.guide_row import VERDICTS
from hlh_desktop.ui.pictures import still
from hlh_desktop.ui.wizard.severity_step import UNVERIFIED
from tests.builders import knowledge
from tests.ui import shell
from tests.ward import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.doorway import Doorway
    from hlh_desktop.ui.theme import Theme


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme) -> ArticleList:
    made = ArticleList(knowledge())
    qtbot.addWidget(made)
    return made


def codes(rows: ArticleList) -> list[str]:
    return [rows.model.row(place).code for place in range(rows.model.rowCount())]


def said(rows: ArticleList) -> str:
    return "\n".join(label.text() for label in rows.card.widget().findChildren(QLabel))


def test_all_rows_stand_in_the_list_each_with_the_icon_and_word_of_its_verdict(rows: ArticleList) -> None:
    assert codes(rows) == [f"S{number:02}" for number in range(1, 63)]
    assert rows.count.text() == "62 of 62 rows"
    for place in range(62):
        index = rows.model.index(place, 1)
        assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
        assert index.data() == knowledge().wording.say(f"guide.verdict.{rows.model.row(place).verdict}")
    assert len({icon for _, icon in VERDICTS.values()}) == len(VERDICTS), "each verdict has an icon of its own"


def test_a_typed_word_and_a_verdict_narrow_the_list(qtbot: QtBot, rows: ArticleList) -> None:
    qtbot.keyClicks(rows.part.line, "etoposide")
    found = codes(rows)
    assert "S06" in found
    assert "S37" not in found
    rows.verdict.button("disagree").click()
    assert codes(rows) == ["S02"] == [row for row in codes(rows) if row in found]
    rows.part.line.clear()
    qtbot.keyClicks(rows.part.line, "no such word")
    assert codes(rows) == []
    assert "No row has this in it" in said(rows)


def test_a_note_beside_the_risk_signs_says_which_percentages_are_not_verified() -> None:
    row = next(one for one in article_rows(knowledge()) if one.code == UNVERIFIED)
    assert row.verdict == "unverified"
    assert "72" in row.says
    assert "51 children" in row.note


def test_the_chosen_row_is_told_in_full_on_its_card_and_to_a_screen_reader(rows: ArticleList) -> None:
    assert rows.open("S36")
    row = next(one for one in article_rows(knowledge()) if one.code == "S36")
    for part in ("S36", "Unverified", row.says, row.does, row.note, "paediatric cohort", "Chen 2021", "second-hand"):
        assert part in said(rows)
        assert part in rows.card.accessibleDescription()
    assert not rows.open("S63")


def test_a_chapter_is_drawn_by_qt_from_its_markdown_and_leads_nowhere(qtbot: QtBot, theme: Theme) -> None:
    view = ChapterView()
    qtbot.addWidget(view)
    view.show_chapter(knowledge().guide["limits"])
    assert view.title.text() == "What this program is not"
    assert "not a certified medical device" in view.browser.toPlainText()
    assert "**" not in view.browser.toPlainText()
    assert view.browser.accessibleDescription() == view.browser.toPlainText()
    assert not view.browser.openLinks()


@pytest.fixture
def door(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Doorway]:
    wards.new_ward(tmp_path / "ward").lock(wards.NOW)
    found = shell.doorway(qtbot, tmp_path / "home", tmp_path / "ward")
    shell.sign_in(qtbot, found)
    yield found
    found.window.close()


def guide(door: Doorway) -> GuidePage:
    page = door.window.page
    assert isinstance(page, GuidePage)
    return page


def test_the_guide_is_reached_by_its_button_its_key_and_f1_and_read_by_keys(qtbot: QtBot, door: Doorway) -> None:
    door.window.ui.to_guide.click()
    assert door.window.place == GUIDE
    assert door.window.ui.to_guide.isChecked()
    assert guide(door).shown == "start"
    shell.press(qtbot, door.window, Qt.Key.Key_Down)
    assert guide(door).shown == "plan"
    assert "seven steps" in guide(door).chapter.browser.toPlainText()
    shell.press(qtbot, door.window, Qt.Key.Key_F1)
    QApplication.processEvents()
    assert guide(door).shown == "plan", "F1 on the guide changes nothing"
    door.window.go(WARD)
    shell.press(qtbot, door.window, Qt.Key.Key_Escape, Qt.Key.Key_F1)
    assert door.window.place == WARD, "it waits whether F1 is pressed twice"
    qtbot.waitUntil(lambda: isinstance(door.window.page, GuidePage))


def test_f1_twice_opens_the_keys_and_no_guide(qtbot: QtBot, door: Doorway) -> None:
    wanted: list[QObject] = []
    door.window.shortcuts.help_wanted.connect(lambda: wanted.append(door.window))
    shell.press(qtbot, door.window, Qt.Key.Key_F1, Qt.Key.Key_F1)
    box = door.window.shortcuts.box
    assert box is not None
    assert not door.window.shortcuts._alone.isActive()
    box.reject()
    assert wanted == []


@pytest.mark.parametrize(
    ("place", "chapter"),
    [
        (Place("draft"), "plan"), (Place("child", None, "doses"), "giving"), (Place("child", None, "labs"), "results"),
        (Place("child", None, "tasks"), "tasks"), (Place("child", None, "plan"), "revising"), (WARD, ""),
        (Place("settings"), "approval"),
    ],
)  # fmt: skip
def test_help_opens_at_the_chapter_of_the_page(place: Place, chapter: str) -> None:
    assert help_for(place) == Place("guide", tab=chapter)
    assert chapter in ("", *knowledge().guide)


def test_with_large_text_a_statement_keeps_the_room_to_be_read(qtbot: QtBot, door: Doorway, theme: Theme) -> None:
    """At 150 % on a small screen it stood in a column of a word or two."""
    theme.choose("light", 1.5)
    door.window.resize(1280, 800)
    door.window.go(Place("guide", tab="S36"))
    still()
    table = door.window.page.findChild(ArticleList).table  # type: ignore[union-attr]
    assert table.columnWidth(STATEMENT) >= table.fontMetrics().horizontalAdvance("An aPTT above 44.35 s is")
    theme.choose("light", 1.0)
