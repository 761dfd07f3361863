"""Samples written down: each result once, a correction in the place of what it corrects, and all of it or nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal
from threading import Barrier
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hlh_desktop.domain.results.values import Reported, ResultId
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.results.writing import Left, Written
from tests.ward import wards
from tests.ward.results import lab as laboratory
from tests.ward.results.lab import BORN, CHILD, FERRITIN, NOW, NURSE, OFFICE, OTHER, PLATELETS, refused, sample

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard
    from tests.ward.results.lab import Lab

KEYED = replace(FERRITIN, key="26-0815")


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return laboratory.make(tmp_path)


# --- what is taken


def test_a_sample_stands_as_it_was_reported_at_its_moment_in_ward_time(lab: Lab) -> None:
    full = replace(KEYED, comparator=">", method="Immunoassay A", low=Decimal(7), high=Decimal(140), code="FERR")
    told = sample(full, PLATELETS, specimen="serum", fasting=False, conditions=("lipid",))
    assert lab.write(replace(told, at=told.at.astimezone(UTC))) == Written(new=2)
    ferritin, platelets = lab.results()
    assert (ferritin.reported, platelets.reported) == (full, PLATELETS)
    assert (ferritin.at, ferritin.at.tzinfo) == (told.at, lab.desk.zone)
    assert (ferritin.laboratory, ferritin.specimen, ferritin.fasting, ferritin.conditions, ferritin.origin) == (
        "Central laboratory", "serum", False, ("lipid",), "csv",
    )  # fmt: skip
    assert lab.log.who(CHILD, ferritin.id) == (NURSE, NOW, "x.csv")
    assert lab.results(OTHER) == ()
    assert lab.desk.store.check().whole


def test_a_sample_is_one_fact_with_a_short_body(lab: Lab) -> None:
    before = lab.count()
    lab.write(sample(FERRITIN, PLATELETS), sample(FERRITIN, hours=5), digest="d" * 64)
    first = lab.desk.store.facts(CHILD, ("results",))[0]
    assert lab.count() == before + 2
    assert (first.body["count"], first.body["file"], first.body["digest"]) == (2, "x.csv", "d" * 64)
    assert "11734" not in str(first.body)


def test_results_are_read_by_analyte_and_moment(lab: Lab) -> None:
    lab.write(sample(FERRITIN, PLATELETS), sample(FERRITIN, hours=9), sample(PLATELETS, hours=30))
    assert [one.analyte for one in lab.log.results(CHILD, ("ferritin",))] == ["ferritin", "ferritin"]
    assert len(lab.log.results(CHILD, since=NOW - timedelta(hours=9))) == 3
    assert lab.log.newest(CHILD, 1) == lab.results()[-2:]
    assert lab.log.newest(CHILD, 1, NOW - timedelta(hours=9)) == lab.results()[:1]
    assert [end for _, end in lab.log.all(CHILD)] == [None] * 4


# --- the same again


@pytest.mark.parametrize("again", [
    PLATELETS, replace(PLATELETS, value=Decimal("12.0")), replace(PLATELETS, unit="10^9/L"),
    replace(PLATELETS, key="77"), replace(PLATELETS, status="corrected"),
])  # fmt: skip
def test_the_same_result_again_adds_nothing(lab: Lab, again: Reported) -> None:
    lab.write(sample(PLATELETS))
    before = lab.count()
    assert lab.write(sample(again)) == Written(known=1)
    assert lab.write(replace(sample(again), at=sample().at.astimezone(UTC))) == Written(known=1)
    assert lab.count() == before


def test_a_file_that_holds_a_result_twice_brings_it_once(lab: Lab) -> None:
    assert lab.write(sample(KEYED, PLATELETS), sample(KEYED)) == Written(new=2, known=1)


@pytest.mark.parametrize("other", [
    replace(PLATELETS, method="manual count"), replace(FERRITIN, value=Decimal(12)),
])  # fmt: skip
def test_another_method_or_analyte_is_another_result(lab: Lab, other: Reported) -> None:
    lab.write(sample(PLATELETS))
    assert lab.write(sample(other)) == Written(new=1)


def test_another_moment_or_specimen_is_another_result(lab: Lab) -> None:
    lab.write(sample(PLATELETS))
    assert lab.write(sample(PLATELETS, hours=3), sample(PLATELETS, specimen="capillary")) == Written(new=2)


def test_the_same_samples_stored_twice_stand_once_and_are_answered_alike(lab: Lab) -> None:
    lab.write(sample(replace(FERRITIN, status="preliminary")))
    told = (sample(PLATELETS, KEYED), sample(replace(PLATELETS, value=Decimal(99))), sample(FERRITIN, hours=4))
    id_ = uuid4()
    first = lab.write(*told, id_=id_)
    before = lab.count()
    assert first == Written(new=3, superseded=1, left=(Left(1, 0, "differs"),))
    assert lab.write(*told, id_=id_) == first
    lab.log.strike(CHILD, lab.results()[0].id, "haemolysed", NOW)
    left = (Left(1, 0, "differs"), Left(2, 0, "struck"))
    assert lab.write(*told, id_=id_) == Written(new=2, superseded=1, left=left)
    assert lab.count() == before + 1


def test_one_id_cannot_stand_for_other_samples(lab: Lab) -> None:
    id_ = uuid4()
    lab.write(sample(PLATELETS), id_=id_)
    assert refused(lambda: lab.write(sample(FERRITIN), id_=id_)).code == "entry_differs"


# --- corrections of the laboratory


@pytest.mark.parametrize(("before", "after"), [
    ("pending", "preliminary"), ("pending", "final"), ("preliminary", "final"), ("preliminary", "corrected"),
    ("final", "corrected"), ("corrected", "corrected"), ("pending", "cancelled"),
])  # fmt: skip
def test_a_later_report_takes_the_place_of_what_was_before(lab: Lab, before: Any, after: Any) -> None:
    lab.write(sample(replace(KEYED, status=before, text="first")))
    new = replace(KEYED, status=after, value=Decimal(9000), text="then")
    assert lab.write(sample(new)) == Written(new=1, superseded=1)
    ((old, end), (stands, none)) = lab.log.all(CHILD)
    assert (stands.reported, stands.supersedes, none) == (new, old.id, None)
    assert end is not None
    assert (end.how, end.by, old.reported.text) == ("superseded", NURSE, "first")
    assert lab.results() == (stands,)
    assert lab.desk.store.check().whole


def test_a_final_result_that_says_the_same_takes_the_place_of_a_preliminary_one(lab: Lab) -> None:
    lab.write(sample(replace(KEYED, status="preliminary")))
    assert lab.write(sample(KEYED)).superseded == 1
    assert lab.told() == ["ferritin 11734"]


@pytest.mark.parametrize(("before", "after", "code"), [
    ("final", "final", "differs"), ("corrected", "final", "differs"), ("final", "cancelled", "differs"),
    ("preliminary", "preliminary", "differs"), ("final", "preliminary", "older"), ("corrected", "preliminary", "older"),
    ("final", "pending", "older"), ("preliminary", "pending", "older"),
])  # fmt: skip
def test_what_is_no_correction_never_overwrites(lab: Lab, before: Any, after: Any, code: Any) -> None:
    lab.write(sample(replace(KEYED, status=before)))
    other = replace(KEYED, status=after, value=Decimal(9000))
    assert lab.write(sample(PLATELETS, other)) == Written(new=1, left=(Left(0, 1, code),))
    assert lab.told()[0].startswith("ferritin 11734")


def test_the_laboratory_s_number_tells_though_the_moment_was_corrected(lab: Lab) -> None:
    lab.write(sample(KEYED))
    moved = replace(KEYED, status="corrected")
    assert lab.write(sample(moved, hours=20)) == Written(new=1, superseded=1)
    assert lab.write(sample(replace(KEYED, key="other"), hours=40)) == Written(new=1)
    assert lab.write(sample(replace(KEYED, value=Decimal(5)), hours=50, laboratory="Another")) == Written(new=1)


def test_preliminary_and_final_of_one_file_stand_as_the_final_one(lab: Lab) -> None:
    early, late = replace(KEYED, status="preliminary", value=Decimal(9)), KEYED
    id_ = uuid4()
    for _ in range(2):
        assert lab.write(sample(early, late), id_=id_) == Written(new=2, superseded=1)
    assert lab.write(sample(early), sample(late)) == Written(known=2)
    assert (lab.told(), lab.gone()) == (["ferritin 11734"], [("ferritin 9 preliminary", "superseded")])


def test_a_correction_that_was_itself_corrected_is_left_for_a_person(lab: Lab) -> None:
    for value in (1, 2):
        lab.write(sample(replace(KEYED, status="corrected", value=Decimal(value))))
    again = replace(KEYED, status="corrected", value=Decimal(1))
    assert lab.write(sample(again)) == Written(left=(Left(0, 0, "older"),))


def test_what_somebody_struck_out_comes_back_by_hand_only(lab: Lab) -> None:
    lab.write(sample(PLATELETS))
    lab.log.strike(CHILD, lab.results()[0].id, "another child's", NOW)
    assert lab.write(sample(PLATELETS)) == Written(left=(Left(0, 0, "struck"),))
    assert lab.told() == []
    assert lab.write(sample(PLATELETS, origin="typed")) == Written(new=1)
    assert lab.told() == ["plt 12"]


def test_what_somebody_corrected_is_not_brought_back_by_the_same_file(lab: Lab) -> None:
    lab.write(sample(PLATELETS))
    lab.log.correct(CHILD, lab.results()[0].id, replace(PLATELETS, value=Decimal(120)), "digit lost", uuid4(), NOW)
    assert lab.write(sample(PLATELETS)) == Written(known=1)
    assert lab.told() == ["plt 120"]


# --- refused


@pytest.mark.parametrize(("wrong", "code", "names"), [
    (Reported("unheard", "g/L", Decimal(1)), "result_analyte", "unheard"),
    (replace(FERRITIN, unit="furlong"), "result_unit", "furlong"),
    (replace(FERRITIN, unit=""), "result_unit", "microgram/L"),
    (replace(FERRITIN, value=Decimal(5_000_001)), "result_impossible", "5,000,000"),
    (replace(FERRITIN, unit="mg/L"), "result_impossible", "11,734"),
    (Reported("scd25", "pg/mL", Decimal(900)), "result_unit", "U/mL"),
    (replace(FERRITIN, value=None), "result_empty", "Ferritin"),
    (replace(FERRITIN, value=Decimal("NaN")), "result_number", "Ferritin"),
    (replace(FERRITIN, high=Decimal("Infinity")), "result_number", "Ferritin"),
    (replace(FERRITIN, text="\ud800"), "result_text", "2026"),
    (replace(FERRITIN, key="a\0b"), "result_text", "2026"),
])  # fmt: skip
def test_what_cannot_be_is_refused_by_name_and_nothing_is_stored(
    lab: Lab, wrong: Reported, code: str, names: str
) -> None:
    before = lab.count()
    trouble = refused(lambda: lab.write(sample(PLATELETS), sample(PLATELETS, wrong, hours=5)))
    words = lab.desk.ward.wording.say(f"problem.{trouble.code}", **trouble.values)
    assert (trouble.code, lab.count()) == (code, before)
    assert names in words.replace("\N{NO-BREAK SPACE}", " ")


def test_what_has_no_value_yet_is_taken(lab: Lab) -> None:
    told = (
        Reported("ferritin", status="pending"), Reported("scd25", status="cancelled", text="clotted"),
        Reported("ebv", "copies/mL", text="not detected"), Reported("ferritin", "pmol/L", Decimal(900), method="B"),
    )  # fmt: skip
    assert lab.write(sample(*told)) == Written(new=4)


def test_a_sample_of_the_future_or_of_before_birth_is_refused(lab: Lab) -> None:
    ahead = timedelta(minutes=5)
    assert lab.write(replace(sample(PLATELETS), at=NOW + ahead)).new == 1
    late = replace(sample(PLATELETS), at=NOW + ahead + timedelta(seconds=1))
    assert refused(lambda: lab.write(late)).code == "result_future"
    born = NOW.replace(year=BORN.year, month=BORN.month, day=BORN.day, hour=0, minute=0)
    assert lab.write(replace(sample(FERRITIN), at=born)).new == 1
    early = replace(sample(FERRITIN), at=born - timedelta(minutes=1))
    assert refused(lambda: lab.write(early)).code == "result_before_birth"


def test_who_may_not_and_which_child_is_not_there(lab: Lab) -> None:
    assert refused(lambda: lab.write(sample(PLATELETS), child=uuid4())).code == "no_child"
    lab.be(OFFICE)
    assert refused(lambda: lab.write(sample(PLATELETS))).code == "not_allowed"


# --- a look before, progress, and an end to it


def test_a_look_says_what_writing_would_and_writes_nothing(lab: Lab) -> None:
    lab.write(sample(replace(KEYED, status="preliminary"), PLATELETS))
    told = (sample(KEYED, PLATELETS), sample(replace(PLATELETS, value=Decimal(13))), sample(FERRITIN, hours=9))
    before = lab.count()
    looked = lab.log.look(CHILD, told, NOW)
    assert lab.count() == before
    assert looked == lab.write(*told) == Written(new=2, known=1, superseded=1, left=(Left(1, 0, "differs"),))


def test_progress_rises_to_its_end_and_a_cancel_leaves_nothing(lab: Lab) -> None:
    told = [sample(PLATELETS, FERRITIN, hours=2 + n) for n in range(6)]
    before = lab.count()
    for last in range(1, 12):
        asked = iter(range(99))
        deed = lambda asked=asked, last=last: lab.write(*told, cancelled=lambda: next(asked) + 1 >= last)  # noqa: E731
        assert refused(deed).code == "results_cancelled"
        assert (lab.count(), lab.results()) == (before, ())
    steps: list[tuple[int, int]] = []
    assert lab.write(*told, progress=lambda done, most: steps.append((done, most))).new == 12
    assert steps == sorted(steps)
    assert steps[-1] == (12, 12)
    assert lab.desk.store.check().whole


# --- corrected and struck out by hand


def test_a_correction_supersedes_visibly(lab: Lab) -> None:
    lab.write(sample(KEYED, specimen="serum", conditions=("lipid",)))
    (old,) = lab.results()
    lab.be(wards.DOCTOR)
    lab.now = NOW + timedelta(hours=1)
    new = Reported("ferritin", "ug/L", Decimal("1173.4"))
    id_ = uuid4()
    for _ in range(2):
        lab.log.correct(CHILD, old.id, new, " point lost ", id_, lab.now)
    ((first, end), (stands, none)) = lab.log.all(CHILD)
    assert (first, none) == (old, None)
    assert end is not None
    assert (end.how, end.by, end.saved, end.reason) == ("corrected", wards.DOCTOR, lab.now, "point lost")
    assert (stands.value, stands.supersedes, stands.origin) == (Decimal("1173.4"), old.id, "typed")
    assert (stands.at, stands.specimen, stands.conditions) == (old.at, "serum", ("lipid",))
    assert stands.reported.key == "26-0815", "so that the laboratory's own correction finds it"
    assert lab.log.who(CHILD, stands.id) == (wards.DOCTOR, lab.now, "")
    assert lab.desk.store.check().whole


def test_what_was_struck_out_stays_readable(lab: Lab) -> None:
    lab.write(sample(PLATELETS, FERRITIN))
    lab.log.strike(CHILD, lab.results()[0].id, "wrong tube", NOW)
    assert (lab.told(), lab.gone()) == (["ferritin 11734"], [("plt 12", "struck")])


def test_amending_asks_a_reason_a_right_and_a_result_that_stands(lab: Lab) -> None:
    lab.write(sample(PLATELETS, FERRITIN))
    (one, other), log, id_ = lab.results(), lab.log, uuid4()
    better = replace(PLATELETS, value=Decimal(120))

    def codes(of: ResultId, reason: str = "r", child: Any = CHILD, told: Reported = better) -> set[str]:
        return {
            refused(lambda: lab.log.correct(child, of, told, reason, uuid4(), NOW)).code,
            refused(lambda: lab.log.strike(child, of, reason, NOW)).code,
        }

    assert codes(one.id, " ") == {"reason_needed"}
    assert codes(one.id, child=OTHER) == {"no_result"}
    assert codes(ResultId(one.id.number, 9)) == {"no_result"}
    assert refused(lambda: log.correct(CHILD, one.id, PLATELETS, "r", id_, NOW)).code == "result_same"
    assert refused(lambda: log.correct(CHILD, other.id, better, "r", id_, NOW)).code == "result_other"
    high = replace(PLATELETS, value=Decimal(3001))
    assert refused(lambda: log.correct(CHILD, one.id, high, "r", id_, NOW)).code == "result_impossible"
    log.correct(CHILD, one.id, better, "r", id_, NOW)
    assert refused(lambda: log.correct(CHILD, one.id, PLATELETS, "r", id_, NOW)).code == "entry_differs"
    trouble = refused(lambda: log.strike(CHILD, one.id, "r", NOW))
    assert (trouble.code, trouble.values["by"]) == ("result_gone", NURSE)
    assert codes(one.id) == {"result_gone"}
    lab.be(OFFICE)
    assert codes(other.id) == {"not_allowed"}


def test_of_two_programs_that_correct_the_same_result_one_waits_and_is_refused(lab: Lab) -> None:
    lab.write(sample(PLATELETS))
    of, start = lab.results()[0].id, Barrier(2)
    second = wards.enter(lab.desk.face.folder)

    def corrects(desk: OpenWard, value: int) -> str:
        start.wait(timeout=20)
        try:
            desk.labs.correct(CHILD, of, replace(PLATELETS, value=Decimal(value)), "seen again", uuid4(), NOW)
        except Trouble as trouble:
            return trouble.code
        return "done"

    with ThreadPoolExecutor(2) as pool:
        came = list(pool.map(corrects, (lab.desk, second), (120, 125)))
    assert sorted(came) == ["done", "result_gone"]
    assert lab.told() == [f"plt {(120, 125)[came.index('done')]}"]
    assert lab.desk.store.check().whole
    second.store.close()
