"""What no result and no sample may be: the catalogue's units and ranges, plain numbers, words, and time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.results.limits import Bounds, misplaced, refuse, refused
from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.domain.trouble import Trouble
from tests.builders import knowledge

NOW = datetime(2026, 11, 29, 7, 20, tzinfo=ZoneInfo("Europe/Paris"))
BOUNDS = Bounds(date(2026, 11, 20), NOW, timedelta(minutes=5))
CATALOGUE = knowledge().catalogue
FIBRINOGEN = Reported("fibrinogen", "g/L", Decimal("2.5"))


def code(told: Reported) -> str:
    """The code of the refusal; empty for what is taken."""
    found = refused(told, CATALOGUE)
    return "" if found is None else found[0]


@pytest.mark.parametrize(("value", "unit", "said"), [
    ("20", "g/L", ""), ("20.01", "g/L", "result_impossible"), ("0", "g/L", ""), ("-0.1", "g/L", "result_impossible"),
    ("2000", "mg/dL", ""), ("2001", "mg/dL", "result_impossible"), ("250", "g/L", "result_impossible"),
    ("2.5", "g/dL", "result_unit"), ("2.5", "G/L", "result_unit"), ("2.5", "", "result_unit"),
])  # fmt: skip
def test_the_range_is_asked_in_the_unit_that_was_reported(value: str, unit: str, said: str) -> None:
    assert code(replace(FIBRINOGEN, value=Decimal(value), unit=unit)) == said


def test_a_refusal_names_the_value_the_limits_and_their_units() -> None:
    found = refused(replace(FIBRINOGEN, value=Decimal(2100), unit="mg/dL", comparator=">"), CATALOGUE)
    assert found is not None
    assert {name: text.replace("\N{NO-BREAK SPACE}", " ") for name, text in found[1].items()} == {
        "name": CATALOGUE["fibrinogen"].name, "value": ">2,100 mg/dL", "low": "0", "high": "20 g/L",
    }  # fmt: skip


@pytest.mark.parametrize(("told", "said"), [
    (Reported("fibrinogen", status="pending"), ""), (Reported("fibrinogen", status="cancelled"), ""),
    (Reported("fibrinogen"), "result_empty"), (Reported("fibrinogen", text=" "), "result_empty"),
    (Reported("fibrinogen", "furlong", status="pending"), "result_unit"),
    (Reported("fibrinogen", text="clotted"), ""), (Reported("own:x", text="clotted"), "result_analyte"),
    (Reported("ferritin", "pmol/L", Decimal(10) ** 9), ""), (replace(FIBRINOGEN, low=Decimal("NaN")), "result_number"),
    (replace(FIBRINOGEN, value=Decimal("-Infinity")), "result_number"),
])  # fmt: skip
def test_what_has_no_number_to_compare(told: Reported, said: str) -> None:
    assert code(told) == said


@pytest.mark.parametrize(("at", "said"), [
    (NOW + timedelta(minutes=5), None), (NOW + timedelta(minutes=5, seconds=1), "result_future"),
    (NOW.replace(day=20, hour=0, minute=0), None), (NOW.replace(day=19, hour=23, minute=59), "result_before_birth"),
])  # fmt: skip
def test_a_sample_lies_between_the_day_of_birth_and_now(at: datetime, said: str | None) -> None:
    assert misplaced(Sample(at, (FIBRINOGEN,)), BOUNDS) == said


@pytest.mark.parametrize("wrong", ["\ud800", "a\0b"])
@pytest.mark.parametrize("part", ["text", "method", "range_text", "code", "key", "reason"])
def test_what_is_no_text_is_refused_wherever_it_stands(part: str, wrong: str) -> None:
    told = replace(FIBRINOGEN, **{part: wrong})
    with pytest.raises(Trouble) as caught:
        refuse(Sample(NOW, (FIBRINOGEN, told)), CATALOGUE, BOUNDS)
    assert (caught.value.code, caught.value.values) == ("result_text", {"at": "2026-11-29 07:20"})


def test_the_first_result_that_cannot_be_is_named() -> None:
    wrong = replace(FIBRINOGEN, value=Decimal(99))
    with pytest.raises(Trouble) as caught:
        refuse(Sample(NOW, (FIBRINOGEN, wrong)), CATALOGUE, BOUNDS)
    assert caught.value.code == "result_impossible"
    refuse(Sample(NOW, (FIBRINOGEN,), file="caf\N{LATIN SMALL LETTER E WITH ACUTE}.csv"), CATALOGUE, BOUNDS)
