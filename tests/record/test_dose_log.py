"""The dose log in the record: each outcome once, whole or not at all, and read back as it was written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hlh_desktop.domain.log.values import Ended, Outcome
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.log_rows import MANY
from hlh_desktop.record.values import Author, DoseRow, Person
from hlh_desktop.record.writing import Writing
from tests.record import wards
from tests.record.test_instants import MOMENTS
from tests.record.wards import NOW, entry, give, outcome, strike

if TYPE_CHECKING:
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.reading import Reading

CHILD, OTHER, DOSE = UUID(int=1), UUID(int=2), UUID(int=3)
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
AMOUNTS = st.none() | st.decimals(allow_nan=False, allow_infinity=False)


def outcomes(opened: Store, *child: UUID, **by: object) -> tuple[Outcome, ...]:
    with opened.reading() as record:
        return record.outcomes(*child, **by)  # type: ignore[arg-type]


def refused(opened: Store, writing: Writing) -> str:
    """The trouble that a writing ends with, of which nothing may be stored."""
    before = opened.facts(), outcomes(opened)
    with pytest.raises(Trouble) as caught:
        opened.decide(lambda _: writing, NOW)
    assert (opened.facts(), outcomes(opened)) == before
    return caught.value.code


# --- written down and read back


def test_an_outcome_comes_back_as_it_was_written_down(opened: Store) -> None:
    told = give(opened, CHILD, DOSE, reason="vein lost", ended=NOW + timedelta(hours=2))
    nothing = give(opened, CHILD, None, became="refused", amount=None, bsa_m2=None, planned_amount=None, due=None)
    assert outcomes(opened, CHILD) == (told, nothing)
    first = outcomes(opened, CHILD)[0]
    assert (str(first.amount), str(first.planned_amount)) == ("96.0", "96")
    assert first.due is not None
    assert first.due.tzinfo == ZoneInfo("Europe/Paris")
    assert hash(first.id) == hash(told.id)
    assert str(first.id) == str(told.id)
    assert opened.check().whole


@SHARED
@given(amount=AMOUNTS, bsa=AMOUNTS, due=st.none() | MOMENTS, taken=MOMENTS, turn=st.integers(0, 9))
def test_amounts_and_moments_of_an_outcome_are_exact(
    opened: Store, amount: Decimal | None, bsa: Decimal | None, due: datetime | None, taken: datetime, turn: int
) -> None:
    told = give(opened, CHILD, uuid4(), turn, amount=amount, bsa_m2=bsa, due=due, taken=taken)
    (found,) = outcomes(opened, dose=told.dose)
    assert found == told
    assert (str(found.amount), str(found.bsa_m2)) == (str(amount), str(bsa))
    assert found.taken.utcoffset() == taken.utcoffset()


def test_who_and_when_saved_are_those_of_the_fact(opened: Store) -> None:
    said = replace(entry(opened, child=CHILD), author=Author(Person("a" * 32, "Bo Lindqvist"), "W"))
    later = NOW + timedelta(minutes=3)
    told = outcome(said, DOSE, by="somebody else", by_id="x", saved=NOW - timedelta(days=9))
    opened.append(said, outcomes={said.id: told}, now=later)
    (found,) = outcomes(opened)
    assert (found.by, found.by_id, found.saved) == ("Bo Lindqvist", "a" * 32, later)


def test_outcomes_are_asked_for_by_child_drug_dose_and_number(opened: Store) -> None:
    first, second = give(opened, CHILD, DOSE), give(opened, CHILD, DOSE, 2, drug="dexamethasone")
    third = give(opened, OTHER, None)
    with opened.reading() as record:
        assert record.outcomes() == (first, second, third)
        assert record.outcomes(CHILD) == (first, second)
        assert record.outcomes(CHILD, drug="dexamethasone") == (second,)
        assert record.outcomes(drug="etoposide") == (first, third)
        assert record.outcomes(dose=DOSE) == (first, second)
        assert record.outcomes(uuid4()) == ()
        number = record.facts(CHILD)[0].number
        assert record.outcomes(after=number) == (second, third)
        assert record.outcomes(CHILD, after=number) == (second,)
        assert [fact.id for fact in record.facts(after=number)] == [second.id, third.id]
        assert record.last()[0] == number + 2


def test_an_end_comes_back_as_it_was_written_down(opened: Store) -> None:
    struck = strike(opened, give(opened, CHILD, DOSE))
    other = strike(opened, give(opened, OTHER, None))
    with opened.reading() as record:
        assert record.ends() == (struck, other)
        assert record.ends(CHILD) == (struck,)
        assert record.ends(after=record.last()[0] - 1) == (other,)
    assert opened.check().whole


def test_a_planned_dose_comes_back_with_all_that_the_board_needs(opened: Store) -> None:
    plan, later = entry(opened, "plan", CHILD), entry(opened, "plan", CHILD)
    due = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))
    dose = DoseRow(
        DOSE, CHILD, plan.id, "etoposide", None, 3, due, planned=due - timedelta(days=1), drug="etoposide",
        amount=Decimal("96.0"), unit="mg", route="intravenous", kind="cytotoxic", place=2, of=16,
    )  # fmt: skip
    moved = replace(dose, plan=later.id, due=due.astimezone(UTC), amount=Decimal(94))
    opened.append(plan, doses=[dose], now=NOW)
    opened.append(later, doses=[moved], now=NOW)
    with opened.reading() as record:
        assert record.doses(plan.id) == (dose,)
        assert str(record.doses(plan.id)[0].amount) == "96.0"
        assert record.doses_of([later.id, uuid4(), plan.id]) == (moved, dose)
        assert record.doses_of([]) == ()
        assert record.dose(DOSE) == moved
        assert record.dose(uuid4()) is None
    assert opened.check().whole


# --- once only


def test_a_dose_has_one_outcome_a_turn(opened: Store) -> None:
    first = give(opened, CHILD, DOSE, became="held", amount=None)
    again = entry(opened, child=CHILD)
    writing = Writing([entry(opened), again], outcomes={again.id: outcome(again, DOSE)})
    assert refused(opened, writing) == "dose_taken_meanwhile"
    assert outcomes(opened) == (first,)
    give(opened, CHILD, DOSE, 2)
    give(opened, CHILD, uuid4())
    assert len(outcomes(opened)) == 3


def test_two_outcomes_of_one_turn_in_one_writing_are_one_too_many(opened: Store) -> None:
    said = [entry(opened, child=CHILD) for _ in range(2)]
    writing = Writing(said, outcomes={one.id: outcome(one, DOSE) for one in said})
    assert refused(opened, writing) == "dose_taken_meanwhile"


def test_doses_that_no_plan_has_do_not_stand_in_each_others_way(opened: Store) -> None:
    told = (give(opened, CHILD, None), give(opened, CHILD, None))
    assert outcomes(opened) == told


def test_an_outcome_ends_once(opened: Store) -> None:
    told = give(opened, CHILD, DOSE)
    strike(opened, told)
    again = entry(opened, child=CHILD)
    ended = Ended(again.id, CHILD, told.id, "lifted", "x", NOW)
    assert refused(opened, Writing([again], ends={again.id: ended})) == "outcome_ended_meanwhile"


@pytest.mark.parametrize("wrong", ["of another child", "not there", "no outcome"])
def test_an_end_is_of_an_outcome_of_that_child(opened: Store, wrong: str) -> None:
    told = give(opened, CHILD, DOSE)
    child = OTHER if wrong == "of another child" else CHILD
    (noted,) = opened.append(entry(opened, child=CHILD), now=NOW)
    of = {"of another child": told.id, "not there": uuid4(), "no outcome": noted.id}[wrong]
    said = entry(opened, child=child)
    before = opened.facts()
    with pytest.raises(ValueError, match="-"):
        opened.append(said, ends={said.id: Ended(said.id, child, of, "struck", "x", NOW)}, now=NOW)
    assert opened.facts() == before


def test_an_outcome_that_is_written_again_is_written_once(opened: Store) -> None:
    said = entry(opened, child=CHILD)
    told = outcome(said, DOSE)
    again = [opened.append(said, outcomes={said.id: told}, now=NOW + timedelta(hours=n)) for n in range(3)]
    assert again[0] == again[1] == again[2]
    assert outcomes(opened) == (told,)
    assert opened.check().whole


@pytest.mark.parametrize("change", [{"amount": Decimal(9)}, {"turn": 2}, {"dose": uuid4()}, {"became": "held"}, None])
def test_one_id_cannot_say_two_outcomes(opened: Store, change: dict[str, object] | None) -> None:
    said = entry(opened, child=CHILD)
    told = outcome(said, DOSE)
    opened.append(said, outcomes={said.id: told}, now=NOW)
    other = {} if change is None else {said.id: replace(told, **change)}  # type: ignore[arg-type]
    assert refused(opened, Writing([said], outcomes=other)) == "entry_differs"


def test_what_cannot_go_together_is_a_mistake_of_the_program(opened: Store) -> None:
    said, ward = entry(opened, child=CHILD), entry(opened)
    told = outcome(said, DOSE)
    ended = Ended(said.id, CHILD, uuid4(), "struck", "x", NOW)
    for wrong in (
        {"outcomes": {uuid4(): told}},
        {"outcomes": {said.id: replace(told, id=uuid4())}},
        {"outcomes": {said.id: replace(told, child=OTHER)}},
        {"outcomes": {ward.id: replace(told, id=ward.id)}},
        {"ends": {uuid4(): ended}},
        {"ends": {said.id: replace(ended, id=uuid4())}},
        {"ends": {said.id: replace(ended, child=OTHER)}},
    ):
        with pytest.raises(ValueError, match="Entry"):
            Writing([said, ward], **wrong)  # type: ignore[arg-type]


# --- deciding on what stands


def test_who_decides_reads_the_record_that_is_written_to(opened: Store) -> None:
    give(opened, CHILD, DOSE)
    said = entry(opened, child=CHILD)

    def next_turn(record: Reading) -> Writing:
        turn = 1 + len(record.outcomes(CHILD, dose=DOSE))
        return Writing([said], outcomes={said.id: outcome(said, DOSE, turn)})

    (fact,) = opened.decide(next_turn, NOW)
    assert (fact.id, [one.turn for one in outcomes(opened)]) == (said.id, [1, 2])
    assert not opened.check().head_behind


def test_a_decision_for_nothing_writes_nothing(opened: Store) -> None:
    before = opened.facts(), (opened.folder / "head").read_bytes()
    assert opened.decide(lambda _: None, NOW) == ()
    assert opened.decide(lambda _: Writing([]), NOW) == ()
    assert (opened.facts(), (opened.folder / "head").read_bytes()) == before


def test_a_decision_that_fails_leaves_nothing_and_gives_the_turn_back(opened: Store) -> None:
    kept = wards.draft(opened)
    opened.keep_draft(kept)
    before = opened.facts()

    def fails(record: Reading) -> Writing:
        raise LookupError(record.last())

    with pytest.raises(LookupError):
        opened.decide(fails, NOW)
    bad = entry(opened, child=CHILD, body={"mg": 0.1})
    with pytest.raises(TypeError):
        opened.decide(lambda _: Writing([entry(opened), bad], drop_draft=kept.id), NOW)
    assert opened.facts() == before
    assert opened.draft(kept.id) == kept
    opened.append(entry(opened), now=NOW)
    assert opened.check().whole


def test_one_state_is_read_from_begin_to_end(opened: Store) -> None:
    with wards.reopen(opened.folder) as other, opened.reading() as record:
        before = record.facts(), record.last()
        give(other, CHILD, DOSE)
        assert (record.facts(), record.last()) == before
        assert record.outcomes() == ()
    assert len(outcomes(opened)) == 1


def test_many_facts_are_read_as_each_of_them_is(opened: Store) -> None:
    first = opened.append(wards.entry(opened), now=NOW)
    said = [wards.entry(opened, child=CHILD, supersedes=None, body={"n": n, "of": ["x", None]}) for n in range(MANY)]
    opened.append(*said, wards.entry(opened, supersedes=first[0].id), now=NOW)
    found = opened.facts()
    assert len(found) > MANY
    assert found == tuple(opened.fact(one.id) for one in found)
    assert [type(one.taken.tzinfo) for one in found] == [type(NOW.tzinfo)] * len(found)
