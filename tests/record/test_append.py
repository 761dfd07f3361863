"""The one way in: all or nothing, once only, in order, exact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import rows
from hlh_desktop.record.tables import metadata
from hlh_desktop.record.values import DoseRow, Identity
from tests.record import wards
from tests.record.test_canonical import OBJECTS
from tests.record.test_instants import MOMENTS
from tests.record.wards import IDENTITY, NOW, entry, sign

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.open_store import Store

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def test_a_fact_says_all_that_its_entry_said(opened: Store) -> None:
    child = uuid4()
    said = entry(opened, "measured", child, taken=NOW - timedelta(hours=3), body={"weight_kg": "9.70", "by": None})
    (fact,) = opened.append(said, now=NOW)
    assert (fact.id, fact.kind, fact.child, fact.body) == (said.id, "measured", child, said.body)
    assert (fact.author, fact.workstation) == (opened.person, "WARD-4B-1")
    assert (fact.taken, fact.saved) == (said.taken, NOW)
    assert (fact.chain, fact.sequence) == (child.hex, 1)
    assert opened.fact(said.id) == fact
    assert opened.facts(child) == (fact,)
    assert opened.seal() == fact.seal


def test_facts_survive_closing(opened: Store, folder: Path) -> None:
    child = uuid4()
    ids = sign(opened, child)
    before, doses = opened.facts(), opened.doses(ids[1])
    opened.close()
    with wards.reopen(folder) as again:
        assert again.facts() == before
        assert again.doses(ids[1]) == doses
        assert again.identities() == {child: IDENTITY}
        assert again.check().whole


@SHARED
@given(body=OBJECTS, taken=MOMENTS, saved=MOMENTS)
def test_bodies_and_moments_are_exact(opened: Store, body: dict[str, object], taken: datetime, saved: datetime) -> None:
    (fact,) = opened.append(entry(opened, taken=taken, body=body), now=saved)
    assert fact.body == body
    assert fact.taken.timestamp() == taken.timestamp()
    assert fact.taken.utcoffset() == taken.utcoffset()
    assert fact.saved.microsecond == saved.microsecond


@SHARED
@given(amount=st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_keeps_every_digit(opened: Store, amount: object) -> None:
    (fact,) = opened.append(entry(opened, body={"mg": str(amount)}), now=NOW)
    assert opened.fact(fact.id).body["mg"] == str(amount)  # type: ignore[union-attr]


def test_no_column_could_make_a_float_of_a_number() -> None:
    kinds = {type(column.type).__name__ for table in metadata.tables.values() for column in table.columns}
    assert kinds == {"Integer", "String", "Text"}


def test_a_column_that_is_added_later_changes_no_older_hash() -> None:
    row = {"number": 3, "kind": "noted", "child": None, "previous": "", "hash": "x", "seal": "y"}
    assert rows.fact_hash(row | {"reason": None}) == rows.fact_hash(row)
    assert rows.fact_hash(row | {"reason": ""}) != rows.fact_hash(row)
    assert rows.row_digest({"mrn": "1", "later": None}) == rows.row_digest({"mrn": "1"})
    assert rows.doses_digest([{"slot": 1, "later": None}]) == rows.doses_digest([{"slot": 1}])


def test_a_dose_of_before_the_log_has_the_digest_that_it_had() -> None:
    dose = DoseRow(uuid4(), uuid4(), uuid4(), "etoposide", None, 3, NOW)
    names = ("number", "id", "child", "plan", "line", "part", "slot", "due")
    row = rows.dose_row(dose, 1)
    assert rows.doses_digest([row]) == rows.doses_digest([{name: row[name] for name in names}])
    assert rows.doses_digest([row]) != rows.doses_digest([row | {"amount": "96"}])


def test_chains_and_the_ward_are_linked(opened: Store) -> None:
    one, other = uuid4(), uuid4()
    opened.append(entry(opened, child=one), entry(opened, child=other), entry(opened), now=NOW)
    opened.append(entry(opened, child=one), now=NOW)
    made = opened.facts()
    assert [fact.number for fact in made] == list(range(1, 7))
    assert [fact.sequence for fact in opened.facts(one)] == [1, 2]
    assert [fact.sequence for fact in opened.facts(None)] == [1, 2, 3]
    assert len({fact.hash for fact in made} | {fact.seal for fact in made}) == 12
    found = opened.check()
    assert (found.facts, found.chains, found.seal, found.whole) == (6, 3, made[-1].seal, True)


def test_facts_are_asked_for_by_child_and_kind(opened: Store) -> None:
    child = uuid4()
    opened.append(entry(opened, "a", child), entry(opened, "b", child), entry(opened, "a"), now=NOW)
    assert [fact.kind for fact in opened.facts(child, {"a"})] == ["a"]
    assert [fact.kind for fact in opened.facts(kinds=["a", "b"])] == ["a", "b", "a"]
    assert [fact.kind for fact in opened.facts(None)] == ["ward_made", "person_added", "a"]
    assert opened.facts(uuid4()) == ()
    assert opened.facts(kinds=()) == ()
    assert opened.fact(uuid4()) is None


def test_what_is_written_again_is_written_once(opened: Store) -> None:
    child = uuid4()
    registered, plan = entry(opened, "registered", child), entry(opened, "plan", child)
    doses = [DoseRow(uuid4(), child, plan.id, "steroid", "1", 0, NOW)]
    again = [
        opened.append(registered, plan, identity={registered.id: IDENTITY}, doses=doses, now=NOW + timedelta(hours=n))
        for n in range(3)
    ]
    assert again[0] == again[1] == again[2]
    assert len(opened.facts()) == 4
    assert opened.doses(plan.id) == tuple(doses)
    assert opened.check().whole


def test_what_is_written_again_need_not_come_alone(opened: Store) -> None:
    first = entry(opened)
    opened.append(first, now=NOW)
    assert len(opened.append(first, entry(opened), now=NOW)) == 2
    assert len(opened.facts()) == 4


@pytest.mark.parametrize(
    "change", [{"kind": "other"}, {"body": {}}, {"child": uuid4()}, {"taken": NOW + timedelta(microseconds=1)}]
)
def test_one_id_cannot_say_two_things(opened: Store, change: dict[str, object]) -> None:
    said = entry(opened)
    opened.append(said, now=NOW)
    with pytest.raises(Trouble) as caught:
        opened.append(replace(said, **change), entry(opened), now=NOW)  # type: ignore[arg-type]
    assert caught.value.code == "entry_differs"
    assert len(opened.facts()) == 3


def test_all_of_it_or_nothing(opened: Store) -> None:
    before = opened.facts()
    with pytest.raises(TypeError):
        opened.append(entry(opened), entry(opened, body={"mg": 0.1}), now=NOW)
    with pytest.raises(ValueError, match="2026"):
        opened.append(entry(opened), entry(opened, taken=NOW.replace(tzinfo=None)), now=NOW)
    assert opened.facts() == before
    assert opened.check().whole


def test_a_fact_supersedes_one_of_the_same_child(opened: Store) -> None:
    child = uuid4()
    (first,) = opened.append(entry(opened, child=child), now=NOW)
    (second,) = opened.append(entry(opened, child=child, supersedes=first.id), now=NOW)
    assert second.supersedes == first.id
    for wrong in (entry(opened, child=uuid4(), supersedes=first.id), entry(opened, child=child, supersedes=uuid4())):
        with pytest.raises(ValueError, match=r"UUID|-"):
            opened.append(wrong, now=NOW)


def test_what_cannot_go_together_is_a_mistake_of_the_program(opened: Store) -> None:
    child = uuid4()
    said = entry(opened, child=child)
    dose = DoseRow(uuid4(), child, said.id, "x", None, 0, NOW)
    for call in (
        {"identity": {uuid4(): IDENTITY}},
        {"doses": [replace(dose, plan=uuid4())]},
        {"doses": [replace(dose, child=uuid4())]},
    ):
        with pytest.raises(ValueError, match="Entry"):
            opened.append(said, now=NOW, **call)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Entry"):
        opened.append(said, said, now=NOW)
    of_the_ward = entry(opened)
    with pytest.raises(ValueError, match="Entry"):
        opened.append(of_the_ward, identity={of_the_ward.id: IDENTITY}, now=NOW)


def test_the_newest_identity_of_each_child_counts(opened: Store) -> None:
    child, other = uuid4(), uuid4()
    sign(opened, child)
    sign(opened, other, of=Identity("X-2", None, None, date(2024, 2, 29), None))
    right = replace(IDENTITY, family_name="Quillfeather-Okoye")
    sign(opened, child, of=right)
    assert opened.identities() == {child: right, other: Identity("X-2", None, None, date(2024, 2, 29), None)}


def test_the_same_dose_may_stand_in_a_later_version(opened: Store) -> None:
    child = uuid4()
    first, second = entry(opened, "plan", child), entry(opened, "plan", child)
    due = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))
    planned = [DoseRow(uuid4(), child, plan.id, "etoposide", None, 3, due) for plan in (first, first)]
    opened.append(first, doses=planned, now=NOW)
    opened.append(second, doses=[replace(planned[0], plan=second.id)], now=NOW)
    assert opened.doses(first.id) == tuple(planned)
    assert [dose.id for dose in opened.doses(second.id)] == [planned[0].id]
    assert opened.doses(uuid4()) == ()
    assert opened.check().whole


def test_a_ward_that_moved_on_is_told(opened: Store) -> None:
    seal = opened.seal()
    said = entry(opened)
    opened.append(said, if_seal=seal, now=NOW)
    with pytest.raises(Trouble) as caught:
        opened.append(entry(opened), if_seal=seal, now=NOW)
    assert caught.value.code == "ward_changed"
    assert opened.append(said, if_seal=seal, now=NOW)[0].id == said.id, "a retry is no change of the ward"
    assert len(opened.facts()) == 3
