"""The road map with a log on the screen: states told apart without colour, words for each, each mark opens its dose."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel

from hlh_desktop.domain.log.values import State
from hlh_desktop.domain.road_log import RoadLog
from hlh_desktop.domain.road_map import RoadMap, road_map
from hlh_desktop.ui.widgets.road_layout import lay_out
from hlh_desktop.ui.widgets.road_legend import Deviations, legend
from hlh_desktop.ui.widgets.road_paint import SHADES, draw_diamond, draw_step
from tests.builders import case_data, knowledge, plan, regimen
from tests.domain.test_road_map import TO
from tests.domain.wizard.sights import EXAMPLE
from tests.road_logs import day_eleven, every_state, id_of, mark, moved
from tests.ui.test_road_map import grey, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme

STATES = (*get_args(State), "moved", "ghost")


def logged(log: RoadLog | None = None) -> RoadMap:
    return road_map(plan(moved(EXAMPLE, TO)), knowledge(), date(2026, 12, 2), log or day_eleven())


def copied(draw: Callable[[QPainter], None]) -> bytes:
    """What a photocopier sees of a drawing."""
    picture = QImage(24, 24, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    draw(painter)
    painter.end()
    seen = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(1 if seen.pixelColor(x, y).lightness() < 160 else 0 for y in range(24) for x in range(24))


def unlike(one: bytes, other: bytes) -> int:
    return sum(left != right for left, right in zip(one, other, strict=True))


def test_every_state_differs_on_a_photocopy(theme: Theme) -> None:
    copies = {state: grey(state) for state in STATES}
    for left, right in combinations(copies, 2):
        assert unlike(copies[left], copies[right]) >= 10, (left, right)


def test_a_review_that_was_done_and_one_that_was_not_differ(theme: Theme) -> None:
    place = QRect(2, 2, 20, 20)
    open_, done = (copied(lambda painter, done=done: draw_diamond(painter, place, done=done)) for done in (False, True))
    assert unlike(open_, done) >= 10


def test_days_given_planned_and_at_home_differ(theme: Theme) -> None:
    copies = [
        copied(lambda painter, shade=shade: draw_step(painter, QRect(2, 2, 20, 20), shade))  # type: ignore[misc]
        for shade in SHADES
    ]
    assert all(unlike(one, other) >= 10 for one, other in combinations(copies, 2))


def test_each_mark_opens_its_dose(theme: Theme, qtbot: QtBot) -> None:
    view = shown(logged(), qtbot)
    due = next(one for one in view.chart.layout_.spots if one.state == "due")
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.mouseClick(view.chart, Qt.MouseButton.LeftButton, pos=due.rect.center())
    (spot,) = told.args or ()
    assert (spot.dose_id, spot.line, spot.day) == (id_of("etoposide", 11), "etoposide", 11)


def test_the_keys_begin_at_what_is_due_and_say_its_state(theme: Theme, qtbot: QtBot) -> None:
    view = shown(logged(), qtbot)
    chart = view.chart
    chart.setFocus()
    qtbot.waitUntil(lambda: chart.spot is not None)
    assert "etoposide, dose 4 of 10, due now" in chart.accessibleName()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert "dose 3 of 10, given" in chart.accessibleName()
    assert "1 h 25 min late, line blocked" in chart.accessibleName()
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args is not None
    assert told.args[0].dose_id == id_of("etoposide", 8)


def test_the_wedge_is_filled_up_to_what_was_given(theme: Theme) -> None:
    steps = [one for one in lay_out(logged(), 1100).spots if one.kind == "step" and one.line == "dexamethasone"]
    assert [(one.day, one.state) for one in steps[:3]] == [(1, "given"), (7, "given"), (12, "planned")]
    assert steps[0].text == "dexAMETHasone, 5.9 mg, given on days 1 to 5"


def test_intrathecal_marks_show_their_state_without_drug_or_mg(theme: Theme) -> None:
    case = case_data(regimen=regimen("intrathecal", protocol="hlh-2004"), severity={"cns": "progressive"})
    log = RoadLog((mark("intrathecal", 16, "given", "8", "methotrexate 8 mg"), mark("intrathecal", 23, "late")))
    made = lay_out(road_map(plan(case), knowledge(), date(2026, 12, 20), log), 1100)
    spots = [one for one in made.spots if one.kind == "intrathecal"]
    assert [one.state for one in spots[:2]] == ["given", "late"]
    assert spots[0].dose_id == id_of("intrathecal", 16)
    assert all("mg" not in one.text and "methotrexate" not in one.text for one in spots)


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("every", [False, True])
def test_no_words_lie_over_others_or_over_a_mark(theme: Theme, scale: float, every: bool) -> None:
    theme.choose("light", scale)
    made = lay_out(logged(every_state() if every else None), 1000)
    for one, other in combinations([label.rect for label in made.labels], 2):
        assert not one.intersects(other)
    marks = [spot.rect for spot in made.spots if spot.kind in ("dose", "change", "intrathecal")]
    assert [label.words for label in made.labels for rect in marks if label.rect.intersects(rect)] == []


def test_the_legend_shows_only_what_stands_on_the_map(theme: Theme, qtbot: QtBot) -> None:
    samples = legend(logged().legend)
    for one in samples:
        qtbot.addWidget(one)
    assert [label.text() for one in samples for label in one.findChildren(QLabel)] == [
        "Given", "Due", "Held", "Awaits release", "Planned", "Place before a move", "Missed",
    ]  # fmt: skip


def test_what_differs_stands_below_and_is_read_out(theme: Theme, qtbot: QtBot) -> None:
    made = Deviations("What differs from the plan", logged().deviations)
    qtbot.addWidget(made)
    assert [label.text() for label in made.sentences] == list(logged().deviations)
    assert made.sentences[0].accessibleName() == "What differs from the plan, Day 6, dexAMETHasone 6: missed"
