"""Laboratory results in the record: each as it was reported, ended once, and read by child, analyte and moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.results.values import Reported, ResultEnd, ResultId
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Author, Person
from hlh_desktop.record.writing import Writing
from tests.record import wards
from tests.record.test_dose_log import CHILD, OTHER, SHARED
from tests.record.test_instants import MOMENTS
from tests.record.wards import NOW, end, entry, put, report, result

if TYPE_CHECKING:
    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.reading import Reading

PLATELETS = Reported("plt", "10*9/L", Decimal(12))
PENDING = Reported("scd25", status="pending", text="")
NUMBERS = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))


def results(opened: Store, *child: UUID, **by: object) -> tuple[LabResult, ...]:
    with opened.reading() as record:
        return record.results(*child, **by)  # type: ignore[arg-type]


def at(hours: float, reported: Reported = PLATELETS, **more: object) -> LabResult:
    """A result of so many hours later."""
    return result(CHILD, reported, at=NOW + timedelta(hours=hours), **more)


# --- written down and read back


def test_a_sample_comes_back_as_it_was_reported(opened: Store) -> None:
    told = report(
        opened, CHILD, result(CHILD), result(CHILD, PLATELETS, place=1, fasting=None, conditions=(), specimen=""),
        result(CHILD, PENDING, place=2, fasting=False, laboratory="", origin="typed"),
    )  # fmt: skip
    found = results(opened, CHILD)
    assert found == told
    assert [type(one.fasting) for one in found] == [bool, type(None), bool]
    assert str(found[0].value) == "11734.0"
    assert found[0].at.tzinfo == ZoneInfo("Europe/Paris")
    assert found[0].id == ResultId(3, 0)
    assert opened.check().whole


@SHARED
@given(value=NUMBERS, low=NUMBERS, text=WORDS, when=MOMENTS)
def test_values_words_and_moments_are_exact(
    opened: Store, value: Decimal | None, low: Decimal | None, text: str, when: datetime
) -> None:
    told = replace(wards.FERRITIN, value=value, low=low, text=text, key=text, range_text=text)
    (one,) = report(opened, CHILD, result(CHILD, told, at=when))
    with opened.reading() as record:
        found = record.result(one.id)
    assert found == one
    assert (str(found.value), str(found.reported.low)) == (str(value), str(low))
    assert found.at.utcoffset() == when.utcoffset()


def test_a_result_tells_which_one_it_took_the_place_of(opened: Store) -> None:
    (old,) = report(opened, CHILD)
    said = entry(opened, "results", CHILD)
    new = result(CHILD, supersedes=old.id)
    ended = ResultEnd(old.id, CHILD, "superseded", "somebody else", NOW - timedelta(days=9), "")
    later = NOW + timedelta(minutes=3)
    author = Author(Person("a" * 32, "Bo Lindqvist"), "W")
    told = {"results": {said.id: [new]}, "result_ends": {said.id: [ended]}}
    put(opened, replace(said, author=author), now=later, **told)
    with opened.reading() as record:
        assert record.results(CHILD)[-1].supersedes == old.id
        (found,) = record.result_ends(CHILD)
    assert found == ResultEnd(old.id, CHILD, "superseded", "Bo Lindqvist", later, "")
    assert opened.check().whole


def test_results_are_asked_for_by_child_analyte_moment_and_number(opened: Store) -> None:
    late, early = report(opened, CHILD, at(5)), report(opened, CHILD, at(1), at(1, PENDING, place=1))
    other = report(opened, OTHER)
    with opened.reading() as record:
        assert record.results(CHILD) == (*early, *late)
        assert record.results() == (*other, *early, *late)
        assert record.results(CHILD, ("plt",)) == (early[0], *late)
        assert record.results(CHILD, ("plt", "scd25", "hb")) == (*early, *late)
        assert record.results(CHILD, ()) == ()
        assert record.results(CHILD, since=NOW + timedelta(hours=5)) == late
        assert record.results(CHILD, until=NOW + timedelta(hours=5)) == early
        assert record.results(CHILD, ("plt",), since=NOW + timedelta(hours=1, seconds=1)) == late
        assert record.results(after=late[0].id.number) == (*other, *early)
        assert record.results(CHILD, ("plt",), after=late[0].id.number) == early[:1]
        assert record.result(early[1].id) == early[1]
        assert record.result(ResultId(1, 0)) is None


def test_a_border_is_a_moment_whatever_its_zone(opened: Store) -> None:
    told = report(opened, CHILD, at(0))
    for zone in (UTC, ZoneInfo("Africa/Abidjan"), ZoneInfo("Pacific/Apia")):
        assert results(opened, CHILD, since=NOW.astimezone(zone)) == told
        assert results(opened, CHILD, until=NOW.astimezone(zone)) == ()


def test_what_comes_later_stands_in_its_place_when_it_is_asked_for_again(opened: Store) -> None:
    late = report(opened, CHILD, at(5))
    assert results(opened, CHILD, ("plt",)) == late
    early = report(opened, CHILD, at(1))
    assert results(opened, CHILD, ("plt",)) == (*early, *late)
    end(opened, *early)
    with opened.reading() as record:
        assert [one.of for one in record.result_ends(CHILD)] == [early[0].id]
        assert record.results(CHILD, ("plt",)) == (*early, *late)


def test_the_newest_moments_are_those_at_which_something_stands(opened: Store) -> None:
    first, second, third = (report(opened, CHILD, at(n), at(n, PENDING, place=1)) for n in (1, 2, 3))
    report(opened, OTHER)
    with opened.reading() as record:
        assert record.newest_results(CHILD, 2) == (*second, *third)
        assert record.newest_results(CHILD, 9) == (*first, *second, *third)
        assert record.newest_results(CHILD, 2, NOW + timedelta(hours=3)) == (*first, *second)
        assert record.newest_results(uuid4(), 2) == ()
    end(opened, *third)
    end(opened, second[0])
    with opened.reading() as record:
        assert record.newest_results(CHILD, 2) == (*first, second[1])


def test_a_fact_is_found_by_its_number(opened: Store) -> None:
    (one,) = report(opened, CHILD)
    with opened.reading() as record:
        fact = record.numbered(one.id.number)
        assert record.numbered(99) is None
    assert fact is not None
    assert (fact.kind, fact.child) == ("results", CHILD)


# --- once only


def test_a_result_ends_once(opened: Store) -> None:
    told = report(opened, CHILD)
    end(opened, *told)
    with pytest.raises(Trouble) as caught:
        end(opened, *told, how="corrected")
    assert caught.value.code == "result_ended_meanwhile"
    with opened.reading() as record:
        assert [one.how for one in record.result_ends()] == ["struck"]


def test_a_result_may_end_within_the_sample_that_brought_it(opened: Store) -> None:
    said = entry(opened, "results", CHILD)
    with opened.reading() as record:
        number = record.last()[0] + 1
    first = ResultId(number, 0)
    found = [result(CHILD), result(CHILD, place=1, supersedes=first)]
    ended = ResultEnd(first, CHILD, "superseded", "", NOW)
    put(opened, said, results={said.id: found}, result_ends={said.id: [ended]})
    with opened.reading() as record:
        assert [one.of for one in record.result_ends(CHILD)] == [first]
    assert opened.check().whole


@pytest.mark.parametrize("wrong", ["of another child", "not there"])
def test_an_end_is_of_a_result_of_that_child(opened: Store, wrong: str) -> None:
    (one,) = report(opened, CHILD)
    child, of = (OTHER, one.id) if wrong == "of another child" else (CHILD, ResultId(one.id.number, 7))
    before = opened.facts()
    with pytest.raises(ValueError, match="ResultId"):
        end(opened, replace(one, child=child, id=of))
    assert opened.facts() == before


def test_a_sample_that_is_written_again_is_written_once(opened: Store) -> None:
    said = entry(opened, "results", CHILD)
    found = [result(CHILD), result(CHILD, PLATELETS, place=1)]
    again = [put(opened, said, results={said.id: found}, now=NOW + timedelta(hours=n)) for n in range(3)]
    assert again[0] == again[1] == again[2]
    assert len(results(opened, CHILD)) == 2
    for other in ([found[0]], [found[1], found[0]], [replace(found[0], fasting=None), found[1]]):
        with pytest.raises(Trouble) as caught:
            put(opened, said, results={said.id: other})
        assert caught.value.code == "entry_differs"
    assert opened.check().whole


def test_what_cannot_go_together_is_a_mistake_of_the_program(opened: Store) -> None:
    said, ward = entry(opened, child=CHILD), entry(opened)
    ended = ResultEnd(ResultId(1, 0), CHILD, "struck", "x", NOW)
    for wrong in (
        {"results": {uuid4(): [result(CHILD)]}}, {"results": {said.id: []}}, {"results": {said.id: [result(OTHER)]}},
        {"results": {ward.id: [result(CHILD)]}}, {"result_ends": {said.id: [replace(ended, child=OTHER)]}},
        {"result_ends": {said.id: []}}, {"result_ends": {uuid4(): [ended]}},
    ):  # fmt: skip
        with pytest.raises(ValueError, match="Entry"):
            Writing([said, ward], **wrong)  # type: ignore[arg-type]


def test_whoever_is_told_of_each_entry_can_stop_them_all(opened: Store) -> None:
    said = [entry(opened, "results", CHILD) for _ in range(4)]
    told: list[int] = []

    def added(count: int) -> None:
        told.append(count)
        if count == 3:
            raise LookupError(count)

    before = opened.facts()
    found = {one.id: [result(CHILD)] for one in said}
    with pytest.raises(LookupError):
        opened.decide(lambda _: Writing(said, results=found, added=added), NOW)
    assert (told, opened.facts(), results(opened)) == ([1, 2, 3], before, ())
    opened.decide(lambda _: Writing(said, results=found, added=told.append), NOW)
    assert told[3:] == [1, 2, 3, 4]
    assert len(results(opened, CHILD)) == 4


def test_one_state_is_read_from_begin_to_end(opened: Store) -> None:
    def seen(record: Reading) -> tuple[int, int]:
        return len(record.results(CHILD, ("plt",))), len(record.newest_results(CHILD, 5))

    with wards.reopen(opened.folder) as other, opened.reading() as record:
        assert seen(record) == (0, 0)
        report(other, CHILD, at(0))
        assert seen(record) == (0, 0)
    assert len(results(opened, CHILD, ("plt",))) == 1
