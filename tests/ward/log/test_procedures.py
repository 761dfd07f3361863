"""Procedures in the record: noted, written anew, struck out; and the antibodies that a session takes away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.log import history_words, kinds
from hlh_desktop.ward.log.procedure_words import GATE, exchange_notes, note_of_dose, procedure_lines
from hlh_desktop.ward.log.procedures import ProcedureEntry, procedures
from hlh_desktop.ward.since import since
from tests.ward.log import bed as bedside
from tests.ward.log.bed import LOOKED, NURSE, OFFICE, Bed

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.log.procedure_words import ExchangeNote


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    made = bedside.make(tmp_path / "ward")
    made.be(NURSE)
    return made


def exchange(bed: Bed, hours: float = 0, lasts: float | None = None, kind: str = "plasma_exchange") -> ProcedureEntry:
    """A session that begins so many hours from now."""
    begun = bed.now + timedelta(hours=hours)
    ended = None if lasts is None else begun + timedelta(hours=lasts)
    return ProcedureEntry(kind, begun, device="set 7", volume_ml=Decimal(650), ended=ended, done_by="Dr E. Apheresis")


def note(bed: Bed, entry: ProcedureEntry) -> UUID:
    id_ = uuid4()
    bed.desk.log.note_procedure(bed.child, entry, id_, bed.now)
    return id_


def notes(bed: Bed) -> tuple[ExchangeNote, ...]:
    return exchange_notes(bed.desk, bed.desk.log.day(bed.child, bed.now), bed.now)


def test_a_procedure_is_noted_once_and_told_with_device_volume_and_who(bed: Bed) -> None:
    entry, id_ = exchange(bed, -2, 1.5), uuid4()
    for _ in range(2):  # pressed twice
        bed.desk.log.note_procedure(bed.child, entry, id_, bed.now)
    ((one, line),) = procedure_lines(bed.desk, bed.child, bed.now)
    assert (one.id, one.volume_ml, one.removes, one.amended) == (id_, Decimal(650), True, False)
    assert line.replace("\N{NO-BREAK SPACE}", " ").startswith("plasma exchange, 21 Nov 22:50 to 00:20, set 7, 650 mL")
    assert line.endswith("by Dr E. Apheresis")


def test_what_was_written_before_stays_in_the_history_when_it_is_written_anew(bed: Bed) -> None:
    id_ = note(bed, exchange(bed, -1))
    bed.desk.log.amend_procedure(bed.child, id_, exchange(bed, -1, 0.5), "now over", uuid4(), bed.now)
    (one,) = procedures(bed.desk, bed.child)
    assert (one.id, one.amended) == (id_, True)
    assert one.ended is not None
    newest, first = bed.desk.history(bed.child, bed.now)[:2]
    assert (newest.what, first.what) == ("Procedure, written anew", "Procedure")
    assert "reason: now over" in newest.detail
    assert "to 2026-11-22T00:20" in newest.detail
    assert "650 mL" in first.detail
    assert {newest.group, first.group} == {"doses"}


def test_one_that_was_struck_out_touches_nothing_and_stays_readable(bed: Bed) -> None:
    id_ = note(bed, exchange(bed, 10))
    assert notes(bed)
    with pytest.raises(Trouble, match="reason_needed"):
        bed.desk.log.strike_procedure(bed.child, id_, " ", bed.now)
    bed.desk.log.strike_procedure(bed.child, id_, "not done after all", bed.now)
    assert procedures(bed.desk, bed.child) == ()
    assert notes(bed) == ()
    assert bed.desk.history(bed.child, bed.now)[0].what == "Procedure struck out"
    with pytest.raises(Trouble, match="procedure_gone"):
        bed.desk.log.strike_procedure(bed.child, id_, "again", bed.now)
    with pytest.raises(Trouble, match="procedure_gone"):
        bed.desk.log.amend_procedure(bed.child, id_, exchange(bed), "again", uuid4(), bed.now)


def test_what_cannot_have_been_is_refused(bed: Bed) -> None:
    with pytest.raises(Trouble, match="procedure_kind"):
        note(bed, exchange(bed, kind="leeches"))
    for wrong in (exchange(bed, -1, 1.1), exchange(bed, -1, -0.1)):
        with pytest.raises(Trouble, match="procedure_end"):
            note(bed, wrong)
    with pytest.raises(Trouble, match="procedure_volume"):
        note(bed, ProcedureEntry("other", bed.now, "leukapheresis", volume_ml=Decimal(0)))
    with pytest.raises(Trouble, match="no_child"):
        bed.desk.log.note_procedure(uuid4(), exchange(bed), uuid4(), bed.now)
    id_ = note(bed, exchange(bed))
    with pytest.raises(Trouble, match="reason_needed"):
        bed.desk.log.amend_procedure(bed.child, id_, exchange(bed), "", uuid4(), bed.now)
    bed.be(OFFICE)
    with pytest.raises(Trouble, match="not_allowed"):
        note(bed, exchange(bed))


def test_another_procedure_is_told_in_its_own_words(bed: Bed) -> None:
    note(bed, ProcedureEntry("other", bed.now, "leukapheresis"))
    ((_, line),) = procedure_lines(bed.desk, bed.child, bed.now)
    assert line.startswith("leukapheresis, begun 00:50, end not written yet, by RN A. Example")


# --- what it takes away


def test_antibodies_planned_before_a_session_are_told_to_come_after_it(bed: Bed) -> None:
    """A session on 22 November at 20:00: rituximab of 08:30 and immunoglobulin of 18:00 lie before it."""
    note(bed, exchange(bed, 19 + 1 / 6))
    day, told = bed.desk.log.day(bed.child, bed.now), notes(bed)
    doses = {one.dose.id: one.dose.drug for one in day.doses}
    assert [doses[one.dose] for one in told if one.dose is not None] == ["rituximab", "immunoglobulin"]
    assert "dose 1 of 4, planned 08:30: plasma exchange begins 20:00" in told[0].text
    assert "Give it after the session." in told[0].text
    assert told[0].source
    assert note_of_dose(bed.desk, day, bed.dose("rituximab", 2).id, bed.now) is None


def test_a_session_that_removes_nothing_tells_nothing(bed: Bed) -> None:
    note(bed, exchange(bed, 10, kind="cytokine_adsorption"))
    assert notes(bed) == ()


def test_an_antibody_that_was_given_before_a_session_asks_whether_it_is_repeated(bed: Bed) -> None:
    dose = bed.at(bed.dose("rituximab"))
    bed.release(dose)
    bed.be(NURSE)
    written = bed.write(dose)
    assert written.outcome is not None
    bed.now += timedelta(hours=6)
    note(bed, exchange(bed, 0))
    (given, *planned) = sorted(notes(bed), key=lambda one: "Decide" not in one.text)
    assert "given 08:30: plasma exchange of 14:30 has removed, or will remove, part of it" in given.text
    assert all("Give it after" in one.text for one in planned)
    bed.now += timedelta(hours=73)  # by then it was decided
    assert not any("Decide" in one.text for one in notes(bed))


def test_whoever_gives_is_told_and_not_stopped(bed: Bed) -> None:
    dose = bed.at(bed.dose("rituximab"))
    bed.release(dose)
    bed.be(NURSE)
    note(bed, exchange(bed, 4))
    written = bed.write(dose)
    assert written.outcome is not None
    (told,) = [gate for gate in written.gates if gate.code == "before_exchange"]
    assert (told.need, told.met) == ("told", True)


def test_a_procedure_stands_in_what_changed_since_the_shift_began(bed: Bed) -> None:
    note(bed, exchange(bed, -0.5))
    lines = since(bed.desk, bed.child, bed.now, hidden=False).lines
    assert "Procedure: plasma exchange" in [one.words for one in lines]


def test_what_was_told_at_a_release_is_stored_with_it_and_one_of_before_has_none(bed: Bed) -> None:
    note(bed, exchange(bed, 19))
    first, second = bed.dose("rituximab"), bed.dose("etoposide")
    told = note_of_dose(bed.desk, bed.desk.log.day(bed.child, bed.now), first.id, bed.now)
    assert told is not None
    bed.release(first, replace(LOOKED, told={GATE: told.said}))
    bed.release(second)
    released = bed.desk.store.facts(bed.child, (kinds.RELEASED,))
    assert [fact.body["told"] for fact in released] == [{GATE: told.said}, {}]
    newest, before = bed.desk.history(bed.child, bed.now)[:2]
    assert "told" not in newest.detail
    assert f"told before it was signed: {told.said}" in before.detail
    old = replace(released[0], body={k: v for k, v in released[0].body.items() if k != "told"})
    assert "told" not in history_words.detail(old, bed.desk.ward.knowledge, hidden=False)
