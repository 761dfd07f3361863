"""Cases from files: a .json file holds one, a .jsonl file one a line; each comes with its place for problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from hlh_desktop.domain.problem import Problem, problem
from hlh_desktop.exchange.case_file import LARGEST, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ward.ward import Ward

LINES = ".jsonl"


@dataclass(frozen=True, slots=True)
class Placed:
    """A case as read, where it stands (a file, or a file and its line), and how far into the file that is, in bytes."""

    place: str
    reading: Reading
    offset: int


def is_lines(path: Path) -> bool:
    """Whether a file holds one case a line."""
    return path.suffix == LINES


def read_cases(ward: Ward, path: Path) -> Iterator[Placed]:
    """The cases of a file, one after the other; a file that can't be read is one problem. Nothing is kept."""
    try:
        with path.open("rb") as file:
            if is_lines(path):
                yield from _lines(ward, path, file)
            else:
                raw = file.read(LARGEST + 1)
                yield Placed(str(path), ward.read(raw), len(raw))
    except OSError as error:
        yield Placed(str(path), Reading(None, None, (unreadable(error),)), 0)


def unreadable(error: OSError) -> Problem:
    """The problem of a file that can't be read."""
    return problem("", None, "not_readable", reason=error.strerror or type(error).__name__)


def _lines(ward: Ward, path: Path, file: BinaryIO) -> Iterator[Placed]:
    """Each line that is not blank; one that is too long is refused without being kept in memory."""
    number = offset = 0
    while raw := file.readline(LARGEST + 2):
        number += 1
        offset += len(raw)
        if not raw.endswith(b"\n"):
            offset += _skip(file)
        if line := raw.rstrip(b"\r\n"):
            yield Placed(f"{path}:{number}", ward.read(line), offset)


def _skip(file: BinaryIO) -> int:
    """Reads to the end of an overlong line; answers how much that was."""
    passed = 0
    while raw := file.readline(LARGEST):
        passed += len(raw)
        if raw.endswith(b"\n"):
            break
    return passed


def sentence(found: Problem, wording: Wording) -> str:
    """A problem in one line: field, what stands there, what is expected."""
    what = wording.say("problem.missing") if found.found is None and found.field else found.found
    parts = (found.field, what, wording.say(f"problem.{found.code}", **found.values))
    return wording.say("problem.mark").join(part for part in parts if part)


def problem_line(place: str, found: Problem, wording: Wording) -> str:
    """A problem in one line with its file and line."""
    return wording.say("problem.mark").join((place, sentence(found, wording)))
