"""Making a ward: prepared in memory, put there whole or not at all, over nothing that was there before."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import making, store
from hlh_desktop.record.recovery import parse
from tests.record import wards

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.open_store import Store


def trouble(folder: Path) -> str:
    with pytest.raises(Trouble) as caught:
        wards.make(folder)
    assert caught.value.path == folder
    return caught.value.code


def everything(folder: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_preparing_stores_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    preparation = wards.prepared()
    assert parse("\n".join(preparation.recovery.rows)) == preparation.recovery
    assert everything(tmp_path) == {}
    with store.make(tmp_path / "ward", preparation) as opened:
        assert opened.person == preparation.author.person


def test_a_new_ward_has_three_files_and_two_facts(opened: Store, folder: Path) -> None:
    facts = opened.facts()
    assert [fact.kind for fact in facts] == ["ward_made", "person_added"]
    assert facts[0].body == {
        "name": "Ward 4B", "number": opened.face.number, "zone": "Europe/Paris", "training": False,
    }  # fmt: skip
    assert facts[1].body == {"person": opened.person.id, "name": "Ada Okafor"}
    assert opened.check().whole
    opened.close()
    assert {file.name for file in folder.iterdir()} == {"ward.db", "keys.json", "head"}
    assert [file.name for file in folder.parent.iterdir()] == ["ward"]


def test_a_training_ward_says_so(folder: Path) -> None:
    with store.make(folder, wards.prepared(training=True)) as opened:
        assert opened.face.training
        assert store.face(folder).training


def test_folders_above_are_made(tmp_path: Path) -> None:
    with wards.make(tmp_path / "a" / "b" / "ward") as opened:
        assert opened.check().whole


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_an_empty_folder_is_taken_with_its_rights_and_a_new_one_is_private(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there").chmod(0o750)
    for name in ("there", "new"):
        wards.make(tmp_path / name).close()
    assert stat.S_IMODE((tmp_path / "there").stat().st_mode) == 0o750
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_ward_is_never_made_over_another(opened: Store, folder: Path) -> None:
    opened.close()
    before = everything(folder)
    assert trouble(folder) == "ward_exists"
    (folder / "keys.json").unlink()
    assert trouble(folder) == "ward_exists", "its record is still there"
    assert everything(folder) == {path: raw for path, raw in before.items() if path.name != "keys.json"}


def test_a_ward_is_made_beside_no_other_files(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    before = everything(tmp_path)
    assert trouble(tmp_path) == "place_not_empty"
    assert trouble(tmp_path / "letter.txt") == "not_writable"
    assert trouble(tmp_path / "letter.txt" / "ward") == "not_writable"
    assert everything(tmp_path) == before


@pytest.mark.parametrize("step", ["_build", "_take_place"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), Trouble("disk_full")])
def test_what_fails_half_way_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    whole = getattr(making, step)

    def fail(*words: object) -> None:
        if step == "_build":
            whole(*words)
        raise error

    monkeypatch.setattr(making, step, fail)
    assert_code = "not_writable" if isinstance(error, OSError) else "disk_full"
    with pytest.raises(Trouble) as caught:
        wards.make(folder)
    assert caught.value.code == assert_code
    assert everything(folder.parent) == {}
    monkeypatch.undo()
    wards.make(folder).close()


def test_no_two_wards_share_a_key(tmp_path: Path) -> None:
    made = [wards.prepared() for _ in range(3)]
    for part in ("data_key", "recovery"):
        assert len({str(getattr(one, part) if part == "data_key" else one.recovery.rows) for one in made}) == 3
    assert len({one.keys.salt for one in made} | {one.keys.ward for one in made}) == 6


def test_a_preparation_does_not_show_its_secrets() -> None:
    made = wards.prepared()
    shown = f"{made!r} {made}"
    assert wards.PASSWORD not in shown
    assert repr(made.data_key) not in shown
    assert made.data_key.hex() not in shown
    assert not any(row in shown for row in made.recovery.rows)
