"""Whoever sees no red, no green, no blue or no colour at all tells the curves apart, light and dark."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from hlh_desktop.domain.results.trend.values import Dash
from hlh_desktop.ui.tokens import tokens
from hlh_desktop.ui.trends.ground import LIMITS, THIN
from hlh_desktop.ui.trends.styles import DASHES, draw_marker
from tests.builders import knowledge
from tests.ui.test_theme import contrast
from tests.ui.trends.eyes import SEEN, Vision, seen

if TYPE_CHECKING:
    from hlh_desktop.domain.results.trend.rules import StyleRule
    from hlh_desktop.ui.theme import Theme

SIDE = 24
# Of the pixels that one of two markers covers, at least so many are covered by only one of them.
APART = 0.12


def styles() -> dict[str, StyleRule]:
    """How each analyte is drawn; both assays of sCD25 are one look, for they never stand in one chart."""
    return {name: style for name, style in knowledge().trends.styles.items() if name != "scd25_mass"}


def inked(marker: str, theme: Theme) -> set[tuple[int, int]]:
    """The pixels that a marker covers."""
    from hlh_desktop.domain.results.trend.values import Style

    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    draw_marker(painter, Style(marker, "solid", "text"), QPointF(SIDE / 2, SIDE / 2), SIDE * 0.6)  # type: ignore[arg-type]
    painter.end()
    around = QRect(0, 0, SIDE, SIDE)
    places = ((x, y) for x in range(around.width()) for y in range(around.height()))
    return {place for place in places if image.pixelColor(*place).lightness() < 128}


def test_each_curve_has_a_marker_of_its_own_and_the_two_large_ones_a_dash_too() -> None:
    found = styles()
    assert len({style.marker for style in found.values()}) == len(found)
    assert found["ferritin"].dash != found["scd25"].dash
    assert (found["ferritin"].marker, found["ferritin"].dash) == ("circle", "solid")
    assert (found["scd25"].marker, found["scd25"].dash) == ("square", "dashed")


def test_every_marker_looks_different_without_any_colour(theme: Theme) -> None:
    shapes = {style.marker: inked(style.marker, theme) for style in styles().values()}
    assert all(len(shape) > SIDE for shape in shapes.values())
    for (one, first), (other, second) in combinations(shapes.items(), 2):
        assert len(first ^ second) / len(first | second) > APART, (one, other)


def test_every_dash_is_another_and_none_is_that_of_a_limit() -> None:
    patterns = [DASHES[dash] for dash in get_args(Dash)]
    assert len({*patterns, *LIMITS, THIN}) == len(patterns) + len(LIMITS) + 1


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("vision", list(SEEN))
def test_every_curve_is_seen_on_its_ground_by_all_eyes(mode: str, vision: Vision) -> None:
    use = tokens(mode).colours  # type: ignore[arg-type]
    ground = seen(use["surface"], vision)
    for name, style in styles().items():
        assert contrast(seen(use[style.colour], vision), ground) >= 3.0, name


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("vision", ["deuteranopia", "protanopia", "tritanopia"])
def test_ferritin_and_scd25_differ_in_colour_to_all_who_see_any(mode: str, vision: Vision) -> None:
    use = tokens(mode).colours  # type: ignore[arg-type]
    one, other = (QColor(seen(use[name], vision)) for name in ("ferritin", "scd25"))
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    assert max(abs(first - second) for first, second in parts) > 60


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_names_of_curves_and_limits_can_be_read_in_their_colour(mode: str) -> None:
    use = tokens(mode).colours  # type: ignore[arg-type]
    for name in ("ferritin", "scd25", "warning", "muted", "intrathecal"):
        assert contrast(use[name], use["surface"]) >= 4.5, name
