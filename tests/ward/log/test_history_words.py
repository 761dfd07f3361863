"""The log in the history: every kind has its words, amounts have units, and a check never tells its values."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.log.second_check import Seen
from hlh_desktop.ward.history_csv import history_csv
from hlh_desktop.ward.log.entries import entries
from hlh_desktop.ward.log.history_words import OF_LOG
from tests.builders import knowledge
from tests.ward.log import bed
from tests.ward.log.bed import NURSE, SECOND

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.values import Event
    from tests.ward.log.bed import Bed

ODD = Seen(Decimal("13.71"), Decimal("91.37"), Decimal("317.3"), Decimal("211.4"))


@pytest.fixture
def at_bed(tmp_path: Path) -> Bed:
    made = bed.make(tmp_path / "ward")
    made.be(NURSE)
    return made


def told(made: Bed) -> list[Event]:
    """The history, oldest first."""
    return list(reversed(made.desk.history(made.child, made.now)))


@pytest.mark.parametrize("kind", OF_LOG)
def test_every_kind_of_the_log_has_words(kind: str) -> None:
    wording = knowledge().wording
    variants = [key for key in wording.texts if key.startswith(f"doses.event.{kind}")]
    assert variants, kind


def test_a_given_dose_tells_amount_unit_route_and_reasons(at_bed: Bed) -> None:
    dose = at_bed.at(at_bed.dose("dexamethasone"))
    at_bed.write(dose, amount=Decimal("5.1"), reasons={"amount_deviates": "spilled"})
    last = told(at_bed)[-1]
    assert (last.what, last.group) == ("Dose given", "doses")
    for part in ("dexAMETHasone 5.1 mg", "INTRAVENOUS", "reason: spilled"):
        assert part in last.detail


def test_a_struck_entry_tells_the_old_value_who_wrote_it_and_why(at_bed: Bed) -> None:
    dose = at_bed.at(at_bed.dose("dexamethasone"))
    one = at_bed.write(dose, amount=Decimal("5.8")).outcome
    assert one is not None
    at_bed.be(SECOND).log.strike(one.id, "wrong amount", at_bed.now)
    last = told(at_bed)[-1]
    assert last.what == "Entry struck out"
    for part in ("Dose given", "dexAMETHasone 5.8 mg", f"written by {NURSE}", "reason: wrong amount"):
        assert part in last.detail


def test_a_check_tells_who_and_how_it_ended_and_never_its_values(at_bed: Bed) -> None:
    dose = at_bed.at(at_bed.dose("etoposide"))
    at_bed.release(dose)
    at_bed.check(dose, first=ODD, second=bed.seen_of(dose))
    events = [event for event in told(at_bed) if event.group == "checks"]
    assert [event.what for event in events] == [
        "Second check begun", "Second check: first person entered", "Second check: second person entered, differs",
    ]  # fmt: skip
    assert [event.by for event in events] == [NURSE, NURSE, SECOND]
    everything = history_csv(told(at_bed), knowledge().wording).decode("utf-8-sig")
    for value in ("13.71", "91.37", "317.3", "211.4"):
        assert value not in everything


def test_no_amount_stands_in_the_history_while_a_dose_is_in_check(at_bed: Bed) -> None:
    reasons = {"amount_deviates": "only 5.1 mg were left"}
    one = at_bed.write(
        at_bed.at(at_bed.dose("dexamethasone")), amount=Decimal("5.5"), note="5.1 mg at first", reasons=reasons,
        reason="5.1 mg and more",
    ).outcome  # fmt: skip
    assert one is not None
    at_bed.desk.log.strike(one.id, "not 5.1 mg but 5.9 mg", at_bed.now)
    dose = at_bed.at(at_bed.dose("etoposide"))
    at_bed.release(dose)
    at_bed.be(NURSE).log.begin_check(dose.id, uuid4(), at_bed.now)
    assert not [event.detail for event in told(at_bed) if "5.9" in event.detail or "89 mg" in event.detail]
    assert not [event.detail for event in told(at_bed) if "5.1 mg" in event.detail]
    assert any("reason hidden" in event.detail for event in told(at_bed))
    standing = entries(at_bed.desk, at_bed.child, at_bed.dose("dexamethasone").id, at_bed.now, hidden=True)
    assert not [one for one in standing if "5.1 mg" in one.words + one.why]
    at_bed.now += timedelta(hours=2)  # a check that was forgotten hides no longer than it would hold
    assert [event.detail for event in told(at_bed) if "89 mg" in event.detail]


def test_the_reason_of_an_ended_check_is_told_once_no_check_is_open(at_bed: Bed) -> None:
    dose = at_bed.at(at_bed.dose("etoposide"))
    at_bed.release(dose)
    at_bed.be(NURSE).log.begin_check(dose.id, uuid4(), at_bed.now)
    at_bed.desk.log.leave_check(dose.id, "dose not at hand", at_bed.now)
    assert told(at_bed)[-1].detail == "reason: dose not at hand"
