"""Several programs on one ward: they take turns, no chain ever forks, nothing is lost."""

from __future__ import annotations

import os
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.record.writing import Writing
from tests.record import wards
from tests.record.other_program import CHILD, WRITERS, run, start
from tests.record.wards import NOW, entry

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.reading import Reading

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these programs are split by fork")
EACH = 20


def test_the_second_waits_for_its_turn(opened: Store, folder: Path) -> None:
    with start("hold", folder) as other, ThreadPoolExecutor() as pool:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "holds\n"
        said = entry(opened)
        waiting = pool.submit(opened.append, said, now=NOW)
        assert opened.fact(said.id) is None, "reading needs no turn"
        assert not waiting.done()
        other.stdin.write("go\n")
        other.stdin.close()
        theirs = int(other.stdout.readline())
        (mine,) = waiting.result(timeout=60)
    assert (theirs, mine.number) == (3, 4)
    assert opened.check().whole


def test_eight_programs_that_write_at_once_make_one_whole_chain(opened: Store, folder: Path) -> None:
    opened.close()
    lines = run("writers", folder, EACH)
    assert len(lines) == 2 * WRITERS * EACH
    with wards.reopen(folder) as again:
        found = again.check()
        assert (found.whole, found.facts, found.chains) == (True, 2 * WRITERS * EACH + 2, 2)
        acknowledged = {f"{fact.id} {fact.chain} {fact.sequence}" for fact in again.facts()[2:]}
        assert acknowledged == set(lines)
        assert [fact.sequence for fact in again.facts(CHILD)] == list(range(1, WRITERS * EACH + 1))


def test_of_eight_programs_that_give_a_dose_at_once_one_gives_it(opened: Store, folder: Path) -> None:
    opened.close()
    lines = [line.split() for line in run("givers", folder, uuid4())]
    given = [line[1] for line in lines if line[0] == "given"]
    assert len(given) == 1
    assert [line[1:] for line in lines if line[0] == "refused"] == [["dose_taken_meanwhile", *given]] * (WRITERS - 1)
    with wards.reopen(folder) as again, again.reading() as record:
        assert [str(one.id) for one in record.outcomes(CHILD)] == given
        assert again.check().whole


def test_who_decides_sees_what_another_program_has_saved_before(opened: Store, folder: Path) -> None:
    dose = uuid4()
    seen: list[str] = []

    def open_still(record: Reading) -> Writing | None:
        seen.extend(str(one.id) for one in record.outcomes(CHILD, dose=dose))
        said = entry(opened, child=CHILD)
        return None if seen else Writing([said], outcomes={said.id: wards.outcome(said, dose)})

    assert opened.facts(CHILD) == ()
    theirs = run("gives-first", folder, dose)
    assert opened.decide(open_still, NOW) == ()
    assert seen == theirs
    assert len(opened.facts(CHILD)) == 1


def test_programs_that_come_and_go_lose_nothing(opened: Store, folder: Path) -> None:
    opened.close()
    lines = run("openers", folder, EACH)
    with wards.reopen(folder) as again:
        assert again.check().whole
        assert {f"{fact.id} {fact.chain} {fact.sequence}" for fact in again.facts(CHILD)} == set(lines)
    assert len(lines) == 4 * EACH


def test_threads_of_one_program_take_turns_too(opened: Store) -> None:
    gate = threading.Barrier(4)

    def write(_: int) -> None:
        gate.wait()
        for _ in range(EACH):
            opened.append(entry(opened, child=CHILD), now=NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert [fact.sequence for fact in opened.facts(CHILD)] == list(range(1, 4 * EACH + 1))
    assert opened.check().whole


def test_one_of_several_makes_a_ward(folder: Path) -> None:
    lines = run("racers", folder)
    told = Counter(line.split()[0] for line in lines)
    assert told == {"made": 1, "refused": 3}, lines
    assert {line.split()[1] for line in lines if line.startswith("refused")} <= {"ward_exists", "place_not_empty"}
    with wards.reopen(folder) as opened:
        assert opened.ward in " ".join(lines)
        assert opened.check().whole
    assert [file.name for file in folder.parent.iterdir()] == ["ward"]
