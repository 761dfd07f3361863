"""A row of a file judged by itself: where it came from, its words, what is refused, left, or looked at by a person."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.domain.results.incoming.judging import Judged, judge_row
from hlh_desktop.domain.results.incoming.preview import NotTaken
from hlh_desktop.domain.results.incoming.values import Code, Incoming, Reason
from tests.exchange.labs.given import terms

ROW = Incoming(
    "2", 0, (Code("ferritin"),), "812", units=("ug/L",), at="2026-11-21T06:10", laboratory="North", specimen="serum",
    fasting="no", conditions="lipid",
)  # fmt: skip


def taken(row: Incoming, kind: Any = "csv", laboratory: str = "") -> Judged:
    found = judge_row(row, terms(kind, laboratory=laboratory))
    assert isinstance(found, Judged), found
    return found


def out(row: Incoming) -> tuple[str, bool]:
    """Why a row is not taken, and whether that is a refusal."""
    found = judge_row(row, terms("csv"))
    assert isinstance(found, NotTaken)
    assert found.row == row
    return found.reason.code, found.refused


@pytest.mark.parametrize(
    ("kind", "origin"), [("csv", "csv"), ("paste", "pasted"), ("fhir", "fhir"), ("hl7", "hl7")]
)  # fmt: skip
def test_a_sample_keeps_all_that_the_row_says_of_it(kind: str, origin: str) -> None:
    sample = taken(replace(ROW, codes=(Code("2276-4", "LN"),)), kind).sample
    assert (sample.origin, sample.laboratory, sample.specimen, sample.file) == (origin, "North", "serum", "a file")
    assert (sample.fasting, sample.conditions) == (False, ("lipid",))


def test_the_laboratory_is_the_one_that_a_person_named_whatever_the_row_says() -> None:
    assert taken(ROW, laboratory="South").sample.laboratory == "South"


def test_why_a_result_is_missing_is_its_text_and_why_a_value_is_right_stays_its_reason() -> None:
    cancelled = taken(replace(ROW, value="", status="cancelled", reason="clotted", text="see note"))
    assert (cancelled.sample.results[0].text, cancelled.sample.results[0].reason) == ("clotted", "")
    waits = taken(replace(ROW, value="5", status="pending", text="sent away")).sample.results[0]
    assert (waits.text, waits.value, waits.unit) == ("sent away", None, "ug/L")
    plain = taken(replace(ROW, reason="seen")).sample.results[0]
    assert (plain.reason, plain.value) == ("seen", Decimal(812))


@pytest.mark.parametrize(
    ("changed", "code", "refused"),
    [
        ({"units": ("pmol/L",)}, "unit_refused", True), ({"units": ("mmol/L",)}, "unit_unlisted", False),
        ({"codes": (Code("plt"),), "units": ("g/L",)}, "unit_grams_of_cells", True),
        ({"codes": (Code("scd25"),), "units": ("pg/mL",), "value": "not done"}, "two_analytes", True),
        ({"value": "1,5", "codes": (Code("x"),)}, "number_unclear", True),
        ({"fault": Reason("row_width"), "value": "1,5"}, "row_width", True),
        ({"fault": Reason("value_kind"), "codes": (Code("x"),)}, "code_unknown", False),
        ({"fault": Reason("value_kind"), "status": "deleted"}, "value_kind", False),
        ({"status": "deleted", "at": ""}, "status_deleted", False), ({"at": "", "units": ()}, "no_time", False),
    ],
)  # fmt: skip
def test_of_several_faults_the_first_is_told_and_only_what_cannot_be_is_refused(
    changed: dict[str, Any], code: str, refused: bool
) -> None:
    assert out(replace(ROW, **changed)) == (code, refused)


def test_words_in_an_unknown_unit_are_taken_without_one() -> None:
    found = taken(replace(ROW, value="not detected", units=("mmol/L",)))
    assert (found.sample.results[0].unit, found.sample.results[0].text) == ("", "not detected")
    assert found.checks == (Reason("words", {"text": "not detected"}),)


def test_words_of_what_is_reported_in_words_need_no_look() -> None:
    assert taken(replace(ROW, codes=(Code("nk"),), value="reduced", units=())).checks == ()


def test_all_that_a_person_should_look_at_stands_in_its_order() -> None:
    words = taken(replace(ROW, value="not detected", at="2026-11-21", conditions="frozen"))
    assert words.checks == (
        Reason("words", {"text": "not detected"}), Reason("day_only"), Reason("condition_unknown", {"word": "frozen"}),
    )  # fmt: skip
    weight = taken(replace(ROW, codes=(Code("weight"),), value="13.5", units=("kg",)))
    assert weight.checks == (Reason("measure"),)
    assert taken(replace(ROW, value="", status="pending")).checks == ()
