"""The command in a process of its own: pipes, signals, terminals, and what it loads."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ROOT, case_data, regimen

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals, devices and terminals as POSIX has them")
COMMAND = [sys.executable, "-m", "hlh_desktop"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("PYTHONWARNINGS", raising=False)


def cases(name: str, count: int) -> str:
    """A file of lines, each a year of treatment."""
    lines = regimen("etoposide", "dexamethasone", "ciclosporin", "cotrimoxazole", last_week=52)
    data = [case_data(patient={"mrn": f"C{number}"}, regimen=lines) for number in range(count)]
    Path(name).write_text("\n".join(json.dumps(one) for one in data))
    return name


def files() -> set[str]:
    return {path.name for path in Path().iterdir()}


def do(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], capture_output=True, check=False, encoding="utf-8", **more)


def test_a_plan_is_written_and_nothing_said() -> None:
    done = do("plan", cases("a.jsonl", 2), "--json", "out.jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [json.loads(line)["mrn"] for line in Path("out.jsonl").read_text().splitlines()] == ["C0", "C1"]


def test_bad_input_ends_with_two_and_one_line() -> None:
    Path("a.json").write_text("{")
    done = do("plan", "a.json")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", 'a.json: "{": expected JSON (1:2)\n')


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_a_plan_is_utf_8_whatever_the_computer_speaks(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.json").write_text(json.dumps(case_data(patient={"mrn": "M\xfcller \u65e5"})), encoding="utf-8")
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    done = subprocess.run([*COMMAND, "plan", "a.json"], capture_output=True, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["mrn"] == "M\xfcller \u65e5"


@posix
def test_a_case_may_come_through_a_pipe() -> None:
    case = json.dumps(case_data())
    done = do("plan", "/dev/stdin", input=case)
    assert json.loads(done.stdout)["mrn"] == "T1"


@posix
def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    planning = subprocess.Popen(
        [*COMMAND, "plan", cases("a.jsonl", 50)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert planning.stdout is not None
    assert planning.stderr is not None
    assert planning.stdout.readline().startswith(b'{"schema": "hlh-plan/1"')
    planning.stdout.close()
    assert planning.stderr.read() == b""
    assert planning.wait() == 128 + signal.SIGPIPE
    planning.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk to write to")
@pytest.mark.parametrize("words", [("plan", "a.json"), ("check",), ("--help",)])
def test_a_full_disk_is_told_in_one_line(words: tuple[str, ...]) -> None:
    Path("a.json").write_text(json.dumps(case_data()))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, *words], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b"standard output: expected a place that can be written (No space left on device)\n"
    assert done.returncode == 2


@posix
@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_no_half_written_file(word: signal.Signals) -> None:
    Path("out.jsonl").write_text("old")
    words = [*COMMAND, "plan", cases("a.jsonl", 500), "--json", "out.jsonl"]
    planning = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not any(draft.stat().st_size for draft in Path().glob(".hlh-*")):
        assert planning.poll() is None
        time.sleep(0.01)
    planning.send_signal(word)
    out, err = planning.communicate()
    assert (planning.returncode, out, err) == (128 + word, b"", b"")
    assert files() == {"a.jsonl", "out.jsonl"}
    assert Path("out.jsonl").read_text() == "old"


@posix
def test_a_person_at_a_terminal_sees_a_bar_and_the_plans_go_where_they_should() -> None:
    import pty

    ours, theirs = pty.openpty()
    with Path("out.jsonl").open("wb") as out:
        planning = subprocess.Popen([*COMMAND, "plan", cases("a.jsonl", 20)], stdout=out, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while block := os.read(ours, 1024):
            seen += block
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    assert planning.wait() == 0
    assert b"Planning" in seen
    assert b"hlh-plan/1" not in seen
    assert len([json.loads(line) for line in Path("out.jsonl").read_bytes().splitlines()]) == 20


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (["plan", "a.jsonl", "--json", "out.jsonl"], {"reportlab", "PySide6", "rich", "sqlalchemy"}),
        (["plan", "a.jsonl", "--pdf", "out"], {"PySide6", "sqlalchemy"}),
        (["check"], {"reportlab", "PySide6", "sqlalchemy"}),
    ],
)
def test_only_what_is_needed_is_loaded(words: list[str], absent: set[str]) -> None:
    cases("a.jsonl", 1)
    code = "import sys; from hlh_desktop.cli import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=True, text=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "hlh_desktop" in loaded
    assert loaded & absent == set()


def test_a_lost_wording_is_told_in_one_line() -> None:
    for part in ("hlh_desktop", "resources"):
        shutil.copytree(ROOT / part, part, ignore=shutil.ignore_patterns("__pycache__"))
    for path in Path("resources", "wording").iterdir():
        path.unlink()
    done = do("check", env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    assert (done.returncode, done.stderr) == (1, "wording: there is no sentence\n")
