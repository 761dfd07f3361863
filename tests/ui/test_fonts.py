"""Letters on a computer without any font: the program brings its own; where there are fonts, nothing is changed."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont

from hlh_desktop.ui import fonts
from tests.builders import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

NONE = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig></fontconfig>'
# Says whether two letters look the same, before and after the program dresses the application, and how.
LETTERS = """
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel
from hlh_desktop.ui.theme import Theme
application = QApplication([])
def same():
    one, other = (QLabel(letter) for letter in "AB")
    one.resize(40, 40), other.resize(40, 40)
    return one.grab().toImage() == other.grab().toImage()
print(same())
Theme(application, "light")
bold = application.font()
bold.setBold(True)
print(same(), QFontInfo(application.font()).family(), QFontInfo(bold).bold(), sep=", ")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have fonts")
def test_a_computer_without_fonts_gets_letters_and_no_boxes(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(NONE)
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", LETTERS], env=environment, capture_output=True, check=True, text=True, timeout=60
    )
    assert done.stdout.splitlines() == ["True", f"False, {fonts.FAMILY}, True"]


def test_a_font_that_can_be_drawn_stays(qapp: QApplication) -> None:
    wanted = QFont(qapp.font())
    wanted.setPointSizeF(13.5)
    assert fonts.can_be_read(wanted)
    assert fonts.readable(wanted) == wanted
