"""Accepted texts: a test's text stands as a file for a person to read; a change of it is accepted on purpose.

HLH_ACCEPT=1 writes the files anew: read the difference before it is committed.
"""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "accepted"
SWITCH = "HLH_ACCEPT"


def must_be_accepted(name: str, text: str, folder: Path = FOLDER) -> None:
    """The text equals the accepted file of that name, or is accepted now; the difference is shown."""
    path = folder / name
    if os.environ.get(SWITCH):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    known = path.read_text(encoding="utf-8") if path.is_file() else ""
    difference = unified_diff(known.splitlines(), text.splitlines(), name, "now", lineterm="", n=1)
    assert known == text, f"not as accepted ({SWITCH}=1 accepts it):\n" + "\n".join(difference)
