"""The head: two places, so that half of a new one never takes the old one with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.head import NAME, PLACE, TEXT, Head, advance, read_head, write_head
from tests.record import wards
from tests.record.wards import NOW, entry

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.open_store import Store

FIRST, SECOND, THIRD = (Head(number, f"{number:064}") for number in (9, 10, 11))


def test_a_head_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert read_head(tmp_path) is None
    write_head(tmp_path, FIRST)
    assert read_head(tmp_path) == FIRST


def test_a_newer_head_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    write_head(tmp_path, FIRST)
    assert advance(tmp_path, SECOND, FIRST)
    assert read_head(tmp_path) == SECOND
    assert advance(tmp_path, THIRD, SECOND)
    assert read_head(tmp_path) == THIRD
    assert {path.name for path in tmp_path.iterdir()} == {NAME}


@pytest.mark.parametrize("length", range(1, TEXT, 7))
def test_half_of_a_new_head_leaves_the_one_before(tmp_path: Path, length: int) -> None:
    write_head(tmp_path, FIRST)
    advance(tmp_path, SECOND, FIRST)
    before = (tmp_path / NAME).read_bytes()
    advance(tmp_path, THIRD, SECOND)
    after = (tmp_path / NAME).read_bytes()
    start = next(place for place in (0, PLACE) if before[place:][:TEXT] != after[place:][:TEXT])
    (tmp_path / NAME).write_bytes(before[:start] + after[start : start + length] + before[start + length :])
    assert read_head(tmp_path) in (SECOND, THIRD)


def test_a_head_does_not_advance_over_one_that_nobody_vouches_for(tmp_path: Path) -> None:
    write_head(tmp_path, SECOND)
    assert not advance(tmp_path, THIRD, FIRST)
    assert not advance(tmp_path, THIRD, Head(SECOND.number, "f" * 64))
    assert read_head(tmp_path) == SECOND
    (tmp_path / NAME).unlink()
    with pytest.raises(Trouble):
        advance(tmp_path, THIRD, SECOND)
    assert read_head(tmp_path) is None


def test_a_changed_number_is_no_head(tmp_path: Path) -> None:
    write_head(tmp_path, FIRST)
    raw = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(raw.replace(b'"number":9', b'"number":8'))
    assert read_head(tmp_path) is None


@pytest.mark.parametrize(
    "raw", [b"[" * PLACE * 2, b'{"number":1,"seal":"\\ud800","sum":1}'.ljust(PLACE * 2), b"\0" * PLACE]
)
def test_what_no_program_wrote_is_no_head(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / NAME).write_bytes(raw)
    assert read_head(tmp_path) is None


def test_a_head_of_an_older_version_is_read_and_then_written_anew(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(f'{{"number":9,"seal":"{FIRST.seal}"}}')
    assert read_head(tmp_path) == FIRST
    assert advance(tmp_path, SECOND, FIRST)
    assert read_head(tmp_path) == SECOND
    assert (tmp_path / NAME).stat().st_size == 2 * PLACE


def test_the_head_follows_every_program_that_writes(opened: Store, folder: Path) -> None:
    with wards.reopen(folder) as other:
        for store in (opened, other, other, opened, opened, other):
            (fact,) = store.append(entry(store), now=NOW)
            assert read_head(folder) == Head(fact.number, fact.seal)
    assert not opened.check().head_behind


def test_a_retry_does_not_take_the_head_back(opened: Store, folder: Path) -> None:
    said = entry(opened)
    opened.append(said, now=NOW)
    opened.append(entry(opened), now=NOW)
    before = read_head(folder)
    opened.append(said, now=NOW)
    assert read_head(folder) == before == Head(4, opened.seal())
