"""The demonstration: pictures of every page from a process without a screen, and the window where there is one."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from hlh_desktop import app
from hlh_desktop.cli import demonstration, doors, run
from hlh_desktop.ward.ward import Ward
from tests.builders import ROOT, knowledge

Capture = pytest.CaptureFixture[str]
PAGES = [
    "first-start", "unlock", "ward-list", "wizard-1-patient", "wizard-2-diagnosis", "wizard-3-etiology",
    "wizard-4-severity", "wizard-5-regimen", "wizard-6-schedule", "wizard-7-review", "patient-overview",
    "patient-doses", "patient-labs", "patient-trends", "patient-tasks", "patient-plan", "patient-history",
    "trends-table", "proof-card", "what-if", "guide", "guide-article", "settings",
]  # fmt: skip
SIZE = (1440, 900)
WORDS = ("demo", "--out", "out")


class Program:
    """Stands in for the parts with a window, and notes what is asked of them."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Path]] = []

    def draw_pictures(self, out: Path, _: Ward) -> tuple[Path, ...]:
        self.asked.append(("draw", out))
        return (out / "light-01-first-start.png",)

    def start(self, folder: Path) -> int:
        self.asked.append(("open", folder))
        return 0


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    made = Program()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doors, "open_knowledge", lambda: Ward(knowledge()))
    monkeypatch.setattr(demonstration, "make_ward", lambda *_: 0)
    monkeypatch.setattr(app, "draw_pictures", made.draw_pictures)
    monkeypatch.setattr(app, "start", made.start)
    return made


def test_the_program_opens_on_the_example_ward_after_its_pictures(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(app, "has_display", lambda: True)
    assert run(WORDS) == 0
    assert program.asked == [("draw", Path("out/pictures")), ("open", Path("out/ward"))]
    printed = capsys.readouterr()
    assert "Pictures of the pages: 1 in out/pictures\nThe program opens on the example ward." in printed.out
    assert printed.err == ""


@pytest.mark.parametrize(("words", "display"), [((*WORDS, "--no-window"), True), (WORDS, False)])
def test_no_window_opens_where_none_is_wanted_or_seen(
    program: Program, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], display: bool
) -> None:
    monkeypatch.setattr(app, "has_display", lambda: display)
    assert run(words) == 0
    assert program.asked == [("draw", Path("out/pictures"))]


def test_a_faulty_qt_is_told_in_one_line(program: Program, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def refuse(*_: object) -> tuple[Path, ...]:
        raise app.FaultyQt("Install another PySide6.")

    monkeypatch.setattr(app, "draw_pictures", refuse)
    assert run(WORDS) == 1
    assert capsys.readouterr().err == "Install another PySide6.\n"
    assert program.asked == []


def size(png: Path) -> tuple[int, int]:
    head = png.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", head[16:])
    return wide, high


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The demonstration as on a server: nobody named a screen to Qt, and there is no display."""
    here = tmp_path_factory.mktemp("server")
    (here / "temporary").mkdir()
    without = {name: value for name, value in os.environ.items() if name not in (app.PLATFORM, *app.SCREENS)}
    environment = {**without, "PYTHONPATH": str(ROOT), "TMPDIR": str(here / "temporary"),
                   "HLH_DESKTOP_HOME": str(here / "home")}  # fmt: skip
    command = [sys.executable, "-m", "hlh_desktop", *WORDS]
    done = subprocess.run(command, env=environment, cwd=here, capture_output=True, check=False, text=True, timeout=300)
    return here, done


@pytest.mark.skipif(sys.platform != "linux", reason="everywhere else there is a display")
def test_a_server_draws_every_page(shown: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    here, done = shown
    assert (done.returncode, done.stderr) == (0, "")
    light = sorted((here / "out/pictures").glob("light-*.png"))
    assert [file.stem for file in light] == [f"light-{number:02}-{name}" for number, name in enumerate(PAGES, 1)]
    dark = sorted((here / "out/pictures").glob("dark-*.png"))
    assert {file.stem[len("dark-00-") :] for file in dark} == set(app.DARK)
    assert {size(file) for file in (*light, *dark)} == {SIZE}
    assert f"Pictures of the pages: {len(light) + len(dark)} in out/pictures\n" in done.stdout
    # Each shows something of its own: the card stands beside the plan, the dark page is no light one.
    kept = sorted(file.read_bytes() for file in (*light, *dark))
    assert all(one != other for one, other in pairwise(kept))


@pytest.mark.skipif(sys.platform != "linux", reason="everywhere else there is a display")
def test_the_pictures_leave_the_record_and_the_computer_alone(
    shown: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    here, _ = shown
    drawn = min(file.stat().st_mtime_ns for file in (here / "out/pictures").iterdir())
    assert all(file.stat().st_mtime_ns < drawn for file in (here / "out/ward").iterdir())
    assert list((here / "temporary").iterdir()) == []
    assert not (here / "home").exists()
