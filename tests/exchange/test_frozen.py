"""A frozen plan is read back equal, shares what it shared, prints the same, and takes nothing it did not write."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange import frozen
from hlh_desktop.exchange.case_text import case_object
from hlh_desktop.exchange.frozen_classes import KNOWN
from hlh_desktop.exchange.frozen_values import Unreadable, read_value, written_value
from hlh_desktop.exchange.plan_file import to_json
from hlh_desktop.report.plan_pdf import to_bytes
from tests.builders import case_data, knowledge, lab, plan, read, regimen
from tests.report.sheets import BUSY, cases, printing

if TYPE_CHECKING:
    from hlh_desktop.domain.plan import Plan

EVERY_CASE = [pytest.param(data, id=name) for name, data in cases().items()]
PARIS = ZoneInfo("Europe/Paris")
LINES = (
    "etoposide", "dexamethasone", "ciclosporin", "intrathecal", "rituximab", "ivig", "methylprednisolone_pulse",
    "methylprednisolone", "tocilizumab", "ruxolitinib", "alemtuzumab", "cotrimoxazole",
)  # fmt: skip


@pytest.mark.parametrize("data", EVERY_CASE)
def test_a_plan_of_every_case_is_read_back_equal(data: dict[str, Any]) -> None:
    made = plan(data)
    text = frozen.write(made)
    again = frozen.read(text)
    assert again == made
    assert frozen.write(again) == text
    assert to_json(again, knowledge()) == to_json(made, knowledge())


@pytest.mark.parametrize("data", EVERY_CASE)
def test_a_case_is_written_as_one_that_reads_back_equal(data: dict[str, Any]) -> None:
    case = read(data)
    written = json.loads(json.dumps(case_object(case)))
    assert Case.model_validate(written) == case
    assert read(written) == case


def test_the_paper_of_a_frozen_plan_has_the_same_bytes() -> None:
    made = plan(BUSY)
    again = frozen.read(frozen.write(made))
    assert to_bytes(again, knowledge(), printing()) == to_bytes(made, knowledge(), printing())


def test_doses_that_were_shared_are_shared_again() -> None:
    made = plan(BUSY)
    again = frozen.read(frozen.write(made))
    assert again.doses == made.doses
    assert len(again.doses) < sum(len(order.administrations) for order in again.orders)


def test_parts_of_the_case_are_the_case_s_own_again() -> None:
    again = frozen.read(frozen.write(plan(BUSY)))
    assert again.weight.row is again.case.measurements[0]
    assert again.case.regimen is not None
    changes = [one.change for ordered in again.ordered for one in ordered.applied]
    assert changes
    assert all(any(change is own for own in again.case.regimen.changes) for change in changes)


@st.composite
def random_cases(draw: st.DrawFn) -> dict[str, Any]:
    """Children of all sizes with some lines, results, doses given elsewhere and changes, in several zones."""
    names = draw(st.lists(st.sampled_from(LINES), unique=True, max_size=6))
    kilograms = draw(st.decimals("14", "40", places=draw(st.integers(0, 3))))
    height = str(draw(st.integers(105, 125)))
    allergies = draw(st.sampled_from([None, [], ["soy", "x"]]))
    lines: list[Any] = [*names, *draw(st.sampled_from([[], [{"line": "anakinra", "mg_per_kg_per_day": "2"}]]))]
    zone = draw(st.sampled_from(["Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]))
    day = draw(st.sampled_from(["2026-03-20", "2026-11-22", "2026-10-20", "2028-02-27"]))
    changes = [{"line": "etoposide", "day": 8, "do": "move", "to": "2026-12-01T02:30", "reason": "list"}]
    moved = changes if "etoposide" in names and day == "2026-11-22" and draw(st.booleans()) else []
    results = [lab("crea", str(draw(st.integers(20, 90))), "umol/L", f"{day}T05:00"), lab("plt", "28", "10*9/L", day)]
    return case_data(
        patient={"date_of_birth": "2020-02-29", "mrn": "A", "allergies": allergies},
        measurements=[{"on": "2026-03-01", "weight_kg": f"{kilograms:f}", "height_cm": height}],
        day_one=day, time_zone=zone, labs=draw(st.sampled_from([[], results])),
        regimen=draw(st.sampled_from([None, regimen(*lines, protocol="hlh-2004", last_week=40, changes=moved)])),
        elsewhere=draw(st.sampled_from([[], [{"drug": "VP-16", "on": "2026-01-02", "mg": "80", "bsa_m2": "0.58"}]])),
        signs={"temperature_c": draw(st.sampled_from([None, "39.60", "36"]))},
    )  # fmt: skip


@settings(max_examples=60)
@given(random_cases())
def test_any_plan_is_read_back_equal(data: dict[str, Any]) -> None:
    made = plan(data)
    again = frozen.read(frozen.write(made))
    assert again == made
    assert _types(again) == _types(made)


def _types(value: Any) -> Any:
    """The types all the way down: 1 == Decimal(1), but they are not the same."""
    if is_dataclass(value):
        return [type(value), *(_types(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, tuple):
        return [tuple, *map(_types, value)]
    return (type(value), str(value), getattr(getattr(value, "tzinfo", None), "key", None))


def test_the_text_is_canonical() -> None:
    text = frozen.write(plan(BUSY))
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert "\n" not in text


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(), st.decimals(allow_nan=False, allow_infinity=False),
        st.fractions(), st.dates(), st.times().map(lambda at: at.replace(fold=0)), st.timedeltas(), st.datetimes(),
        st.datetimes(timezones=st.sampled_from([PARIS, UTC, ZoneInfo("America/Lima"), timezone(timedelta(hours=5))])),
    )
)  # fmt: skip
def test_single_values_keep_their_type_and_every_digit(value: object) -> None:
    again = read_value(json.loads(json.dumps(written_value(value))))
    assert (type(again), repr(again)) == (type(value), repr(value))


@pytest.mark.parametrize("text", ["0", "-0", "0.590", "1E+3", "0.00", "1E-30", "123456789012345678901234567890.1"])
def test_a_decimal_keeps_its_zeros(text: str) -> None:
    assert str(read_value(written_value(Decimal(text)))) == text


def test_the_two_hours_of_a_clock_change_stay_apart() -> None:
    for fold in (0, 1):
        at = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=fold)
        again = read_value(written_value(at))
        assert (again.fold, again.utcoffset()) == (fold, at.utcoffset())


@pytest.mark.parametrize(
    "value",
    [0.5, [1], {"a": 1}, b"x", time(8, tzinfo=UTC), time(2, fold=1), object(), ZoneInfo, complex(1)],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_exact_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        written_value(value)


@pytest.mark.parametrize(
    "value", [0.5, {"decimal": "NaN"}, {"decimal": "Infinity"}, {"float": "1"}, {"decimal": "1", "date": "x"}, [1], {}]
)
def test_what_was_never_written_is_not_read(value: object) -> None:
    with pytest.raises((Unreadable, ValueError)):
        read_value(value)


@dataclass(frozen=True, slots=True)
class Dose:
    """A class with a name of the list that is not the one of the list."""

    amount: str = "1"


def test_an_object_of_another_class_is_not_written() -> None:
    with pytest.raises(TypeError, match="Dose"):
        frozen.write(replace(plan(BUSY), tasks=(Dose(),)))  # type: ignore[arg-type]


def test_every_class_of_the_list_is_frozen() -> None:
    for kind in KNOWN.values():
        assert kind.model_config["frozen"] if issubclass(kind, BaseModel) else kind.__dataclass_params__.frozen


def _damaged(change: Any) -> str:
    data = json.loads(frozen.write(plan(BUSY)))
    return json.dumps(change(data) or data)


def _first(data: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(entry for entry in data["objects"] if entry["is"] == kind)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.update(schema="hlh-plan/1"),
        lambda data: data.pop("schema"),
        lambda data: data.pop("objects"),
        lambda data: data.update(objects=[]),
        lambda data: data["objects"].pop(),
        lambda data: data["objects"].pop(0),
        lambda data: data.update(objects={"a": 1}),
        lambda data: data["objects"][0].pop("is"),
        lambda data: data["objects"][0].update({"is": "Popen"}),
        lambda data: data["objects"][0].update({"is": ["Case"]}),
        lambda data: _first(data, "Case")["says"].pop("patient"),
        lambda data: _first(data, "Case")["says"].update(schema="hlh-case/2"),
        lambda data: _first(data, "Quantity").pop("unit"),
        lambda data: _first(data, "Quantity").update(more=1),
        lambda data: _first(data, "Quantity").update(amount={"decimal": "1,5"}),
        lambda data: _first(data, "Quantity").update(amount=1.5),
        lambda data: _first(data, "Rule").update(amount={"#": 100000}),
        lambda data: _first(data, "Rule").update(amount={"#": -1}),
        lambda data: _first(data, "Rule").update(amount={"#": True}),
        lambda data: _first(data, "Measured").update(row={"#": 0, "part": ["measurements", 99]}),
        lambda data: _first(data, "Measured").update(row={"#": 0, "part": ["nothing"]}),
        lambda data: _first(data, "Administration").update(at={"moment": "2026-11-22T14:00:00", "zone": "Mars/Base"}),
        lambda data: _first(data, "Point").update(planned={"fraction": "1/0"}),
        lambda _: ["hlh-frozen/1"],
        lambda _: "text",
    ],
)
def test_damage_is_refused_and_never_guessed_at(damage: Any) -> None:
    with pytest.raises(Trouble) as refused:
        frozen.read(_damaged(damage))
    assert refused.value.code == "frozen_unreadable"


@pytest.mark.parametrize("text", ["", "{", "null", "[" * 100_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(Trouble) as refused:
        frozen.read(text)
    assert refused.value.code == "frozen_unreadable"


def test_a_plan_of_a_newer_program_is_not_guessed_at() -> None:
    with pytest.raises(Trouble) as refused:
        frozen.read(_damaged(lambda data: data.update(schema="hlh-frozen/2")))
    assert refused.value.code == "frozen_newer"


def test_a_part_of_a_plan_is_no_plan() -> None:
    data = json.loads(frozen.write(plan(BUSY)))
    with pytest.raises(Trouble):
        frozen.from_object({**data, "objects": data["objects"][:5]})


def test_a_date_is_not_taken_for_a_moment() -> None:
    assert type(read_value(written_value(date(2026, 11, 22)))) is date
    assert type(read_value(written_value(datetime(2026, 11, 22)))) is datetime
    assert read_value(written_value(Fraction(1, 3))) == Fraction(1, 3)


def test_a_map_keeps_its_keys_and_their_types() -> None:
    made = replace(plan(case_data()), edition={1: Decimal("1.0"), "a": (None, True)})  # type: ignore[arg-type]
    again: Plan = frozen.read(frozen.write(made))
    assert again.edition == made.edition
