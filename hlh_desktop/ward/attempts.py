"""Failed sign-ins at a locked ward: kept beside the record, which nobody has opened, until the next sign-in."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "attempts"
# A stuck key must not fill the disk.
LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in that failed: for whom (a person's id), when and at which workstation. Never what was typed."""

    person: str
    at: datetime
    workstation: str


def note(folder: Path, attempt: Attempt) -> None:
    """Keeps an attempt; on a folder that can't be written nothing is kept, and the sign-in has failed all the same."""
    line = json.dumps({"person": attempt.person, "at": attempt.at.isoformat(), "on": attempt.workstation})
    with suppress(OSError):
        path = folder / FILE
        if not path.exists() or path.stat().st_size < LARGEST:
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")


def kept(folder: Path) -> tuple[Attempt, ...]:
    """The attempts since the last sign-in, oldest first. A line that is none is passed over."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    return tuple(_attempts(text))


def forget(folder: Path) -> None:
    """Removes what has been written down."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)


def _attempts(text: str) -> Iterator[Attempt]:
    for line in text.splitlines():
        with suppress(ValueError, TypeError, LookupError):
            found = json.loads(line)
            at = datetime.fromisoformat(found["at"])
            if at.tzinfo is not None:
                yield Attempt(str(found["person"]), at, str(found["on"]))
