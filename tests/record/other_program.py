"""Other programs on the same ward, as processes of their own: started by the tests, each prints what came of it.

Started once and split after the imports, so that many programs cost no more than one.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import engine, open_store, store
from tests.record import wards
from tests.record.wards import NOW, entry

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
WRITERS = 8
CHILD = wards.UUID(int=1)


def start(*words: object) -> subprocess.Popen[str]:
    """Another program that does what the words say."""
    command = [sys.executable, "-m", "tests.record.other_program", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run(*words: object) -> list[str]:
    """The lines that it prints until it ends."""
    with start(*words) as process:
        out, _ = process.communicate()
    assert process.returncode == 0
    return out.splitlines()


def say(*words: object) -> None:
    """A line in one piece, so that programs that share a pipe don't talk into each other."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def split(deed: Callable[[], None]) -> int:
    """A process of its own for a deed; answers its id."""
    pid = os.fork()
    if pid == 0:
        try:
            deed()
        except BaseException as error:
            say("failed", repr(error))
            os._exit(1)
        os._exit(0)
    return pid


def hold(folder: str) -> None:
    """Takes the turn to write, says so, and adds a fact only when told to."""
    with wards.reopen(Path(folder)) as opened, engine.writing(opened._engine) as connection:
        say("holds")
        sys.stdin.readline()
        (fact,) = open_store.append(connection, opened.ward, open_store.Writing([entry(opened)]), NOW)
        say(fact.number)


def writers(folder: str, each: str) -> None:
    """Eight programs that all start at once, each adding facts to one child's chain and to the ward's."""
    ready, readied = os.pipe()
    gate, opener = os.pipe()

    def write() -> None:
        os.close(opener)
        with wards.reopen(Path(folder), patience=60_000) as opened:
            os.write(readied, b"r")
            os.read(gate, 1)
            for _ in range(int(each)):
                for fact in opened.append(entry(opened, child=CHILD), entry(opened), now=NOW):
                    say(fact.id, fact.chain, fact.sequence)

    pids = [split(write) for _ in range(WRITERS)]
    for _ in pids:
        os.read(ready, 1)
    os.close(opener)  # they all read the end of it at the same moment
    sys.exit(any(os.waitpid(pid, 0)[1] for pid in pids))


def openers(folder: str, rounds: str) -> None:
    """Programs that only open, add one fact and close again, so that the file is opened and settled all the time."""

    def come_and_go() -> None:
        for _ in range(int(rounds)):
            with wards.reopen(Path(folder), patience=60_000) as opened:
                (fact,) = opened.append(entry(opened, child=CHILD), now=NOW)
                say(fact.id, fact.chain, fact.sequence)

    pids = [split(come_and_go) for _ in range(4)]
    sys.exit(any(os.waitpid(pid, 0)[1] for pid in pids))


def read_only() -> None:
    """Opens a ward, and makes another, where nobody but the owner may write; done by nobody, because root may all."""
    place = Path(tempfile.mkdtemp())
    folder = place / "ward"
    wards.make(folder).close()
    seen, entered = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH, stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH
    for one in folder.iterdir():
        one.chmod(seen)
    folder.chmod(seen | entered)
    place.chmod(seen | entered)

    def attempt() -> None:
        if os.geteuid() == 0:
            os.setuid(NOBODY)
        for name, deed in (("open", lambda: wards.reopen(folder)), ("make", lambda: wards.make(place / "new"))):
            try:
                deed()
            except Trouble as trouble:
                say(name, trouble.code)

    os.waitpid(split(attempt), 0)
    for one in (place, folder):
        one.chmod(stat.S_IRWXU)
    for one in (*folder.iterdir(), folder, place):
        one.rmdir() if one.is_dir() else one.unlink()


def givers(folder: str, dose: str) -> None:
    """Eight programs that all give the same dose at the same moment, each after a look whether it is open."""
    ready, readied = os.pipe()
    gate, opener = os.pipe()

    def give() -> None:
        os.close(opener)
        with wards.reopen(Path(folder), patience=60_000) as opened:
            os.write(readied, b"r")
            os.read(gate, 1)
            try:
                told = wards.give(opened, CHILD, wards.UUID(dose))
            except Trouble as trouble:
                with opened.reading() as record:
                    say("refused", trouble.code, *(one.id for one in record.outcomes(CHILD)))
            else:
                say("given", told.id)

    pids = [split(give) for _ in range(WRITERS)]
    for _ in pids:
        os.read(ready, 1)
    os.close(opener)
    sys.exit(any(os.waitpid(pid, 0)[1] for pid in pids))


def gives_first(folder: str, dose: str) -> None:
    """Gives a dose, says so, and ends."""
    with wards.reopen(Path(folder)) as opened:
        say(wards.give(opened, CHILD, wards.UUID(dose)).id)


def racers(folder: str) -> None:
    """Four programs that make a ward in the same folder at the same time."""

    def make() -> None:
        try:
            with wards.make(Path(folder)) as opened:
                say("made", opened.ward)
        except Trouble as trouble:
            say("refused", trouble.code)

    pids = [split(make) for _ in range(4)]
    sys.exit(any(os.waitpid(pid, 0)[1] for pid in pids))


DEEDS: dict[str, Callable[..., None]] = {
    "hold": hold, "writers": writers, "openers": openers, "read-only": read_only, "racers": racers,
    "givers": givers, "gives-first": gives_first,
}  # fmt: skip

if __name__ == "__main__":
    assert store  # its imports are done before anything is split
    DEEDS[sys.argv[1]](*sys.argv[2:])
