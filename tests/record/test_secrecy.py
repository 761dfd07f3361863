"""Nothing about a child, and no secret, stands in clear in any file that the record leaves anywhere."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from hlh_desktop.record import engine, store, vault
from hlh_desktop.record.key_file import read_keys
from tests.record import wards
from tests.record.wards import CHEAP, IDENTITY, NOW, PASSWORD, draft, sign

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHILD = UUID("5ca1ab1e-0000-4000-8000-0000c0ffee00")
OF_CHILD = ["MRN-770123", "770123", "Quillfeather", "quillfeather", "Anselm", "2019-03-14", "14 Mar 2019"]
TYPED = ["Marrow of Zephyrine", "13,5 kg typed"]


def forms(text: str) -> Iterator[bytes]:
    """A text as it could stand in a file."""
    for raw in (text.encode(), text.encode("utf-16-le")):
        yield from (raw, raw.hex().encode(), b64encode(raw[: len(raw) // 3 * 3]))


def of_key(key: bytes) -> Iterator[bytes]:
    yield from (key, key.hex().encode(), key.hex().upper().encode(), b64encode(key), key[:8], key[::-1])


def left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}


@pytest.fixture
def used(folder: Path) -> tuple[list[bytes], list[dict[str, bytes]]]:
    """What must stand nowhere, and the files of a ward that was used, while it is open and when it is closed."""
    preparation = wards.prepared()
    files = []
    with store.make(folder, preparation) as opened:
        kept = draft(opened, body={"name": TYPED[0], "weight": TYPED[1]}, child=CHILD)
        opened.keep_draft(kept)
        sign(opened, CHILD)
        sign(opened, CHILD, of=replace(IDENTITY, sex=None))
        opened.add_person("Bo Lindqvist", "another password 12", workstation="W", now=NOW, cost=CHEAP)
        second = opened.replace_recovery(workstation="W", now=NOW)
        files.append(left(folder))
        opened.drop_draft(kept.id)
        with engine.reading(opened._engine):
            engine.copy_into(opened._engine, folder, "ward-0001.db", preparation.data_key, read_keys(folder).salt)
        files.append(left(folder))
    files.append(left(folder))
    secrets = [form for text in (*OF_CHILD, *TYPED, CHILD.hex, str(CHILD)) for form in forms(text)]
    secrets += [form for text in (PASSWORD, "another password 12") for form in forms(text)]
    for code in (preparation.recovery, second):
        secrets += [form for row in code.rows for form in (*forms(row), *forms(row.replace("-", "")), *forms(row[:9]))]
    for key in (
        preparation.data_key,
        *(vault.derived(preparation.data_key, name) for name in ("ward.db", "keys.json")),
    ):
        secrets += of_key(key)
    return secrets, files


def test_nothing_stands_in_clear(used: tuple[list[bytes], list[dict[str, bytes]]]) -> None:
    secrets, states = used
    assert {name for files in states for name in files} == {
        "ward.db", "ward.db-wal", "ward.db-shm", "keys.json", "head", "ward-0001.db",
    }  # fmt: skip
    for files in states:
        assert [(name, secret) for name, raw in files.items() for secret in secrets if secret in raw] == []


def test_the_search_would_find_it(used: tuple[list[bytes], list[dict[str, bytes]]]) -> None:
    secrets, _ = used
    assert any(secret in b"... Quillfeather ..." for secret in secrets)
    assert all(len(secret) > 5 for secret in secrets)


def test_staff_and_ward_may_be_read_by_anyone(used: tuple[list[bytes], list[dict[str, bytes]]]) -> None:
    _, states = used
    assert b"Bo Lindqvist" in states[-1]["keys.json"]
    assert b"Bo Lindqvist" not in states[-1]["ward.db"]
    assert b"person_added" not in states[-1]["ward.db"]


def test_the_file_is_noise_from_its_first_byte(used: tuple[list[bytes], list[dict[str, bytes]]]) -> None:
    _, states = used
    raw = states[-1]["ward.db"]
    assert not raw.startswith(b"SQLite format")
    counts = [raw.count(bytes([value])) for value in range(256)]
    assert max(counts) < 2 * len(raw) / 256
    for table in (b"facts", b"identities", b"CREATE"):
        assert table not in raw
