"""The road map on the screen: marks differ without colour, nothing overlaps, keys reach every mark."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from hlh_desktop.domain.road_map import road_map
from hlh_desktop.ui.widgets.road_layout import lay_out
from hlh_desktop.ui.widgets.road_map import RoadMapView
from hlh_desktop.ui.widgets.road_paint import draw_mark
from tests.builders import ROOT, knowledge, plan

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.road_map import RoadMap
    from hlh_desktop.ui.theme import Theme

CHANGES = [
    {"line": "rituximab", "day": 8, "do": "move", "to": "2026-11-30T08:30", "reason": "no bed"},
    {"line": "etoposide", "day": 22, "do": "hold", "reason": "neutrophils"},
    {"line": "etoposide", "day": 36, "do": "omit", "reason": "response"},
]


def road(weeks: int = 8, *more: str, changes: list[dict[str, Any]] | None = None, today: date | None = None) -> RoadMap:
    data = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))
    data["regimen"] |= {"last_week": weeks, "changes": CHANGES if changes is None else changes}
    data["regimen"]["lines"] += [{"line": line} for line in more]
    data["severity"]["cns"] = "progressive" if "intrathecal" in more else "none"
    return road_map(plan(data), knowledge(), today or date(2026, 12, 2))


def shown(made: RoadMap, qtbot: QtBot, width: int = 1200) -> RoadMapView:
    view = RoadMapView(made)
    qtbot.addWidget(view)
    view.resize(width, 600)
    with qtbot.waitExposed(view):
        view.show()
    return view


def grey(state: str) -> bytes:
    """A mark as a photocopier sees it."""
    picture = QImage(24, 24, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    draw_mark(painter, QRect(2, 2, 20, 20), state)
    painter.end()
    copied = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [1 if copied.pixelColor(x, y).lightness() < 160 else 0 for y in range(24) for x in range(24)]
    return bytes(dark)


def test_marks_differ_on_a_photocopy(theme: Theme) -> None:
    copies = {state: grey(state) for state in ("planned", "moved", "held", "omitted", "ghost")}
    for left, right in combinations(copies, 2):
        unlike = sum(one != other for one, other in zip(copies[left], copies[right], strict=True))
        assert unlike >= 12, (left, right, unlike)


def test_each_dose_has_its_mark_and_a_moved_one_leaves_a_ghost(theme: Theme) -> None:
    made = lay_out(road(), 1100)
    states = [(spot.line, spot.day, spot.state) for spot in made.spots if spot.kind == "dose"]
    assert ("rituximab", 8, "ghost") in states
    assert ("rituximab", 9, "moved") in states
    assert ("etoposide", 22, "held") in states
    assert ("etoposide", 36, "omitted") in states
    assert sum(line == "etoposide" for line, _, _ in states) == 10


def test_the_intrathecal_lane_stands_apart_without_drug_or_mg(theme: Theme) -> None:
    empty, planned = lay_out(road(), 1100), lay_out(road(8, "intrathecal"), 1100)
    assert [row.kind for row in empty.rows].count("intrathecal") == 1
    spots = [spot for spot in planned.spots if spot.kind == "intrathecal"]
    assert spots
    assert all("mg" not in spot.text and "methotrexate" not in spot.text for spot in spots)
    assert {spot.row for spot in spots}.isdisjoint(spot.row for spot in planned.spots if spot.kind != "intrathecal")


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("weeks", [8, 40])
def test_no_words_lie_over_others_and_none_leaves_the_chart(theme: Theme, weeks: int, scale: float) -> None:
    theme.choose("light", scale)
    changes = [*CHANGES, {"line": "etoposide", "day": 43, "do": "hold", "reason": "x"}]
    made = lay_out(road(weeks, "intrathecal", changes=changes), 1000)
    end = made.x(7 * made.weeks + 1)
    for one, other in combinations([label.rect for label in made.labels], 2):
        assert not one.intersects(other)
    assert all(label.rect.left() >= 0 and label.rect.right() <= end + 2 for label in made.labels)


def test_rows_do_not_overlap_and_fill_the_height(theme: Theme) -> None:
    made = lay_out(road(8, "intrathecal"), 1000)
    top = made.head + made.flag
    for row in made.rows:
        assert row.top == top
        top += row.height
    assert top == made.height


def test_a_long_course_scrolls_sideways_and_shows_today(theme: Theme, qtbot: QtBot) -> None:
    view = shown(road(40, today=date(2027, 6, 1)), qtbot)
    bar = view.area.horizontalScrollBar()
    assert bar.maximum() > 0
    qtbot.waitUntil(lambda: bar.value() > 0)
    here = view.chart.layout_.x(view.chart.road.here.day) if view.chart.road.here else 0
    assert bar.value() <= here <= bar.value() + view.area.viewport().width()


def test_eight_weeks_fit_a_window_of_1280(theme: Theme, qtbot: QtBot) -> None:
    view = shown(road(), qtbot, 1216)
    assert view.area.horizontalScrollBar().maximum() == 0


def test_arrow_keys_walk_from_mark_to_mark_and_enter_asks_for_the_proof(theme: Theme, qtbot: QtBot) -> None:
    view = shown(road(), qtbot)
    chart = view.chart
    chart.setFocus()
    qtbot.waitUntil(lambda: chart.spot is not None)
    assert chart.spot is not None
    assert (chart.spot.line, chart.spot.day) == ("etoposide", 11)
    day = chart.spot.day
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.spot.day < day
    assert chart.spot.text in chart.accessibleName()
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == [chart.spot]


def test_every_mark_can_be_reached_by_the_keys(theme: Theme, qtbot: QtBot) -> None:
    view = shown(road(8, "intrathecal"), qtbot)
    chart = view.chart
    chart.setFocus()
    qtbot.waitUntil(lambda: chart.spot is not None)
    reached = set()
    for _ in range(10):
        qtbot.keyClick(chart, Qt.Key.Key_Up)
    for _ in chart.layout_.rows:
        for _ in range(60):
            qtbot.keyClick(chart, Qt.Key.Key_Left)
        for _ in range(60):
            assert chart.spot is not None
            reached.add(chart.spot)
            qtbot.keyClick(chart, Qt.Key.Key_Right)
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert reached == set(chart.layout_.spots)


def test_a_press_on_a_mark_asks_for_its_proof(theme: Theme, qtbot: QtBot) -> None:
    view = shown(road(), qtbot)
    spot = next(one for one in view.chart.layout_.spots if one.state == "moved")
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.mouseClick(view.chart, Qt.MouseButton.LeftButton, pos=spot.rect.center())
    assert told.args == [spot]
    assert "no bed" in spot.text
