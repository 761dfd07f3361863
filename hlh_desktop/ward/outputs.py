"""Where plans go: files that are whole or not there at all, and names that can be file names."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from hlh_desktop.domain.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
PLAN = "plan"
DRAFT = ".hlh-"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` only when all is written; on any failure nothing is left.

    A device or a pipe is written to as it stands. Trouble for a place where nothing can be written.
    """
    with _named(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        target = path.resolve()  # a link stays a link
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=DRAFT, dir=target.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _same_rights(target, draft)
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Says of any trouble with the file which place it was, and not which draft."""
    try:
        yield
    except OSError as error:
        raise Trouble("not_writable", path, error) from error


def _same_rights(target: Path, draft: Path) -> None:
    """A new file gets the rights that the user's mask allows; one that is replaced keeps its own."""
    if target.exists():
        shutil.copymode(target, draft)
        return
    mask = os.umask(0)
    os.umask(mask)
    draft.chmod(0o666 & ~mask)


class Names:
    """File names of plans by hospital number; one that comes again, or is the same as a file name, gets a count."""

    def __init__(self, folder: Path, suffix: str, taken: Collection[Path] = ()) -> None:
        self._folder = folder
        self._suffix = suffix
        self._taken = taken
        self._used: dict[str, int] = {}

    def path(self, mrn: str) -> Path:
        """The path of the next plan of a hospital number: <mrn>-plan.pdf, then <mrn>-plan-2.pdf."""
        name = UNSAFE.sub("_", mrn).strip(".") or PLAN
        count = self._used[name.casefold()] = self._used.get(name.casefold(), 0) + 1
        again = "" if count == 1 else f"-{count}"
        path = self._folder / f"{name}-{PLAN}{again}{self._suffix}"
        return self.path(mrn) if path.resolve() in self._taken else path
