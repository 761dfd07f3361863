"""A sample while it is typed: what is legible becomes its results in order, and another number is asked about anew."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hlh_desktop.domain.results.flowsheet.typed import NOT_A_NUMBER
from hlh_desktop.domain.results.values import Reported
from hlh_desktop.ui.labs.typing import TypedSample, TypedValue, corrected, read
from tests.builders import knowledge
from tests.ui.giving.bedsides import at


def test_what_is_typed_becomes_a_sample_in_the_order_in_which_it_was_begun() -> None:
    typed = TypedSample("07:20", "Central laboratory", "EDTA blood", True, ("heparin",))
    typed = typed.with_value("plt", text="> 20000", unit="/uL").with_value(
        "hb", text="88", unit="g/L", low="110", method="Sysmex"
    )
    typed = typed.with_value("na", text="-", unit="mmol/L").with_value("ferritin", text="pending", unit="ug/L")
    found = read(typed, at(29, 7, 20), knowledge().wording)
    assert found.sample.results == (
        Reported("plt", "/uL", Decimal(20000), ">"),
        Reported("hb", "g/L", Decimal(88), method="Sysmex", low=Decimal(110)),
        Reported("ferritin", "ug/L", status="pending"),
    )
    assert found.analytes == ("plt", "hb", "ferritin")
    assert (found.sample.laboratory, found.sample.specimen) == ("Central laboratory", "EDTA blood")
    assert (found.sample.fasting, found.sample.conditions) == (True, ("heparin",))
    assert found.wrong == {}


@pytest.mark.parametrize("parts", [{"text": "8,8"}, {"text": "88", "low": "11O"}, {"text": "88", "high": "1e2"}])
def test_what_is_no_plain_number_is_told_and_not_in_the_sample(parts: dict[str, str]) -> None:
    typed = TypedSample("07:20").with_value("hb", unit="g/L", **parts).with_value("plt", text="60", unit="10*9/L")
    found = read(typed, at(29, 7, 20), knowledge().wording)
    assert found.analytes == ("plt",)
    assert found.wrong == {"hb": NOT_A_NUMBER}


def test_what_was_said_of_a_number_is_gone_with_the_number_or_its_unit() -> None:
    value = TypedValue("3", "10*9/L", again="3", reason="Second sample agrees")
    assert value.changed(low="150").reason == "Second sample agrees"
    for other in (value.changed(text="4"), value.changed(unit="/uL")):
        assert (other.again, other.reason) == ("", "")


def test_a_correction_keeps_what_the_laboratory_calls_the_result_and_its_assay() -> None:
    old = Reported(
        "ferritin", "ug/L", Decimal(41), method="Immulite", low=Decimal(7), high=Decimal(140), code="FER", key="K1",
        reason="Second sample agrees [outside_warn]",
    )  # fmt: skip
    new = corrected(old, Reported("ferritin", "ug/L", Decimal(4100)))
    assert new == replace(old, value=Decimal(4100), reason="")
    other = corrected(old, Reported("ferritin", "mg/L", Decimal(4), ">"))
    assert (other.unit, other.value, other.comparator) == ("mg/L", Decimal(4), ">")
    assert (other.method, other.low, other.high) == ("Immulite", None, None)


def test_what_was_confirmed_stands_at_the_place_of_its_value() -> None:
    typed = TypedSample("07:20").with_value("hb", text="x", unit="g/L").with_value("na", text="136", unit="mmol/L")
    typed = typed.with_value("plt", text="3", unit="10*9/L").with_value("plt", again="3", reason="Second sample agrees")
    found = read(typed, at(29, 7, 20), knowledge().wording)
    assert found.confirmed.again == {1: "3"}
    assert found.confirmed.reasons == {1: "Second sample agrees"}
