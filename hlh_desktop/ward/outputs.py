"""Where plans go: files that are whole or not there at all, and names that can be file names."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
PLAN = "plan"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` only when all is written; on any failure nothing is left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Names:
    """File names of plans by hospital number; one that comes again, or reads the same as a file name, is counted."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder = folder
        self._suffix = suffix
        self._used: dict[str, int] = {}

    def path(self, mrn: str) -> Path:
        """The path of the next plan of a hospital number: <mrn>-plan.pdf, then <mrn>-plan-2.pdf."""
        name = UNSAFE.sub("_", mrn).strip(".") or PLAN
        count = self._used[name.casefold()] = self._used.get(name.casefold(), 0) + 1
        again = "" if count == 1 else f"-{count}"
        return self._folder / f"{name}-{PLAN}{again}{self._suffix}"
