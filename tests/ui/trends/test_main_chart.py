"""The large chart: read by keys and by mouse, zoomed and panned, and what stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from hlh_desktop.domain.results.series import SeriesKey
from hlh_desktop.domain.results.trend.values import Segment
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.trends.curves import MANY
from hlh_desktop.ui.trends.ground import parts_of
from hlh_desktop.ui.trends.places import height
from hlh_desktop.ui.trends.plane import plane_of
from tests.ui.trends import drawn
from tests.ui.trends.charts import Seen, written

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from hlh_desktop.domain.results.trend.values import Trend
    from hlh_desktop.ui.theme import Theme

Key, SHIFT, CTRL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LAST = 31 + 7 / 24  # days from the left edge: 20 Dec, 07:00


@pytest.fixture
def seen(qtbot: QtBot, theme: Theme) -> Seen:
    return Seen(drawn.demo(), qtbot)


def changed(trend: Trend) -> Trend:
    """The course with another assay of ferritin from day 7 on, and a result of day 14 that is preliminary."""
    (ferritin, receptor), points = trend.main.curves, trend.main.curves[0].points
    later = (points[4], replace(points[5], preliminary=True, note="preliminary"), points[6])
    segments = (
        Segment(SeriesKey("ferritin"), points[:4]),
        Segment(SeriesKey("ferritin", method="b"), later, "another assay"),
    )
    return replace(trend, main=replace(trend.main, curves=(replace(ferritin, segments=segments), receptor)))


# --- read by keys


def test_the_arrows_go_from_result_to_result_and_the_card_says_what_is_there(seen: Seen) -> None:
    seen.key(Key.Key_Home)
    said = [seen.said]
    for _ in range(6):
        seen.key(Key.Key_Right)
        said.append(seen.said)
    assert len(set(said)) == 7
    assert said[4] == "29 Nov 2026 07:00, day 8. ferritin 4,100 µg/L, 65 % less. sCD25 9,100 U/mL, 38 % less"
    assert "ferritin > 20,000 µg/L" in said[2]
    assert "sCD25 14,700 U/mL, 22 Nov 2026 07:00, day 1" in said[2], "a value of another moment says which"
    assert seen.chart.card.isVisible()
    seen.key(Key.Key_Right)
    assert seen.said == said[-1], "there is nothing later"
    seen.key(Key.Key_Left)
    assert seen.said == said[-2]
    seen.key(Key.Key_End)
    assert seen.said == said[-1]
    seen.key(Key.Key_Escape)
    assert seen.said == ""
    assert not seen.chart.card.isVisible()


def test_down_and_up_lead_into_the_doses_and_back(seen: Seen) -> None:
    seen.chart.stand(0, drawn.day(7))
    seen.key(Key.Key_Down)
    assert seen.said == "etoposide. dose on day 8"
    seen.key(Key.Key_Right)
    assert seen.said == "etoposide. dose on day 11"
    for _ in range(3):
        seen.key(Key.Key_Down)
    assert seen.said == "dexAMETHasone. 5.9 mg per day, given"
    for _ in range(5):
        seen.key(Key.Key_Up)
    assert seen.said.startswith("22 Nov 2026 07:00, day 1. ferritin 11,734")


def test_a_step_out_of_view_brings_it_into_view(seen: Seen) -> None:
    seen.chart.show_range(0, 6)
    seen.key(Key.Key_End)
    left, right = seen.chart.view
    assert left <= LAST <= right


# --- zoom and pan


def test_plus_and_minus_zoom_shift_pans_and_nought_shows_all(seen: Seen) -> None:
    whole = seen.chart.view
    seen.chart.stand(0, drawn.day(7))
    seen.key(Key.Key_Plus)
    left, right = seen.chart.view
    assert right - left == pytest.approx(0.7 * (whole[1] - whole[0]))
    place = (10 + 7 / 24 - left) / (right - left)
    assert place == pytest.approx((10 + 7 / 24 - whole[0]) / (whole[1] - whole[0])), "about the crosshair"
    seen.key(Key.Key_Right, SHIFT)
    assert seen.chart.view[0] > left
    seen.key(Key.Key_Left, SHIFT)
    assert seen.chart.view == pytest.approx((left, right))
    seen.key(Key.Key_Minus)
    seen.key(Key.Key_Minus)
    assert seen.chart.view == pytest.approx(whole), "never beyond what there is"
    seen.key(Key.Key_Plus)
    seen.key(Key.Key_0)
    assert seen.chart.view == pytest.approx(whole)


def test_whatever_is_dragged_or_turned_has_a_button(seen: Seen) -> None:
    whole = seen.chart.view
    for deed, then in (("closer", 0.7), ("later", 0.7), ("earlier", 0.7), ("farther", 1.0), ("whole", 1.0)):
        seen.card.moves.moved.emit(deed)
        left, right = seen.chart.view
        assert (right - left) / (whole[1] - whole[0]) == pytest.approx(then), deed
    assert all(one.accessibleName() for one in seen.card.moves.buttons.children() if one.isWidgetType())


def drag(seen: Seen, day: float, pixels: int) -> None:
    """Takes the chart at a day and pulls it to the right."""
    port, start = seen.chart.viewport(), seen.at(day).toPoint()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for part in (5, 2, 1):
        QTest.mouseMove(port, start + QPoint(pixels // part, 0))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(pixels, 0))


def test_the_mouse_pans_by_dragging_and_reads_what_it_is_near(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    # Else the library lets pass no more moves than a hundred a second.
    monkeypatch.setitem(pg.CONFIG_OPTIONS, "mouseRateLimit", 0)
    port = seen.chart.viewport()
    seen.card.moves.buttons.children()[1].setFocus()  # type: ignore[attr-defined]
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=seen.at(10.3).toPoint())
    assert seen.card.focusWidget() is seen.chart, "a click gives it the keys"
    seen.chart.point(seen.at(10.3))
    assert seen.said.startswith("29 Nov 2026 07:00, day 8")
    seen.chart.point(seen.at(3 + 14 / 24, row=1))
    assert seen.said == "etoposide. dose on day 1"
    seen.chart.point(seen.at(7, row=3))
    assert seen.said == "etoposide. dose on day 1", "there is no dose near"
    seen.chart.show_range(4, 14)
    drag(seen, 9, 100)
    assert seen.chart.view[0] < 3.5
    drag(seen, 9, 400)
    assert seen.chart.view[0] >= 0, "never beyond what there is"


def test_the_wheel_zooms_and_the_page_scrolls_where_it_can(seen: Seen, qtbot: QtBot) -> None:
    whole = seen.chart.view
    assert seen.wheel(120)
    assert seen.chart.view[1] - seen.chart.view[0] < whole[1] - whole[0]
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidget(seen.card)
    area.resize(500, 200)
    area.show()
    area.setFocus()
    before = seen.chart.view
    assert not seen.wheel(120)
    assert seen.chart.view == before
    assert seen.wheel(120, CTRL)
    assert seen.chart.view != before
    area.takeWidget()


# --- what stands in it


def test_values_beyond_the_assay_are_open_with_an_arrow_and_their_number(
    seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    ferritin, receptor = seen.chart.curves._curves
    assert [len(ferritin.markers[open_].data) for open_ in (False, True)] == [6, 1]
    assert [len(receptor.markers[open_].data) for open_ in (False, True)] == [4, 0]
    assert ferritin.markers[True].opts["brush"].color() == QColor(look().tokens.colours["surface"])
    assert ferritin.markers[False].opts["brush"].color() == QColor(look().tokens.colours["ferritin"])
    words = written(seen, monkeypatch)
    assert "> 20,000" in words


def test_curves_are_named_at_their_end_and_limits_at_their_line(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    words = written(seen, monkeypatch)
    assert {"ferritin 610", "sCD25 1,900", "ferritin 500, HLH-2004", "sCD25 2,400, HLH-2004"} <= set(words)
    assert words["ferritin 610"].x() > words["ferritin 500, HLH-2004"].x()
    assert {"etoposide", "riTUXimab", "immunoglobulin", "dexAMETHasone"} <= set(words)


def test_a_limit_of_one_week_is_drawn_for_that_week_alone(seen: Seen) -> None:
    trend = drawn.demo()
    (part,) = parts_of(trend.time, trend.main, trend.main.lines[2])
    assert (part.first, part.last) == (pytest.approx(13.5 + 7 / 24), pytest.approx(20 + 7 / 24))
    (whole,) = parts_of(trend.time, trend.main, trend.main.lines[0])
    assert (whole.first, whole.last) == (None, None)


def test_another_assay_is_a_gap_with_its_reason(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    seen.card.show_trend(changed(drawn.demo()))
    ferritin = seen.chart.curves._curves[0]
    assert [len(line.xData) for line in ferritin.lines] == [4, 3], "no line joins the two"
    assert "another assay" in written(seen, monkeypatch)
    seen.chart.stand(0, drawn.day(14))
    assert "preliminary" in seen.said


def test_words_keep_off_the_curves(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    line = drawn.line("ferritin", "ferritin 6,000, HScore", "6000")
    trend = drawn.demo()
    seen.card.show_trend(replace(trend, main=replace(trend.main, lines=(line,))))
    place = written(seen, monkeypatch)["ferritin 6,000, HScore"]
    plane = plane_of(seen.chart.box)
    x, y = seen.chart._ground.curves[0].trace(plane)  # type: ignore[union-attr]
    assert not any(place.contains(*point) for point in zip(x, y, strict=True))
    assert abs(place.center().y() - plane.y(height(trend.main.axes[0], Decimal(6000)))) < 20


# --- many points, another look


def test_thousands_of_points_are_thin_until_one_looks_closer(qtbot: QtBot, theme: Theme) -> None:
    seen = Seen(drawn.many(3 * MANY), qtbot)
    assert seen.chart.curves.dense
    line = seen.chart.curves._curves[1].lines[0]
    assert line.opts["pen"].width() == 1
    assert line.opts["pen"].style() == Qt.PenStyle.SolidLine
    assert not line.opts["antialias"]
    assert not seen.chart.curves._curves[1].markers[False].isVisible()
    seen.chart.show_range(100, 130)
    assert not seen.chart.curves.dense
    shown = seen.chart.curves._curves[1].markers[False]
    assert shown.isVisible()
    assert 0 < len(shown.data) < MANY
    assert line.opts["pen"].style() == Qt.PenStyle.CustomDashLine
    assert line.opts["antialias"]


def test_another_look_is_drawn_at_once_in_the_same_place(seen: Seen, theme: Theme) -> None:
    seen.chart.stand(0, drawn.day(7))
    seen.chart.show_range(5, 15)
    theme.choose("dark", 1.25)
    assert seen.chart.view == pytest.approx((5, 15))
    pen = seen.chart.curves._curves[0].lines[0].opts["pen"]
    assert pen.color() == QColor(theme.tokens.colours["ferritin"])
    image = seen.chart.grab().toImage()
    assert image.pixelColor(3, image.height() // 2) == QColor(theme.tokens.colours["surface"])
    assert seen.chart.card.isVisible()


def test_zoomed_in_the_days_are_named_more_finely(seen: Seen) -> None:
    asked = []

    def finer(first: object, last: object) -> object:
        asked.append((first, last))
        return drawn.time_axis()

    seen.chart.finer = finer  # type: ignore[assignment]
    seen.card.show_trend(drawn.demo())
    assert not asked
    seen.chart.show_range(3, 5)
    first, last = asked[-1]
    assert (last - first) == timedelta(days=2)  # type: ignore[operator]


def test_a_screen_reader_meets_a_chart_with_a_name(seen: Seen) -> None:
    face = QAccessible.queryAccessibleInterface(seen.chart)
    assert face.role() == QAccessible.Role.Chart
    assert face.text(QAccessible.Text.Name) == "Ferritin and sCD25"


def test_a_picture_is_twice_as_fine_and_shows_nothing_of_keys_and_mouse(seen: Seen) -> None:
    seen.chart.stand(0, drawn.day(7))
    assert seen.chart.hasFocus()
    picture = seen.card.picture()
    assert (picture.width(), picture.height()) == (2 * seen.card.width(), 2 * seen.card.height())
    assert seen.card.moves.buttons.isVisible()
    assert seen.chart.card.isVisible()
    seen.chart.leave()
    seen.chart.clearFocus()
    assert seen.card.picture() == picture, "neither crosshair nor card nor the ring of the keys"
    colours = {picture.pixelColor(x, y).name() for x in range(0, 1990, 3) for y in range(0, 600, 3)}
    assert QColor(look().tokens.colours["ferritin"]).name() in colours


def test_a_limit_stands_as_high_as_its_axis_says() -> None:
    trend = drawn.demo()
    (part,) = parts_of(trend.time, trend.main, trend.main.lines[0])
    assert part.height == pytest.approx(float(trend.main.axes[0].place(Decimal(500))))
