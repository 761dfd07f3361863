"""Where the program's own files lie: in a checkout, in an installed wheel, or in the frozen bundle.

No other module asks how the program was started. A wheel and a bundle carry hlh_desktop/resources; in a
checkout the same folder stands at the top level, and the golden cases stand with the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path


def _package() -> Path:
    """The folder of this package; in a frozen bundle PyInstaller unpacks it under sys._MEIPASS."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle, "hlh_desktop") if bundle else Path(__file__).resolve().parent


def _carried() -> Path | None:
    """The resources inside the package, as wheel and bundle have them; None in a checkout."""
    folder = _package() / "resources"
    return folder if folder.is_dir() else None


def resources() -> Path:
    """The folder of knowledge files, wording, fonts, icons and the guide."""
    return _carried() or _package().parent / "resources"


def golden_cases() -> Path:
    """The folder of worked cases that `hlh-desktop check` runs on every machine."""
    carried = _carried()
    return carried / "cases" / "golden" if carried else _package().parent / "tests" / "cases" / "golden"


def migrations() -> Path:
    """The folder of steps from one schema of the record to the next, which Alembic reads as files."""
    return _package() / "record" / "migrations"
