"""The look: every pair of colours recomputed, each palette whole, the system followed, sizes that grow together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from hlh_desktop.ui import icons
from hlh_desktop.ui import theme as looks
from hlh_desktop.ui.tokens import folder, read_theme, style_sheet, tokens
from hlh_desktop.ui.widgets.texts import button, text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from hlh_desktop.ui.theme import Theme

THEME = read_theme()
TEXT, LINE = 4.5, 3.0


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB" as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs(kind: str) -> list[tuple[str, str]]:
    return [(colour, ground) for colour, grounds in THEME["contrast"][kind].items() for ground in grounds]


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("colour", "ground"), pairs("text"))
def test_text_can_be_read(mode: str, colour: str, ground: str) -> None:
    use = tokens(mode).colours  # type: ignore[arg-type]
    assert contrast(use[colour], use[ground]) >= TEXT


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("colour", "ground"), pairs("line"))
def test_a_line_that_means_something_can_be_seen(mode: str, colour: str, ground: str) -> None:
    use = tokens(mode).colours  # type: ignore[arg-type]
    assert contrast(use[colour], use[ground]) >= LINE


def test_each_state_is_told_on_every_ground_that_it_stands_on() -> None:
    """The list of pairs itself must not shrink: a state stands on the canvas, in a card, in a row, in its own box."""
    for state in ("ok", "warning", "critical", "info", "intrathecal"):
        assert set(THEME["contrast"]["text"][state]) >= {"canvas", "surface", "selection", f"{state}_bg"}
        assert f"{state}_bg" in THEME["contrast"]["text"]["text"]
    assert set(THEME["contrast"]["text"]["text"]) >= {"canvas", "surface", "selection"}
    assert set(THEME["contrast"]["text"]["muted"]) >= {"canvas", "surface", "selection"}


def test_every_colour_has_a_light_and_a_dark_side() -> None:
    for name, pair in THEME["colours"].items():
        assert len(pair) == 2, name
        assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in pair), name


def test_the_style_sheet_names_only_what_the_table_has() -> None:
    raw = (folder() / "style.qss").read_text(encoding="utf-8").partition("*/")[2]
    named = set(re.findall(r"@([a-z_]+)", raw)) - {"icon"}
    assert named <= {*THEME["colours"], *THEME["type"], "clock"}
    assert re.findall(r"#[0-9A-Fa-f]{6}", raw) == [], "a colour that the table doesn't know"
    assert "@" not in style_sheet(tokens("light"), lambda name: name).partition("*/")[2]


def test_no_text_is_smaller_than_agreed() -> None:
    assert THEME["type"]["small"] >= 9.5
    assert THEME["type"]["body"] >= 10.5


@pytest.mark.parametrize(("scale", "body", "field"), [(1.0, 10.5, 32), (1.25, 13.12, 40), (1.5, 15.75, 48)])
def test_texts_and_targets_grow_together(scale: float, body: float, field: int) -> None:
    use = tokens("light", scale)
    assert use.point("body") == pytest.approx(body, abs=0.01)
    assert use.px(THEME["spacing"]["field"]) == field
    assert use.px(0.1) == 1


def ground_of(widget_palette: QPalette) -> str:
    return widget_palette.color(QPalette.ColorRole.Window).name().upper()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_palette_and_style_sheet_have_the_same_colours(theme: Theme, mode: str) -> None:
    theme.choose(mode, 1.0)  # type: ignore[arg-type]
    use = tokens(mode).colours  # type: ignore[arg-type]
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert ground_of(application.palette()) == use["canvas"]
    assert application.palette().color(QPalette.ColorRole.Text).name().upper() == use["text"]
    assert use["accent"] in application.styleSheet()


def test_the_text_size_holds_for_the_whole_application(theme: Theme) -> None:
    theme.choose("light", 1.5)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert application.font().pointSizeF() == pytest.approx(15.75)


@pytest.mark.parametrize(("scheme", "mode"), [(Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")])
def test_the_system_is_followed_where_it_is_wished(
    theme: Theme, monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, mode: str
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
            return scheme

    monkeypatch.setattr(theme._application, "styleHints", Hints, raising=False)
    theme.choose("system", 1.0)
    assert theme.tokens.mode == mode
    theme.choose("light", 1.0)
    theme._system_changed()
    assert theme.tokens.mode == "light", "a look that was chosen stays"


def test_a_change_of_the_system_is_told_to_painted_widgets(theme: Theme, qtbot: QtBot) -> None:
    theme.choose("system", 1.0)
    with qtbot.waitSignal(theme.changed):
        theme._system_changed()


def test_the_system_that_asks_for_contrast_gets_it(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "wants_contrast", lambda: True)
    theme.choose("system", 1.0)
    assert theme.tokens.mode == "contrast"


def black_system() -> QPalette:
    system = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, "#000000"), (QPalette.ColorRole.WindowText, "#FFFFFF"),
        (QPalette.ColorRole.Highlight, "#1AEBFF"), (QPalette.ColorRole.HighlightedText, "#000000"),
    ):  # fmt: skip
        system.setColor(role, QColor(colour))
    return system


def test_high_contrast_uses_the_systems_own_colours_only() -> None:
    use = looks.contrast(black_system(), 1.0)
    own = {colour.upper() for name, colour in use.colours.items() if name != "selection"}
    assert own == {"#000000", "#FFFFFF", "#1AEBFF"}
    assert set(use.colours) == set(THEME["colours"])


@pytest.mark.parametrize(("colour", "ground"), pairs("text"))
def test_high_contrast_can_be_read(colour: str, ground: str) -> None:
    use = looks.contrast(black_system(), 1.0).colours
    assert contrast(use[colour], use[ground]) >= TEXT


def test_what_is_selected_is_seen_in_high_contrast() -> None:
    use = looks.contrast(black_system(), 1.0).colours
    assert contrast(use["selection"], use["surface"]) > 1.2
    assert use["line"] != use["surface"]
    assert use["accent"] != use["surface"]


def test_an_icon_takes_its_colour_and_forgets_it_with_the_look(theme: Theme) -> None:
    red = icons.pixmap("lock", "#FF0000", 20).toImage()
    found = {
        red.pixelColor(x, y).name()
        for x in range(red.width())
        for y in range(red.height())
        if red.pixelColor(x, y).alpha() == 255
    }
    assert found == {"#ff0000"}
    before = icons.pixmap("lock", "#FF0000", 20)
    theme.choose("dark", 1.0)
    assert icons.pixmap("lock", "#FF0000", 20) is not before


def test_every_state_has_an_icon_of_its_own() -> None:
    assert len(set(icons.OF_STATE.values())) == len(icons.OF_STATE)
    for name in icons.OF_STATE.values():
        assert "currentColor" in icons._drawing(name)


def test_a_button_that_cannot_be_pressed_has_a_quiet_icon(theme: Theme, qtbot: QtBot) -> None:
    made = button("Sign", "main", "lock")
    qtbot.addWidget(made)
    from PySide6.QtGui import QIcon

    picture = made.icon().pixmap(made.iconSize(), QIcon.Mode.Disabled).toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width()) for y in range(picture.height()) if picture.pixelColor(x, y).alpha() == 255
    }  # fmt: skip
    assert colours == {theme.tokens.colours["muted"].lower()}


def test_a_widget_that_is_gone_is_not_painted_again(theme: Theme, qtbot: QtBot) -> None:
    made = button("Go", "plain", "lock")
    made.deleteLater()
    qtbot.wait(1)
    theme.choose("dark", 1.0)
    theme.choose("light", 1.0)


def test_what_a_person_typed_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    made = text("<b>x</b>")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
