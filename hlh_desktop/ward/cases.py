"""Cases from files: a .json file holds one, a .jsonl file one a line; each comes with its place for problems."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from hlh_desktop.domain.plain import one_line
from hlh_desktop.domain.problem import Problem, problem
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.case_file import Reading
from hlh_desktop.exchange.json_text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ward.ward import Ward

LINES = ".jsonl"


@dataclass(frozen=True, slots=True)
class Placed:
    """A case as read, where it stands (a file, or a file and its line), and how far into the file that is, in bytes."""

    place: str
    reading: Reading
    offset: int
    by_lines: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A case file that could be opened. `held` is its content where it can't or need not be read again."""

    path: Path
    held: bytes | None = None

    def cases(self, ward: Ward) -> Iterator[Placed]:
        """Its cases, one after the other; of a file of lines nothing is kept. Trouble if it can't be read any more."""
        try:
            with self.path.open("rb") if self.held is None else BytesIO(self.held) as file:
                yield from _lines(ward, self.path, file) if is_lines(self.path) else _one(ward, self.path, file)
        except OSError as error:
            raise Trouble("not_readable", self.path, error) from error


def is_lines(path: Path) -> bool:
    """Whether a file holds one case a line."""
    return path.suffix.lower() == LINES


def size_on_disk(path: Path) -> int | None:
    """How many bytes a regular file has; None for anything else, such as a pipe or a name that no file can have."""
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None


def source(path: Path, *, hold: bool) -> Source:
    """A case file, opened once to see that it can be. Trouble if not. What is no regular file is always held."""
    try:
        if is_lines(path):
            if not path.is_fifo():
                path.open("rb").close()
            return Source(path)
        with path.open("rb") as file:
            return Source(path, file.read(LARGEST + 1) if hold or not path.is_file() else None)
    except OSError as error:
        raise Trouble("not_readable", path, error) from error


def defect(error: Exception) -> Problem:
    """The problem of a case that the program itself stumbled over: what happened, and where in the program."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return problem("", None, "defect", kind=type(error).__name__, file=Path(last.filename).name, line=last.lineno)


def _reading(ward: Ward, raw: bytes) -> Reading:
    try:
        return ward.read(raw)
    except Exception as error:
        return Reading(None, None, (defect(error),))


def _one(ward: Ward, path: Path, file: BinaryIO) -> Iterator[Placed]:
    raw = file.read(LARGEST + 1)
    yield Placed(str(path), _reading(ward, raw), len(raw))


def _lines(ward: Ward, path: Path, file: BinaryIO) -> Iterator[Placed]:
    """Each line that is not blank; one that is too long is refused without being kept in memory."""
    number = offset = 0
    while raw := file.readline(LARGEST + 2):
        number += 1
        offset += len(raw)
        if not raw.endswith(b"\n"):
            offset += _skip(file)
        if line := raw.strip():
            yield Placed(f"{path}:{number}", _reading(ward, line), offset, by_lines=True)


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
    return one_line(wording.say("problem.mark").join(part for part in parts if part))


def trouble_line(found: Trouble, wording: Wording) -> str:
    """A file or place that can't be used, in one line."""
    told = problem("", None, found.code, reason=found.reason, **found.values)
    return sentence(told, wording) if found.path is None else problem_line(str(found.path), told, wording)


def problem_line(place: str, found: Problem, wording: Wording) -> str:
    """A problem in one line with its file and line."""
    return wording.say("problem.mark").join((one_line(place), sentence(found, wording)))
