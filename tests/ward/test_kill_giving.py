"""A short campaign of kills in a ward's day; HLH_KILLS=2000 makes it 1,000 (pytest -s shows them)."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from hlh_desktop.domain.log.values import Ended
from hlh_desktop.record.values import Entry
from hlh_desktop.ward.log import kinds
from tests import killing
from tests.ward.kill_giving import Known, digest, look, note
from tests.ward.log import bed as bedside
from tests.ward.log.bed import NURSE, Bed

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the campaign splits off its children by fork")
PART, SHORT = 0.5, 8
DEXAMETHASONE = "dexamethasone"


def test_nothing_of_a_wards_day_is_lost_or_there_by_half_however_the_program_ends() -> None:
    found = killing.ran("tests.ward.kill_giving", PART, SHORT)
    assert found["wrong"] == []
    assert found["acknowledged"] > found["kills"]
    assert found["counts"]["doing"]


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    found = bedside.make(tmp_path / "ward")
    found.be(NURSE)
    return found


def seen(bed: Bed, *said: str) -> list[str]:
    """The first two words of each thing that is wrong, after a child had said these lines."""
    known = Known(bed.doctor.face.folder)
    note(known, [line.split() for line in said], Counter())
    return [" ".join(line.split()[:2]) for line in look(known)]


def given(bed: Bed, number: int = 1, **parts: Any) -> str:
    """A dose that was given, as a child says it."""
    outcome = bed.write(bed.at(bed.dose(DEXAMETHASONE, number)), **parts).outcome
    assert outcome is not None
    fact = bed.desk.store.fact(outcome.id)
    assert fact is not None
    return f"stored write {fact.id}={digest(fact)}"


def test_what_stands_as_it_was_said_is_right(bed: Bed) -> None:
    assert seen(bed, "opened", "doing write", given(bed), "doing write", "refused task_gone") == []


def test_the_campaign_would_see_an_entry_that_is_lost_or_reads_otherwise(bed: Bed) -> None:
    id_, stored = uuid4(), given(bed)
    assert seen(bed, stored, f"stored write {id_}=0123456789abcdef") == [f"lost {id_}"]
    mine = stored.split()[2].split("=")[0]
    assert seen(bed, f"stored write {mine}=0123456789abcdef") == [f"lost {mine}"]


def test_the_campaign_would_see_an_entry_of_which_a_half_is_missing(bed: Bed) -> None:
    body = {"dose": None, "became": "given", "drug": "x", "amount": None}
    entry = Entry(uuid4(), kinds.OUTCOME, bed.child, bed.desk.author, bed.now, body)
    bed.desk.store.append(entry, now=bed.now)
    assert seen(bed) == ["half entry"]


def test_the_campaign_would_see_an_entry_that_was_moved_by_half(bed: Bed) -> None:
    outcome = UUID(given(bed).split()[2].split("=")[0])
    with_row = Ended(uuid4(), bed.child, outcome, "struck", "", bed.now)
    body = {"outcome": str(outcome), "moved_to": str(uuid4())}
    entry = Entry(with_row.id, kinds.STRUCK, bed.child, bed.desk.author, bed.now, body)
    bed.desk.store.append(entry, ends={entry.id: with_row}, now=bed.now)
    assert seen(bed) == ["half a"]


def test_the_campaign_would_see_a_dose_that_was_given_twice(bed: Bed) -> None:
    first = UUID(given(bed).split()[2].split("=")[0])
    with bed.desk.store.reading() as reading:
        (one,) = reading.outcomes(bed.child)
        fact = reading.fact(first)
    assert fact is not None
    again = replace(one, id=uuid4(), turn=2)
    entry = Entry(again.id, kinds.OUTCOME, bed.child, bed.desk.author, bed.now, fact.body)
    bed.desk.store.append(entry, outcomes={again.id: again}, now=bed.now)
    assert seen(bed) == [f"twice {one.dose}"]


def test_the_campaign_would_see_a_lost_chain(bed: Bed) -> None:
    (bed.doctor.face.folder / "head").write_text('{"number":99,"seal":"0"}')
    assert [line.split()[0] for line in seen(bed)] == ["chain:"]
