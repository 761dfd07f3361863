"""A font for a computer that has none, such as a bare server: the one that the program carries for paper."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from hlh_desktop import paths

FAMILY = "DejaVu Sans Condensed"
FACES = ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf")
LETTER = "a"


def can_be_read(font: QFont) -> bool:
    """Whether a letter is drawn as a letter, and not as an empty box."""
    return QFontMetrics(font).inFont(LETTER)


def readable(font: QFont) -> QFont:
    """The font itself where the computer can draw it; else one of its size in the program's own family."""
    made = QFont(font)
    if not can_be_read(font):
        for face in FACES:
            QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / face))
        made.setFamily(FAMILY)
    return made
