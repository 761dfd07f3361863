"""The file `head`: the number and seal of the newest fact, outside the database, written after each commit.

A head behind the record is normal (the program ended in between); a record that does not hold its head has lost facts.
The file has two places. A newer head goes into the place of the older one, so that whatever ends the program or the
computer in the middle of it, the other still stands: each carries a sum of its own, and half of one counts as none.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.canonical import canonical
from hlh_desktop.record.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

NAME = "head"
# A disk writes so much in one step, or a part of it that never reaches into the other place.
PLACE = 4096
PLACES = 2
# How much of a place is filled; the rest is spaces.
TEXT = 256


@dataclass(frozen=True, slots=True)
class Head:
    """The newest fact that is known to be saved."""

    number: int
    seal: str


def read_head(folder: Path) -> Head | None:
    """The head of a ward; None if there is none that can be read, which is as bad as one that is wrong."""
    try:
        with (folder / NAME).open("rb") as file:
            raw = file.read(PLACE * PLACES)
    except OSError:
        return None
    return max(filter(None, _heads(raw)), key=_number, default=None)


def write_head(folder: Path, head: Head) -> None:
    """Puts a head in place of all that stood there, as lasting as the disk can. Trouble `not_writable`."""
    try:
        write_whole(folder / NAME, _text(head).ljust(PLACE) * PLACES)
    except OSError as error:
        raise Trouble("not_writable", folder / NAME, error) from error


def advance(folder: Path, head: Head, after: Head) -> bool:
    """Puts a newer head in the place of the older one, if `after` is what stands; whether it was so.

    Trouble `not_writable`. Nothing waits for the disk here: a head that a power cut takes back is one behind, which is
    normal, and to put a whole new file in place takes longer than all the rest of writing down a dose.
    """
    try:
        handle = os.open(folder / NAME, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            stands = _heads(os.read(handle, PLACE * PLACES))
            if max(stands, key=_number) != after:
                return False
            if len(stands) == PLACES:
                os.lseek(handle, PLACE * (1 - stands.index(after)), os.SEEK_SET)
                os.write(handle, _text(head))
        finally:
            os.close(handle)
    except OSError as error:
        raise Trouble("not_writable", folder / NAME, error) from error
    if len(stands) < PLACES:  # as an older version of the program left it
        write_head(folder, head)
    return True


def _number(head: Head | None) -> int:
    return -1 if head is None else head.number


@lru_cache(maxsize=8)
def _text(head: Head) -> bytes:
    told = {"number": head.number, "seal": head.seal, "sum": _sum(head)}
    return canonical(told).encode("ascii").ljust(TEXT)


def _sum(head: Head) -> int:
    return crc32(f"{head.number}:{head.seal}".encode())


def _heads(raw: bytes) -> list[Head | None]:
    """What stands in each place; in a file of the older form the one head, which had no sum."""
    if len(raw) < PLACE:
        return [_read(raw, False)]
    return [_read(raw[start : start + TEXT], True) for start in range(0, PLACE * PLACES, PLACE)]


@lru_cache(maxsize=8)
def _read(raw: bytes, summed: bool) -> Head | None:
    try:
        found = json.loads(raw)
        head = Head(found["number"], found["seal"])
        fits = not summed or found["sum"] == _sum(head)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return head if fits and type(head.number) is int and isinstance(head.seal, str) else None
