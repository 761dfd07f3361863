#!/usr/bin/env python3
"""Set the project up and use it, from a bare machine on: standard library only.

    python3 dev.py demo [...]     the example ward, its plan, PDF and pictures in a folder; then the program on it
    python3 dev.py run [...]      opens the program; what follows goes to it
    python3 dev.py test [...]     style, types and tests; what follows goes to pytest (--cov: three times as long)
    python3 dev.py lock           remake requirements.lock from pyproject.toml
    python3 dev.py bench [...]    speed and memory of many plans; what follows are numbers of cases
    python3 dev.py bench start    start-up and memory of the window, beside a bare one
    python3 dev.py bench record   what writing and reading the record cost, beside the bare engine
    python3 dev.py bench giving   what giving a dose and opening a child of two years cost, beside the bare engine
    python3 dev.py bench labs     a file of 100,000 laboratory results and a child with 30,000, beside the bare engine
    python3 dev.py bench board    a board of 200 children and 40,000 doses, beside the bare query
    python3 dev.py bench charts   what drawing results over time costs, beside a bare widget
    python3 dev.py bundle         freeze the program into dist/hlh-desktop and try that out (minutes; needs binutils)
    python3 dev.py mutants [...]  break the dose arithmetic on purpose, to see whether a test notices

Each command first makes .venv, or brings it up to date. A set-up that was interrupted is begun again.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Callable

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
LOCK = ROOT / "requirements.lock"
OLDEST_PYTHON = (3, 11)

# What Qt loads on Linux beyond its own wheel: the file it asks for, and Debian's package that has it.
OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2",  # without it Qt finds no printer
}


class Stop(Exception):
    """The set-up can't go on; the text says what to do."""


def say(line: str) -> None:
    """One line for the person, in order with what the steps print."""
    print(line, flush=True)


def run(*command: str | Path, cwd: Path | None = ROOT) -> int:
    """A program's exit status; it prints where we print."""
    return subprocess.call([str(word) for word in command], cwd=cwd)


def must(problem: str, *command: str | Path) -> None:
    """Run a program that has to succeed, in silence. Raises Stop with the problem and the program's words."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace").strip()
        raise Stop(f"{said}\n\n{problem}; its own words stand above.")


# --- what the machine lacks


def loads(soname: str) -> bool:
    """Whether this machine has a shared library, found by trying."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(wanted: dict[str, str]) -> dict[str, str]:
    """Of these libraries, the ones that this machine lacks. Off Linux Qt brings all that it needs."""
    if sys.platform != "linux":
        return {}
    return {soname: package for soname, package in wanted.items() if not loads(soname)}


def install_line(packages: list[str], sonames: list[str]) -> str:
    """What to type to get these on this kind of Linux."""
    if shutil.which("apt-get"):
        return "sudo apt-get update && sudo apt-get install -y " + " ".join(packages)
    if sonames and shutil.which("dnf"):
        return "sudo dnf install -y " + " ".join(f"'{name}()(64bit)'" for name in sonames)
    return "install with your system's own package tool: " + " ".join(sonames or packages)


def install_packages(packages: list[str], sonames: list[str]) -> None:
    """Install system packages where we may. Raises Stop with the one line to type where we may not."""
    root_on_debian = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if not root_on_debian:
        line = install_line(packages, sonames)
        raise Stop(f"This computer lacks {', '.join(packages)}. Please type:\n  {line}")
    say(f"Installing {', '.join(packages)} ...")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    must("The package lists could not be read", "apt-get", "update")
    must(
        "The packages could not be installed",
        "apt-get",
        "install",
        "-y",
        "--no-install-recommends",
        *packages,
    )


def ensure_libraries(wanted: dict[str, str]) -> None:
    """Make Qt's system libraries available, or raise Stop."""
    if missing := missing_libraries(wanted):
        install_packages(list(missing.values()), list(missing))


# --- the environment


def venv_python() -> Path:
    """The interpreter of .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted_state() -> dict[str, str]:
    """What .venv has to be made from; a moved checkout or another Python makes it anew."""
    return {
        "place": str(ROOT),
        "python": "{}.{}".format(*sys.version_info),
        "lock": hashlib.sha256(LOCK.read_bytes()).hexdigest(),
        "project": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
    }


def found_state() -> dict[str, str]:
    """What .venv was made from; empty when it is absent, half made or broken."""
    try:
        state: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
        subprocess.run([venv_python(), "-c", ""], check=True, capture_output=True)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}
    return state


def make_venv(where: Path) -> None:
    """A new virtual environment. Raises Stop where Python came without the part that makes one."""
    if not find_spec("ensurepip"):  # Debian and Ubuntu keep it in a package of its own
        install_packages(["python{}.{}-venv".format(*sys.version_info)], [])
    must("The virtual environment could not be made", sys.executable, "-m", "venv", "--clear", where)


def pip_install(*words: str | Path) -> None:
    """Install into .venv; Python compiles what it imports, not all of Qt's bindings. Raises Stop when pip fails."""
    pip = ("-m", "pip", "-q", "install", "--no-compile")
    must("pip could not install what the project needs", venv_python(), *pip, *words)


def set_up(libraries: dict[str, str]) -> None:
    """Bring the machine and .venv to the state that this checkout asks for. Raises Stop."""
    ensure_libraries(libraries)
    wanted, found = wanted_state(), found_state()
    if wanted != found:
        began = time.monotonic()
        fill_venv(wanted, found)
        say(f"Set up in {time.monotonic() - began:.0f} s.")
    must("A form could not be compiled", venv_python(), ROOT / "forms" / "compile_forms.py")


def fill_venv(wanted: dict[str, str], found: dict[str, str]) -> None:
    """Make what differs. While this runs .venv has no stamp, and so counts as half made. Raises Stop."""
    STAMP.unlink(missing_ok=True)
    if any(wanted[key] != found.get(key) for key in ("place", "python")):
        say("Making .venv ...")
        make_venv(VENV)
        found = {}
    if wanted["lock"] != found.get("lock"):
        say("Installing the locked packages ...")
        # The lock names everything; left to resolve, older versions of pip leave a pin for a newer release.
        pip_install("--require-hashes", "--no-deps", "-r", LOCK)
        STAMP.write_text(json.dumps({**wanted, "project": ""}), encoding="utf-8")
    pip_install("--no-deps", "--no-build-isolation", "-e", ROOT)
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")


# --- the commands


def has_display() -> bool:
    """Whether a window can be shown: always where Qt talks to the system itself, on Linux with a display server."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def program(*words: str) -> int:
    """The program itself, in the folder where the person is; -P keeps that folder out of its imports."""
    return run(venv_python(), "-P", "-m", "hlh_desktop", *words, cwd=None)


class Beside(Thread):
    """A step that runs on one core while others run; it says something only where something is wrong."""

    def __init__(self, *command: str | Path) -> None:
        super().__init__(daemon=True)
        self.command = command
        self.ended = 1
        self.start()

    def run(self) -> None:
        """Carries it out."""
        self.ended = run(*self.command)

    def status(self) -> int:
        """How it ended, once it has."""
        self.join()
        return self.ended


def test(*words: str) -> int:
    """Style, tests, and types beside them: every step runs, the status is that of the first that failed."""
    python = venv_python()
    steps: dict[str, list[str | Path]] = {
        "ruff check": [python, "-m", "ruff", "check", "--quiet", "--output-format", "concise", "."],
        "ruff format": [
            python,
            "-m",
            "ruff",
            "format",
            "--check",
            "--quiet",
            "--output-format",
            "concise",
            ".",
        ],
        "pytest": [python, "-m", "pytest", "-q", "-n", str(os.cpu_count() or 1), "--dist", "worksteal", *words],
    }
    types = Beside(python, "-m", "mypy", "--no-error-summary")
    found: dict[str, int] = {}
    for name, command in steps.items():
        say(f"--- {name}")
        began = time.monotonic()
        found[name] = run(*command)
        if name != "pytest":  # pytest's own closing line stays the last
            say(f"    {'done' if not found[name] else 'FAILED'} in {time.monotonic() - began:.1f} s")
    if types.status():
        say("--- mypy: FAILED, as told above")
    ordered = (found["ruff check"], found["ruff format"], types.ended, found["pytest"])
    return next((status for status in ordered if status), 0)


def lock() -> int:
    """Remake the lock: hashes, every platform, and no download address in it."""
    with TemporaryDirectory() as scratch:
        make_venv(Path(scratch))
        scripts = Path(scratch, "Scripts" if os.name == "nt" else "bin")
        must("uv could not be installed", scripts / "python", "-m", "pip", "-q", "install", "uv")
        options = "--universal --group test --generate-hashes --python-version 3.11 --no-header --no-annotate"
        options += " --upgrade --quiet"
        return run(scripts / "uv", "pip", "compile", "pyproject.toml", *options.split(), "-o", LOCK.name)


def bench(*words: str) -> int:
    """Speed and memory: of what the first word names, or else of plans."""
    named = words[0] if words[:1] in (("start",), ("record",), ("giving",), ("labs",), ("board",), ("charts",)) else ""
    script = f"{named or 'speed'}.py"
    return run(venv_python(), ROOT / "tests" / "bench" / script, *(words[1:] if named else words))


def bundle() -> int:
    """The frozen program, made and tried out. Raises Stop where the tools that look into libraries are missing."""
    if sys.platform == "linux" and not shutil.which("objdump"):
        install_packages(["binutils"], [])
    return run(venv_python(), ROOT / "tests" / "bundle_smoke.py")


def mutants(*words: str) -> int:
    """A campaign of mutation testing, as [tool.mutmut] in pyproject.toml lays it out."""
    return run(venv_python(), "-m", "mutmut", "run", *words)


def keep_compiled() -> None:
    """Python keeps what it compiled, in .venv and not beside the sources: the tests alone start it a hundred times."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(VENV / "compiled")


def main(words: list[str]) -> int:
    """Do one command; the exit status."""
    keep_compiled()
    command, rest = (words[0] if words else "help"), words[1:]
    if command not in ("demo", "run", "test", "lock", "bench", "bundle", "mutants"):
        say(__doc__ or "")
        return 0 if command in ("help", "-h", "--help") else 2
    if command == "lock":
        return lock()
    shows = command == "demo" and has_display() and "--no-window" not in rest
    window = shows or command == "bundle" or (command == "run" and not rest)  # a bundle carries these libraries
    set_up({**OFFSCREEN, **WINDOW} if window else OFFSCREEN)
    commands: dict[str, Callable[[], int]] = {
        "test": lambda: test(*rest),
        "bench": lambda: bench(*rest),
        "bundle": bundle,
        "mutants": lambda: mutants(*rest),
    }
    if command in commands:
        return commands[command]()
    return program(*(["demo", *rest] if command == "demo" else rest))


if __name__ == "__main__":
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("This needs Python 3.11 or newer; this one is {}.{}.".format(*sys.version_info))
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit("Interrupted; the same command goes on from here.")
