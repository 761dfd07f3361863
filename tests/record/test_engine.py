"""Each connection has the settings that keep what was saved; a small file is on the disk before it takes a place."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from hlh_desktop.record import engine
from hlh_desktop.record.files import write_whole
from tests.record import wards

if TYPE_CHECKING:
    from hlh_desktop.record.open_store import Store

SETTINGS = {
    "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "secure_delete": 1,
    "temp_store": 2, "busy_timeout": 5000, "cache_size": -32768,
}  # fmt: skip


def settings_of(store: Store) -> dict[str, object]:
    with engine.reading(store._engine) as connection:
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SETTINGS}


def test_every_connection_is_set(opened: Store) -> None:
    with engine.reading(opened._engine), engine.reading(opened._engine), ThreadPoolExecutor(2) as pool:
        assert [*pool.map(lambda _: settings_of(opened), range(2))] == [SETTINGS] * 2
    opened.close()
    assert settings_of(opened) == SETTINGS


def test_the_key_stands_in_no_address(opened: Store, folder: Path) -> None:
    assert str(opened._engine.url) == "sqlite://"
    assert wards.data_key(folder).hex() not in repr(vars(opened._engine))


def test_a_read_sees_one_state_from_begin_to_end(opened: Store) -> None:
    with engine.reading(opened._engine) as connection:
        count = "SELECT count(*) FROM facts"
        before = connection.exec_driver_sql(count).scalar()
        wards.sign(opened, UUID(int=7))
        assert connection.exec_driver_sql(count).scalar() == before
    assert len(opened.facts()) == 4


def test_a_bug_stays_a_bug(opened: Store) -> None:
    with pytest.raises(Exception, match="nowhere") as caught, engine.reading(opened._engine) as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")
    assert type(caught.value).__name__ == "OperationalError"


@pytest.mark.skipif(os.name == "nt", reason="Windows can't open a folder")
def test_a_small_file_is_on_the_disk_before_and_after_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted(handle: int) -> None:
        done.append("folder" if Path(f"/dev/fd/{handle}").is_dir() else "file")
        fsync(handle)

    def taken(self: Path, target: Path) -> Path:
        done.append("in place")
        return replace(self, target)

    monkeypatch.setattr("hlh_desktop.record.files.os.fsync", noted)
    monkeypatch.setattr(Path, "replace", taken)
    write_whole(tmp_path / "x", b"new")
    assert done == ["file", "in place", "folder"]
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("x", b"new")]
