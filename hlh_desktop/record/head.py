"""The file `head`: the number and seal of the newest fact, outside the database, written after each commit.

A head behind the record is normal (the program ended in between); a record that does not hold its head has lost facts.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.canonical import canonical
from hlh_desktop.record.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

NAME = "head"
LARGEST = 1024


@dataclass(frozen=True, slots=True)
class Head:
    """The newest fact that is known to be saved."""

    number: int
    seal: str


def read_head(folder: Path) -> Head | None:
    """The head of a ward; None if there is none that can be read, which is as bad as one that is wrong."""
    try:
        with (folder / NAME).open("rb") as file:
            found = json.loads(file.read(LARGEST))
        head = Head(found["number"], found["seal"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return head if type(head.number) is int and isinstance(head.seal, str) else None


def write_head(folder: Path, head: Head) -> None:
    """Puts a newer head in place of the last. Trouble `not_writable`."""
    try:
        write_whole(folder / NAME, canonical(asdict(head)).encode("ascii"))
    except OSError as error:
        raise Trouble("not_writable", folder / NAME, error) from error
