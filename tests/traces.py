"""Looks for words in files as they could stand there: in several encodings, in names of files, in any case."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

# Shorter, anything would be found by chance.
SHORTEST = 6
OPEN_FILES = "/proc/self/fd"


def forms(words: str) -> Iterator[bytes]:
    """Some words as they could stand in a file; in small letters where capitals make no difference."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = words.encode(encoding)
        yield raw.lower()
        for same in {raw, raw.lower(), raw.upper()}:
            yield from (same.hex().encode(), *in_base64(same))


def in_base64(raw: bytes) -> Iterator[bytes]:
    """The letters that stand for some bytes at each of the three places that they can have in a longer text."""
    for before in range(3):
        letters = b64encode(b"\0" * before + raw).rstrip(b"=")
        first, last = (0, 2, 3)[before], len(letters) - bool((before + len(raw)) % 3)
        yield letters[first:last]


def dates(day: date) -> tuple[str, ...]:
    """A day in the spellings of several countries."""
    ways = ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%B %d, %Y")
    bare = (
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.year}, {day.month}, {day.day}",
    )
    return (*(day.strftime(way) for way in ways), *bare)


class Search:
    """What must stand nowhere."""

    def __init__(self, words: Iterable[str], keys: Iterable[bytes] = ()) -> None:
        self.words = sorted(set(words))
        assert all(len(one) >= SHORTEST for one in self.words)
        self._forms = {one: tuple(set(forms(one))) for one in self.words}
        for number, key in enumerate(keys):
            self._forms[f"key {number}"] = (key.lower(), key.hex().encode(), *in_base64(key))

    def in_bytes(self, raw: bytes) -> list[str]:
        """Which of the words stand there."""
        small = raw.lower()
        return [word for word, ways in self._forms.items() if any(way in small or way in raw for way in ways)]

    def in_folder(self, folder: Path) -> list[str]:
        """File and word of each that stands in a file under a folder, or in its name."""
        found = []
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder))
            found += [f"name of {name}: {word}" for word in self.in_bytes(name.encode(errors="surrogateescape"))]
            if path.is_file() and not path.is_symlink():
                found += [f"{name}: {word}" for word in self.in_bytes(path.read_bytes())]
        return found

    def in_open_files(self) -> list[str]:
        """The same for files that this process holds open although they have no name any more."""
        from pathlib import Path

        found = []
        for link in Path(OPEN_FILES).glob("*"):
            try:
                target = str(link.readlink())
                raw = link.read_bytes() if target.endswith("(deleted)") else b""
            except OSError:
                continue
            found += [f"{target}: {word}" for word in self.in_bytes(raw)]
        return found
