"""Tries the frozen program out, as a computer meets it that has nothing else of it: `python3 dev.py bundle`.

It runs from a folder outside the checkout, with an empty home and an empty environment: it checks itself, makes,
verifies and migrates a ward, draws papers and pages, and opens its window. The last step but one needs a program of a
year from now, which is built here from a copy of the checkout with one step of the record's schema more.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "correct horse battery"
WHO = ("--user", "Dr A. Example", "--password-file", "pw")
PRINTED = ("--printed-at", "2026-11-22T07:05", "--printed-by", "N. Example", "--printed-on", "PC 1")
STEP = '''"""0002: a column more."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None
def upgrade():
    op.add_column("drafts", sa.Column("reason", sa.Text()))
'''
NEEDED = ("hlh_desktop", "resources", "forms", "tests/cases/golden", "LICENSE", "build_installer.spec")


class Bundle:
    """A frozen program, run in a folder with nothing around it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.program = folder / ("hlh-desktop.exe" if sys.platform == "win32" else "hlh-desktop")
        self.home = home
        self.empty = {"HOME": str(home)}

    def run(self, *words: str, status: int = 0) -> str:
        """What it prints. AssertionError unless it ends as expected."""
        began = time.monotonic()
        done = subprocess.run(
            [self.program, *words], cwd=self.home, env=self.empty, capture_output=True, check=False, encoding="utf-8"
        )
        print(f"  {time.monotonic() - began:5.1f} s  hlh-desktop {' '.join(words)}", flush=True)
        assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
        return done.stdout

    def window(self, more: Mapping[str, str]) -> float:
        """Opens the window without a screen until it has painted and fetched what signing in needs; in seconds."""
        began = time.monotonic()
        running = subprocess.Popen([self.program], cwd=self.home, env={**self.empty, **more}, stderr=subprocess.PIPE)
        while not loaded(running.pid, "_sqlite3") and time.monotonic() - began < 30:
            assert running.poll() is None, running.communicate()
            time.sleep(0.01)
        took = time.monotonic() - began
        running.send_signal(signal.SIGTERM)
        _, said = running.communicate(timeout=60)
        assert running.returncode == 0, (running.returncode, said)
        return took


def loaded(pid: int, library: str) -> bool:
    """Whether a process has loaded a library; where the system doesn't tell, it is waited for in vain."""
    try:
        return library in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")
    except OSError:
        return False


def build(source: Path, made: Path) -> Path:
    """Freezes a checkout; the folder of the program."""
    words = ["--noconfirm", "--log-level", "ERROR", "--distpath", str(made / "dist"), "--workpath", str(made / "build")]
    subprocess.run([sys.executable, "-m", "PyInstaller", *words, "build_installer.spec"], cwd=source, check=True)
    return made / "dist" / "hlh-desktop"


def later(scratch: Path) -> Path:
    """The program of a year from now, which has one step of the schema more."""
    source = scratch / "source"
    for name in NEEDED:
        place, target = ROOT / name, source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if place.is_dir():
            shutil.copytree(place, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, target)
    record = source / "hlh_desktop" / "record"
    (record / "migrations" / "versions" / "second.py").write_text(STEP, encoding="utf-8")
    tables = (record / "tables.py").read_text(encoding="utf-8")
    assert tables.count('("0001",)') == 1, "the schema has a second step by now: take an older ward instead of this"
    (record / "tables.py").write_text(tables.replace('("0001",)', '("0001", "0002")'), encoding="utf-8")
    return build(source, scratch)


def try_out(folder: Path, scratch: Path) -> None:
    """Everything that a ward asks of the program."""
    home = scratch / "home"
    home.mkdir()
    (home / "pw").write_text(PASSWORD, encoding="utf-8")
    program = Bundle(folder, home)
    assert "as calculated by hand" in program.run("check")
    program.run("ward", "create", "ward", "--name", "Ward 4B", "--zone", "Europe/Paris", *WHO)
    assert (home / "ward" / "keys.json").exists()
    assert "All whole" in program.run("check", "--ward", "ward", *WHO)
    papers(program)
    program.run("demo", "--no-window")
    assert len(list((home / "hlh-demo" / "pictures").glob("light-*.png"))) > 10
    settings = home / "settings"
    settings.mkdir()
    (settings / "settings.json").write_text(json.dumps({"ward": str(home / "ward")}), encoding="utf-8")
    began = program.window({"QT_QPA_PLATFORM": "offscreen", "HLH_DESKTOP_HOME": str(settings)})
    print(f"  {began:5.1f} s  the window: painted, then ready to sign in; closed by a signal", flush=True)
    migrate(program, later(scratch))


def papers(program: Bundle) -> None:
    """The paper of the bundle is, byte by byte, that of the checkout."""
    example = str(ROOT / "resources" / "cases" / "example.json")
    program.run("plan", example, "--pdf", "bundle.pdf", "--json", "bundle.json", *PRINTED)
    words = ["plan", example, "--pdf", "checkout.pdf", "--json", "checkout.json", *PRINTED]
    command = [sys.executable, "-P", "-m", "hlh_desktop", *words]
    subprocess.run(command, cwd=program.home, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    for kind in ("json", "pdf"):
        same = filecmp.cmp(program.home / f"bundle.{kind}", program.home / f"checkout.{kind}", shallow=False)
        assert same, f"bundle and checkout differ in the {kind}"


def migrate(program: Bundle, folder: Path) -> None:
    """A ward of today is copied and brought up to date by the later program; then today's program refuses it."""
    words = ("check", "--ward", "ward", *WHO)
    assert "All whole" in Bundle(folder, program.home).run(*words)
    assert (program.home / "ward" / "ward-0001.db").exists()
    program.run(*words, status=2)


def main() -> int:
    """Builds the program, tries it out, and prints its size and the seconds of each step."""
    began = time.monotonic()
    folder = build(ROOT, ROOT)
    print(f"Built in {time.monotonic() - began:.0f} s: {folder}", flush=True)
    bytes_on_disk = sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir())
    print(f"  {bytes_on_disk / 1024**2:5.0f} MB in {sum(1 for _ in folder.rglob('*'))} files", flush=True)
    with TemporaryDirectory(prefix="hlh-bundle-") as scratch:
        moved = Path(scratch, "moved", "hlh-desktop")
        shutil.copytree(folder, moved, symlinks=True)
        try_out(moved, Path(scratch))
    print("The bundle works.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
