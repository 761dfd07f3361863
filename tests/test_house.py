"""The bootstrap script: what it makes, when it makes it again, and what it tells the person."""

from __future__ import annotations

import ast
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = {"libnothing.so.9": "libnothing9"}


class Machine:
    """Notes what dev.py would run, and plays the parts of it that leave a mark."""

    def __init__(self, venv: Path) -> None:
        self.venv, self.ran, self.failing = venv, [], ""

    def must(self, problem: str, *command: object) -> None:
        line = " ".join(map(str, command))
        self.ran.append(line)
        if self.failing and self.failing in line:
            raise dev.Stop(problem)

    def make_venv(self, where: Path) -> None:
        self.ran.append("venv")
        where.mkdir(exist_ok=True)
        dev.venv_python().parent.mkdir(exist_ok=True)
        if not dev.venv_python().exists():
            dev.venv_python().symlink_to(sys.executable)

    def steps(self) -> list[str]:
        """What was made since the last look: venv, lock, project, forms."""
        words = {"venv": "venv", "--require-hashes": "lock", " -e ": "project", "compile_forms": "forms"}
        made = [name for line in self.ran for word, name in words.items() if word in line]
        self.ran.clear()
        return made


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A checkout in which nothing is set up yet, on a machine that only takes notes."""
    machine = Machine(tmp_path / "env")
    for name, place in {"ROOT": tmp_path, "VENV": machine.venv, "STAMP": machine.venv / "stamp"}.items():
        monkeypatch.setattr(dev, name, place)
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements.lock")
    (tmp_path / "requirements.lock").write_text("typer==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    monkeypatch.setattr(dev, "must", machine.must)
    monkeypatch.setattr(dev, "make_venv", machine.make_venv)
    return machine


def test_everything_is_made_once(machine: Machine) -> None:
    dev.set_up({})
    assert machine.steps() == ["venv", "lock", "project", "forms"]
    dev.set_up({})
    assert machine.steps() == ["forms"]


def test_a_changed_lock_is_installed_without_a_new_environment(machine: Machine) -> None:
    dev.set_up({})
    machine.steps()
    dev.LOCK.write_text("typer==2\n")
    dev.set_up({})
    assert machine.steps() == ["lock", "project", "forms"]


def test_a_changed_project_file_does_not_touch_the_packages(machine: Machine) -> None:
    dev.set_up({})
    machine.steps()
    (dev.ROOT / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    dev.set_up({})
    assert machine.steps() == ["project", "forms"]


@pytest.mark.parametrize("key", ["place", "python"])
def test_a_moved_checkout_or_another_python_makes_it_anew(machine: Machine, key: str) -> None:
    dev.set_up({})
    machine.steps()
    dev.STAMP.write_text(json.dumps({**dev.wanted_state(), key: "elsewhere"}))
    dev.set_up({})
    assert machine.steps() == ["venv", "lock", "project", "forms"]


@pytest.mark.parametrize(
    ("interrupted", "then"),
    [("--require-hashes", ["venv", "lock", "project", "forms"]), (" -e ", ["project", "forms"])],
)
def test_an_interrupted_set_up_goes_on(machine: Machine, interrupted: str, then: list[str]) -> None:
    machine.failing = interrupted
    with pytest.raises(dev.Stop):
        dev.set_up({})
    machine.steps()
    machine.failing = ""
    dev.set_up({})
    assert machine.steps() == then


def test_an_interrupted_upgrade_is_not_taken_for_a_finished_one(machine: Machine) -> None:
    dev.set_up({})
    dev.LOCK.write_text("typer==2\n")
    machine.failing = "--require-hashes"
    with pytest.raises(dev.Stop):
        dev.set_up({})
    assert dev.found_state() == {}


@pytest.mark.parametrize("stamp", [None, "", "{", '{"place": "x"'])
def test_an_environment_without_a_whole_stamp_counts_as_half_made(machine: Machine, stamp: str | None) -> None:
    machine.make_venv(machine.venv)
    if stamp is not None:
        dev.STAMP.write_text(stamp)
    assert dev.found_state() == {}


def test_an_environment_whose_python_is_gone_counts_as_half_made(machine: Machine) -> None:
    dev.set_up({})
    dev.venv_python().unlink()
    assert dev.found_state() == {}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lends libraries to Qt")
def test_a_library_is_looked_for_by_trying() -> None:
    assert dev.missing_libraries({**LIBRARIES, "libc.so.6": "libc6"}) == LIBRARIES


def test_off_linux_qt_brings_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert dev.missing_libraries(LIBRARIES) == {}


@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("apt-get", "sudo apt-get update && sudo apt-get install -y libnothing9"),
        ("dnf", "sudo dnf install -y 'libnothing.so.9()(64bit)'"),
        ("none", "install with your system's own package tool: libnothing.so.9"),
    ],
)
def test_who_may_not_install_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch, tool: str, line: str) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: name if name == tool else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev, "loads", lambda soname: False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(dev.Stop) as stop:
        dev.ensure_libraries(LIBRARIES)
    assert str(stop.value).splitlines() == ["This computer lacks libnothing9. Please type:", f"  {line}"]


def test_root_on_debian_installs_what_is_missing(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: name)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(dev, "missing_libraries", lambda wanted: wanted)
    monkeypatch.setenv("DEBIAN_FRONTEND", "noninteractive")
    dev.ensure_libraries(LIBRARIES)
    assert machine.ran == ["apt-get update", "apt-get install -y --no-install-recommends libnothing9"]


def test_a_python_that_cannot_make_environments_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(dev, "find_spec", lambda name: None)
    monkeypatch.setattr(dev, "must", lambda *words: None)
    monkeypatch.setattr(dev, "install_packages", lambda packages, sonames: asked.extend(packages))
    dev.make_venv(Path("nowhere"))
    assert asked == [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def test_a_failing_program_is_quoted_with_the_problem() -> None:
    with pytest.raises(dev.Stop, match=r"(?s)no disk left.*The packages could not be installed"):
        dev.must(
            "The packages could not be installed",
            sys.executable,
            "-c",
            "import sys; sys.exit('no disk left')",
        )


@pytest.mark.parametrize(
    ("statuses", "status"), [([0, 0, 0, 0], 0), ([0, 0, 0, 5], 5), ([0, 3, 2, 1], 3), ([1, 0, 0, 0], 1)]
)
def test_the_status_is_that_of_the_first_step_that_failed(
    monkeypatch: pytest.MonkeyPatch, statuses: list[int], status: int
) -> None:
    steps = dict(zip(("check", "format", "mypy", "pytest"), statuses, strict=True))

    def run(*command: str | Path) -> int:
        return steps.pop(next(name for name in steps if name in command))

    monkeypatch.setattr(dev, "run", run)
    assert dev.test() == status
    assert not steps


def test_the_tests_run_last_and_take_the_words(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ran = []
    monkeypatch.setattr(dev, "run", lambda *command: ran.append([str(word) for word in command]) or 0)
    dev.test("-k", "etoposide")
    (tests,) = (command for command in ran if command[1:3] == ["-m", "pytest"])
    assert tests[-2:] == ["-k", "etoposide"]
    assert capfd.readouterr().out.splitlines()[-1] == "--- pytest"


@pytest.mark.parametrize(
    ("words", "passed"),
    [
        (["demo"], ["demo"]),
        (["demo", "--to", "x"], ["demo", "--to", "x"]),
        (["run", "check"], ["check"]),
        (["run"], []),
    ],
)
def test_the_program_gets_the_words_that_follow(
    monkeypatch: pytest.MonkeyPatch, words: list[str], passed: list[str]
) -> None:
    monkeypatch.setattr(dev, "set_up", lambda libraries: None)
    monkeypatch.setattr(dev, "program", lambda *words: list(words))
    assert dev.main(words) == passed


def test_only_a_window_asks_for_the_libraries_of_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []
    monkeypatch.setattr(dev, "set_up", lambda libraries: asked.append(set(libraries)))
    monkeypatch.setattr(dev, "program", lambda *words: 0)
    without, with_window = set(dev.OFFSCREEN), {*dev.OFFSCREEN, *dev.WINDOW}
    monkeypatch.setattr(dev, "bundle", lambda: 0)
    commands = [["demo"], ["demo"], ["demo", "--no-window"], ["run"], ["bundle"]]
    for shown, command in zip((True, False, True, False, False), commands, strict=True):
        monkeypatch.setattr(dev, "has_display", lambda shown=shown: shown)
        dev.main(command)
    assert asked == [with_window, without, without, with_window, with_window]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux looks into libraries with a tool of its own")
def test_a_bundle_asks_for_the_tool_that_looks_into_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dev, "install_packages", lambda packages, sonames: asked.extend(packages))
    monkeypatch.setattr(dev, "run", lambda *command: len(command))
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert dev.bundle() == len(("python", "script"))
    monkeypatch.setattr(dev.shutil, "which", lambda name: name)
    dev.bundle()
    assert asked == ["binutils"]


@pytest.mark.parametrize(
    ("words", "script", "passed"),
    [([], "speed.py", []), (["400"], "speed.py", ["400"]), (["start", "3"], "start.py", ["3"])],
)
def test_a_bench_gets_the_numbers_that_follow(
    monkeypatch: pytest.MonkeyPatch, words: list[str], script: str, passed: list[str]
) -> None:
    monkeypatch.setattr(dev, "run", lambda *command: [Path(str(word)).name for word in command[1:]])
    assert dev.bench(*words) == [script, *passed]


@pytest.mark.parametrize(("words", "status"), [([], 0), (["--help"], 0), (["tset"], 2)])
def test_without_a_known_command_it_explains_itself(
    capfd: pytest.CaptureFixture[str], words: list[str], status: int
) -> None:
    assert dev.main(words) == status
    assert "python3 dev.py demo" in capfd.readouterr().out


def test_an_old_python_is_told_so_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(ROOT / "dev.py"), run_name="__main__")
    assert stop.value.code == "This needs Python 3.11 or newer; this one is 3.9."


def test_an_old_python_can_read_the_script() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_script_needs_nothing_but_python() -> None:
    code = "import sys; sys.path[:0] = ['.']; import dev; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert {name.partition(".")[0] for name in run.stdout.split()} - sys.stdlib_module_names <= {
        "dev",
        "__main__",
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bit")
def test_the_door_of_ci_is_the_same_test_command() -> None:
    door = ROOT / ".ci" / "run"
    assert os.access(door, os.X_OK)
    assert door.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 dev.py test"


def test_the_pictures_of_the_readme_are_there_and_small() -> None:
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(shown) == 3
    assert all((ROOT / picture).stat().st_size < 150_000 for picture in shown)


def test_what_a_form_says_of_its_look_is_no_words_to_translate() -> None:
    """uic sets words at the very end, after a scroll area has dressed what it holds: the look came too late."""
    translated = re.compile(r'stdset="0">\s*<string>')
    assert [
        path.name for path in sorted((ROOT / "forms").glob("*.ui")) if translated.search(path.read_text("utf-8"))
    ] == []
