"""Children that are split off, say what they do, and are killed: for campaigns that look what is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from tests.builders import ROOT

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

Said = list[list[str]]


def killed(
    deed: Callable[[Callable[..., None]], None], chance: random.Random, *, lines: int, longest: float, upon: str = ""
) -> Said:
    """Lets a child do a deed and kills it (SIGKILL) after so many lines and a random part of `longest` seconds.

    The deed is given the way to say something: a line of words, written in one piece. Answers all that was said. With
    `upon` the kill waits for the next line after those that begins so: the middle of a deed that is over soon.
    """
    read, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        _child(deed, told)
    os.close(told)
    said = b""
    while not _far_enough(said, lines, upon) and (more := os.read(read, 65536)):
        said += more
    time.sleep(chance.uniform(0, longest))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while more := os.read(read, 65536):
        said += more
    os.close(read)
    return [line.split(" ") for line in said.decode().splitlines()]


def _far_enough(said: bytes, lines: int, upon: str) -> bool:
    told = said.splitlines()
    return len(told) >= lines and (not upon or (len(told) > 0 and told[-1].startswith(upon.encode())))


def _child(deed: Callable[[Callable[..., None]], None], told: int) -> None:
    """The child; it never comes back."""

    def say(*words: object) -> None:
        os.write(told, (" ".join(map(str, words)) + "\n").encode())

    try:
        deed(say)
    except BaseException as error:
        say("failed", repr(error).replace("\n", " "))
    os._exit(1)


def middle(said: Said) -> str:
    """In the middle of which deed a child was killed: what it was about to do, or what it had done last."""
    return said[-1][0] if said else "opening"


def kills(part: float, short: int) -> int:
    """How many kills a campaign makes: its part of HLH_KILLS, or a few where nobody asks for many."""
    asked = os.environ.get("HLH_KILLS")
    return round(int(asked) * part) if asked else short


def ran(module: str, part: float, short: int) -> dict[str, Any]:
    """Runs a campaign as a process of its own, and answers what it found."""
    count = kills(part, short)
    command = [sys.executable, "-m", module, str(count), os.environ.get("HLH_KILLS_SEED", "4")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["kills"] == count
    return found
