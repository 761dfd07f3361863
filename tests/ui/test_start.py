"""The start in a process of its own: nothing slow before the first page is painted, and an orderly end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.ui.settings import HOME, Memory
from tests.builders import ROOT
from tests.ward import wards

if TYPE_CHECKING:
    from pathlib import Path

SLOW = ("typer", "rich", "sqlalchemy", "alembic", "reportlab", "pypdfium2", "pydantic", "sqlcipher3", "argon2")
# Looks at what is loaded when the window has painted its first page, then waits for the knowledge, then ends.
WATCH = f"""
import json, sys
from PySide6.QtCore import QTimer
from hlh_desktop import app
from hlh_desktop.ui import readiness, window
said = dict()
def painted(self):
    said["page"] = type(found.page).__name__
    said["loaded"] = [name for name in {SLOW!r} if name in sys.modules]
    done(self)
done = readiness.Readiness.begin
readiness.Readiness.begin = painted
made = window.MainWindow.__init__
def make(self, *args):
    global found
    found = self
    made(self, *args)
window.MainWindow.__init__ = make
worked = readiness.Readiness._worked
def end(self, examples):
    worked(self, examples)
    said["examples"] = [examples.good, examples.of]
    said["later"] = [name for name in {SLOW!r} if name in sys.modules]
    found.close()
readiness.Readiness._worked = end
sys.argv[1:] = []
from hlh_desktop.__main__ import main
status = main()
print(json.dumps(said))
sys.exit(status)
"""


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, HOME: str(home), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def started(home: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", WATCH], env=environment(home), capture_output=True, check=False, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_without_a_ward_the_first_start_is_painted_before_anything_slow_is_loaded(tmp_path: Path) -> None:
    found = started(tmp_path / "home")
    assert found["page"] == "FirstStartPage"
    assert found["loaded"] == []


def test_the_unlock_page_is_painted_before_anything_slow_is_loaded(tmp_path: Path) -> None:
    wards.new_ward(tmp_path / "ward").lock(wards.NOW)
    Memory(tmp_path / "home").change(ward=tmp_path / "ward")
    found = started(tmp_path / "home")
    assert found["page"] == "UnlockPage"
    assert found["loaded"] == []
    assert "sqlalchemy" in found["later"], "loaded while the person types"  # type: ignore[operator]
    good, of = found["examples"]  # type: ignore[misc]
    assert good == of > 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_a_program_that_is_asked_to_end_closes_its_window(tmp_path: Path) -> None:
    code = "from hlh_desktop import app; from hlh_desktop.ui import readiness as r; done = r.Readiness._worked\n"
    code += "def say(self, found):\n    done(self, found); print('ready', flush=True)\n"
    code += "r.Readiness._worked = say; raise SystemExit(app.start())"
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0


def test_with_arguments_no_window_is_opened(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hlh_desktop", "check"],
        env=environment(tmp_path), capture_output=True, check=False, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0
    assert "all understood" in done.stdout


def test_the_home_can_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hlh_desktop.ui import settings

    monkeypatch.setenv(HOME, str(tmp_path))
    assert settings.home() == tmp_path
    monkeypatch.delenv(HOME)
    assert settings.home().name == "hlh-desktop"
