"""After a whole evening at the window nothing of a child, and no secret, stands in clear in anything that it left.

HLH_SEARCH_EVERYWHERE=1 also searches every file of this computer that was written meanwhile, which takes its time.
"""

from __future__ import annotations

import json
import os
import random
import string
import subprocess
import sys
import time
from base64 import b64encode
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import ROOT
from tests.traces import Search, dates
from tests.ui.evening import CHILD, PLACE, WRONG
from tests.ui.test_whole_way import SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERYWHERE = bool(os.environ.get("HLH_SEARCH_EVERYWHERE"))
BORN = date(2024, 6, 22)
DRUGS = ("etoposide", "dexamethasone", "rituximab", "immunoglobulin", "cotrimoxazole", "co-trimoxazole")
# Each of Qt's and the system's own places, empty at the beginning.
PLACES = {
    "HOME": "user", "TMPDIR": "tmp", "HLH_DESKTOP_HOME": "home", "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run",
}  # fmt: skip


def invented() -> dict[str, str]:
    """Who is entered: names and a number that stand in no other file of this computer."""

    def letters(number: int) -> str:
        return "".join(random.choices(string.ascii_lowercase, k=number))

    number = "".join(random.choices(string.digits, k=9))
    return {"mrn": f"K-{number}", "family_name": f"Q{letters(9)}", "given_name": f"Z{letters(8)}"}


@pytest.fixture(scope="module")
def child() -> dict[str, str]:
    return invented()


class Evening:
    """What came of the evening: what it said, and what it left."""

    def __init__(self, place: Path, child: dict[str, str]) -> None:
        self.left, self.began = place / "left", time.time()
        (place / "meant").mkdir()
        places = {name: self.left / folder for name, folder in PLACES.items()}
        for one in places.values():
            one.mkdir(parents=True, mode=0o700)
        environment = {
            **{name: str(one) for name, one in places.items()},
            PLACE: str(place),
            CHILD: json.dumps(child),
            "PATH": os.environ["PATH"],
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        options = ("-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")
        command = [sys.executable, "-m", "pytest", *options, str(ROOT / "tests" / "ui" / "evening.py")]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
        self.said: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"]

    def search(self, child: dict[str, str]) -> Search:
        """All that must stand nowhere."""
        (secrets,) = (one for one in self.said if one["what"] == "secrets")
        rows = [form for row in secrets["rows"] for form in (row, row.replace("-", ""), row.replace("-", " "), row[:9])]
        words = [*child.values(), child["mrn"].removeprefix("K-"), SECRET, WRONG, *rows]
        return Search([*words, *DRUGS, *dates(BORN)], [bytes.fromhex(secrets["key"])])


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory, child: dict[str, str]) -> Evening:
    return Evening(tmp_path_factory.mktemp("evening"), child)


def test_nothing_stands_in_clear_in_anything_that_is_left(evening: Evening, child: dict[str, str]) -> None:
    search = evening.search(child)
    files = sorted(str(path.relative_to(evening.left)) for path in evening.left.rglob("*") if path.is_file())
    print(f"{len(files)} files, {len(search.words)} words:", *files, sep="\n  ")
    assert {"ward/ward.db", "ward/keys.json", "ward/head", "home/settings.json", "home/hlh-desktop.log"} <= set(files)
    assert search.in_folder(evening.left) == []


def test_nothing_stood_in_clear_while_the_program_was_running(evening: Evening) -> None:
    stations = [one for one in evening.said if one["what"] == "station"]
    assert len(stations) == 7
    assert {one["name"]: one["found"] for one in stations if one["found"]} == {}


def test_what_was_saved_on_purpose_is_there(evening: Evening) -> None:
    assert (evening.left.parent / "meant" / "saved.pdf").read_bytes().startswith(b"%PDF")


def test_no_file_of_this_computer_that_was_written_meanwhile_names_the_child(
    evening: Evening, child: dict[str, str]
) -> None:
    """In its short form only the folder that the system shares for temporary files is looked through."""
    search, seen, found = Search(child.values()), 0, list[str]()
    for path, raw in written_since(evening.began):
        if evening.left.parent not in path.parents:
            seen += 1
            found += [f"{path}: {word}" for word in search.in_bytes(raw)]
    print(f"{seen} other files were written meanwhile")
    assert found == []


def written_since(began: float) -> Iterator[tuple[Path, bytes]]:
    """Each file of this computer that was written since a moment, but for those that are no files on a disk."""
    for folder, folders, names in os.walk("/" if EVERYWHERE else gettempdir()):
        if folder == "/":
            folders[:] = [one for one in folders if one not in ("proc", "sys")]
        for path in (Path(folder, name) for name in names):
            with suppress(OSError):  # other programs come and go
                if not path.is_symlink() and path.is_file() and path.stat().st_mtime >= began:
                    yield path, path.read_bytes()


# --- that the search can fail


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", range(3))
def test_a_planted_name_is_found(tmp_path: Path, encoding: str, before: int) -> None:
    search = Search(["Quillfeather", *dates(BORN)])
    for name, raw in {"name": "of QUILLFEATHER, 5", "day": "born 22.06.2024, 5"}.items():
        plain = raw.encode(encoding)
        (tmp_path / name).write_bytes(plain)
        (tmp_path / f"{name}-64").write_bytes(b64encode(b"x" * before + "Quillfeather".encode(encoding) + b"xy"))
        (tmp_path / f"{name}-hex").write_text(plain.lower().hex())
    found = search.in_folder(tmp_path)
    assert [line.partition(":")[0] for line in found] == ["day", "day-64", "day-hex", "name", "name-64", "name-hex"]


def test_a_name_in_the_name_of_a_file_and_a_key_are_found(tmp_path: Path) -> None:
    key = bytes(range(32))
    (tmp_path / "plan-Quillfeather.txt").write_text(key.hex())
    (tmp_path / "other").write_bytes(b"  " + key)
    found = Search(["Quillfeather"], [key]).in_folder(tmp_path)
    assert found == ["other: key 0", "name of plan-Quillfeather.txt: Quillfeather", "plan-Quillfeather.txt: key 0"]


def test_a_name_left_by_the_program_would_be_found(evening: Evening, child: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "recent").write_text(f"[History]\nlast={child['family_name']}\n")
    assert evening.search(child).in_folder(tmp_path) == [f"recent: {child['family_name']}"]
