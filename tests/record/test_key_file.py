"""keys.json: read strictly, sealed by who holds the key, telling a ward's face to anyone."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import store
from hlh_desktop.record.key_file import NAME, read_keys, write_keys
from hlh_desktop.record.values import Person, WardFace
from tests.builders import ROOT
from tests.record import wards

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hlh_desktop.record.making import Preparation
    from hlh_desktop.record.open_store import Store


def trouble(folder: Path) -> str:
    with pytest.raises(Trouble) as caught:
        store.face(folder)
    return caught.value.code


def edit(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    change(found)
    (folder / NAME).write_text(json.dumps(found), encoding="utf-8")


def test_anyone_may_see_a_wards_face(opened: Store, folder: Path) -> None:
    face = store.face(folder)
    assert face == WardFace(
        folder, "Ward 4B", face.number, "Europe/Paris", False, wards.NOW, (Person(opened.person.id, "Ada Okafor"),), 1
    )
    assert face.number.startswith("W-")
    assert len(face.number) == 6
    assert opened.face == face


def test_a_face_is_seen_without_loading_sql() -> None:
    code = (
        "import sys; from hlh_desktop.record import store, values, vault, recovery, making\n"
        "from pathlib import Path\n"
        "try: store.face(Path('nowhere'))\n"
        "except Exception as error: print(error.code)\n"
        "print(*(name for name in ('sqlalchemy', 'sqlcipher3', 'alembic', 'argon2', 'cryptography', 'pydantic')"
        " if name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert run.stdout == "no_ward\n\n"


def test_a_folder_without_a_ward_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert {trouble(tmp_path), trouble(tmp_path / "none"), trouble(tmp_path / "file")} == {"no_ward"}


def test_a_key_file_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert trouble(tmp_path) == "keys_unreadable"


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}", b"1" * 9000, b"[" * 100_000])
def test_what_is_no_key_file_is_told(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / NAME).write_bytes(raw)
    assert trouble(tmp_path) == "keys_unreadable"


def test_a_newer_key_file_is_refused(opened: Store, folder: Path) -> None:
    edit(folder, lambda found: found.update(schema="hlh-keys/2"))
    assert trouble(folder) == "ward_newer"
    edit(folder, lambda found: found.update(schema="hlh-case/2"))
    assert trouble(folder) == "keys_unreadable"


def places(value: Any, *path: Any) -> list[tuple[Any, ...]]:
    """Every place in a key file."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, part in inner for place in places(part, *path, name))]


def test_a_key_file_that_lacks_anything_is_unreadable(opened: Store, folder: Path) -> None:
    whole = (folder / NAME).read_text(encoding="utf-8")
    for place in places(json.loads(whole))[1:]:
        if isinstance(place[-1], int):
            continue
        found = json.loads(whole)
        part = found
        for step in place[:-1]:
            part = part[step]
        del part[place[-1]]
        (folder / NAME).write_text(json.dumps(found), encoding="utf-8")
        assert trouble(folder) == "keys_unreadable", place


@given(place=st.integers(0), value=st.none() | st.booleans() | st.floats() | st.text() | st.integers() | st.just([]))
def test_no_value_of_the_wrong_kind_gets_further_than_a_trouble(
    tmp_path_factory: pytest.TempPathFactory, place: int, value: object
) -> None:
    folder = tmp_path_factory.mktemp("ward")
    preparation = wards.prepared()
    write_keys(folder, preparation.keys, preparation.data_key)
    found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    every = places(found)[1:]
    *steps, last = every[place % len(every)]
    part = found
    for step in steps:
        part = part[step]
    part[last] = value
    (folder / NAME).write_text(json.dumps(found), encoding="utf-8")
    assert reading(folder, preparation) in ("keys_unreadable", "ward_newer", "altered", "the same")


def reading(folder: Path, preparation: Preparation) -> str:
    """What comes of reading a key file: a trouble, or whether it is as it was written."""
    try:
        keys = read_keys(folder)
    except Trouble as caught:
        return caught.code
    same = keys == preparation.keys.sealed(preparation.data_key)
    assert keys.is_genuine(preparation.data_key) is same
    return "the same" if same else "altered"


def test_any_change_without_the_key_is_seen(opened: Store, folder: Path) -> None:
    key = wards.data_key(folder)
    keys = read_keys(folder)
    assert keys.is_genuine(key)
    other = replace(keys.holders[0], person=Person(keys.holders[0].person.id, "Mallory"))
    for change in (
        {"name": "Ward 5"}, {"number": "W-0000"}, {"zone": "UTC"}, {"training": True}, {"sheet": 2}, {"count": 7},
        {"holders": (other,)}, {"holders": ()}, {"made": keys.made.replace("2026", "2025")}, {"pending": {"id": "x"}},
    ):  # fmt: skip
        assert not replace(keys, **change).is_genuine(key)


def test_a_key_file_that_was_changed_by_hand_does_not_open(opened: Store, folder: Path) -> None:
    edit(folder, lambda found: found.update(training=True))
    with pytest.raises(Trouble) as caught:
        wards.reopen(folder)
    assert caught.value.code == "keys_altered"


def test_a_key_file_is_written_whole_or_not_at_all(
    opened: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / NAME).read_bytes()
    names = {file.name for file in folder.iterdir()}

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hlh_desktop.record.files.os.fsync", full)
    with pytest.raises(Trouble) as caught:
        write_keys(folder, read_keys(folder), wards.data_key(folder))
    assert (caught.value.code, caught.value.reason) == ("not_writable", "No space left on device")
    assert (folder / NAME).read_bytes() == before
    assert {file.name for file in folder.iterdir()} == names


def test_a_name_may_have_any_letters(folder: Path) -> None:
    name = 'St. Zo\N{LATIN SMALL LETTER E WITH DIAERESIS} \N{CJK UNIFIED IDEOGRAPH-75C5} \N{GRINNING FACE}\n"\\'
    with store.make(folder, wards.prepared(name)) as opened:
        assert opened.face.name == store.face(folder).name == name
        assert opened.check().whole
