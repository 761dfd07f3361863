"""Files that are whole or not there at all, and names that can be file names."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.outputs import Names, whole_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, devices and rights as POSIX has them")


def write(path: Path, raw: bytes = b"new") -> None:
    with whole_file(path) as file:
        file.write(raw)


def test_a_file_appears_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a" / "plan.json"
    with whole_file(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["plan.json"]


@pytest.mark.parametrize("trouble", [ValueError, KeyboardInterrupt, SystemExit, MemoryError])
def test_on_any_failure_the_old_file_stays_and_nothing_else(tmp_path: Path, trouble: type[BaseException]) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(b"old")
    with suppress(trouble), whole_file(path) as file:
        file.write(b"new")
        raise trouble
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["plan.json"]


def test_a_long_name_is_taken(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".json")
    write(path)
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("place", ["folder", "file/plan.json", "x" * 300])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(Trouble) as trouble:
        write(tmp_path / place)
    assert trouble.value.path == tmp_path / place
    assert trouble.value.reason
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder"]


@posix
def test_a_new_file_gets_the_usual_rights_and_a_replaced_one_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    mask = os.umask(0o027)
    try:
        write(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o600)
        write(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(mask)


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "there" / "plan.json", tmp_path / "link.json"
    target.parent.mkdir()
    link.symlink_to(target)
    write(link)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@posix
def test_a_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    link = tmp_path / "nowhere"
    link.symlink_to(os.devnull)
    write(link)
    assert link.is_symlink()
    assert Path(os.devnull).is_char_device()


def test_a_hospital_number_names_its_file() -> None:
    assert Names(Path("out"), ".pdf").path("TV04") == Path("out/TV04-plan.pdf")


@pytest.mark.parametrize(
    "mrn",
    ["../../etc/passwd", "/etc/passwd", "..", ".", "a/b", "a\\b", "C:\\x", "~", "-rf", "\u65e5\u672c", "a b", "a:b*?"],
)
def test_no_hospital_number_leaves_the_folder(mrn: str) -> None:
    path = Names(Path("out"), ".json").path(mrn)
    assert path.parent == Path("out")
    assert path.name.endswith("-plan.json")
    assert path.name.isascii()
    assert not set(path.name) & set('/\\:*?"<>| ')


def test_numbers_that_read_the_same_get_a_count() -> None:
    names = Names(Path("out"), ".json")
    given = [names.path(mrn).name for mrn in ("a/b", "a?b", "A_B", "A", "a", "a-plan", "\u65e5", "\u672c")]
    assert given == [
        "a_b-plan.json", "a_b-plan-2.json", "A_B-plan-3.json", "A-plan.json", "a-plan-2.json", "a-plan-plan.json",
        "_-plan.json", "_-plan-2.json",
    ]  # fmt: skip


def test_no_plan_takes_the_place_of_a_case(tmp_path: Path) -> None:
    taken = {tmp_path / "TV04-plan.json"}
    assert Names(tmp_path, ".json", taken).path("TV04").name == "TV04-plan-2.json"
