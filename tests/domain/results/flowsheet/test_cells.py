"""One cell: all of it in words for who can't see it, what is struck out, marks, and the range of its own day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hlh_desktop.domain.laboratory import Line
from hlh_desktop.domain.results.flowsheet.cells import EMPTY, Cells
from hlh_desktop.domain.results.ranges import Range
from hlh_desktop.domain.results.stops.values import Child
from hlh_desktop.domain.results.values import Reported
from tests.builders import knowledge
from tests.lab_results import PARIS, result

if TYPE_CHECKING:
    from hlh_desktop.domain.results.flowsheet.values import Cell
    from hlh_desktop.domain.results.values import LabResult

AT = "2026-11-29T07:20"
BORN = date(2024, 6, 22)
CATALOGUE = knowledge().catalogue


def cells(**more: Any) -> Cells:
    return Cells(knowledge(), {**CATALOGUE, **more}, Child(BORN, "female"), PARIS)


def cell(*found: LabResult, old: tuple[LabResult, ...] = (), unit: str = "g/L", **more: Any) -> Cell:
    return cells(**more).cell(found, old, unit)


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def hb(value: str, unit: str = "g/L", number: int = 1, **more: Any) -> LabResult:
    return result("hb", value, unit, AT, number, **more)


# --- in words


def test_all_of_a_cell_is_said_in_its_order() -> None:
    made = cell(
        hb("83", number=1), hb("84", number=5, status="preliminary", conditions=("transfused",)),
        old=(hb("8.4", "g/dL"), hb("8.6", "g/dL", 2)),
    )  # fmt: skip
    assert said(made.spoken) == (
        "84 g/L, below the range, after transfusion, preliminary, was 8.6 g/dL, 1 more at this moment"
    )
    assert [said(one) for one in made.old] == ["8.6 g/dL", "8.4 g/dL"], "the last first"


def test_a_plain_value_is_said_without_anything_else() -> None:
    made = cell(hb("120"))
    assert (said(made.spoken), made.status, made.status_words, made.more) == ("120 g/L", "final", "", 0)


def test_what_is_pending_is_said_once() -> None:
    waits = replace(hb("1"), reported=Reported("hb", status="pending"))
    assert (cell(waits).spoken, cell(waits).status) == ("pending", "pending")


def test_a_cancelled_result_stands_with_its_reason_or_as_not_done() -> None:
    for text, words in (("clotted", "clotted"), ("", "not done")):
        made = cell(replace(hb("1"), reported=Reported("hb", text=text, status="cancelled")))
        assert (made.words, made.whole, made.unit) == (words, "", "")


def test_a_value_beyond_the_assay_is_said_with_its_sign() -> None:
    made = cell(result("ferritin", ">20000", "ug/L", AT), unit="ug/L")
    assert said(made.spoken) == "> 20,000 microgram/L, above the range"
    assert (made.comparator, made.words, made.unit) == ("> ", "", "")


def test_a_unit_other_than_the_row_s_stands_as_readers_see_it() -> None:
    assert cell(result("ferritin", "900", "ug/L", AT), unit="mg/L").unit == "microgram/L"
    assert cell(result("ebv", "not detected", "IU/mL", AT), unit="copies/mL").unit == ""


def test_a_weight_is_said_with_its_unit() -> None:
    made = cells().measured(UUID(int=3), Decimal("13.50"), "kg")
    assert (made.measured, made.whole, made.decimals, said(made.spoken)) == (UUID(int=3), "13", "5", "13.5 kg")


# --- what stands no more


def test_what_was_struck_out_says_so_with_the_last_value_that_stood_there() -> None:
    made = cell(old=(hb("8.4", "g/dL"), hb("86", number=2)))
    assert (made.words, said(made.spoken)) == ("struck out", "struck out, was 86 g/L")
    assert [said(one) for one in made.old] == ["86 g/L", "8.4 g/dL"]


def test_where_nothing_was_ever_written_the_cell_is_empty() -> None:
    assert cell() == EMPTY
    assert EMPTY.empty


@pytest.mark.parametrize(
    ("status", "old", "shown"),
    [
        ("final", False, ("final", "")), ("final", True, ("corrected", "corrected")),
        ("corrected", False, ("corrected", "corrected")), ("preliminary", True, ("preliminary", "preliminary")),
    ],
)  # fmt: skip
def test_only_a_final_value_in_the_place_of_another_is_called_corrected(
    status: str, old: bool, shown: tuple[str, str]
) -> None:
    made = cell(hb("120", number=5, status=status), old=(hb("110"),) if old else ())
    assert (made.status, made.status_words) == shown


# --- marks


@pytest.mark.parametrize(
    ("fasting", "conditions", "marks"),
    [
        (True, ("lipid", "steroid"), ("fasting", "lipid", "steroid")), (False, ("heparin", "propofol"),
                                                                        ("fed", "propofol")),
        (None, (), ()),
    ],
)  # fmt: skip
def test_only_what_changes_the_analyte_is_marked_fasting_first(
    fasting: bool | None, conditions: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    one = result("tg", "1.0", "mmol/L", AT, fasting=fasting, conditions=conditions)
    assert cells().marks(one) == marks
    assert cells().marks(replace(one, reported=replace(one.reported, analyte="urea"))) == ()


def test_a_sample_of_a_child_that_had_eaten_is_said_whole() -> None:
    made = cell(result("tg", "1.0", "mmol/L", AT, fasting=False), unit="mmol/L")
    assert (made.marks, said(made.spoken)) == (("not fasting",), "1 mmol/L, sample of a child that had eaten")


# --- ranges


@pytest.mark.parametrize(
    ("at", "letter"),
    [
        (datetime(2025, 6, 21, 23, 59, tzinfo=PARIS), "L"),
        (datetime(2025, 6, 22, 0, 0, tzinfo=PARIS), None),
        # The same midnight as it stands in a file of another zone.
        (datetime(2025, 6, 21, 22, 0, tzinfo=UTC), None),
        (datetime(2025, 6, 21, 21, 59, tzinfo=UTC), "L"),
    ],
)
def test_a_value_is_read_by_the_age_of_its_own_day_in_ward_time(at: datetime, letter: str | None) -> None:
    """Haemoglobin 112 g/L: too low up to the first birthday (113 to 141), not from it on (110 to 140)."""
    assert cell(replace(hb("112"), at=at)).flag == letter


def test_a_value_in_another_unit_is_read_by_the_same_range() -> None:
    assert [cell(hb(value, "g/dL")).flag for value in ("10.9", "11", "14", "14.1")] == ["L", None, None, "H"]


def own(*lines: tuple[str, str]) -> Any:
    found = tuple(Line(name="own", op=op, value=Decimal(value)) for op, value in lines)  # type: ignore[arg-type]
    return CATALOGUE["crp"].model_copy(update={"name": "CD163", "lines": found})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((("<", "2"), (">", "5")), ("2", "5")), ((("<", "2"),), ("2", None)), (((">", "5"),), (None, "5")), ((), None),
    ],
)  # fmt: skip
def test_the_ward_s_own_analyte_has_the_ends_that_the_ward_gave_it(
    lines: tuple[tuple[str, str], ...], expected: tuple[str | None, str | None] | None
) -> None:
    found = cells(**{"own:cd163": own(*lines)}).own_range("own:cd163")
    ends = None if expected is None else [None if end is None else Decimal(end) for end in expected]
    assert found == (None if ends is None else Range("mg/L", "laboratory", *ends))


def test_the_lines_of_the_catalogue_are_no_range_and_what_nobody_knows_has_none() -> None:
    assert cells().own_range("crp") is None
    assert cells().own_range("own:gone") is None
    gone = result("own:gone", "3", "mg/L", AT)
    assert (cell(gone, unit="mg/L").flag, cell(gone, unit="mg/L").whole) == (None, "3")
    assert cells().listed(gone) == "mg/L"
    assert cells().listed(result("ferritin", "3", "furlong", AT)) == "furlong"
